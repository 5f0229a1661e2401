//! The value of a report: the figures of the pages of the same moment, and what its days mean.

use super::*;
use tramso::{
    centre::{
        Access, NotAllowed, QueryError,
        reports::{ReportParts, ReportRefusal, SectionKind, WantedDays, sections, spoken},
    },
    domain::UnitCode,
};

fn commune(code: &str) -> Access {
    Access::Commune(UnitCode::parse(code).unwrap())
}

fn unit_report(centre: &Centre, wanted: WantedDays) -> Report {
    centre.unit_report(&commune(UNIT), UNIT, wanted, Moment(NOW)).unwrap().unwrap()
}

fn city_report(centre: &Centre, wanted: WantedDays) -> Report {
    centre.city_report(&Access::Viewer, wanted, Moment(NOW)).unwrap()
}

#[test]
fn a_report_has_the_figures_of_the_pages_of_the_same_moment() {
    with_sums(
        |centre| {
            let own = unit_report(centre, WantedDays::default());
            let today = centre.unit_today(&commune(UNIT), UNIT, Moment(NOW)).unwrap().unwrap();
            assert_eq!((own.total, own.population.0), (today.counts, today.unit.population.into()));
            assert_eq!((own.lacking.clone(), own.cases, own.sheets), (today.lacking, today.cases, today.sheets));
            let list = centre.villages(&commune(UNIT), UNIT, Moment(NOW)).unwrap().unwrap();
            let ReportParts::Unit { villages, rank, agencies, .. } = &own.parts else { panic!("a unit") };
            let shown = |lines: &[tramso::centre::VillageLine]| {
                lines.iter().map(|line| (line.name.clone(), line.counts, line.heads)).collect::<Vec<_>>()
            };
            assert_eq!(shown(villages), shown(&list.lines));
            assert_eq!((*rank, agencies.clone()), (today.rank, today.agencies));
            let city = city_report(centre, WantedDays::default());
            let overview = centre.overview(&Access::City, Moment(NOW)).unwrap();
            assert_eq!(city.total, overview.total);
            let ReportParts::City { units, elsewhere } = &city.parts else { panic!("the city") };
            let programs = centre.totals_of_units(&Access::City).unwrap();
            assert_eq!((units.len(), programs.len()), (114, 114));
            for (unit, counts) in programs {
                assert_eq!(units.iter().find(|one| one.unit == unit).unwrap().counts, counts);
            }
            assert_eq!(*elsewhere, counts(3, 2, 1));
            let of_days = centre.totals_of_days(&Access::City, None).unwrap().unwrap();
            let of_report: Vec<_> = city.days.iter().filter(|day| day.own != Counts::default()).collect();
            assert_eq!(of_report.len(), of_days.len());
            assert!(of_report.iter().all(|line| of_days[&tramso::domain::day_of(line.date)] == line.own));
        },
        &sums(),
    );
}

#[test]
fn days_of_a_report_mean_what_was_reached_in_them_and_the_whole_contest_means_everything() {
    with_sums(
        |centre| {
            let whole = unit_report(centre, WantedDays::default());
            assert!(whole.period.is_whole);
            let all = whole.total;
            assert_eq!(whole.reached, counts(all.registered, all.finished, all.valid), "of the whole contest: all");
            let typed = WantedDays { from: Some(whole.period.first), to: Some(whole.period.last) };
            let again = unit_report(centre, typed);
            assert_eq!((again.period, again.reached), (whole.period, whole.reached), "as the form sends them");
            let some = WantedDays { from: Some(date(3)), to: Some(date(2)) };
            let two = unit_report(centre, some);
            assert_eq!((two.reached, two.total, two.days.len()), (counts(200, 120, 104), all, 2));
            assert_eq!(two.days[1].sum, counts(734 + 300, 400 + 180, 390 + 156), "sums count from the beginning");
            let last = two.days.last().unwrap();
            assert_eq!((two.days[0].date, last.date), (date(3), date(2)));
            // Days without anything are listed between others, and none where there is none at all.
            let gap = unit_report(centre, WantedDays { from: Some(date(20)), to: Some(date(4)) });
            assert_eq!((gap.days.len(), gap.days[1].own), (17, Counts::default()));
            let none = unit_report(centre, WantedDays { from: Some(date(19)), to: Some(date(6)) });
            assert_eq!((none.days.len(), none.reached), (0, Counts::default()));
            let future = unit_report(centre, WantedDays { from: Some(date(-3)), to: Some(date(-9)) });
            assert_eq!((future.days.len(), future.reached, future.total), (0, Counts::default(), all));
            let reversed = WantedDays { from: Some(date(2)), to: Some(date(3)) };
            for refused in [
                centre.unit_report(&Access::City, UNIT, reversed, Moment(NOW)).unwrap_err(),
                centre.city_report(&Access::City, reversed, Moment(NOW)).unwrap_err(),
            ] {
                assert!(matches!(refused, ReportRefusal::Reversed { .. }), "{refused:?}");
                assert_eq!(refused.failure().code, "TS-M240");
            }
        },
        &sums(),
    );
}

#[test]
fn every_part_has_its_sentences_with_no_days_no_station_and_nobody() {
    with_sums(
        |centre| {
            for words in [vietnamese(), Words::new(Language::English)] {
                let empty = centre.unit_report(&Access::City, "11329", WantedDays::default(), Moment(NOW)).unwrap();
                let city = city_report(centre, WantedDays::default());
                for report in [empty.unwrap(), city] {
                    let parts = sections(&report, &words);
                    let table = |kind| parts.iter().find(|part| part.kind == kind).and_then(|part| part.table.clone());
                    assert!(table(SectionKind::Days).is_none() && table(SectionKind::Villages).is_none());
                    assert!(parts.iter().all(|part| !part.title.is_empty()));
                    let lines: Vec<&String> = parts.iter().flat_map(|part| &part.lines).collect();
                    assert!(lines.len() > 9, "{lines:?}");
                    assert!(!lines.iter().any(|line| line.contains('⟦') || line.contains("{ $")), "{lines:?}");
                    for kind in ReportKind::ALL {
                        assert!(!ReportFile::new(&report, kind, &words).bytes.is_empty(), "{kind:?}");
                    }
                }
            }
            assert!(centre.unit_report(&Access::City, "99999", WantedDays::default(), Moment(NOW)).unwrap().is_none());
        },
        &[],
    );
}

#[test]
fn a_clerk_gets_the_own_unit_alone_and_no_report_of_the_city() {
    with_sums(
        |centre| {
            let refused = |found: Result<(), ReportRefusal>| {
                matches!(found, Err(ReportRefusal::Query(QueryError::NotAllowed(NotAllowed))))
            };
            let days = WantedDays::default();
            for unit in ["11329", "99999", "", "11113 "] {
                let found = centre.unit_report(&commune(UNIT), unit, days, Moment(NOW)).map(drop);
                assert!(refused(found), "{unit}");
            }
            assert!(refused(centre.city_report(&commune(UNIT), days, Moment(NOW)).map(drop)));
            assert!(centre.unit_report(&Access::Viewer, UNIT, days, Moment(NOW)).unwrap().is_some(), "control");
        },
        &sums(),
    );
}

#[test]
fn days_are_read_as_people_and_forms_write_them() {
    let day = |text: &str| Date::parse_from_str(text, "%Y-%m-%d").unwrap();
    let both = WantedDays { from: Some(day("2026-11-02")), to: Some(day("2026-11-30")) };
    assert_eq!(WantedDays::parse("2026-11-02", " 30/11/2026 "), Some(both));
    assert_eq!(WantedDays::parse("", ""), Some(WantedDays::default()));
    for wrong in ["x", "2026-13-01", "31/02/2026", "0001-01-01", "+99999-01-01", "1/1/26", "2026-11-02T00:00"] {
        assert_eq!(WantedDays::parse(wrong, ""), None, "{wrong}");
        assert_eq!(WantedDays::parse("", wrong), None, "{wrong}");
    }
}

#[test]
fn texts_to_announce_have_the_figures_of_the_value_and_nothing_that_is_not_known() {
    with_sums(
        |centre| {
            let own = unit_report(centre, WantedDays { from: Some(date(1)), to: Some(date(0)) });
            let words = vietnamese();
            for kind in ReportKind::ALL {
                let ReportKind::Spoken(text) = kind else { continue };
                let text = spoken(&own, text, &words);
                for figure in ["1.234", "650", "200", "104", "670"] {
                    assert!(text.contains(figure), "{figure}: {text}");
                }
                assert!(text.contains("xã Tân Kỳ") || text.contains("Xã Tân Kỳ"), "{text}");
                assert!(text.lines().all(|line| !line.trim().is_empty()) && text.ends_with("\r\n"), "{text}");
                let whole = spoken(
                    &unit_report(centre, WantedDays::default()),
                    match kind {
                        ReportKind::Spoken(text) => text,
                        _ => continue,
                    },
                    &words,
                );
                assert!(!whole.contains("104"), "of the whole contest there is no sentence about its days: {whole}");
            }
        },
        &sums(),
    );
}
