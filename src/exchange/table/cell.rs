//! A cell as the value that it stands for, and back.

use serde_json::{Value, json};

use super::column::Holds;
use super::hours::hours;
use super::nearest::{nearest, plain};
use crate::domain::offer::{Rome, certification};
use crate::exchange::data_inclusion::{is_web, mail_address, phone_number};

/// The value of a cell that says something, or why it is none and what to write.
pub(super) fn value(holds: Holds, cell: &str) -> Result<Value, String> {
    let cell = unquoted(cell);
    match holds {
        Holds::Text => Ok(json!(cell)),
        Holds::Lines => Ok(json!(parts(cell))),
        Holds::One(all) => code(&all(), cell).map(Value::from),
        Holds::Many(all) => {
            let all = all();
            // The name of a theme may hold a comma.
            if let Ok(one) = code(&all, cell) {
                return Ok(json!([one]));
            }
            let listed = parts(cell);
            let listed = if listed.len() > 1 { listed } else { cell.split(',').map(str::trim).collect() };
            let listed = listed.into_iter().filter(|part| !part.is_empty());
            listed.map(|part| code(&all, part)).collect::<Result<Vec<_>, _>>().map(|codes| json!(codes))
        }
        Holds::Day => day(cell).map(Value::from),
        Holds::Number => number(cell),
        Holds::Phone => {
            let digits: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
            let lost = digits.len() == 9 && digits.bytes().all(|byte| byte.is_ascii_digit());
            let typed = if lost { format!("0{digits}") } else { cell.to_owned() };
            phone_number(&typed).map(Value::from).ok_or_else(|| {
                format!("« {} » n’est pas un numéro : écrivez 03 53 01 12 34, ou laissez vide", short(cell))
            })
        }
        Holds::Email => mail_address(cell)
            .map(Value::from)
            .ok_or_else(|| format!("« {} » n’est pas une adresse : écrivez accueil@exemple.fr", short(cell))),
        Holds::Link => is_web(cell).then(|| json!(cell)).ok_or_else(|| {
            format!("« {} » n’est pas une adresse de page : copiez-la entière, avec https://", short(cell))
        }),
        Holds::Hours => hours(cell).map(Value::from).ok_or_else(|| {
            format!(
                "« {} » ne dit pas des horaires : écrivez « du lundi au vendredi de 9h à 12h »",
                short(cell)
            )
        }),
        Holds::FiveDigits => {
            let lost = cell.len() == 4 && cell.bytes().all(|byte| byte.is_ascii_digit());
            Ok(if lost { json!(format!("0{cell}")) } else { json!(cell.to_uppercase()) })
        }
        Holds::Zones => {
            let zones = cell.split([';', ',', '|', '\n', ' ']).map(str::trim).filter(|zone| !zone.is_empty());
            let zone = |zone: &str| match zone {
                _ if plain(zone) == "france" => "france".to_owned(),
                // The first 0 of the Ain, taken by a spreadsheet.
                one if one.len() == 1 && one != "0" => format!("0{one}"),
                other => other.to_uppercase(),
            };
            Ok(json!(zones.map(zone).collect::<Vec<_>>()))
        }
        Holds::Yes => match plain(cell).as_str() {
            "oui" | "vrai" | "true" | "x" | "1" => Ok(json!(true)),
            "non" | "faux" | "false" | "0" => Ok(json!(false)),
            _ => Err(format!("« {} » n’est pas une réponse : écrivez « oui » ou « non »", short(cell))),
        },
        Holds::Rome => Rome::parse(cell).map(|rome| json!(rome)).ok_or_else(|| {
            format!("« {} » n’est pas un code ROME : écrivez une lettre et 4 chiffres, A1405", short(cell))
        }),
        Holds::Certification => certification(cell).map(Value::from).ok_or_else(|| {
            format!(
                "« {} » n’est pas un code : écrivez RNCP ou RS, puis des chiffres, RNCP37274",
                short(cell)
            )
        }),
    }
}

/// What a cell shows of a value; nothing where there is none.
pub(super) fn shown(holds: Holds, value: &Value) -> String {
    let label = |all: fn() -> Vec<(&'static str, &'static str)>, value: &Value| {
        let code = value.as_str().unwrap_or_default();
        all().into_iter().find(|(one, _)| *one == code).map_or(code, |(_, label)| label).to_owned()
    };
    let each = |value: &Value, one: &dyn Fn(&Value) -> String| {
        value.as_array().map(|all| all.iter().map(one).collect::<Vec<_>>().join("; ")).unwrap_or_default()
    };
    match (holds, value) {
        (_, Value::Null) => String::new(),
        (Holds::One(all), one) => label(all, one),
        (Holds::Many(all), many) => each(many, &|one| label(all, one)),
        (Holds::Lines | Holds::Zones, many) => each(many, &|one| one.as_str().unwrap_or_default().to_owned()),
        (Holds::Number, Value::Number(number)) => number.to_string().replace('.', ","),
        (Holds::Phone, Value::String(phone)) => national(phone),
        (Holds::Day, Value::String(day)) => day.split('-').rev().collect::<Vec<_>>().join("/"),
        (Holds::Yes, yes) => {
            if yes == &json!(true) {
                "Oui".to_owned()
            } else {
                String::new()
            }
        }
        (_, Value::String(text)) => text.clone(),
        (_, other) => other.to_string(),
    }
}

/// A French number as people write it; no spreadsheet takes it for a formula.
fn national(phone: &str) -> String {
    let Some(rest) = phone.strip_prefix("+33").filter(|rest| rest.len() == 9) else {
        return phone.to_owned();
    };
    let digits: Vec<char> = format!("0{rest}").chars().collect();
    digits.chunks(2).map(|pair| pair.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// Without the apostrophe that keeps a spreadsheet from seeing a formula.
fn unquoted(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
        _ => cell,
    }
}

/// The beginning of what was typed, to say which.
fn short(cell: &str) -> String {
    cell.chars().take(60).collect()
}

fn parts(cell: &str) -> Vec<&str> {
    cell.split([';', '|', '\n']).map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// The code of what was typed, a label or a code.
fn code(all: &[(&'static str, &'static str)], typed: &str) -> Result<&'static str, String> {
    let bare = plain(typed);
    let found = all.iter().find(|(code, label)| plain(label) == bare || plain(code) == bare);
    if let Some((code, _)) = found {
        return Ok(code);
    }
    let shown = short(typed);
    let labels = all.iter().map(|(_, label)| *label);
    Err(match nearest(typed, labels.clone()) {
        Some(near) => format!("« {shown} » n’est pas une valeur possible : écrivez « {near} » ?"),
        None if all.len() <= 8 => {
            let all = labels.map(|label| format!("« {label} »")).collect::<Vec<_>>().join(", ");
            format!("« {shown} » n’est pas une valeur possible : écrivez {all}")
        }
        None => format!("« {shown} » n’est pas une valeur possible : voyez la liste dans le modèle"),
    })
}

/// `31/01/2027`, `31-1-27` or `2027-01-31`, as the last.
fn day(cell: &str) -> Result<String, String> {
    let wrong = || {
        format!("« {} » n’est pas une date : écrivez 31/01/2027", cell.chars().take(30).collect::<String>())
    };
    let bare = cell.split(['T', ' ']).next().unwrap_or_default();
    let parts: Vec<&str> = bare.split(['/', '-', '.']).collect();
    let [first, middle, last] = parts[..] else { return Err(wrong()) };
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    let number = |text: &str| text.parse::<u16>().ok().filter(|_| text.len() <= 4 && !text.starts_with('+'));
    let (Some(year), Some(month), Some(day)) = (number(year), number(middle), number(day)) else {
        return Err(wrong());
    };
    let year = if year < 100 { 2000 + year } else { year };
    let month =
        u8::try_from(month).ok().and_then(|month| time::Month::try_from(month).ok()).ok_or_else(wrong)?;
    let date = time::Date::from_calendar_date(year.into(), month, u8::try_from(day).map_err(|_| wrong())?);
    date.map(|date| format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day()))
        .map_err(|_| wrong())
}

fn number(cell: &str) -> Result<Value, String> {
    let bare: String =
        cell.chars().filter(|c| !c.is_whitespace()).map(|c| if c == ',' { '.' } else { c }).collect();
    let bare = bare.trim_end_matches(|c: char| c.is_alphabetic());
    match bare.parse::<f64>() {
        // Whole numbers stay whole: places are counted.
        Ok(number) if number.fract() == 0.0 && number.abs() < 1e9 => Ok(json!(number as i64)),
        Ok(number) if number.is_finite() => Ok(json!(number)),
        _ => Err(format!(
            "« {} » n’est pas un nombre : écrivez 26 ou 17,5",
            cell.chars().take(30).collect::<String>()
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::super::column::{COLUMNS, of_field};
    use super::*;

    fn of(field: &str, cell: &str) -> Result<Value, String> {
        value(of_field(field).unwrap().holds, cell)
    }

    #[test]
    fn what_people_type_is_understood() {
        assert_eq!(of("publics", "jeunes ; SENIORS"), Ok(json!(["jeunes", "seniors"])));
        assert_eq!(of("publics", "Jeunes, Femmes"), Ok(json!(["jeunes", "femmes"])));
        assert_eq!(of("premier_pas.kind", "formation"), Ok(json!("training")));
        for date in ["31/01/2027", "2027-01-31", "31.1.27", "2027-01-31T00:00:00"] {
            assert_eq!(of("date_maj", date), Ok(json!("2027-01-31")), "{date}");
        }
        assert_eq!(of("volume_horaire_hebdomadaire", "17,5 h"), Ok(json!(17.5)));
        assert_eq!(of("telephone", "353011234"), Ok(json!("+33353011234")));
        assert_eq!(of("code_postal", "1000"), Ok(json!("01000")));
        assert_eq!(of("zone_eligibilite", "France; 1; 2a"), Ok(json!(["france", "01", "2A"])));
        assert_eq!(of("premier_pas.details.post.closed", "Oui"), Ok(json!(true)));
        assert_eq!(of("premier_pas.details.post.rome", "a1405"), Ok(json!("A1405")));
        assert_eq!(of("premier_pas.details.course.certification", "rncp 37274"), Ok(json!("RNCP37274")));
        assert_eq!(of("premier_pas.plain.tasks", "Semer;Récolter"), Ok(json!(["Semer", "Récolter"])));
    }

    #[test]
    fn what_is_wrong_says_what_to_write() {
        let told = |field: &str, cell: &str| of(field, cell).unwrap_err();
        assert!(told("publics", "Jeune").contains("écrivez « Jeunes »"));
        assert!(told("frais", "xyzxyz").contains("« Gratuit », « Payant »"));
        assert!(told("date_maj", "31/02/2027").contains("écrivez 31/01/2027"));
        assert!(told("date_maj", "bientôt").contains("bientôt"));
        assert!(told("nombre_semaines", "douze").contains("n’est pas un nombre"));
        assert!(told("telephone", "à l’accueil").contains("03 53 01 12 34"));
        assert!(told("courriel", "accueil(at)example.org").contains("accueil(at)example.org"));
        assert!(told("lien_source", "www.example.org").contains("https://"));
        assert!(told("horaires_accueil", "sur rendez-vous").contains("du lundi au vendredi"));
        assert!(told("premier_pas.details.post.closed", "peut-être").contains("« oui » ou « non »"));
        assert!(told("premier_pas.details.post.rome", "maçon").contains("A1405"));
        assert!(told("premier_pas.details.course.certification", "CAP").contains("RNCP37274"));
    }

    #[test]
    fn every_label_is_read_back() {
        for column in COLUMNS {
            if let Holds::One(all) | Holds::Many(all) = column.holds {
                for (one, label) in all() {
                    let read = value(column.holds, label);
                    let expected =
                        if matches!(column.holds, Holds::One(_)) { json!(one) } else { json!([one]) };
                    assert_eq!(read, Ok(expected.clone()), "{label}");
                    assert_eq!(shown(column.holds, &expected), label);
                }
            }
        }
        assert_eq!(shown(Holds::Day, &json!("2027-01-31")), "31/01/2027");
        assert_eq!(shown(Holds::Phone, &json!("+33353011234")), "03 53 01 12 34");
    }

    proptest::proptest! {
        #[test]
        fn no_cell_makes_it_panic(cell: String) {
            for column in COLUMNS {
                let _ = value(column.holds, &cell);
            }
        }
    }
}
