//! The same centre over PostgreSQL, and two centres over one database.

use super::*;
use tramso::centre::{Access, Actor};
use tramso::domain::Moment;

fn centre_at(address: &str) -> Centre {
    let keys = Keys::demo().unwrap();
    let ledger = ledger::open_postgres(address, &keys.ledger_key()).unwrap();
    Centre::open(ledger, keys).unwrap()
}

fn valid(all: &Everything) -> usize {
    all.0.values().filter(|one| one.valid.is_some()).count()
}

#[test]
fn both_engines_end_alike_in_whatever_order() {
    let server = Postgres::start(QUICK);
    let orders = scaled(12, 60);
    for seed in 0..3_u64 {
        let parcels = history(seed);
        let (_, wanted) = delivered(&parcels, &(0..parcels.len()).collect::<Vec<_>>());
        for nth in 0..orders / 3 {
            let centre = centre_at(&server.database(&format!("orders_{seed}_{nth}")));
            (1..=3).for_each(|station| enrol(&centre, station));
            let mut order: Vec<usize> = (0..parcels.len()).collect();
            order.sort_by_key(|at| dice(seed * 7919 + nth as u64, 300 + *at as u64));
            order.push(order[0]);
            for at in order {
                centre.ingest(&Access::City, &parcels[at].1, Moment(NOW)).unwrap();
            }
            assert_eq!(everything(&centre, &[1, 2, 3]), wanted, "history {seed}, order {nth}");
        }
    }
    report(&format!("{orders} orders through PostgreSQL, compared with the embedded ledger"));
}

#[test]
fn twenty_copies_at_two_servers_get_one_receipt() {
    let server = Postgres::start(QUICK);
    let address = server.database("copies");
    let centres = [centre_at(&address), centre_at(&address)];
    enrol(&centres[0], 1);
    let mut station = station(1);
    (0..20).for_each(|person| station.whole(person));
    let written = bundles(&station, 1000).remove(0);
    let receipts: Vec<Vec<u8>> = std::thread::scope(|scope| {
        let take = |nth: usize| centres[nth % 2].ingest(&Access::City, &written.bytes, Moment(NOW)).unwrap().receipt;
        let runs: Vec<_> = (0..20).map(|nth| scope.spawn(move || take(nth))).collect();
        runs.into_iter().map(|run| run.join().unwrap()).collect()
    });
    assert!(receipts.iter().all(|receipt| *receipt == receipts[0]));
    assert_eq!(everything(&centres[1], &[1]).0.len(), 20);
}

/// Two servers ingest what three stations recorded of the same people, all at once: nothing is lost, nothing counted twice, and nobody
/// waits for ever.
#[test]
fn two_servers_take_the_same_people_at_once() {
    let server = Postgres::start(QUICK);
    for seed in 0..4_u64 {
        let parcels = history(seed);
        let (_, wanted) = delivered(&parcels, &(0..parcels.len()).collect::<Vec<_>>());
        let address = server.database(&format!("together_{seed}"));
        let centres = [centre_at(&address), centre_at(&address)];
        (1..=3).for_each(|station| enrol(&centres[0], station));
        std::thread::scope(|scope| {
            for runner in 0..6_usize {
                let (centre, parcels) = (&centres[runner % 2], &parcels);
                scope.spawn(move || {
                    // Each bundle goes to both servers, from other ends.
                    for nth in (0..parcels.len()).filter(|nth| nth % 3 == runner / 2) {
                        let at = if runner % 2 == 0 { nth } else { parcels.len() - 1 - nth };
                        centre.ingest(&Access::City, &parcels[at].1, Moment(NOW)).unwrap();
                    }
                });
            }
        });
        for centre in &centres {
            parcels.iter().for_each(|(_, bytes)| drop(centre.ingest(&Access::City, bytes, Moment(NOW)).unwrap()));
            assert_eq!(everything(centre, &[1, 2, 3]), wanted, "history {seed}");
        }
    }
}

#[test]
fn a_clone_is_decided_at_one_server_and_undone_at_the_other() {
    let server = Postgres::start(QUICK);
    let address = server.database("clone");
    let [one, other] = [centre_at(&address), centre_at(&address)];
    enrol(&one, 1);
    let (own, copies) = copies();
    own.iter().for_each(|written| drop(one.ingest(&Access::City, &written.bytes, Moment(NOW)).unwrap()));
    let before = everything(&one, &[1]);
    copies[1..].iter().for_each(|written| drop(other.ingest(&Access::City, &written.bytes, Moment(NOW)).unwrap()));
    let waiting = everything(&one, &[1]);
    assert_eq!((valid(&before), valid(&waiting)), (3, 1));
    let fork = one.cases(&Access::City, 10).unwrap().into_iter().find(|case| case.row.kind == CaseKind::Fork).unwrap();
    let branch = tramso::judging::chain::short(&own[1].digest);
    one.decide(&Access::City, fork.row.id, &branch, Actor::CommandLine, Moment(NOW)).unwrap();
    assert_eq!(valid(&everything(&other, &[1])), 3);
    assert!(other.decide(&Access::City, fork.row.id, "all", Actor::CommandLine, Moment(NOW)).is_err(), "undo first");
    other.undo(&Access::City, fork.row.id, Actor::CommandLine, Moment(NOW)).unwrap();
    assert_eq!(everything(&one, &[1]), waiting);
    // Counting again finds what does not belong, here as well.
    let (key, _) = waiting.1[0].clone();
    let planted = [(key.clone(), Counts { app: 1, ..Counts::default() })];
    one.ledger().write(&mut |tx| tx.add_tallies(&planted)).unwrap();
    let found = other.recount(&Access::City).unwrap();
    assert_eq!(found.iter().map(|one| &one.key).collect::<Vec<_>>(), [&key]);
}

/// A station of somebody's own making records what no station of ours would.
#[test]
fn a_village_with_a_zero_byte_is_ingested_by_both_engines() {
    let server = Postgres::start(QUICK);
    let address = server.database("zero");
    let mut station = station(1);
    station.whole(5);
    for record in &mut station.records {
        if let Body::Registration { registration: told } = &mut record.body {
            told.lives.village = "thôn\0Đông\u{202e}".to_owned();
        }
    }
    let written = bundles(&station, 1000).remove(0);
    let mut found = Vec::new();
    for centre in [&hall().centre, &centre_at(&address)] {
        enrol(centre, 1);
        centre.ingest(&Access::City, &written.bytes, Moment(NOW)).unwrap();
        found.push(everything(centre, &[1]).0.into_values().next().unwrap());
    }
    assert_eq!(found[0].village.as_deref(), Some("Thôn\u{fffd}đông\u{fffd}"));
    assert_eq!(found[0], found[1]);
}
