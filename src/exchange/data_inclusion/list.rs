//! A CSV cell as the JSON value that it stands for.

use serde_json::Value;

use super::extra;

/// The fields that hold several values.
const LISTS: [&str; 7] = [
    "thematiques",
    "publics",
    "modes_accueil",
    "zone_eligibilite",
    "modes_mobilisation",
    "mobilisable_par",
    "reseaux_porteurs",
];

/// The value of a cell: null when empty, an array in a column of lists, else the text.
pub(super) fn from_cell(column: &str, cell: String) -> Value {
    match column {
        _ if cell.is_empty() => Value::Null,
        extra::KEY => serde_json::from_str(&cell).unwrap_or(Value::String(cell)),
        _ if LISTS.contains(&column) => split(&cell),
        _ => Value::String(cell),
    }
}

/// `["a","b"]`, `['a', 'b']`, `{a,b}`, `a,b`, `a|b` or `a;b`. A list of nothing is an empty cell.
fn split(cell: &str) -> Value {
    let values = match serde_json::from_str(cell) {
        Ok(Value::Array(values)) => values,
        _ => {
            let bare = |c: char| "[]{}".contains(c);
            let trim = |part: &str| part.trim().trim_matches(['"', '\'']).to_owned();
            let parts = cell.trim_matches(bare).split([',', '|', ';']).map(trim);
            parts.filter(|part| !part.is_empty()).map(Value::String).collect()
        }
    };
    if values.is_empty() { Value::Null } else { Value::Array(values) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_way_to_write_a_list_is_read() {
        let cells = [r#"["a","b"]"#, "['a', 'b']", "{a,b}", r#"{"a","b"}"#, "a,b", "a | b", "a;b", "a, b,"];
        for cell in cells {
            assert_eq!(from_cell("publics", cell.into()), json!(["a", "b"]), "{cell}");
        }
        assert_eq!(from_cell("publics", "a".into()), json!(["a"]));
        // A code that looks like a number stays a code.
        assert_eq!(from_cell("zone_eligibilite", "62".into()), json!(["62"]));
        for empty in ["", "[]", "{}"] {
            assert_eq!(from_cell("publics", empty.into()), Value::Null, "{empty}");
        }
        assert_eq!(from_cell("nom", "a,b".into()), json!("a,b"));
    }
}
