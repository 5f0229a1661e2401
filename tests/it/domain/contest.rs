//! The contest's window and the four parts of an entry.

use super::{contest, day, stratum, topic};
use tramso::domain::{Date, Entry, Missing, Moment, Stamp, Window};

/// A day, hour and minute in Vietnam -> the window of January 2026.
fn check(date: Date, hour: i64, minute: i64, expected: Window) {
    let now = Moment(Moment::start_of(date).0 + (hour * 60 + minute) * 60_000);
    assert_eq!(contest(Vec::new()).window(now), expected, "{date} {hour}:{minute}");
}

#[test]
fn both_days_of_the_window_are_whole_days_in_vietnam() {
    check(day(2025, 12, 31), 23, 59, Window::Before { days: 1 });
    check(day(2026, 1, 1), 0, 0, Window::Open { days: 31 });
    check(day(2026, 1, 31), 0, 0, Window::Open { days: 1 });
    check(day(2026, 1, 31), 23, 59, Window::Open { days: 1 });
    check(day(2026, 2, 1), 0, 0, Window::After);
    check(day(1970, 1, 1), 7, 0, Window::Before { days: 20_454 });
    check(day(2038, 1, 20), 0, 0, Window::After);
}

#[test]
fn days_begin_at_seventeen_hours_universal_time() {
    assert_eq!(Moment::start_of(day(1970, 1, 1)), Moment(-7 * 3_600_000));
    assert_eq!(Moment(1_760_115_599_999).date(), day(2025, 10, 10)); // 2025-10-10T16:59:59.999Z
    assert_eq!(Moment(1_760_115_600_000).date(), day(2025, 10, 11));
    assert_eq!(Moment(1_760_115_600_000).clock(), (0, 0));
    assert_eq!(Moment(i64::MAX).date(), Date::default());
}

#[test]
fn seconds_come_from_the_steady_clock_within_one_boot() {
    let at = |wall, mono_ms, boot| Stamp { wall: Moment(wall), mono_ms, boot, suspect: false };
    assert_eq!(at(0, 9_999, 1).seconds_since(at(50_000, 1_000, 1)), 8);
    assert_eq!(at(60_000, 10, 2).seconds_since(at(50_000, 1_000, 1)), 10);
    assert_eq!(at(0, 10, 2).seconds_since(at(50_000, 1_000, 1)), 0);
}

#[test]
fn an_entry_is_valid_with_all_four_parts_and_with_no_fewer() {
    let contest = contest(vec![stratum(1, None, 1)]);
    let whole = Entry { registered: true, topics: (1..=4).map(topic).collect(), tested: true, message: true };
    assert!(whole.is_valid(&contest));
    let lacks = |entry: Entry, expected: Missing| {
        assert_eq!(entry.missing(&contest), [expected]);
        assert!(!entry.is_valid(&contest));
    };
    lacks(Entry { registered: false, ..whole.clone() }, Missing::PersonalData);
    lacks(Entry { topics: [topic(1), topic(3), topic(4)].into(), ..whole.clone() }, Missing::Topics(vec![topic(2)]));
    lacks(Entry { tested: false, ..whole.clone() }, Missing::Test);
    lacks(Entry { message: false, ..whole.clone() }, Missing::Message);
    let all = (1..=4).map(topic).collect();
    let everything = [Missing::PersonalData, Missing::Topics(all), Missing::Test, Missing::Message];
    assert_eq!(Entry::default().missing(&contest), everything);
}
