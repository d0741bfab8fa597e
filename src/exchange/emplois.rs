//! The public feed of Les emplois de l’inclusion, in: insertion structures (SIAE) and their posts.
//!
//! `GET /api/v1/siaes/` answers pages of structures with `postes`; a page, a list of structures or several pages on
//! lines of their own are all read.

use serde_json::{Map, Value, json};
use thiserror::Error;
use time::Date;

use crate::domain::offer::{Offer, OfferKind, Rome};
use crate::domain::organisation::Organisation;
use crate::domain::taxonomy::{Contract, Network, SiaeKind};
use crate::exchange::data_inclusion::{FieldError, Read, Rejection, parse_service, parse_structure};
use crate::exchange::listed::each_listed;

/// The source of what is read. The feed of data·inclusion calls the same producer otherwise, and lists its structures
/// without their posts: the two must not archive each other's.
pub const SOURCE: &str = "les-emplois-postes";

/// Why nothing of a feed can be read.
#[derive(Debug, Error)]
#[error(
    "Ligne {line}, colonne {column} : ce n’est pas du JSON correct. Téléchargez le fichier encore une fois."
)]
pub struct BrokenFeed {
    line: usize,
    column: usize,
}

/// A structure and its open posts.
#[derive(Debug)]
pub struct Siae {
    /// The structure.
    pub organisation: Organisation,
    /// Its posts that recruit, and what is wrong with the others.
    pub posts: Vec<Read<Offer>>,
    /// Posts that recruit nobody now: they are not offers.
    pub closed: usize,
}

/// What a feed holds.
#[derive(Debug, Default)]
pub struct Feed {
    /// Each structure, or what is wrong with it. `line` is its place in the feed, from 1.
    pub siaes: Vec<Result<Siae, Rejection>>,
    /// The address of the next page, where there is one.
    pub next: Option<String>,
}

/// Reads a feed; `wanted` tells by its SIRET whether a structure is kept.
///
/// # Errors
/// Where it is not JSON.
pub fn read_feed(bytes: &[u8], wanted: &dyn Fn(&str) -> bool, today: Date) -> Result<Feed, BrokenFeed> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut feed = Feed::default();
    let mut line = 0;
    let next = each_listed(bytes, "results", "next", &mut |one| {
        line += 1;
        if wanted(one["siret"].as_str().unwrap_or_default().trim()) {
            feed.siaes.push(siae(&one, line, today));
        }
    });
    feed.next = next.map_err(|error| BrokenFeed { line: error.line, column: error.column })?;
    Ok(feed)
}

fn siae(row: &Value, line: u64, today: Date) -> Result<Siae, Rejection> {
    let siret = text(row, "siret").unwrap_or_default();
    let kind = text(row, "type").unwrap_or_default();
    let local = format!("{siret}-{}", kind.to_lowercase());
    let id = format!("{SOURCE}--{local}");
    if siret.is_empty() {
        let errors = vec![FieldError {
            field: "siret",
            reason: "manque : nous reconnaissons la structure par lui".to_owned(),
        }];
        return Err(Rejection { line, id: None, errors });
    }
    let networks: Vec<Network> = Network::from_code(&kind.to_lowercase()).into_iter().collect();
    let mut told = place(row);
    told.extend(map(json!({
        "source": SOURCE, "id": id, "siret": siret, "reseaux_porteurs": networks,
        "nom": text(row, "enseigne").or_else(|| text(row, "raison_sociale")).map(|name| cut(&name)),
        "date_maj": day(row, today), "site_web": text(row, "site_web"),
        "description": text(row, "description").filter(|text| text.chars().count() >= 5),
        "telephone": text(row, "telephone"), "courriel": text(row, "courriel"),
    })));
    let organisation = parse_structure(&Value::Object(told), today).map_err(|errors| Rejection {
        line,
        id: Some(id),
        errors,
    })?;
    let blocked = is_true(&row["bloque_candidatures"]);
    let none = Vec::new();
    let listed = row["postes"].as_array().unwrap_or(&none);
    let open: Vec<&Value> =
        listed.iter().filter(|post| !blocked && is_true(&post["recrutement_ouvert"])).collect();
    let closed = listed.len() - open.len();
    let posts = open.into_iter().map(|one| post(one, row, &organisation, line, today)).collect();
    Ok(Siae { organisation, posts, closed })
}

fn post(post: &Value, row: &Value, giver: &Organisation, line: u64, today: Date) -> Read<Offer> {
    let number =
        post["id"].as_i64().map(|id| id.to_string()).or_else(|| text(post, "id")).unwrap_or_default();
    let id = format!("{}-{number}", giver.id);
    let trade = text(post, "rome").unwrap_or_default();
    // "Agent d'entretien (K2204)": the words, then the code.
    let words = trade.split(" (").next().unwrap_or_default().to_owned();
    let name = text(post, "appellation_modifiee").unwrap_or(words);
    let contract = ["type_contrat", "nombre_postes_ouverts"].map(|key| label(&post[key]));
    let details = [
        text(post, "description"),
        contract[0].clone().map(|contract| format!("Contrat : {contract}.")),
        contract[1].clone().map(|count| format!("Postes ouverts : {count}.")),
        Some(format!("Ce poste est proposé par {}.", giver.name)),
    ];
    let description: String =
        details.into_iter().flatten().collect::<Vec<_>>().join("\n").chars().take(10_000).collect();
    let mut told = place(row);
    if let Some(commune) = label(&post["lieu"]) {
        // One commune may have several; which one it is nobody says.
        let postal = post["lieu"]["code_postaux"].as_array().filter(|all| all.len() == 1).map(|all| &all[0]);
        told =
            map(json!({"commune": commune, "code_insee": post["lieu"]["code_insee"], "code_postal": postal}));
    }
    told.extend(map(json!({
        "source": SOURCE, "id": id, "structure_id": giver.id, "nom": cut(&name), "description": description,
        "date_maj": day(post, today), "frais": "gratuit", "modes_accueil": ["en-presentiel"],
        "conditions_acces": text(post, "profil_recherche"),
        "thematiques": ["trouver-un-emploi--repondre-a-des-offres-demploi"],
        "mobilisable_par": ["usagers", "professionnels"],
        "telephone": text(row, "telephone"), "courriel": text(row, "courriel"),
    })));
    match parse_service(&Value::Object(told), Some(&giver.networks), today) {
        Ok(mut record) => {
            if matches!(record.kind, OfferKind::Workshop | OfferKind::TemporaryWork) {
                let told = &mut record.details.post;
                told.siae = text(row, "type").and_then(|kind| SiaeKind::from_code(&kind.to_lowercase()));
                told.trade = Some(trade.split(" (").next().unwrap_or_default().to_owned())
                    .filter(|trade| !trade.is_empty());
                told.rome =
                    trade.rsplit_once('(').and_then(|(_, code)| Rome::parse(code.trim_end_matches(')')));
                told.contract = contract[0].as_deref().and_then(contract_of);
                told.places =
                    post["nombre_postes_ouverts"].as_u64().and_then(|count| u32::try_from(count).ok());
            }
            Read::Valid { line, record }
        }
        Err(errors) => Read::Rejected(Rejection { line, id: Some(id), errors }),
    }
}

fn place(row: &Value) -> Map<String, Value> {
    // Two d: so the feed spells it.
    let line = |number: u8| text(row, &format!("addresse_ligne_{number}"));
    let digits = |code: &String| code.len() == 5 && code.bytes().all(|byte| byte.is_ascii_digit());
    map(json!({
        "adresse": line(1), "complement_adresse": line(2), "commune": text(row, "ville"),
        "code_postal": text(row, "code_postal").filter(digits),
    }))
}

fn map(value: Value) -> Map<String, Value> {
    value.as_object().cloned().unwrap_or_default()
}

fn text(row: &Value, key: &str) -> Option<String> {
    let text = row[key].as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A value that is a text, a number, or an object with a name.
fn label(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(object) => ["nom", "label", "libelle"].iter().find_map(|key| label(object.get(*key)?)),
        _ => None,
    }
}

/// A contract by what the feed calls it (`ContractType` of les-emplois, 2026).
fn contract_of(name: &str) -> Option<Contract> {
    let name = name.to_lowercase();
    let holds = |part: &str| name.contains(part);
    match name.as_str() {
        "cdi" => Some(Contract::Cdi),
        "cdd" => Some(Contract::Cdd),
        _ if holds("cdi inclusion") => Some(Contract::CdiInclusion),
        _ if holds("cdd insertion") || holds("cddi") || holds("cdd-i") => Some(Contract::Cddi),
        _ if holds("usage") => Some(Contract::UseContract),
        _ if holds("mission") => Some(Contract::Mission),
        _ => None,
    }
}

/// The feed writes `true`, and in older versions `"True"`.
fn is_true(value: &Value) -> bool {
    value.as_bool().unwrap_or_else(|| value.as_str().is_some_and(|text| text.eq_ignore_ascii_case("true")))
}

fn day(row: &Value, today: Date) -> String {
    let day = text(row, "mis_a_jour_le").and_then(|day| day.get(..10).map(str::to_owned));
    day.filter(|day| *day <= today.to_string()).unwrap_or_else(|| today.to_string())
}

/// A name that the schema takes: no full stop at the end, 150 characters at most.
fn cut(name: &str) -> String {
    name.trim_end_matches('.').chars().take(150).collect()
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;
    use crate::domain::offer::OfferKind;

    const TODAY: Date = date!(2026 - 11 - 22);
    const ALL: &dyn Fn(&str) -> bool = &|_| true;

    fn feed() -> Value {
        json!({"count": 1, "next": null, "results": [{
            "cree_le": "2020-01-01T00:00:00Z", "mis_a_jour_le": "2026-10-01T08:00:00Z", "siret": "13000000000008",
            "type": "ACI", "raison_sociale": "LES JARDINS", "enseigne": "Les Jardins du Bassin", "site_web": "",
            "description": "", "bloque_candidatures": false, "telephone": "0353011234", "courriel": "accueil@example.org", "addresse_ligne_1": "2 rue des Jardins",
            "addresse_ligne_2": "", "code_postal": "62300", "ville": "Lens", "departement": "62",
            "postes": [
                {"id": 7, "rome": "Maraîchage (A1405)", "recrutement_ouvert": "True", "description": "Semer et récolter",
                 "appellation_modifiee": "", "mis_a_jour_le": "2026-11-01T08:00:00Z", "type_contrat": "CDD insertion",
                 "nombre_postes_ouverts": 3, "lieu": {"nom": "Liévin", "departement": "62", "code_postaux": ["62800"], "code_insee": "62510"}},
                {"id": 8, "rome": "Cuisine (G1602)", "recrutement_ouvert": "False", "description": "", "appellation_modifiee": "Commis"},
            ],
        }]})
    }

    #[test]
    fn open_posts_are_offers_and_closed_ones_are_counted() {
        let all = read_feed(feed().to_string().as_bytes(), ALL, TODAY).unwrap().siaes;
        let siae = all[0].as_ref().unwrap();
        assert_eq!(siae.organisation.networks, [Network::Aci]);
        assert_eq!((siae.posts.len(), siae.closed), (1, 1));
        let Read::Valid { record, .. } = &siae.posts[0] else { panic!("{:?}", siae.posts) };
        assert_eq!((record.name.as_str(), record.kind), ("Maraîchage", OfferKind::Workshop));
        assert_eq!(record.address.commune.as_deref(), Some("Liévin"));
        assert_eq!(
            (record.address.code_insee.as_deref(), record.address.postal_code.as_deref()),
            (Some("62510"), Some("62800"))
        );
        assert!(record.accepts_requests(), "whoever asks is answered at the structure's address");
        assert!(
            record.description.contains("Contrat : CDD insertion.")
                && record.description.contains("Postes ouverts : 3.")
        );
        assert_eq!(record.updated_on, date!(2026 - 11 - 01));
        let post = &record.details.post;
        assert_eq!(
            (post.siae, post.contract, post.places),
            (Some(SiaeKind::Aci), Some(Contract::Cddi), Some(3))
        );
        assert_eq!(
            (post.rome.as_ref().unwrap().as_str(), post.trade.as_deref()),
            ("A1405", Some("Maraîchage"))
        );
    }

    #[test]
    fn a_structure_that_blocks_has_no_offer() {
        let mut feed = feed();
        feed["results"][0]["bloque_candidatures"] = json!(true);
        let all = read_feed(feed["results"].to_string().as_bytes(), ALL, TODAY).unwrap().siaes;
        assert_eq!(all[0].as_ref().unwrap().closed, 2);
    }

    #[test]
    fn only_what_is_wanted_is_kept_and_the_next_page_is_told() {
        let mut feed = feed();
        feed["next"] = json!("https://example.org/?page=2");
        let read = read_feed(feed.to_string().as_bytes(), &|siret| siret == "13000000000009", TODAY).unwrap();
        assert_eq!((read.siaes.len(), read.next.as_deref()), (0, Some("https://example.org/?page=2")));
    }

    #[test]
    fn what_is_broken_is_told() {
        let told = read_feed(b"{\"results\": [\n{]}", ALL, TODAY).unwrap_err().to_string();
        assert!(told.starts_with("Ligne 2"), "{told}");
        assert!(read_feed(b"[{\"siret\": \"1\"}, 3]", ALL, TODAY).unwrap().siaes.iter().all(Result::is_err));
        let deep = "[".repeat(100_000);
        assert!(read_feed(deep.as_bytes(), ALL, TODAY).is_err());
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "(\"results\"|\"postes\"|\"siret\"|\"lieu\"|[\\[\\]{},:\"a1é ]){0,40}") {
            let _ = read_feed(text.as_bytes(), ALL, TODAY);
        }
    }
}
