//! The measures over time.

use governor::clock::FakeRelativeClock;

use super::*;

const ADDRESS: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));

/// How many of `what` are let through within `window`, tried every second.
fn allowed(what: Limited, key: Key<'_>, window: Duration) -> u64 {
    let clock = FakeRelativeClock::default();
    let limits = Limits::with_clock(&clock);
    let mut allowed = 0;
    for _ in 0..window.as_secs() {
        allowed += (0..40).filter(|_| limits.check(what, key).is_ok()).count() as u64;
        clock.advance(Duration::from_secs(1));
    }
    allowed
}

#[test]
fn each_measure_holds_over_its_whole_window() {
    let (address, name) = (Key::Address(ADDRESS), Key::Name("K7MX-2P4R"));
    // One less than said: the last comes back when the window ends.
    assert_eq!(allowed(Limited::Send, address, HOUR), 19);
    assert_eq!(allowed(Limited::Open, address, QUARTER), 9);
    assert_eq!(allowed(Limited::Open, name, QUARTER), 9);
    assert_eq!(allowed(Limited::LostCode, address, HOUR), 4);
    assert_eq!(allowed(Limited::LostCode, name, HOUR), 2);
    assert_eq!(allowed(Limited::Answer, name, HOUR), 59);
    assert_eq!(allowed(Limited::Prove, name, QUARTER), 9);
    assert_eq!(allowed(Limited::Code, name, QUARTER), 9);
    assert_eq!(allowed(Limited::ProveAnywhere, name, HOUR), 99);
    assert_eq!(allowed(Limited::Open, name, QUARTER + Duration::from_secs(1)), 10);
}

#[test]
fn whoever_waits_as_told_is_let_in_and_not_sooner() {
    let clock = FakeRelativeClock::default();
    let limits = Limits::with_clock(&clock);
    for _ in 0..2 {
        limits.check(Limited::LostCode, "+33639980012").unwrap();
    }
    let RetryAfter(seconds) = limits.check(Limited::LostCode, "+33639980012").unwrap_err();
    assert_eq!(seconds, 3600);
    clock.advance(Duration::from_secs(seconds - 1));
    assert_eq!(limits.check(Limited::LostCode, "+33639980012"), Err(RetryAfter(1)));
    clock.advance(Duration::from_secs(1));
    assert_eq!(limits.check(Limited::LostCode, "+33639980012"), Ok(()));
}

#[test]
fn keys_and_things_are_counted_apart_and_a_household_together() {
    let limits = Limits::new();
    let ip = |text: &str| text.parse::<IpAddr>().unwrap();
    while limits.check(Limited::Open, ip("2001:db8::1")).is_ok() {}
    assert!(limits.check(Limited::Open, ip("2001:db8::ffff:1")).is_err(), "the same network");
    assert!(limits.check(Limited::Open, ip("2001:db8:0:1::1")).is_ok(), "another network");
    assert!(limits.check(Limited::LostCode, ip("2001:db8::1")).is_ok(), "another thing");
    while limits.check(Limited::Open, ip("192.0.2.1")).is_ok() {}
    assert!(limits.check(Limited::Open, ip("::ffff:192.0.2.1")).is_err(), "the same, written otherwise");
    assert!(limits.check(Limited::Open, "K7MX-2P4R").is_ok());
}

#[test]
fn sweeping_keeps_whom_it_must() {
    let clock = FakeRelativeClock::default();
    let limits = Limits::with_clock(&clock);
    while limits.check(Limited::Open, ADDRESS).is_ok() {}
    let held = || limits.0.as_ref().unwrap().all().map(|bucket| bucket.len()).sum::<usize>();
    limits.sweep();
    assert_eq!(held(), 1);
    assert!(limits.check(Limited::Open, ADDRESS).is_err());
    clock.advance(HOUR * 24);
    limits.sweep();
    assert_eq!(held(), 0);
}

#[test]
fn who_asks_the_api_is_told_what_is_left() {
    let clock = FakeRelativeClock::default();
    let limits = Limits::with_clock(&clock);
    let ask = || limits.ask(ADDRESS).map(|left| left.map(|left| (left.left, left.reset())));
    assert_eq!(ask(), Ok(Some((599, 1))));
    for _ in 0..598 {
        ask().unwrap();
    }
    assert_eq!(ask(), Ok(Some((0, 60))));
    assert_eq!(ask(), Err(RetryAfter(1)));
    clock.advance(Duration::from_secs(1));
    assert_eq!((0..20).filter(|_| ask().is_ok()).count(), 10);
    clock.advance(Duration::from_secs(60));
    assert_eq!(ask(), Ok(Some((599, 1))));
}

#[test]
fn off_is_off() {
    let limits = Limits::off();
    assert!((0..1000).all(|_| limits.ask(ADDRESS) == Ok(None)));
    assert!((0..1000).all(|_| limits.check(Limited::LostCode, ADDRESS).is_ok()));
}
