//! An offer of an answer.

use serde::Serialize;
use time::Date;
use utoipa::ToSchema;

use crate::domain::card::Card;
use crate::domain::offer::Session;
use crate::domain::taxonomy::Public;
use crate::server::api::edition::Edition;
use crate::server::config::PublicUrl;

/// An offer.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Offer)]
pub struct Item {
    /// Identifiant que son producteur lui donne : celui de `/api/v1/services/{id}`.
    id: String,
    /// Adresse de sa page.
    url: String,
    /// Son nom.
    name: String,
    /// Ce que c’est.
    kind: &'static str,
    /// Qui la donne.
    organisation: Giver,
    /// Commune, avec son code postal.
    town: Option<String>,
    /// Degrés nord ; ceux du centre de la commune, quand l’adresse n’en dit pas.
    latitude: Option<f32>,
    /// Degrés est.
    longitude: Option<f32>,
    /// Kilomètres à vol d’oiseau depuis le lieu cherché.
    distance_km: Option<u16>,
    /// Si elle est dans la commune cherchée.
    here: bool,
    /// Si elle est seulement à distance.
    remote: bool,
    /// Premier jour de sa prochaine session ouverte.
    #[schema(value_type = Option<String>, format = Date)]
    next_start: Option<Date>,
    /// Ses sessions.
    sessions: Vec<Run>,
    /// Pour qui ; vide quand ce n’est pas dit.
    publics: Vec<Public>,
    /// Si elle est gratuite.
    free: bool,
    /// Si la personne peut la demander sur le site, seule.
    asks_here: bool,
    /// Délai de réponse de la structure, en jours ouvrés : mesuré, ou promis.
    answers_within_days: Option<u8>,
}

/// Who gives an offer.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Organisation)]
pub struct Giver {
    /// Identifiant de `/api/v1/structures/{id}`.
    id: String,
    /// Son nom.
    name: String,
    /// Adresse de sa page ; sa fin est la valeur du paramètre `structure`.
    url: String,
}

/// A session.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Session)]
pub struct Run {
    /// Premier jour.
    #[schema(value_type = String, format = Date)]
    starts_on: Date,
    /// Dernier jour.
    #[schema(value_type = Option<String>, format = Date)]
    ends_on: Option<Date>,
    /// Places libres ; `null` quand ce n’est pas dit.
    places_left: Option<u16>,
    /// Si on peut encore la demander : pas commencée, pas complète.
    open: bool,
}

impl Item {
    /// The item of a card; nothing where its offer has just gone.
    pub fn of(card: &Card, edition: &Edition, ours: &PublicUrl) -> Option<Self> {
        let index = &edition.index;
        let number = index.offer(&card.slug)?.number();
        let structure = index.services.structure_of(number);
        let point = index.services.point(number);
        let run = |session: &Session| Run {
            starts_on: session.starts_on,
            ends_on: session.ends_on,
            places_left: session.places_for_everybody(),
            open: session.is_open(edition.today),
        };
        Some(Self {
            id: index.services.id(number).to_owned(),
            url: ours.to(&format!("/offres/{}", card.slug)),
            name: card.name.clone(),
            kind: card.kind.code(),
            organisation: Giver {
                id: index.services.structure_id(structure).to_owned(),
                name: card.organisation.clone(),
                url: ours.to(&format!("/structures/{}", card.organisation_slug)),
            },
            town: card.town.clone(),
            latitude: point.map(|point| point.latitude),
            longitude: point.map(|point| point.longitude),
            distance_km: card.distance_km,
            here: card.here,
            remote: card.remote,
            next_start: card.next_start,
            sessions: index.services.sessions(number).iter().map(run).collect(),
            publics: card.publics.clone(),
            free: card.free,
            asks_here: card.asks_here,
            answers_within_days: card.answers.measured.or(card.answers.promised),
        })
    }
}
