//! What falls when, of every state and after any standstill.

use proptest::prelude::*;
use time::macros::{date, datetime};

use super::*;

fn case(state: State, since: OffsetDateTime) -> Case {
    Case { state, since, appointment: None, last: None, calendar: Calendar::MAINLAND }
}

/// Lets the clock run, looking once each `step`; what it did, with the local day.
fn run(mut case: Case, step: Duration, looks: usize) -> Vec<(Deed, Date)> {
    let (mut now, mut done) = (case.since, Vec::new());
    for _ in 0..looks {
        now += step;
        if let Some(deed) = case.due(now) {
            done.push((deed, case.calendar.local(now).date()));
            if let Some(to) = super::super::Step::Clock(deed).leads(case.state, super::super::Actor::Platform)
            {
                case.state = to;
            }
            case.last = Some((deed, now));
        }
    }
    done
}

#[test]
fn silence_is_reminded_told_helped_and_ended() {
    let sent = case(State::Sent, datetime!(2026-11-23 08:00 UTC));
    assert_eq!(
        run(sent, Duration::HOUR, 24 * 60),
        [
            (Deed::Remind, date!(2026 - 11 - 26)),
            (Deed::Tell, date!(2026 - 12 - 02)),
            (Deed::Propose, date!(2026 - 12 - 07)),
            (Deed::End, date!(2026 - 12 - 23)),
        ]
    );
    let reunion =
        Case { calendar: Calendar::of("974"), ..case(State::Sent, datetime!(2027-12-16 08:00 UTC)) };
    assert_eq!(
        reunion.next(),
        Some((Deed::Remind, datetime!(2027-12-22 05:00 UTC))),
        "20 December is a holiday"
    );
}

#[test]
fn an_appointment_is_recalled_then_asked_about() {
    let set = Case {
        appointment: Some(datetime!(2026-12-04 14:30)),
        ..case(State::Appointment, datetime!(2026-11-23 08:00 UTC))
    };
    assert_eq!(
        run(set, Duration::HOUR, 24 * 60),
        [
            (Deed::Recall, date!(2026 - 12 - 02)),
            (Deed::AskHow, date!(2026 - 12 - 07)),
            (Deed::End, date!(2027 - 01 - 04)),
        ]
    );
    let tomorrow = Case { appointment: Some(datetime!(2026-11-24 14:30)), ..set };
    assert_eq!(tomorrow.next_day(), Some((Deed::AskHow, date!(2026 - 11 - 25))), "she has just been told");
    let over = datetime!(2026-12-04 15:00 UTC);
    assert_eq!(set.due(over), None, "too late to be told of it");
    assert_eq!(set.look_again(over), Some(datetime!(2026-12-07 08:00 UTC)));
}

#[test]
fn a_start_is_followed_for_a_year() {
    let started = case(State::Started, datetime!(2026-11-23 08:00 UTC));
    let deeds: Vec<Deed> = run(started, Duration::DAY, 500).into_iter().map(|(deed, _)| deed).collect();
    assert_eq!(deeds, [Deed::StillThere, Deed::StillThereLater, Deed::Close]);
}

#[test]
fn after_a_standstill_one_word_comes_and_no_end_without_it() {
    let sent = case(State::Sent, datetime!(2026-11-23 08:00 UTC));
    assert_eq!(sent.due(datetime!(2026-12-09 08:00 UTC)), Some(Deed::Propose), "not three words at once");
    let late = datetime!(2027-03-01 08:00 UTC);
    assert_eq!(sent.due(late), Some(Deed::Propose), "told first");
    let told = Case { last: Some((Deed::Propose, late)), ..sent };
    assert_eq!(told.next(), Some((Deed::End, late + NOTICE)));
}

proptest! {
    #[test]
    fn whatever_its_state_and_pace_it_ends_by_the_clock_alone(
        start in 0i64..9_000, place in 0usize..4, state in 0usize..State::ALL.len(), hours in 1i64..400, ahead in 0i64..90,
    ) {
        let calendar = [Calendar::MAINLAND, Calendar::of("974"), Calendar::of("972"), Calendar::of("67")][place];
        let state = State::ALL[state];
        let since = datetime!(2001-01-01 10:00 UTC) + Duration::days(start);
        let appointment = (state == State::Appointment)
            .then(|| calendar.local(since + Duration::days(ahead)));
        let case = Case { state, since, appointment, last: None, calendar };
        let done = run(case, Duration::hours(hours), 24 * 600 / usize::try_from(hours).unwrap() + 8);
        let deeds: Vec<Deed> = done.iter().map(|(deed, _)| *deed).collect();
        if state.is_open() {
            prop_assert!(matches!(deeds.last(), Some(Deed::End | Deed::Close)), "{:?}", deeds);
        } else {
            prop_assert!(deeds.is_empty());
        }
        let plan: Vec<Deed> = schedule(state).iter().map(|(deed, _)| *deed).collect();
        let places: Vec<usize> = deeds.iter().map(|deed| plan.iter().position(|one| one == deed).unwrap()).collect();
        prop_assert!(places.is_sorted_by(|a, b| a < b), "each once, in order: {:?}", deeds);
        if deeds.contains(&Deed::End) && state.is_unanswered() {
            prop_assert!(deeds.contains(&Deed::Tell) || deeds.contains(&Deed::Propose), "never silently");
        }
    }

    #[test]
    fn nothing_is_due_before_it_says_so(start in 0i64..9_000, state in 0usize..State::ALL.len(), wait in 0i64..20_000) {
        let since = datetime!(2001-01-01 10:00 UTC) + Duration::days(start);
        let case = case(State::ALL[state], since);
        let now = since + Duration::hours(wait);
        match case.look_again(now) {
            Some(then) => {
                prop_assert_eq!(case.due(now).is_some(), then <= now);
                prop_assert_eq!(Some(then), case.next().map(|(_, due)| due), "never later than what comes next");
                let local = case.calendar.local(then);
                prop_assert!(local.hour() == 9 && case.calendar.is_working_day(local.date()), "{}", local);
            }
            None => prop_assert!(!case.state.is_open()),
        }
    }
}

#[test]
fn an_appointment_that_moves_nearer_is_recalled_two_days_before_or_not_at_all() {
    let since = datetime!(2026-11-23 08:00 UTC);
    let on = |day: Date| Case {
        appointment: Some(PrimitiveDateTime::new(day, time::macros::time!(10:00))),
        ..case(State::Appointment, since)
    };
    for (day, recalled) in [
        (date!(2026 - 11 - 24), None),
        (date!(2026 - 11 - 25), None),
        (date!(2026 - 11 - 26), Some(date!(2026 - 11 - 24))),
        // A Sunday, for she reads her SMS on that day too.
        (date!(2026 - 12 - 01), Some(date!(2026 - 11 - 29))),
    ] {
        assert_eq!(on(day).day_of(Deed::Recall), recalled, "{day}");
    }
    assert_eq!(case(State::Sent, since).day_of(Deed::AskHow), None, "not of this state");
    let lost = case(State::Appointment, since);
    assert_eq!(
        lost.next_day(),
        Some((Deed::AskHow, date!(2026 - 11 - 24))),
        "without a day it is asked tomorrow"
    );
}

#[test]
fn nobody_is_ended_within_a_week_of_the_last_word() {
    let since = datetime!(2026-11-23 08:00 UTC);
    let late = datetime!(2027-03-01 08:00 UTC);
    let after = |state, last| Case { last, ..case(state, since) };
    // Where the structure called and nothing came, she is told first too.
    assert_eq!(after(State::ContactAttempted, Some((Deed::Remind, late))).due(late), Some(Deed::Propose));
    assert_eq!(after(State::ContactAttempted, Some((Deed::Tell, late))).due(late), Some(Deed::Propose));
    assert_eq!(after(State::Read, Some((Deed::Propose, late))).due(late + Duration::days(6)), None);
    assert_eq!(after(State::Read, Some((Deed::Propose, late))).due(late + NOTICE), Some(Deed::End));
    assert_eq!(
        after(State::WaitingList, Some((Deed::AskWaiting, late))).next(),
        Some((Deed::End, datetime!(2027-05-24 07:00 UTC)))
    );
    let asked = datetime!(2027-05-30 08:00 UTC);
    assert_eq!(
        after(State::WaitingList, Some((Deed::AskWaiting, asked))).next(),
        Some((Deed::End, asked + NOTICE))
    );
}
