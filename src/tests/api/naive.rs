//! What the API should find, by looking at everything that is published, one after the other.

use serde_json::Value;

use crate::domain::territory::{Commune, Point};
use crate::search::fold;
use crate::search::gazetteer::Gazetteer;

/// Whether a service is what some parameters ask for.
pub fn fits(service: &Value, parameters: &[(&str, &str)], gazetteer: &Gazetteer) -> bool {
    let names: std::collections::BTreeSet<&str> = parameters.iter().map(|(name, _)| *name).collect();
    names.into_iter().all(|name| {
        let values: Vec<&str> =
            parameters.iter().filter(|(one, _)| *one == name).map(|(_, value)| *value).collect();
        asks(service, name, &values, gazetteer)
    })
}

fn asks(service: &Value, name: &str, values: &[&str], gazetteer: &Gazetteer) -> bool {
    let listed = |field: &str| -> Vec<&str> {
        service[field].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
    };
    let any = |field: &str| listed(field).iter().any(|one| values.contains(one));
    let is = |field: &str| service[field].as_str().is_some_and(|one| values.contains(&one));
    let insee = service["code_insee"].as_str().unwrap_or_default();
    match name {
        "sources" => is("source"),
        "frais" => is("frais"),
        "types" => is("type"),
        "modes_accueil" => any("modes_accueil"),
        "reseaux_porteurs" => any("reseaux_porteurs"),
        "publics" => {
            values.contains(&"tous-publics") || any("publics") || listed("publics").contains(&"tous-publics")
        }
        "thematiques" => listed("thematiques")
            .iter()
            .any(|one| values.contains(one) || values.contains(&one.split("--").next().unwrap())),
        "score_qualite_minimum" => service["score_qualite"].as_f64().unwrap() >= values[0].parse().unwrap(),
        "code_departement" => insee.starts_with(values[0]),
        "code_region" => gazetteer.by_code(insee).is_some_and(|commune| commune.region == values[0]),
        "code_commune" => insee == values[0],
        "recherche_public" => {
            let word = |text: &str| fold(text).split(' ').any(|word| word.trim_end_matches('s') == values[0]);
            word(service["publics_precisions"].as_str().unwrap_or_default())
                || listed("publics").iter().any(|one| word(one))
        }
        other => panic!("{other}"),
    }
}

/// The kilometres of a service from a point: its own, or its commune's.
pub fn km(service: &Value, from: Point, gazetteer: &Gazetteer) -> Option<f32> {
    let own = service["latitude"].as_f64().zip(service["longitude"].as_f64());
    let own =
        own.map(|(latitude, longitude)| Point { latitude: latitude as f32, longitude: longitude as f32 });
    let commune = || gazetteer.by_code(service["code_insee"].as_str()?).map(Commune::point);
    Some(from.distance_km(own.or_else(commune)?))
}

/// Id and distance of the services near a commune, in order.
pub fn near<'a>(
    all: &'a [Value],
    commune: &Commune,
    from: Point,
    gazetteer: &Gazetteer,
) -> Vec<(&'a Value, Option<u64>)> {
    let own =
        [&commune.code, &commune.departement, "france", "99100", commune.epci.as_deref().unwrap_or("france")];
    let open = |service: &Value| match service["zone_eligibilite"].as_array() {
        Some(zones) => zones.iter().any(|zone| own.contains(&zone.as_str().unwrap())),
        None => true,
    };
    let has = |service: &Value, mode: &str| {
        service["modes_accueil"].as_array().is_some_and(|modes| modes.iter().any(|one| one == mode))
    };
    let mut found: Vec<(&Value, Option<u64>)> = Vec::new();
    for service in all.iter().filter(|service| open(service)) {
        let reached = km(service, from, gazetteer).filter(|km| *km <= 50.0);
        if reached.is_some() || has(service, "a-distance") {
            let distance = reached.filter(|_| has(service, "en-presentiel")).map(|km| km.round() as u64);
            found.push((service, distance));
        }
    }
    found.sort_by_key(|(service, km)| (km.unwrap_or(u64::MAX), service["id"].as_str().unwrap().to_owned()));
    found
}
