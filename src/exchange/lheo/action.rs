//! A formation as offers, one an action, and as the organisation that answers for it.

mod course;
mod session;

use serde_json::{Map, Value, json};
use time::Date;

use super::words::{aim, cut, entry, level, payer, public, reception, subject, theme, without_markup};
use super::{Element, Origin};
use crate::domain::offer::Offer;
use crate::domain::organisation::Organisation;
use crate::domain::region::{departement_of, neighbours_of};
use crate::exchange::data_inclusion::{Read, Rejection, parse_service, parse_structure};

/// The organisation that answers for a formation; nothing where it has no name or no number.
pub fn organisation(formation: &Element, origin: Origin<'_>) -> Option<Organisation> {
    let who = formation.at("organisme-formation-responsable")?;
    let details = who.at("coordonnees-organisme/coordonnees");
    let mut row = details.map(address).unwrap_or_default();
    row.extend(details.map(contact).unwrap_or_default());
    row.remove("contact_nom_prenom");
    let siret = who.text_at("SIRET-organisme-formation/SIRET").map(|siret| siret.replace(' ', ""));
    put(
        &mut row,
        "siret",
        siret.filter(|siret| siret.len() == 14 && siret.bytes().all(|byte| byte.is_ascii_digit())),
    );
    put(
        &mut row,
        "nom",
        who.text_at("nom-organisme").or_else(|| who.text_at("raison-sociale")).map(|name| cut(&name, 150)),
    );
    put(&mut row, "site_web", details.and_then(|details| details.text_at("web/urlweb")));
    row.insert("id".to_owned(), json!(organisation_id(formation, origin)?));
    row.insert("source".to_owned(), json!(origin.source));
    let updated = updated_on(formation, origin.today).unwrap_or_else(|| origin.today.to_string());
    row.insert("date_maj".to_owned(), json!(updated));
    parse_structure(&Value::Object(row), origin.today).ok()
}

fn organisation_id(formation: &Element, origin: Origin<'_>) -> Option<String> {
    let who = formation.at("organisme-formation-responsable")?;
    let number = who.text_at("SIRET-organisme-formation/SIRET").or_else(|| who.text_at("numero-activite"))?;
    Some(format!("{}{}", origin.prefix, number.replace(' ', "")))
}

/// The offers of a formation, and what is wrong with the others, each at its line.
pub fn trainings(formation: &Element, origin: Origin<'_>) -> Vec<Read<Offer>> {
    let actions = formation.all("action").enumerate();
    actions.map(|(rank, action)| training(formation, action, rank, origin)).collect()
}

fn training(formation: &Element, action: &Element, rank: usize, origin: Origin<'_>) -> Read<Offer> {
    let line = action.line;
    let place = action.at("lieu-de-formation/coordonnees");
    let mut row = place.map(address).unwrap_or_default();
    row.extend(who_answers(formation, action).map(contact).unwrap_or_default());
    let id = id(formation, action, rank, origin);
    let structure = origin.structure_id.map(str::to_owned).or_else(|| organisation_id(formation, origin));
    row.insert("id".to_owned(), json!(id));
    row.insert("source".to_owned(), json!(origin.source));
    put(&mut row, "structure_id", structure);
    put(
        &mut row,
        "nom",
        formation.text_at("intitule-formation").map(|name| cut(name.trim_end_matches('.'), 150)),
    );
    let updated = updated_on(action, origin.today).or_else(|| updated_on(formation, origin.today));
    row.insert("date_maj".to_owned(), json!(updated.unwrap_or_else(|| origin.today.to_string())));
    put(&mut row, "description", Some(description(formation, action)));
    row.insert("type".to_owned(), json!("formation"));
    let objective = formation.text_at("objectif-general-formation").unwrap_or_default();
    row.insert("thematiques".to_owned(), json!(themes(formation, &objective)));
    row.insert("publics".to_owned(), json!(publics(action)));
    fees(action, &mut row);
    put(&mut row, "publics_precisions", action.text_at("info-public-vise"));
    put(&mut row, "conditions_acces", conditions(formation, action));
    let mode = action.text_at("modalites-enseignement").unwrap_or_default();
    row.insert("modes_accueil".to_owned(), json!(reception(&mode)));
    let zones = zones(action, &row);
    row.insert("zone_eligibilite".to_owned(), json!(zones));
    let link = action.text_at("url-action/urlweb").or_else(|| formation.text_at("url-formation/urlweb"));
    put(&mut row, "lien_source", link);
    let permanent = action.text_at("modalites-entrees-sorties").as_deref() == Some("1");
    let (sessions, all_year) = session::sessions(action, permanent);
    put(&mut row, "mobilisation_precisions", all_year);
    row.insert(
        "premier_pas".to_owned(),
        json!({
            "kind": "training",
            "sessions": sessions,
            "plain": {
                "entry_steps": entry_steps(action),
                "outcome": outcome(formation),
            },
            "details": {"course": course::course(formation, action)},
        }),
    );
    match parse_service(&Value::Object(row), Some(&[]), origin.today) {
        Ok(record) => Read::Valid { line, record },
        Err(errors) => Read::Rejected(Rejection { line, id: Some(id), errors }),
    }
}

/// What the producer calls it; where it says nothing, its place in the formation.
fn id(formation: &Element, action: &Element, rank: usize, origin: Origin<'_>) -> String {
    let own = |element: &Element| {
        element.attribute("numero").map(|number| number.replace(char::is_whitespace, "-"))
    };
    let of_formation =
        own(formation).or_else(|| formation.text_at("intitule-formation").map(|name| name.replace(' ', "-")));
    let of_action = own(action).unwrap_or_else(|| (rank + 1).to_string());
    format!("{}{}-{of_action}", origin.prefix, of_formation.unwrap_or_default())
}

/// What it is about: what its main Formacode says, else what it is for.
fn themes(formation: &Element, objective: &str) -> Vec<&'static str> {
    let codes = formation.at("domaine-formation").into_iter().flat_map(|domain| domain.all("code-FORMACODE"));
    let mut themes: Vec<&str> = codes.flat_map(|code| subject(code.text.trim())).copied().collect();
    themes.extend(theme(objective));
    once(themes)
}

/// For whom it is; nothing where no code says so, and everybody alone.
fn publics(action: &Element) -> Option<Vec<&'static str>> {
    let codes = action.all("code-public-vise");
    let publics = once(codes.filter_map(|code| public(code.text.trim())).collect());
    match publics.iter().find(|public| **public == "tous-publics") {
        Some(everybody) => Some(vec![*everybody]),
        None => (!publics.is_empty()).then_some(publics),
    }
}

fn once(mut all: Vec<&'static str>) -> Vec<&'static str> {
    let mut met = std::collections::HashSet::new();
    all.retain(|one| met.insert(*one));
    all
}

fn put(row: &mut Map<String, Value>, field: &str, value: Option<String>) {
    if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
        row.insert(field.to_owned(), Value::String(value));
    }
}

/// `datemaj` of an element, if it is a day before tomorrow.
fn updated_on(element: &Element, today: Date) -> Option<String> {
    let day = session::date(element.attribute("datemaj")?)?;
    (day <= today).then(|| day.to_string())
}

/// What a training's contacts are: those of its sessions, then its own.
fn contacts<'a>(formation: &'a Element, action: &'a Element) -> impl Iterator<Item = &'a Element> {
    let of_sessions = action.all("session").flat_map(|session| session.all("contact-session"));
    of_sessions.chain(formation.all("contact-formation"))
}

/// Who answers people: the reception (4), else whoever is not the disability officer (1), else the place itself.
fn who_answers<'a>(formation: &'a Element, action: &'a Element) -> Option<&'a Element> {
    let contacts: Vec<&Element> = contacts(formation, action).collect();
    let kind = |contact: &Element| contact.text_at("type-contact");
    let reachable = |contact: &&&Element| {
        contact.at("coordonnees/courriel").is_some() || contact.at("coordonnees/telfixe").is_some()
    };
    let chosen = contacts.iter().filter(reachable).min_by_key(|contact| match kind(contact).as_deref() {
        Some("4") => 0,
        Some("1") => 2,
        _ => 1,
    });
    chosen
        .and_then(|contact| contact.at("coordonnees"))
        .or_else(|| action.at("lieu-de-formation/coordonnees"))
}

fn contact(details: &Element) -> Map<String, Value> {
    let mut row = Map::new();
    put(&mut row, "courriel", details.text_at("courriel").filter(|mail| mail.contains('@')));
    put(
        &mut row,
        "telephone",
        details.text_at("telfixe/numtel").or_else(|| details.text_at("portable/numtel")),
    );
    let name = [details.text_at("prenom"), details.text_at("nom")]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ");
    put(&mut row, "contact_nom_prenom", Some(name));
    row
}

fn address(details: &Element) -> Map<String, Value> {
    let mut row = Map::new();
    let Some(address) = details.at("adresse") else { return row };
    let mut lines =
        address.all("ligne").filter_map(|line| Some(line.text.trim()).filter(|text| !text.is_empty()));
    put(&mut row, "adresse", lines.next().map(str::to_owned));
    put(&mut row, "complement_adresse", Some(lines.collect::<Vec<_>>().join(", ")));
    let digits = |text: &String| text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit());
    put(&mut row, "code_postal", address.text_at("codepostal").filter(digits));
    put(&mut row, "commune", address.text_at("ville"));
    put(
        &mut row,
        "code_insee",
        address.text_at("code-INSEE-commune").filter(|code| code.len() == 5 && code.is_ascii()),
    );
    for (field, path) in
        [("latitude", "geolocalisation/latitude"), ("longitude", "geolocalisation/longitude")]
    {
        let degrees = address.text_at(path).and_then(|text| text.replace(',', ".").parse::<f64>().ok());
        row.insert(field.to_owned(), json!(degrees));
    }
    row
}

fn description(formation: &Element, action: &Element) -> String {
    let whole = |element: &Element, name: &str| {
        element.at(name).map(|one| without_markup(&one.text)).filter(|text| !text.is_empty())
    };
    let told = |label: &str, name: &str| whole(action, name).map(|text| format!("{label} : {text}"));
    let objective =
        formation.text_at("objectif-general-formation").and_then(|code| aim(&code).map(str::to_owned));
    let hours = |name: &str| action.text_at(name).filter(|hours| hours != "0");
    let length = hours("nombre-heures-total").or_else(|| hours("nombre-heures-centre")).map(|total| {
        let at_work =
            hours("nombre-heures-entreprise").map(|at_work| format!(", dont {at_work} en entreprise"));
        format!("Durée : {total} heures{}.", at_work.unwrap_or_default())
    });
    let parts = [
        objective,
        whole(formation, "objectif-formation"),
        whole(formation, "contenu-formation"),
        length.or_else(|| told("Durée", "duree-indicative")),
        told("Rythme", "rythme-formation"),
    ];
    cut(&parts.into_iter().flatten().collect::<Vec<_>>().join("\n"), 10_000)
}

/// What it costs: nothing where the price is 0, something where it is more; else only what is said of it.
fn fees(action: &Element, row: &mut Map<String, Value>) {
    let price = |name: &str| {
        action
            .text_at(name)
            .and_then(|text| text.replace([' ', '€'], "").replace(',', ".").parse::<f64>().ok())
    };
    let prices = [price("prix-total-TTC"), price("prix-horaire-TTC")];
    let fee = match prices {
        [None, None] => None,
        _ if prices.iter().flatten().any(|price| *price > 0.0) => Some("payant"),
        _ => Some("gratuit"),
    };
    row.insert("frais".to_owned(), json!(fee));
    let mut payers: Vec<&str> =
        action.all("organisme-financeur").filter_map(|one| payer(&one.text_at("code-financeur")?)).collect();
    payers.dedup();
    let told = [
        prices[0].filter(|price| *price > 0.0).map(|price| format!("Prix total : {price} €.")),
        prices[1].filter(|price| *price > 0.0).map(|price| format!("Prix : {price} € par heure.")),
        (!payers.is_empty()).then(|| format!("Financé par {}.", payers.join(", "))),
        (action.text_at("prise-en-charge-frais-possible").as_deref() == Some("1"))
            .then(|| "Les frais peuvent être pris en charge.".to_owned()),
        action.text_at("detail-conditions-prise-en-charge"),
        action.text_at("frais-restants").map(|left| format!("Reste à payer : {left}")),
    ];
    put(row, "frais_precisions", Some(told.into_iter().flatten().collect::<Vec<_>>().join(" ")));
}

fn conditions(formation: &Element, action: &Element) -> Option<String> {
    let asked = action.text_at("niveau-entree-obligatoire").as_deref() == Some("1");
    let entry_level = formation.text_at("code-niveau-entree").and_then(|code| level(&code)).filter(|_| asked);
    let told =
        [entry_level.map(|level| format!("Avoir le {level}.")), action.text_at("conditions-specifiques")];
    let told = told.into_iter().flatten().collect::<Vec<_>>().join(" ");
    (!told.is_empty()).then_some(told)
}

fn entry_steps(action: &Element) -> Vec<String> {
    let mut steps: Vec<String> = Vec::new();
    for session in action.all("session") {
        let ways = session.all("recrutement").filter_map(|one| entry(&one.text_at("modalite-recrutement")?));
        steps.extend(ways.map(str::to_owned).chain(session.text_at("modalites-inscription")));
    }
    steps.extend(action.text_at("modalites-recrutement"));
    let mut told = std::collections::HashSet::new();
    steps.retain(|step| told.insert(step.clone()));
    steps.truncate(8);
    steps
}

/// What the person gets at the end: a certification with its number and level, or what the course is for.
fn outcome(formation: &Element) -> Option<String> {
    let number = |name: &str, label: &str| {
        let numbers = formation.all("certification").find_map(|one| one.text_at(name));
        numbers.map(|number| format!("{label} {}", number.trim_start_matches(label)))
    };
    let registered = number("code-RNCP", "RNCP").or_else(|| number("code-RS", "RS"));
    let reached = formation.text_at("code-niveau-sortie").and_then(|code| level(&code));
    if formation.text_at("certifiante").as_deref() != Some("1") && registered.is_none() {
        return Some("Une attestation, pas de diplôme".to_owned());
    }
    let details: Vec<String> = registered.into_iter().chain(reached.map(str::to_owned)).collect();
    Some(match details.as_slice() {
        [] => "Une certification reconnue".to_owned(),
        all => format!("Une certification reconnue : {}", all.join(", ")),
    })
}

/// `code-perimetre-recrutement` around the place: its commune, its département, the départements of its région.
fn zones(action: &Element, row: &Map<String, Value>) -> Option<Vec<String>> {
    let insee = row.get("code_insee").and_then(Value::as_str);
    let departement =
        insee.or_else(|| row.get("code_postal").and_then(Value::as_str)).and_then(departement_of);
    match action.text_at("code-perimetre-recrutement")?.as_str() {
        "1" => insee.map(|code| vec![code.to_owned()]),
        "2" => departement.map(|code| vec![code.to_owned()]),
        "3" => departement.map(|code| neighbours_of(code).iter().map(|code| (*code).to_owned()).collect()),
        "5" => Some(vec!["france".to_owned()]),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
