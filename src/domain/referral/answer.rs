//! What a structure answers, read from its form.

use time::{Date, PrimitiveDateTime};

use super::{Action, Exit, Reason};
use crate::domain::field::Sentence;
use crate::domain::form::{Problems, Typed};

impl Action {
    /// Parses the structure's form of `/reponse/{secret}`; `today` is the earliest day of an appointment.
    ///
    /// # Errors
    /// Every problem at once, by field.
    pub fn parse_answer(typed: &Typed, today: Date) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let note = problems.keep("mot", Sentence::parse(typed.get("mot"))).flatten();
        let action = match typed.get("reponse") {
            "appel" => Some(Self::Call { note }),
            "attente" => {
                let rank = typed.some("rang").map(str::parse::<u16>).transpose().ok();
                let rank = rank.filter(|rank| rank.is_none_or(|rank| (1..=9_999).contains(&rank)));
                let rank = problems.keep("rang", rank.ok_or("Écrivez un nombre, par exemple 4, ou rien."));
                rank.map(|rank| Self::Wait { rank, note })
            }
            "commence" => Some(Self::Start),
            "termine" => match Exit::from_code(typed.get("suite")) {
                Some(exit) => Some(Self::Complete { exit }),
                None => problems.keep("suite", Err("Choisissez ce qu’il y a eu après.")),
            },
            "oui" => Some(Self::Accept { note }),
            "rendez-vous" => {
                let at = problems.keep("jour", parse_when(typed.get("jour"), typed.get("heure"), today));
                let place = match Sentence::parse(typed.get("lieu")) {
                    Ok(None) => problems.keep("lieu", Err("Écrivez l’adresse du rendez-vous.")),
                    place => problems.keep("lieu", place).flatten(),
                };
                at.zip(place).map(|(at, place)| Self::Meet { at, place, note })
            }
            "non" => match Reason::from_code(typed.get("motif")) {
                Some(reason) => Some(Self::Decline { reason, note }),
                None => problems.keep("motif", Err("Choisissez une raison : la personne la lira.")),
            },
            _ => problems.keep("reponse", Err("Choisissez une des réponses.")),
        };
        action.filter(|_| problems.is_empty()).ok_or(problems)
    }
}

/// Parses the day and hour of an appointment, as `<input type=date>` and `<input type=time>` send them,
/// or as a person without such fields writes them (`24/11/2026`, `14h30`).
fn parse_when(day: &str, hour: &str, today: Date) -> Result<PrimitiveDateTime, &'static str> {
    const ASK: &str = "Choisissez le jour et l’heure du rendez-vous.";
    let parts: Vec<i32> =
        day.split(['-', '/', '.']).map(str::parse).collect::<Result<_, _>>().map_err(|_| ASK)?;
    let (year, month, day) = match parts[..] {
        [y, m, d] if y > 31 => (y, m, d),
        // "24/11/26" is of this century.
        [d, m, y] => (if (0..100).contains(&y) { 2000 + y } else { y }, m, d),
        _ => return Err(ASK),
    };
    let month = u8::try_from(month).ok().and_then(|m| time::Month::try_from(m).ok()).ok_or(ASK)?;
    let date = Date::from_calendar_date(year, month, u8::try_from(day).map_err(|_| ASK)?).map_err(|_| ASK)?;
    let clock: Vec<u8> = hour
        .split([':', 'h', 'H'])
        .filter(|part| !part.is_empty())
        .map(|part| part.trim().parse())
        .collect::<Result<_, _>>()
        .map_err(|_| ASK)?;
    let (hour, minute) = match clock[..] {
        [h] => (h, 0),
        [h, m] | [h, m, _] => (h, m),
        _ => return Err(ASK),
    };
    let time = time::Time::from_hms(hour, minute, 0).map_err(|_| ASK)?;
    if date < today {
        return Err("Ce jour est passé. Choisissez un jour à venir.");
    }
    if date > today.saturating_add(time::Duration::days(366)) {
        return Err("Ce jour est trop loin. Choisissez un jour dans l’année.");
    }
    Ok(PrimitiveDateTime::new(date, time))
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};

    use super::*;

    fn typed(pairs: &[(&str, &str)]) -> Typed {
        pairs.iter().copied().collect()
    }

    #[test]
    fn each_answer() {
        let today = date!(2026 - 11 - 22);
        let answer = |pairs: &[(&str, &str)]| Action::parse_answer(&typed(pairs), today);
        assert_eq!(answer(&[("reponse", "appel")]), Ok(Action::Call { note: None }));
        assert_eq!(answer(&[("reponse", "attente")]), Ok(Action::Wait { rank: None, note: None }));
        assert_eq!(
            answer(&[("reponse", "attente"), ("rang", "4")]),
            Ok(Action::Wait { rank: Some(4), note: None })
        );
        assert_eq!(answer(&[("reponse", "commence")]), Ok(Action::Start));
        assert_eq!(
            answer(&[("reponse", "termine"), ("suite", "job")]),
            Ok(Action::Complete { exit: Exit::Job })
        );
        assert_eq!(answer(&[("reponse", "oui")]), Ok(Action::Accept { note: None }));
        assert_eq!(
            answer(&[("reponse", "non"), ("motif", "full")]),
            Ok(Action::Decline { reason: Reason::Full, note: None })
        );
        for (day, hour) in [
            ("2026-11-24", "14:30"),
            ("24/11/2026", "14h30"),
            ("24.11.26", "14 H 30"),
            ("24/11/2026", "14:30:00"),
        ] {
            let meet = answer(&[
                ("reponse", "rendez-vous"),
                ("jour", day),
                ("heure", hour),
                ("lieu", "12 rue du Bois, Lens"),
            ]);
            assert!(
                matches!(meet, Ok(Action::Meet { at, .. }) if at == datetime!(2026-11-24 14:30)),
                "{meet:?}"
            );
        }
        for wrong in [
            &[("reponse", "")][..],
            &[("reponse", "non")],
            &[("reponse", "termine")],
            &[("reponse", "attente"), ("rang", "0")],
            &[("reponse", "attente"), ("rang", "demain")],
            &[("reponse", "rendez-vous"), ("jour", "2026-11-21"), ("heure", "14:30"), ("lieu", "Lens")],
            &[("reponse", "rendez-vous"), ("jour", "2026-11-31"), ("heure", "14:30"), ("lieu", "Lens")],
            &[("reponse", "rendez-vous"), ("jour", "2026-11-24"), ("heure", "14:30")],
        ] {
            assert!(answer(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn an_appointment_is_from_today_to_the_same_day_next_year() {
        let today = date!(2026 - 11 - 22);
        for (day, hour, told) in [
            ("2026-11-22", "9", None),
            ("2027-11-23", "0h", None),
            ("31/12/2026", "9", None),
            ("2027-11-24", "9", Some("trop loin")),
            ("2026-11-21", "9", Some("passé")),
            ("22/11/31", "9", Some("trop loin")),
            ("2026-11", "9", Some("Choisissez")),
            ("2026-13-01", "9", Some("Choisissez")),
            ("2026-11-300", "9", Some("Choisissez")),
            ("2026-11-24", "", Some("Choisissez")),
            ("2026-11-24", "24", Some("Choisissez")),
            ("2026-11-24", "9:1:2:3", Some("Choisissez")),
            ("demain", "9", Some("Choisissez")),
        ] {
            let read = parse_when(day, hour, today);
            assert_eq!(read.is_err(), told.is_some(), "{day} {hour}");
            assert!(read.err().is_none_or(|error| error.contains(told.unwrap_or_default())), "{day} {hour}");
        }
    }

    #[test]
    fn a_word_for_her_goes_with_every_answer_but_a_start_and_an_end() {
        let today = date!(2026 - 11 - 22);
        let note = |reponse: &str| {
            let pairs = [
                ("reponse", reponse),
                ("mot", "À bientôt."),
                ("jour", "2026-11-24"),
                ("heure", "9"),
                ("lieu", "Lens"),
                ("motif", "full"),
                ("suite", "job"),
            ];
            let action = Action::parse_answer(&typed(&pairs), today).unwrap();
            action.note().map(|note| note.as_str().to_owned())
        };
        for reponse in ["appel", "attente", "oui", "rendez-vous", "non"] {
            assert_eq!(note(reponse).as_deref(), Some("À bientôt."), "{reponse}");
        }
        assert_eq!((note("commence"), note("termine")), (None, None));
        let long = "a".repeat(301);
        let problems =
            Action::parse_answer(&typed(&[("reponse", "oui"), ("mot", &long)]), today).unwrap_err();
        assert!(problems.about("mot").is_some());
    }
}
