//! Numbers and dates as they are typed.

use proptest::prelude::*;
use tramso::domain::Birth;
use tramso::{
    domain::date_entry::{self, DateFault},
    input::id_entry,
};

#[test]
fn digits_stand_in_groups_of_three() {
    for (digits, shown) in [
        ("", ""),
        ("0", "0"),
        ("031", "031"),
        ("0311", "031 1"),
        ("031185", "031 185"),
        ("031185000124", "031 185 000 124"),
    ] {
        assert_eq!(id_entry::grouped(digits), shown);
        assert_eq!(id_entry::column(digits.len()), shown.len());
    }
    assert_eq!(id_entry::masked("031185000124"), "031•••••0124");
    assert_eq!(id_entry::masked("031185"), "031•••");
    assert_eq!(id_entry::masked(""), "");
}

#[test]
fn two_typings_are_compared() {
    for (once, again, first) in [
        ("031185000124", "031 185 000 124", None),
        ("031185000124", "031185000142", Some(10)),
        ("031185000124", "03118500012", Some(11)),
        ("", "", None),
        ("", "1", Some(0)),
    ] {
        assert_eq!(id_entry::first_difference(once, again), first);
        assert_eq!(id_entry::first_difference(again, once), first);
    }
}

fn day(year: i32, month: u32, day: u32) -> Birth {
    Birth::Day(crate::days::date(year, month, day))
}

#[test]
fn dates_are_read_as_people_write_them() {
    for typed in
        ["5/9/1962", "05/09/1962", "05091962", "05-09-1962", "5.9.1962", "5 9 1962", " 5/9/1962 ", "1962-09-05"]
    {
        assert_eq!(date_entry::read(typed), Ok(day(1962, 9, 5)), "{typed}");
    }
    for typed in ["1962", "00/00/1962", "00091962", "0/9/1962"] {
        assert_eq!(date_entry::read(typed), Ok(Birth::Year(1962)), "{typed}");
    }
    assert_eq!(date_entry::read("29/2/2000"), Ok(day(2000, 2, 29)));
}

/// Where the number has the year, day and month are enough; what is typed in full is read as ever.
#[test]
fn a_birth_needs_no_year_where_it_is_known() {
    for typed in ["0509", "5/9", "05 09", " 5-9 ", "050962", "5/9/62", "05/09/1962"] {
        assert_eq!(date_entry::read_in(typed, 1962), Ok(day(1962, 9, 5)), "{typed}");
    }
    for (typed, year, read) in [
        ("1962", 1962, Birth::Year(1962)),
        ("2010", 1962, day(1962, 10, 20)),
        ("2010", 2010, Birth::Year(2010)),
        ("1963", 1962, Birth::Year(1963)),
        ("05091963", 1962, day(1963, 9, 5)),
        ("2902", 2000, day(2000, 2, 29)),
    ] {
        assert_eq!(date_entry::read_in(typed, year), Ok(read), "{typed}");
    }
    for (typed, fault) in [
        ("", DateFault::Empty),
        ("3104", DateFault::NoSuchDay(31)),
        ("2902", DateFault::NoSuchDay(29)),
        ("0513", DateFault::NoSuchMonth(13)),
        ("5/9/", DateFault::Shape),
        ("123", DateFault::Shape),
        ("5/9/63", DateFault::TwoDigitYear(vec![day(1963, 9, 5), day(2063, 9, 5)])),
    ] {
        assert_eq!(date_entry::read_in(typed, 1962), Err(fault), "{typed}");
    }
}

#[test]
fn what_is_no_date_says_why() {
    for (typed, fault) in [
        ("", DateFault::Empty),
        ("  ", DateFault::Empty),
        ("5/9", DateFault::Shape),
        ("5/9/", DateFault::Shape),
        ("9/1962", DateFault::Shape),
        ("5/9/962", DateFault::Shape),
        ("123", DateFault::Shape),
        ("hôm qua", DateFault::Shape),
        ("5//9/1962", DateFault::Shape),
        ("31/4/1962", DateFault::NoSuchDay(31)),
        ("32/1/1962", DateFault::NoSuchDay(32)),
        ("29/2/1962", DateFault::NoSuchDay(29)),
        ("5/13/1962", DateFault::NoSuchMonth(13)),
        ("5/9/1862", DateFault::YearOutOfRange(1862)),
        ("5/9/2962", DateFault::YearOutOfRange(2962)),
        ("1800", DateFault::YearOutOfRange(1800)),
        ("5/9/62", DateFault::TwoDigitYear(vec![day(1962, 9, 5), day(2062, 9, 5)])),
        ("050962", DateFault::TwoDigitYear(vec![day(1962, 9, 5), day(2062, 9, 5)])),
        ("29/2/00", DateFault::TwoDigitYear(vec![day(2000, 2, 29)])),
        ("31/4/62", DateFault::NoSuchDay(31)),
        ("99999999999999999999", DateFault::Shape),
    ] {
        assert_eq!(date_entry::read(typed), Err(fault), "{typed}");
    }
}

proptest! {
    #[test]
    fn any_day_of_the_century_is_read_back(days in 0_i64..60_000) {
        let date = crate::days::date(1901, 1, 1) + chrono::Duration::days(days);
        for form in ["%d/%m/%Y", "%-d/%-m/%Y", "%d%m%Y", "%d-%m-%Y", "%Y-%m-%d"] {
            prop_assert_eq!(date_entry::read(&date.format(form).to_string()), Ok(Birth::Day(date)));
        }
    }

    #[test]
    fn no_date_is_too_strange(typed in ".{0,20}") {
        let _ = date_entry::read(&typed);
    }
}
