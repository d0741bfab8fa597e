//! The official file, row by row.

use serde_json::json;

use super::*;

fn lens() -> Value {
    json!({
        "nom": "Lens", "code": "62498", "codesPostaux": ["62300"], "population": 32920,
        "centre": { "type": "Point", "coordinates": [2.8304, 50.4372] },
        "codeEpci": "246200364", "codeDepartement": "62", "codeRegion": "32"
    })
}

fn read(rows: &Value) -> Result<Official, OfficialError> {
    parse_official(rows.to_string().as_bytes())
}

/// Lens with one field changed (or removed, by null), after a good row.
fn reason(field: &str, value: Value) -> Option<Reason> {
    let mut row = lens();
    row["code"] = json!("62499");
    row[field] = value;
    let official = read(&json!([lens(), row])).expect("one good row");
    official.rejected.first().map(|r| r.reason.clone())
}

#[test]
fn a_whole_row_is_read() {
    let official = read(&json!([lens()])).expect("a good row");
    assert!(official.rejected.is_empty());
    let [c] = official.communes.as_slice() else { panic!("one commune") };
    assert_eq!((c.code.as_str(), c.name.as_str(), c.population), ("62498", "Lens", 32_920));
    assert_eq!(
        (c.postal_codes.as_slice(), c.epci.as_deref()),
        (&["62300".to_owned()][..], Some("246200364"))
    );
    assert_eq!((c.departement.as_str(), c.region.as_str()), ("62", "32"));
    assert_eq!((c.latitude, c.longitude, c.approximate), (50.4372, 2.8304, false));
}

#[test]
fn missing_fields_are_told_by_the_code() {
    let centre = json!({ "type": "Point", "coordinates": [55.45, -20.88] });
    let official =
        read(&json!([{ "nom": "Saint-Denis", "code": "97411", "centre": centre }])).expect("a good row");
    let c = &official.communes[0];
    assert_eq!((c.departement.as_str(), c.region.as_str(), c.population), ("974", "04", 0));
    assert!(c.postal_codes.is_empty() && c.epci.is_none());
}

#[test]
fn wrong_rows_are_told_and_the_others_kept() {
    assert_eq!(reason("centre", Value::Null), Some(Reason::NoCentre));
    assert_eq!(reason("centre", json!({ "coordinates": [0.0, 0.0] })), Some(Reason::Centre));
    assert_eq!(reason("centre", json!({ "coordinates": [2.8, 91.0] })), Some(Reason::Centre));
    assert_eq!(reason("code", json!("6249")), Some(Reason::Code));
    assert_eq!(reason("code", json!("é249")), Some(Reason::Code));
    assert_eq!(reason("code", json!("62498")), Some(Reason::Twice));
    assert_eq!(reason("nom", json!("  ")), Some(Reason::Name));
    assert_eq!(reason("codesPostaux", json!(["6230"])), Some(Reason::PostalCode("6230".into())));
    assert_eq!(reason("codeDepartement", json!("99")), Some(Reason::Departement("99".into())));
    assert_eq!(reason("codeRegion", json!("00")), Some(Reason::Region("00".into())));
    assert!(matches!(reason("population", json!(-4)), Some(Reason::Unreadable(_))));
    assert_eq!(reason("population", Value::Null), None);
}

#[test]
fn a_rejected_row_says_its_place_and_code() {
    let official = read(&json!([lens(), "Lens", { "code": "62001" }])).expect("one good row");
    let told: Vec<_> = official.rejected.iter().map(|r| (r.row, r.code.as_deref())).collect();
    assert_eq!(told, [(2, None), (3, Some("62001"))]);
}

#[test]
fn a_file_without_communes_is_an_error() {
    assert!(matches!(read(&json!([])), Err(OfficialError::Empty { .. })));
    let empty = read(&json!([{ "code": "62498" }]));
    assert!(matches!(empty, Err(OfficialError::Empty { rejected }) if rejected.len() == 1));
    assert!(matches!(read(&json!({ "nom": "Lens" })), Err(OfficialError::Json(_))));
    assert!(matches!(parse_official(&b"[{\"nom\": \"Le"[..]), Err(OfficialError::Json(_))));
    assert!(matches!(parse_official(format!("[{}] more", lens()).as_bytes()), Err(OfficialError::Json(_))));
}
