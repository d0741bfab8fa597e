//! The words: plain French, complete sheets.

use super::*;

const MOST_WORDS: usize = 12;

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(['.', '!', '?']).map(str::trim).filter(|sentence| !sentence.is_empty())
}

fn words(sentence: &str) -> usize {
    sentence.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

fn texts(offer: &Offer) -> Vec<&str> {
    let plain = &offer.plain;
    let single = [
        Some(offer.description.as_str()),
        offer.publics_details.as_deref(),
        offer.conditions.as_deref(),
        offer.fee_details.as_deref(),
        offer.mobilisation_details.as_deref(),
        plain.pay.as_deref(),
        plain.getting_there.as_deref(),
        plain.outcome.as_deref(),
        plain.reserved_for.as_deref(),
    ];
    let lines = plain.tasks.iter().chain(&plain.entry_steps).map(String::as_str);
    single.into_iter().flatten().chain(lines).collect()
}

#[test]
fn sentences_are_short() {
    let mut long = Vec::new();
    for (offer, slug) in offers(TODAY) {
        for text in texts(&offer) {
            assert!(text.ends_with('.'), "{slug}: {text}");
            let too_long = sentences(text).filter(|sentence| words(sentence) > MOST_WORDS);
            long.extend(too_long.map(|sentence| format!("{slug}: {sentence}")));
        }
    }
    for (organisation, slug) in organisations() {
        let description = organisation.description.unwrap_or_default();
        let too_long = sentences(&description).filter(|sentence| words(sentence) > MOST_WORDS);
        long.extend(too_long.map(|sentence| format!("{slug}: {sentence}")));
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn pathways_and_conventions_speak_plainly_too() {
    let mut texts: Vec<String> = Vec::new();
    for (pathway, _) in pathways() {
        texts.extend([pathway.description, pathway.partnership]);
    }
    for DemoConvention { convention, .. } in conventions() {
        texts.extend([convention.description, convention.future]);
        texts.extend(convention.aims);
        texts.extend(convention.axes.into_iter().map(|axis| axis.description));
    }
    for text in &texts {
        assert!(text.ends_with('.'), "{text}");
        // The wording of what was signed is a little longer.
        assert!(sentences(text).all(|sentence| words(sentence) <= MOST_WORDS + 3), "{text}");
    }
}

#[test]
fn a_sheet_is_complete() {
    for (offer, slug) in offers(TODAY) {
        let length = offer.description.chars().count();
        assert!((200..=800).contains(&length), "{slug}: {length}");
        assert!((3..=5).contains(&offer.plain.tasks.len()), "{slug}");
        assert!((2..=5).contains(&offer.plain.entry_steps.len()), "{slug}");
        assert!((3..=150).contains(&offer.name.chars().count()) && !offer.name.ends_with('.'), "{slug}");
        assert!(offer.fee.is_some() && offer.service_type.is_some(), "{slug}");
        assert!(offer.plain.getting_there.is_some() || offer.is_remote(), "{slug}");
        assert!(offer.address.latitude.is_some() || offer.is_remote(), "{slug}");
        assert_eq!(
            offer.kind == OfferKind::Training,
            !offer.sessions.is_empty() && offer.weekly_hours > Some(10.0)
        );
        let paid = matches!(offer.kind, OfferKind::Workshop | OfferKind::Training | OfferKind::TemporaryWork);
        assert!(!paid || offer.plain.pay.is_some(), "{slug}");
    }
}

#[test]
fn nothing_is_said_in_the_first_person_nor_with_a_straight_apostrophe() {
    let everything = format!("{:?}{:?}{:?}{:?}", by_slug(), organisations(), pathways(), conventions());
    for word in ["nous ", "Nous ", "notre ", "nos ", "j’", "'"] {
        let found = everything
            .match_indices(word)
            .find(|(at, _)| *at == 0 || !everything[..*at].ends_with(char::is_alphabetic));
        let at = found.map(|(at, _)| everything[at..].chars().take(60).collect::<String>());
        assert_eq!(at, None);
    }
}

#[test]
fn opening_hours_are_of_the_osm_kind() {
    let days = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
    let day = |text: &str| text.split(['-', ',']).all(|day| days.contains(&day));
    let time = |text: &str| {
        let (hours, minutes) = text.split_once(':').unwrap_or_default();
        let number = |text: &str, below| text.len() == 2 && text.parse::<u8>().is_ok_and(|n| n < below);
        number(hours, 24) && number(minutes, 60)
    };
    let span =
        |text: &str| text.split_once('-').is_some_and(|(from, to)| time(from) && time(to) && from < to);
    let rule = |text: &str| text.split_once(' ').is_some_and(|(d, t)| day(d) && t.split(',').all(span));
    let hours = offers(TODAY).into_iter().filter_map(|(offer, _)| offer.opening_hours);
    let hours: Vec<_> =
        hours.chain(organisations().into_iter().filter_map(|(one, _)| one.opening_hours)).collect();
    assert!(hours.len() > 30);
    for text in hours {
        assert!(text.split("; ").all(rule), "{text}");
    }
}
