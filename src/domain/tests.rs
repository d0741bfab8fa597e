//! What holds of every list of choices: each code comes back, and people read words of its own for each.

use std::fmt::Debug;

use super::query::Misread;
use super::referral::{Actor, BestMoment, Deed, Exit, Folder, Reason, State, Step, TellBy};
use super::{
    abuse, accompany, audit, consent, draft, filter, import, membership, need, offer, pathway, query, route,
    suggestion, territory, volunteer_count,
};

/// Each value is read back from its code, and no other text is one.
fn come_back<T: Copy + Debug + PartialEq>(
    all: impl IntoIterator<Item = T>,
    code: impl Fn(T) -> &'static str,
    read: impl Fn(&str) -> Option<T>,
) {
    for value in all {
        let code = code(value);
        assert_eq!(read(code), Some(value));
        assert!(code.bytes().all(|byte| byte.is_ascii_lowercase() || b"-_".contains(&byte)), "{code:?}");
    }
    for wrong in ["", "xyzzy", "é"] {
        assert_eq!(read(wrong), None, "{wrong}");
    }
}

/// The words of each value: some, without blanks around them, and never those of another.
fn differ<T: Copy + Debug>(all: impl IntoIterator<Item = T>, words: impl Fn(T) -> &'static str) {
    let mut told: Vec<(T, &str)> = Vec::new();
    for value in all {
        let own = words(value);
        assert!(!own.is_empty() && own == own.trim(), "{value:?}: {own:?}");
        let alike = told.iter().find(|(_, other)| *other == own);
        assert!(alike.is_none(), "{value:?} as {alike:?}: {own}");
        told.push((value, own));
    }
}

#[test]
fn every_code_comes_back() {
    come_back(abuse::Wrong::ALL, abuse::Wrong::code, abuse::Wrong::from_code);
    come_back(abuse::Outcome::ALL, abuse::Outcome::code, abuse::Outcome::from_code);
    come_back(consent::Way::ALL, consent::Way::code, consent::Way::from_code);
    come_back(draft::state::State::ALL, draft::state::State::code, draft::state::State::from_code);
    come_back(draft::state::Rest::ALL, draft::state::Rest::code, draft::state::Rest::from_code);
    come_back(
        draft::agreement::Agreement::ALL,
        draft::agreement::Agreement::code,
        draft::agreement::Agreement::from_code,
    );
    come_back(filter::FilterGroup::ALL, filter::FilterGroup::name, filter::FilterGroup::from_name);
    come_back(import::Format::ALL, import::Format::code, import::Format::from_code);
    come_back(import::Verdict::ALL, import::Verdict::code, import::Verdict::from_code);
    come_back(membership::Role::ALL, membership::Role::code, membership::Role::from_code);
    come_back(need::Need::ALL, need::Need::code, need::Need::from_code);
    come_back(offer::OfferKind::ALL, offer::OfferKind::code, offer::OfferKind::from_code);
    come_back(pathway::StepRole::ALL, pathway::StepRole::code, pathway::StepRole::from_code);
    come_back(query::Sort::ALL, query::Sort::code, query::Sort::from_code);
    come_back(route::Purpose::ALL, route::Purpose::code, route::Purpose::from_code);
    come_back(Actor::ALL, Actor::code, Actor::from_code);
    come_back(BestMoment::ALL, BestMoment::code, BestMoment::from_code);
    come_back(Exit::CHOICES.into_iter().chain([Exit::Unknown]), Exit::code, Exit::from_code);
    come_back(Folder::ALL, Folder::code, Folder::from_code);
    come_back(Reason::ALL, Reason::code, Reason::from_code);
    come_back(State::ALL, State::code, State::from_code);
    come_back(Step::all(), Step::code, Step::from_code);
    come_back(TellBy::ALL, TellBy::code, TellBy::from_code);
}

#[test]
fn people_read_words_of_its_own_for_each_choice() {
    differ(abuse::Wrong::ALL, abuse::Wrong::label);
    differ(abuse::Outcome::ALL, abuse::Outcome::label);
    differ(consent::Way::ALL, consent::Way::told);
    differ(draft::state::State::ALL, draft::state::State::label);
    differ(draft::state::Rest::ALL, draft::state::Rest::sentence);
    differ(draft::agreement::Agreement::ALL, draft::agreement::Agreement::label);
    differ(filter::FilterGroup::ALL, filter::FilterGroup::label);
    differ(import::Format::ALL, import::Format::label);
    differ([import::Format::Table, import::Format::Emplois], import::Format::place);
    differ(import::Verdict::ALL, import::Verdict::label);
    differ(import::ImportState::ALL, import::ImportState::label);
    differ(membership::Role::ALL, membership::Role::label);
    differ(membership::Role::ALL, membership::Role::sentence);
    differ(membership::Role::ALL, membership::Role::choice);
    differ(need::Need::ALL, need::Need::label);
    differ(need::Need::ALL, need::Need::icon);
    differ(offer::OfferKind::ALL, offer::OfferKind::label);
    differ(pathway::StepRole::ALL, pathway::StepRole::label);
    differ(query::Sort::ALL, query::Sort::label);
    differ(
        [Misread::Radius, Misread::Filter, Misread::Page, Misread::Sort, Misread::Text],
        Misread::sentence,
    );
    differ(route::Purpose::ALL, route::Purpose::label);
    differ(suggestion::SuggestionKind::ALL, suggestion::SuggestionKind::heading);
    differ(territory::AreaKind::ALL, territory::AreaKind::label);
    differ(volunteer_count::Outcome::ALL, volunteer_count::Outcome::label);
    for group in filter::FilterGroup::ALL {
        differ(group.values(), filter::Filter::label);
    }
}

#[test]
fn a_request_is_told_in_words_of_their_own() {
    differ(BestMoment::ALL, BestMoment::label);
    differ(Exit::CHOICES, Exit::label);
    differ(Exit::CHOICES, Exit::her_label);
    differ(Folder::ALL, Folder::label);
    differ(Folder::ALL, Folder::empty);
    differ(Reason::ALL, Reason::label);
    differ(Reason::ALL, Reason::sentence);
    differ(Reason::ALL, Reason::next_step);
    differ(State::ALL, State::label);
    differ(State::ALL, accompany::told_of_her);
    differ(TellBy::ALL, TellBy::label);
    // Three months after a start and six, the same is asked.
    differ(Deed::ALL.into_iter().filter(|deed| *deed != Deed::StillThereLater), Deed::sentence);
    assert_eq!(Exit::OwnActivity.her_label(), "Mon activité à moi");
    assert_eq!(Exit::Job.her_label(), Exit::Job.label());
}

#[test]
fn what_nobody_knows_of_the_journal_is_shown_as_it_is() {
    assert_eq!(audit::sentence("later", "zoe", ""), "later zoe");
}
