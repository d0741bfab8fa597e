//! The columns: what they are called, what they hold, and how they are explained to who fills them.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::nearest::plain;
use crate::domain::offer::OfferKind;
use crate::domain::taxonomy::{
    Contract, Entry, Fee, Level, MobilisableBy, MobilisationMode, Payer, Public, ReceptionMode, ServiceType,
    SiaeKind, Theme,
};

/// Codes, and the words that people read.
type Choices = Vec<(&'static str, &'static str)>;

/// What a cell holds.
#[derive(Clone, Copy)]
pub(super) enum Holds {
    /// Words.
    Text,
    /// Sentences, a line or a semicolon between them.
    Lines,
    /// One of some words.
    One(fn() -> Choices),
    /// Some of some words.
    Many(fn() -> Choices),
    /// A day.
    Day,
    /// A number.
    Number,
    /// A telephone number, from which a spreadsheet may have taken the first 0.
    Phone,
    /// A code of five characters, from which a spreadsheet may have taken the first 0.
    FiveDigits,
    /// Codes of places.
    Zones,
    /// Yes; anything else than "oui" and "non" is told.
    Yes,
    /// A code of the ROME.
    Rome,
    /// A code of the RNCP or of the RS.
    Certification,
    /// An e-mail address.
    Email,
    /// A page of the web.
    Link,
    /// Opening hours.
    Hours,
}

/// The kinds of offers that a column is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// Every kind.
    All,
    /// Whatever has days on which it begins: not a post.
    Dated,
    /// A workshop, or temporary work.
    Posts,
    /// A training.
    Courses,
    /// A place and a hand to create one's own activity.
    Ventures,
}

impl Of {
    /// Whether an offer of a kind may fill it.
    pub(super) fn fits(self, kind: OfferKind) -> bool {
        let is_post = matches!(kind, OfferKind::Workshop | OfferKind::TemporaryWork);
        match self {
            Self::All => true,
            Self::Dated => !is_post,
            Self::Posts => is_post,
            Self::Courses => kind == OfferKind::Training,
            Self::Ventures => kind == OfferKind::Enterprise,
        }
    }
}

/// A column.
pub(super) struct Column {
    /// What its header says.
    pub(super) name: &'static str,
    /// Where its value goes in a row of data·inclusion.
    pub(super) field: &'static str,
    pub(super) holds: Holds,
    pub(super) required: bool,
    /// The kinds of offers that it is about.
    pub(super) of: Of,
    /// How to fill it.
    pub(super) help: &'static str,
    /// What the model's example says.
    pub(super) example: &'static str,
}

const fn column(
    name: &'static str,
    field: &'static str,
    holds: Holds,
    help: &'static str,
    example: &'static str,
) -> Column {
    Column { name, field, holds, required: false, of: Of::All, help, example }
}

const fn needed(
    name: &'static str,
    field: &'static str,
    holds: Holds,
    help: &'static str,
    example: &'static str,
) -> Column {
    Column { required: true, ..column(name, field, holds, help, example) }
}

const fn post(
    name: &'static str,
    field: &'static str,
    holds: Holds,
    help: &'static str,
    example: &'static str,
) -> Column {
    Column { of: Of::Posts, ..column(name, field, holds, help, example) }
}

const fn course(name: &'static str, field: &'static str, holds: Holds, help: &'static str) -> Column {
    Column { of: Of::Courses, ..column(name, field, holds, help, "") }
}

const fn venture(name: &'static str, field: &'static str, holds: Holds, help: &'static str) -> Column {
    Column { of: Of::Ventures, ..column(name, field, holds, help, "") }
}

const fn dated(name: &'static str, field: &'static str, holds: Holds, help: &'static str) -> Column {
    Column { of: Of::Dated, ..column(name, field, holds, help, "") }
}

/// The field of a line's own reference.
pub(super) const REFERENCE: &str = "reference";

use Holds::{
    Certification, Day, Email, FiveDigits, Hours, Lines, Link, Many, Number, One, Phone, Rome, Text, Yes,
    Zones,
};

/// Every column, in the order of the model.
#[rustfmt::skip]
pub(super) const COLUMNS: &[Column] = &[
    column("Référence", REFERENCE, Text, "Votre numéro pour cette offre. Gardez le même à chaque envoi : nous reconnaissons l’offre. Plusieurs dates pour une offre : une ligne par date, avec la même référence.", super::EXAMPLE),
    needed(super::NAME, "nom", Text, "De 3 à 150 caractères, sans point à la fin.", "Chantier maraîchage"),
    needed("Genre", "premier_pas.kind", One(kinds), "Ce que la personne rejoint.", "Travail en atelier"),
    needed("Description", "description", Text, "Ce que la personne fera, en phrases courtes. De 200 à 2000 caractères : c’est le mieux.", "Vous cultivez des légumes bio avec une équipe de 12 personnes. Vous apprenez à semer, récolter et préparer les paniers. Un encadrant vous montre chaque geste. Une personne vous aide pour vos papiers, votre logement et la suite."),
    column("Thèmes", "thematiques", Many(themes), "Un ou plusieurs, avec un point-virgule entre eux.", "Maintien dans l’emploi"),
    column("Type de service", "type", One(types), "Un seul.", "Accompagnement"),
    column("Publics", "publics", Many(publics), "Un ou plusieurs, avec un point-virgule entre eux. « Tous publics » va seul.", "Demandeurs d’emploi; Bénéficiaires des minimas sociaux"),
    column("Précisions sur les publics", "publics_precisions", Text, "", "Habitants du bassin de Lens"),
    column("Conditions d’accès", "conditions_acces", Text, "Ce qu’il faut avant de venir.", "Avoir 18 ans"),
    column("Questions", "premier_pas.details.questions", Lines, "Les conditions, en questions où l’on répond oui ou non, avec un point-virgule entre elles.", "Avez-vous plus de 18 ans ?"),
    column("Frais", "frais", One(fees), "Gratuit ou payant pour la personne.", "Gratuit"),
    column("Précisions sur les frais", "frais_precisions", Text, "À dire si c’est payant.", ""),
    column("Adresse", "adresse", Text, "Numéro et rue.", "12 rue des Jardins"),
    column("Complément d’adresse", "complement_adresse", Text, "", ""),
    column("Code postal", "code_postal", FiveDigits, "5 chiffres.", "62300"),
    column("Commune", "commune", Text, "", "Lens"),
    column("Code INSEE", "code_insee", FiveDigits, "Le code de la commune, si vous l’avez.", "62498"),
    column("Longitude", "longitude", Number, "", ""),
    column("Latitude", "latitude", Number, "", ""),
    column("Téléphone", "telephone", Phone, "", "03 53 01 12 34"),
    column("Courriel", "courriel", Email, "Les demandes arrivent à cette adresse.", "accueil@example.org"),
    column("Nom du contact", "contact_nom_prenom", Text, "Montré sur la fiche. Donné aux autres annuaires seulement si vous le dites.", ""),
    column("Contact public", "premier_pas.contact_public", Yes, "« Oui » si d’autres annuaires peuvent donner ce nom, ce courriel et ce téléphone.", ""),
    column("Accueil", "modes_accueil", Many(receptions), "En présentiel, à distance, ou les deux.", "En présentiel"),
    column("Zones", "zone_eligibilite", Zones, "Qui peut venir : « France », des départements (62), des communes (code INSEE) ou des intercommunalités (SIREN), avec un point-virgule entre eux. Vide : partout.", "62"),
    column("Qui peut demander", "mobilisable_par", Many(askers), "Usagers : la personne demande elle-même.", "Usagers; Professionnels"),
    column("Comment demander", "modes_mobilisation", Many(ways), "", "Envoyer un courriel; Téléphoner"),
    column("Lien pour demander", "lien_mobilisation", Link, "Commence par https://", ""),
    column("Précisions pour demander", "mobilisation_precisions", Text, "", ""),
    column("Heures par semaine", "volume_horaire_hebdomadaire", Number, "Par exemple 26 ou 17,5.", "26"),
    column("Nombre de semaines", "nombre_semaines", Number, "", ""),
    column("Horaires", "horaires_accueil", Hours, "« Du lundi au vendredi de 9h à 12h », ou comme dans OpenStreetMap : Mo-Fr 09:00-12:00.", "Mo-Fr 08:30-12:00"),
    dated("Date de début", "session.starts_on", Day, "Le premier jour d’une session : 31/01/2027."),
    dated("Date de fin", "session.ends_on", Day, "Le dernier jour de cette session."),
    dated("Places", "session.places_left", Number, "Les places qui restent à cette session. 0 : complet."),
    dated("Réunion d’information", "session.information_meeting", Text, "Le jour, l’heure et le lieu, en mots."),
    post("Type de SIAE", "premier_pas.details.post.siae", One(siae), "", "Atelier et chantier d’insertion (ACI)"),
    post("Métier", "premier_pas.details.post.trade", Text, "Le métier, en mots de tous les jours.", "Ouvrier maraîcher"),
    post("Code ROME", "premier_pas.details.post.rome", Rome, "Une lettre et 4 chiffres, si vous l’avez.", "A1405"),
    post("Contrat", "premier_pas.details.post.contract", One(contracts), "", "Contrat d’insertion (CDDI)"),
    post("Durée du contrat", "premier_pas.details.post.lasts", Text, "", "4 mois, renouvelable"),
    post("Postes à pourvoir", "premier_pas.details.post.places", Number, "Combien de personnes vous cherchez.", "3"),
    post("Recrutement fermé", "premier_pas.details.post.closed", Yes, "« Oui » si vous ne prenez personne en ce moment.", ""),
    post("Accompagnement", "premier_pas.details.post.support", Text, "Qui aide à côté du travail, et pour quoi.", "Une conseillère, une heure par semaine"),
    post("Ce que vous apprenez", "premier_pas.details.post.training", Text, "", "Le permis tracteur"),
    course("Entrée en formation", "premier_pas.details.course.entry", Many(entries), "Comment on entre. Une réponse ou plusieurs, avec un point-virgule entre elles."),
    course("Certification", "premier_pas.details.course.certification", Certification, "Le code RNCP ou RS : RNCP37274."),
    course("Niveau à la fin", "premier_pas.details.course.level", One(levels), ""),
    course("Qui paie", "premier_pas.details.course.payers", Many(payers), "Un ou plusieurs, avec un point-virgule entre eux."),
    course("Reste à payer", "premier_pas.details.course.left_to_pay", Text, "Ce que la personne paie elle-même."),
    course("Repas", "premier_pas.details.course.meals", Text, ""),
    course("Hébergement", "premier_pas.details.course.lodging", Text, ""),
    course("Aide au transport", "premier_pas.details.course.transport", Text, ""),
    course("Accueil des personnes handicapées", "premier_pas.details.course.disability", Text, ""),
    course("Référent handicap", "premier_pas.details.course.disability_contact", Text, "Son nom, son numéro ou son courriel."),
    venture("Statut", "premier_pas.details.venture.membership", Text, "Ce que la personne devient : membre, entrepreneur salarié."),
    venture("Bureaux", "premier_pas.details.venture.desks", Number, "Combien il y en a."),
    venture("Aide à la création", "premier_pas.details.venture.support", Text, "Conseil, comptes, assurance."),
    column("Ce que vous ferez", "premier_pas.plain.tasks", Lines, "Des tâches simples, avec un point-virgule entre elles.", "Semer; Récolter; Préparer les paniers"),
    column("Ce que vous gagnez", "premier_pas.plain.pay", Text, "Le salaire, ou l’aide gardée.", "Le SMIC, 26 heures par semaine"),
    column("Comment venir", "premier_pas.plain.getting_there", Text, "", "Bus 2, arrêt Jardins"),
    column("Pour entrer", "premier_pas.plain.entry_steps", Lines, "Les étapes, avec un point-virgule entre elles.", "Vous venez voir; Vous essayez 3 jours"),
    column("Proposé par", "premier_pas.plain.proposed_by", Text, "Qui doit proposer la personne, si elle ne peut pas demander elle-même.", ""),
    column("À la fin", "premier_pas.plain.outcome", Text, "Ce que la personne obtient.", "Une attestation de compétences"),
    column("Réservé à", "premier_pas.plain.reserved_for", Text, "", ""),
    column("Page d’origine", "lien_source", Link, "L’adresse de cette offre sur votre site.", ""),
    column("Mis à jour le", "date_maj", Day, "Vide : aujourd’hui.", ""),
];

/// The column of a header, however it is typed: its name, or the field's name in data·inclusion.
pub(super) fn of_header(typed: &str) -> Option<&'static Column> {
    // Made plain once: a file may have thousands of headers.
    static BY_NAME: LazyLock<HashMap<String, &Column>> = LazyLock::new(|| {
        let mut names = HashMap::new();
        for column in COLUMNS {
            for name in [column.name, column.field] {
                names.entry(plain(name)).or_insert(column);
            }
        }
        names
    });
    BY_NAME.get(&plain(typed)).copied()
}

/// The column of a field of data·inclusion.
pub(super) fn of_field(field: &str) -> Option<&'static Column> {
    COLUMNS.iter().find(|column| column.field == field)
}

fn kinds() -> Choices {
    OfferKind::ALL.iter().map(|kind| (kind.code(), kind.label())).collect()
}

macro_rules! choices {
    ($($function:ident = $of:ident;)+) => {
        $(fn $function() -> Choices {
            $of::ALL.iter().map(|value| (value.code(), value.label())).collect()
        })+
    };
}

choices! {
    themes = Theme;
    types = ServiceType;
    publics = Public;
    fees = Fee;
    receptions = ReceptionMode;
    askers = MobilisableBy;
    ways = MobilisationMode;
    siae = SiaeKind;
    contracts = Contract;
    entries = Entry;
    levels = Level;
    payers = Payer;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_however_they_are_typed() {
        for column in COLUMNS {
            assert_eq!(of_header(column.name).unwrap().name, column.name);
            assert_eq!(of_header(&column.name.to_uppercase().replace('’', "'")).unwrap().name, column.name);
        }
        assert_eq!(of_header("courriel").unwrap().field, "courriel");
        assert_eq!(of_header("zone_eligibilite").unwrap().name, "Zones");
        assert!(of_header("Prix").is_none() && of_header("").is_none());
    }
}
