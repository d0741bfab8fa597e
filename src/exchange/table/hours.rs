//! Opening hours as people write them, in the syntax of OpenStreetMap.

use crate::domain::plain::plain;

const DAYS: [(&str, &str); 7] = [
    ("lundi", "Mo"),
    ("mardi", "Tu"),
    ("mercredi", "We"),
    ("jeudi", "Th"),
    ("vendredi", "Fr"),
    ("samedi", "Sa"),
    ("dimanche", "Su"),
];

/// The hours of a text, if it tells any: it is of the syntax already, or says "du lundi au vendredi de 9h à 12h30".
pub(super) fn hours(text: &str) -> Option<String> {
    if is_osm(text) {
        return Some(text.to_owned());
    }
    let rules: Vec<String> = text.split([';', '\n', '.']).map(rule).collect::<Option<_>>()?;
    let told = rules.into_iter().filter(|rule| !rule.is_empty()).collect::<Vec<_>>().join("; ");
    is_osm(&told).then_some(told)
}

fn is_osm(text: &str) -> bool {
    opening_hours_syntax::parse(text).is_ok_and(|hours| !hours.rules.is_empty())
}

/// What a word of a sentence is.
enum Word {
    Day(&'static str),
    Hour(String),
    /// Between the first and the last of what is around it.
    To,
    And,
}

/// One sentence, days first and then hours; nothing where a word of it is neither.
fn rule(sentence: &str) -> Option<String> {
    let (mut days, mut hours) = (String::new(), String::new());
    let mut between = "";
    for word in words(sentence)? {
        match word {
            Word::To => between = "-",
            Word::And => between = ",",
            Word::Day(day) => {
                // A day after hours would begin another sentence.
                if !hours.is_empty() {
                    return None;
                }
                join(&mut days, between, day);
                between = ",";
            }
            Word::Hour(hour) => {
                let joint = if between == "-" || is_open(&hours) { "-" } else { "," };
                join(&mut hours, joint, &hour);
                between = "";
            }
        }
    }
    Some(format!("{days} {hours}").trim().to_owned())
}

/// Whether a span of hours has its first hour and waits for its last.
fn is_open(hours: &str) -> bool {
    hours.rsplit(',').next().is_some_and(|span| !span.is_empty() && !span.contains('-'))
}

fn join(all: &mut String, between: &str, one: &str) {
    if !all.is_empty() {
        all.push_str(between);
    }
    all.push_str(one);
}

fn words(sentence: &str) -> Option<Vec<Word>> {
    // What separates is a word too; "9 h 30" is one.
    let spaced = sentence.replace(['-', '–', '—'], " - ").replace(['/', ',', '&', '+'], " et ");
    let mut told = String::new();
    for (at, letter) in spaced.char_indices() {
        let between_digits = spaced[..at].ends_with(|c: char| c.is_ascii_digit())
            && spaced[at + letter.len_utf8()..].starts_with(|c: char| c.is_ascii_digit());
        told.push(match letter {
            ':' if between_digits => 'h',
            ':' => ' ',
            other => other,
        });
    }
    let mut all = Vec::new();
    let mut rest = told.split_whitespace().map(|word| (plain(word), word)).peekable();
    while let Some((word, typed)) = rest.next() {
        let singular = word.trim_end_matches('s');
        let day = DAYS
            .iter()
            .find(|(name, _)| *name == singular || (singular.len() >= 3 && name.starts_with(singular)));
        if let Some((_, day)) = day {
            all.push(Word::Day(day));
        } else if typed == "-" || ["a", "au", "jusqu a"].contains(&word.as_str()) {
            all.push(Word::To);
        } else if word == "et" || word == "puis" {
            all.push(Word::And);
        } else if ["du", "de", "le", "les", "des", "tou", "tous", ""].contains(&word.as_str()) {
            // Says nothing by itself.
        } else {
            let mut hour = word;
            // "9 h 30": three words.
            if hour.bytes().all(|byte| byte.is_ascii_digit())
                && let Some((mark, _)) = rest.next_if(|(next, _)| next.starts_with('h'))
            {
                hour += &mark;
                if mark == "h"
                    && let Some((minutes, _)) = rest.next_if(|(next, _)| {
                        next.len() == 2 && next.bytes().all(|byte| byte.is_ascii_digit())
                    })
                {
                    hour += &minutes;
                }
            }
            all.push(Word::Hour(clock(&hour)?));
        }
    }
    Some(all)
}

/// "9h", "9h30", "midi" as 09:00, 09:30, 12:00.
fn clock(word: &str) -> Option<String> {
    if word == "midi" {
        return Some("12:00".to_owned());
    }
    let (hour, minutes) = word.split_once('h')?;
    let hour: u8 = hour.parse().ok().filter(|hour| *hour <= 24)?;
    let minutes = if minutes.is_empty() { "00" } else { minutes };
    let minutes: u8 = minutes.parse().ok().filter(|minutes| *minutes < 60)?;
    Some(format!("{hour:02}:{minutes:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_what_programs_read() {
        let cases = [
            ("Mo-Fr 08:30-12:00", "Mo-Fr 08:30-12:00"),
            ("du lundi au vendredi de 9h à 12h30", "Mo-Fr 09:00-12:30"),
            ("Lundi-Vendredi 9h-12h et 13h30-17h", "Mo-Fr 09:00-12:00,13:30-17:00"),
            ("lundi, mardi et jeudi : 9 h 30 à 16 h", "Mo,Tu,Th 09:30-16:00"),
            ("Les mercredis de 14h à 17h ; samedi 9:00 - 12:00", "We 14:00-17:00; Sa 09:00-12:00"),
            ("lun-ven 8h30-12h", "Mo-Fr 08:30-12:00"),
            ("mardi de 9h à midi", "Tu 09:00-12:00"),
        ];
        for (typed, osm) in cases {
            assert_eq!(hours(typed).as_deref(), Some(osm), "{typed}");
        }
        for wrong in ["", "sur rendez-vous", "le matin", "lundi 9h-12h mardi 9h-12h", "lundi de 25h à 99h"] {
            assert_eq!(hours(wrong), None, "{wrong}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_words_make_it_panic(text in "(lundi|du|au|à|et|9h|12 h 30|-|:|;|é|[0-9 ]){0,20}") {
            let _ = hours(&text);
        }
    }
}
