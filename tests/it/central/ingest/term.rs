//! The end of the organiser's term, on both engines, and when it is cut off.

use super::*;
use tramso::{
    centre::{Holdings, QueryError, TermRefusal},
    ledger::{TABLES, Tx},
};

/// The demo's contest is open until 2099: its term ends thirty days later.
fn over() -> Moment {
    Moment::start_of(crate::days::day("2100-02-01"))
}

/// Everything that the tables hold, as one text.
fn contents(centre: &Centre) -> Vec<u8> {
    let mut all = Vec::new();
    centre
        .ledger()
        .read(&mut |tx| {
            for table in TABLES {
                tx.each_row(table, &mut |row| {
                    row.iter().for_each(|cell| match cell {
                        ledger::Cell::Text(text) => all.extend_from_slice(text.as_bytes()),
                        ledger::Cell::Bytes(bytes) => all.extend_from_slice(bytes),
                        ledger::Cell::Null | ledger::Cell::Number(_) => (),
                    });
                    Ok(())
                })?;
            }
            Ok(())
        })
        .unwrap();
    all
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn sums(centre: &Centre) -> Vec<(TallyKey, Counts)> {
    use tramso::ledger::Scope;
    centre
        .ledger()
        .read_tx(|tx: &mut dyn Tx| {
            let scopes = [Scope::Unit, Scope::Village, Scope::Agency, Scope::Day];
            scopes.into_iter().map(|scope| tx.tallies(scope, None)).collect::<Result<Vec<_>, _>>()
        })
        .unwrap()
        .concat()
}

fn end(centre: &Centre, now: Moment) -> Result<Holdings, TermRefusal> {
    centre.end_term(&Access::City, Actor::CommandLine, now, &mut |_, _| ())
}

/// Two bundles with three people, of whom stations contradict each other about the first.
fn filled(centre: &Centre) -> (Vec<Station>, Written) {
    let stations: Vec<Station> = [1, 2]
        .into_iter()
        .map(|number| {
            enrol(centre, number);
            let mut one = station(number);
            one.whole(u64::from(number));
            one
        })
        .collect();
    let mut written: Vec<Written> = stations.iter().map(|one| bundles(one, 1000).remove(0)).collect();
    for one in &written {
        centre.ingest(&Access::City, &one.bytes, Moment(NOW)).unwrap();
    }
    (stations, written.remove(0))
}

fn story(centre: &Centre) {
    let (stations, written) = filled(centre);
    let (figures, name) = (sums(centre), stage::told(1).name);
    let key = stations[0].key(1);
    let before = contents(centre);
    assert!(holds(&before, name.as_bytes()) && holds(&before, &key.0) && !figures.is_empty(), "control");
    assert!(matches!(end(centre, Moment(NOW)), Err(TermRefusal::TooEarly { .. })));
    assert!(matches!(
        centre.end_term(&Access::Viewer, Actor::CommandLine, over(), &mut |_, _| ()),
        Err(TermRefusal::NotAllowed(_))
    ));
    assert_eq!(contents(centre), before, "refused is not begun");

    assert_eq!(end(centre, over()).unwrap(), Holdings { bundles: 2, outlines: 2, people: 2 });
    let after = contents(centre);
    assert!(!holds(&after, name.as_bytes()) && !holds(&after, &key.0) && !holds(&after, "thôn Ngọc Lặc 1".as_bytes()));
    assert_eq!(sums(centre), figures, "figures stay");
    assert!(centre.holdings(&Access::City).unwrap().is_nothing());
    assert!(matches!(centre.recount(&Access::City), Err(QueryError::TermOver { .. })));
    assert_eq!(centre.term().unwrap().unwrap().ended, Some(over()));
    assert_eq!(centre.forget_person(&Access::City, &key, Actor::CommandLine, over()).unwrap(), 0);

    // A bundle that is held is answered; a new one brings nobody back.
    let known = centre.ingest(&Access::City, &written.bytes, over()).unwrap();
    assert_eq!(known.outcome, Outcome::Known);
    let mut late = station(1);
    late.whole(1);
    let first = late.records.len() as u64;
    late.whole(7);
    let fresh = bundles(&late, first).pop().unwrap();
    let refused = centre.ingest(&Access::City, &fresh.bytes, over());
    assert!(matches!(refused, Err(IngestRefusal::TermOver { .. })));
    // A decision about a station later finds no bundle that could be judged again.
    assert!(centre.revoke(&Access::City, &station_id(2), Actor::CommandLine, over()).unwrap());
    assert_eq!((sums(centre), contents(centre).len() >= after.len()), (figures, true));
    let lines = centre.trail(&Access::City, &Default::default(), 10).unwrap().lines;
    assert!(lines.iter().any(|line| line.what == "end-term 2 2"));
    assert!(end(centre, over()).unwrap().is_nothing(), "a second time there is nothing to do");
}

#[test]
fn the_end_of_the_term_leaves_figures_and_nobody_on_the_embedded_ledger() {
    story(&hall().centre);
}

#[test]
fn the_end_of_the_term_leaves_figures_and_nobody_on_postgresql() {
    let server = Postgres::start(QUICK);
    let keys = Keys::demo().unwrap();
    let ledger = ledger::open_postgres(&server.database("term"), &keys.ledger_key()).unwrap();
    story(&Centre::open(ledger, keys).unwrap());
}

#[test]
fn an_end_that_was_cut_off_goes_on_and_nobody_comes_in_between() {
    let hall = hall();
    let centre = &hall.centre;
    let (stations, _) = filled(centre);
    // It fell after the first table: a panic in the measure of progress is the power cut.
    let cut = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        centre.end_term(&Access::City, Actor::CommandLine, over(), &mut |done, _| assert!(done < 2, "cut"))
    }));
    assert!(cut.is_err());
    let left = centre.holdings(&Access::City).unwrap();
    assert_eq!((left.bundles, left.people), (0, 2), "control: some is left");
    let mut late = station(1);
    late.whole(1);
    let first = late.records.len() as u64;
    late.whole(7);
    let fresh = bundles(&late, first).pop().unwrap();
    assert!(matches!(centre.ingest(&Access::City, &fresh.bytes, over()), Err(IngestRefusal::TermOver { .. })));
    // The day does not matter any more, whatever the clock shows.
    assert_eq!(end(centre, Moment(NOW)).unwrap(), left);
    assert!(centre.holdings(&Access::City).unwrap().is_nothing());
    assert!(!holds(&contents(centre), &stations[0].key(1).0));
}
