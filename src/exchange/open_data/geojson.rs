//! A row as a feature of a map.

use serde_json::{Value, json};

/// The feature of a structure or of a service (RFC 7946): its point, if it has one, and all its fields.
pub(super) fn feature(row: &Value) -> Value {
    let point = match (row["longitude"].as_f64(), row["latitude"].as_f64()) {
        (Some(longitude), Some(latitude)) => json!({"type": "Point", "coordinates": [longitude, latitude]}),
        _ => Value::Null,
    };
    json!({"type": "Feature", "id": row["id"], "geometry": point, "properties": row})
}
