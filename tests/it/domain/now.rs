//! The present of a station: one bounded now from clocks and from what is known.

use crate::days::date;
use tramso::domain::{ClockDoubt, Date, Known, Moment, Now, Stamp};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

fn noon(day: Date) -> Moment {
    Moment::start_of(day).plus_ms(12 * HOUR)
}

fn stamp(wall: Moment, minutes: i64, boot: u64) -> Stamp {
    Stamp { wall, mono_ms: (minutes * MINUTE).unsigned_abs(), boot, suspect: false }
}

/// A grant of 29 November in a contest that closes at the end of the year.
fn known() -> Known {
    Known { signed: noon(date(2026, 11, 29)), closes: Some(date(2026, 12, 31)), ..Known::default() }
}

#[track_caller]
fn check(known: &Known, at: Stamp, day: Date, doubt: Option<ClockDoubt>) -> Now {
    let now = known.now(at);
    assert_eq!((now.date(), now.doubt()), (day, doubt), "{at:?}");
    now
}

#[test]
fn the_present_is_the_later_of_clock_and_floor_and_the_floor_where_the_clock_is_far_ahead() {
    let signed = date(2026, 11, 29);
    for (wall, day, doubt) in [
        (date(1970, 1, 2), signed, Some(ClockDoubt::Behind)),
        (date(2016, 5, 1), signed, Some(ClockDoubt::Behind)),
        (date(2026, 11, 28), signed, Some(ClockDoubt::Behind)),
        (date(2026, 12, 5), date(2026, 12, 5), None),
        (date(2026, 12, 31), date(2026, 12, 31), None),
        (date(2027, 1, 1), signed, Some(ClockDoubt::Ahead)),
        (date(2027, 11, 29), signed, Some(ClockDoubt::Ahead)),
        (date(2038, 1, 19), signed, Some(ClockDoubt::Ahead)),
    ] {
        check(&known(), stamp(noon(wall), 5, 1), day, doubt);
    }
    // Two minutes are within what clocks differ by.
    let late = known().signed.plus_ms(-2 * MINUTE);
    assert_eq!(known().now(stamp(late, 5, 1)).at(), known().signed);
    check(&known(), stamp(late, 5, 1), signed, None);
    // Once something was signed after the last day, a clock after it is believed.
    let over = Known { signed: noon(date(2027, 1, 2)), ..known() };
    check(&over, stamp(noon(date(2027, 1, 10)), 5, 1), date(2027, 1, 10), None);
    check(&over, stamp(noon(date(2028, 3, 1)), 5, 1), date(2027, 1, 2), Some(ClockDoubt::Ahead));
    // Where nothing is known the clock is all there is.
    check(&Known::default(), stamp(noon(date(1970, 1, 2)), 5, 1), date(1970, 1, 2), None);
    check(&Known::default(), stamp(noon(date(2038, 1, 19)), 5, 1), date(2038, 1, 19), None);
}

#[test]
fn a_record_raises_the_floor_within_its_boot_and_where_it_is_not_in_doubt() {
    let mut known = known();
    known.record(stamp(noon(date(2026, 12, 5)), 10, 7));
    // The clock jumps in the visit: the steady clock goes on from the record.
    for wall in [date(1970, 1, 1), date(2016, 1, 1), date(2026, 12, 4), date(2038, 1, 19)] {
        let now = known.now(stamp(noon(wall), 40, 7));
        assert_eq!(now.at(), noon(date(2026, 12, 5)).plus_ms(30 * MINUTE), "{wall}");
    }
    // After a restart of the machine the steady clock knows nothing of before: what was signed is left.
    check(&known, stamp(noon(date(2016, 1, 1)), 1, 8), date(2026, 11, 29), Some(ClockDoubt::Behind));
    // A record in doubt raises nothing.
    known.record(Stamp { suspect: true, ..stamp(noon(date(2026, 12, 30)), 50, 7) });
    check(&known, stamp(noon(date(2026, 12, 6)), 60, 7), date(2026, 12, 6), None);
    let doubted = Known { recorded: Some(Stamp { suspect: true, ..stamp(noon(date(2038, 1, 1)), 1, 7) }), ..known };
    check(&doubted, stamp(noon(date(2026, 12, 6)), 60, 7), date(2026, 12, 6), None);
}

#[test]
fn a_confirmed_date_counts_until_the_machine_is_started_again_and_only_while_the_clock_is_in_doubt() {
    let confirmed = Some((date(2026, 12, 7), stamp(noon(date(2016, 1, 1)), 10, 7)));
    let known = Known { confirmed, ..known() };
    let now = check(&known, stamp(noon(date(2016, 1, 1)), 70, 7), date(2026, 12, 7), Some(ClockDoubt::Behind));
    assert!(!now.asks_for_date());
    // The evening goes past midnight.
    check(&known, stamp(noon(date(2016, 1, 1)), 10 + 25 * 60, 7), date(2026, 12, 8), Some(ClockDoubt::Behind));
    let again = check(&known, stamp(noon(date(2016, 1, 2)), 1, 8), date(2026, 11, 29), Some(ClockDoubt::Behind));
    assert!(again.asks_for_date());
    // Somebody set the clock: it is believed again.
    let set = check(&known, stamp(noon(date(2026, 12, 9)), 80, 7), date(2026, 12, 9), None);
    assert!(!set.asks_for_date());
}

#[test]
fn nobody_is_stopped_until_a_date_is_confirmed() {
    let at = |day| Stamp { suspect: true, ..stamp(noon(day), 30, 7) };
    let contest = crate::content::Folder::good().read().unwrap().pack.contest;
    let known = Known { signed: noon(contest.opens), closes: Some(contest.closes), ..Known::default() };
    for day in [date(1970, 1, 2), date(2016, 1, 1), date(2038, 1, 19)] {
        assert!(contest.is_open(known.now(at(day))), "{day}");
        let before = Known { signed: noon(contest.opens).plus_ms(-72 * HOUR), ..known };
        assert!(contest.is_open(before.now(at(day))), "{day}, and the floor is before the contest");
        let confirmed = |date| Known { confirmed: Some((date, at(day))), ..known };
        assert!(contest.is_open(confirmed(contest.opens.succ_opt().unwrap()).now(at(day))), "{day}");
        assert!(!contest.is_open(confirmed(contest.closes.succ_opt().unwrap()).now(at(day))), "{day}: it is over");
    }
    let right = Stamp { suspect: false, ..at(contest.closes.succ_opt().unwrap()) };
    assert!(!contest.is_open(Now::from(right)), "control: a believed clock closes the contest");
}
