//! What every engine must do, method by method.

use super::{
    on_both, read,
    rows::{bare, bundle, case, counted, epoch, person, station_row, sum, whole},
    write,
};
use tramso::domain::AccountName;
use tramso::ledger::NoteFilter;
use tramso::{
    domain::{Moment, StationId},
    ledger::{
        Actor, AppOn, BundleRow, BundleState, CaseKind, CaseRow, Counts, Ledger, LedgerError, NoteRow, PackRow,
        PersonRow, ReceiptRow, RecordId, RejectionRow, Scope, Standing, StationRow, Wait,
    },
};

#[test]
fn both_engines_keep_what_they_are_given() {
    on_both(story);
}

pub fn story(ledger: &dyn Ledger) {
    stations(ledger);
    bundles(ledger);
    people(ledger);
    sums(ledger);
    answers(ledger);
    cases(ledger);
    super::lists::lists(ledger);
    super::sheets::sheets(ledger);
    super::rosters::spellings(ledger);
    super::rosters::rosters(ledger);
    super::one_touch::one_touch(ledger);
    super::stories::stories(ledger);
    super::final_sets::final_sets(ledger);
    super::certificates::certificates(ledger);
    trail(ledger);
    shelf(ledger);
    super::halves::nothing_by_halves(ledger);
}

fn stations(ledger: &dyn Ledger) {
    let one =
        StationRow { revoked: Some(Moment(-1)), last_seen: Some(Moment(5)), max_per_day: u32::MAX, ..station_row(1) };
    let two = StationRow { village: "Thôn An".to_owned(), ..station_row(2) };
    let three = StationRow { commune: "00001".to_owned(), ..station_row(3) };
    let later =
        StationRow { grant_number: i64::MAX as u64, receipts: 9, pack_version: 3, grant: vec![0], ..two.clone() };
    let later = StationRow { machine_check: Some("{}".to_owned()), ..later };
    write(ledger, |tx| {
        assert_eq!(tx.station(&one.station)?, None);
        tx.put_epoch(&epoch(1, 2))?; // before its station: only the end counts
        for row in [&one, &two, &three, &later] {
            tx.put_station(row)?;
        }
        tx.put_epoch(&epoch(1, 1))?;
        tx.put_epoch(&tramso::ledger::EpochRow { confirmed: false, certificate: Some(vec![1, 2]), ..epoch(1, 2) })?;
        tx.put_epoch(&epoch(2, 1))
    })
    .unwrap();
    read(ledger, |tx| {
        assert_eq!(tx.station(&one.station)?.as_ref(), Some(&one));
        assert_eq!(tx.stations()?, [three.clone(), later.clone(), one.clone()]);
        let second = tramso::ledger::EpochRow { confirmed: false, certificate: Some(vec![1, 2]), ..epoch(1, 2) };
        assert_eq!(tx.epochs(&one.station)?, [epoch(1, 1), second]);
        assert_eq!(tx.epochs(&nobody())?, []);
        let keys = [epoch(1, 1), epoch(2, 1)].map(|of| (of.key, of.epoch));
        let found = tx.station_keys()?;
        assert_eq!(
            found.iter().map(|one| (one.key, one.epoch.clone())).collect::<Vec<_>>(),
            keys,
            "first epochs alone"
        );
        assert_eq!((&found[0].commune, &found[1].commune), (&one.commune, &later.commune));
        Ok(())
    });
    let orphan = write(ledger, |tx| tx.put_epoch(&epoch(77, 1)));
    assert!(matches!(orphan, Err(LedgerError::Database(_))), "an epoch of no station: {orphan:?}");
    let too_large = StationRow { receipts: u64::MAX, ..station_row(1) };
    assert!(matches!(write(ledger, |tx| tx.put_station(&too_large)), Err(LedgerError::Damaged(_))));
}

fn bundles(ledger: &dyn Ledger) {
    let all_states = [
        BundleState::Counted,
        BundleState::Fork,
        BundleState::Revoked,
        BundleState::Unconfirmed,
        BundleState::Late,
        BundleState::Admitted,
        BundleState::Excluded,
    ];
    // Two of one number: a fork. Nothing that could be pressed together, some with zeros, one empty.
    let mut rows: Vec<BundleRow> = (0..7).map(|seq| bundle(1, 7 - seq, 100 + u8::try_from(seq).unwrap())).collect();
    rows.push(bundle(1, 3, 9));
    let file = |at: usize| vec![u8::try_from(at).unwrap(); at * 700];
    write(ledger, |tx| {
        for (at, row) in rows.iter_mut().enumerate() {
            row.id = tx.add_bundle(row, &file(at))?;
        }
        Ok(())
    })
    .unwrap();
    read(ledger, |tx| {
        let mut in_order = rows.clone();
        in_order.sort_by_key(|row| (row.seq, row.digest));
        assert_eq!(tx.bundles(&rows[0].station, &rows[0].epoch)?, in_order);
        assert_eq!(tx.bundles(&rows[0].station, &"00000002".parse().unwrap())?, []);
        let mut newest = rows.clone();
        newest.sort_by_key(|row| (-row.received.0, -row.id));
        assert_eq!(tx.newest_bundles(3)?, newest[..3]);
        let mut found = tx.bundles_by_id(&[rows[2].id, -5, rows[5].id])?;
        found.sort_by_key(|row| row.id);
        assert_eq!(found, [rows[2].clone(), rows[5].clone()]);
        assert_eq!(tx.bundles_by_id(&[])?, []);
        assert_eq!(tx.bundle_states()?, [(BundleState::Counted, 8)]);
        for (at, row) in rows.iter().enumerate() {
            assert_eq!(tx.bundle_bytes(row.id)?, Some(file(at)));
        }
        assert_eq!(tx.bundle_bytes(-1)?, None);
        let station = &rows[0].station;
        let own = |since: Moment| {
            rows.iter().enumerate().filter(move |(_, row)| row.station == *station && row.received > since)
        };
        for since in [Moment::MIN, rows[2].received, Moment::MAX] {
            let bytes: usize = own(since).map(|(at, _)| at * 700).sum();
            assert_eq!(tx.received_bytes(station, since)?, u64::try_from(bytes).unwrap(), "since {since:?}");
        }
        assert_eq!(tx.received_bytes(&nobody(), Moment(0))?, 0);
        Ok(())
    });
    write(ledger, |tx| rows.iter().zip(all_states).try_for_each(|(row, state)| tx.set_bundle_state(row.id, state)))
        .unwrap();
    let mut states: Vec<(BundleState, u64)> =
        all_states.iter().map(|state| (*state, 1 + u64::from(*state == BundleState::Counted))).collect();
    states.sort();
    assert_eq!(read(ledger, |tx| tx.bundle_states()), states);
    let twice = write(ledger, |tx| tx.add_bundle(&rows[0], b"again"));
    assert!(matches!(twice, Err(LedgerError::Database(_))), "{twice:?}");
    let orphan = write(ledger, |tx| tx.add_bundle(&bundle(3, 1, 1), b"of no epoch"));
    assert!(matches!(orphan, Err(LedgerError::Database(_))), "{orphan:?}");
}

fn people(ledger: &dyn Ledger) {
    let waits = |number, bits| PersonRow { standing: Standing { waits: bits, ..Standing::default() }, ..bare(number) };
    let private = Standing {
        work: Some((None, "HTX".to_owned())),
        app: Some(AppOn::HadIt),
        score: Some(0),
        ..Standing::default()
    };
    let four = PersonRow { key: person(4), standing: private, facts: vec![0], ..bare(4) };
    let there = write(ledger, |tx| tx.add_people(&[whole(9), bare(2), four.clone()])).unwrap();
    assert_eq!(there, []);
    assert_eq!(write(ledger, |tx| tx.add_people(&[])).unwrap(), []);
    let other = PersonRow { facts: vec![5; 5000], ..bare(9) };
    let there = write(ledger, |tx| {
        let first = tx.add_people(&[other.clone(), waits(1, Wait::Pack.bit()), bare(4)])?;
        let second = tx.add_people(&[waits(200, Wait::Pack.bit() | Wait::Bundle.bit()), bare(2)])?;
        Ok((first, second))
    });
    assert_eq!(there.unwrap(), (vec![person(4), person(9)], vec![person(2)]));
    read(ledger, |tx| {
        assert_eq!(tx.people(&[person(9), person(4), person(77), person(9)])?, [four.clone(), whole(9)]);
        assert_eq!(tx.people(&[])?, []);
        Ok(())
    });
    let changed = PersonRow { facts: vec![3; 3000], ..whole(2) };
    write(ledger, |tx| {
        tx.add_people(&[bare(9), whole(8)])?;
        assert_eq!(tx.people(&[person(9), person(2)])?, [bare(2), whole(9)]);
        tx.set_people(&[other.clone(), changed.clone(), bare(99)])
    })
    .unwrap();
    read(ledger, |tx| {
        assert_eq!(tx.people(&[person(99), person(2), person(9)])?, [changed.clone(), other.clone()]);
        let mut answers: Vec<Vec<u8>> = Vec::new();
        tx.each_answers(&mut |one| {
            answers.push(one.to_vec());
            Ok(())
        })?;
        answers.sort();
        assert_eq!(answers, [whole(2).answers, whole(8).answers], "of those with a test");
        let pack = Wait::Pack.bit();
        assert_eq!(tx.people_who_wait(pack, None, 9)?, [person(1), person(200)]);
        assert_eq!(tx.people_who_wait(pack, None, 1)?, [person(1)]);
        assert_eq!(tx.people_who_wait(Wait::Bundle.bit(), Some(person(1)), 9)?, [person(200)]);
        assert_eq!(tx.people_who_wait(Wait::Deadline.bit(), None, 9)?, []);
        let everybody = tx.everybody(None, 99)?;
        assert_eq!(everybody.iter().map(|row| row.key.0[0]).collect::<Vec<_>>(), [1, 2, 4, 8, 9, 200]);
        assert_eq!(tx.everybody(Some(person(2)), 2)?, everybody[2..4]);
        Ok(())
    });
}

fn sums(ledger: &dyn Ledger) {
    let unit = |unit: &str| sum(Scope::Unit, unit, "", 0);
    let (north, south) = (sum(Scope::Village, "11113", "Thôn Bắc", 0), sum(Scope::Village, "11113", "Thôn Á", 0));
    let day = sum(Scope::Day, "11113", "", -3);
    let agency = sum(Scope::Agency, "", "Sở", 0);
    write(ledger, |tx| {
        tx.add_tallies(&[(unit("11200"), counted(4)), (unit("11113"), counted(1)), (south.clone(), counted(2))])?;
        tx.add_tallies(&[(unit("11113"), counted(5)), (unit("11113"), counted(-3)), (north.clone(), counted(1))])?;
        tx.add_tallies(&[(day.clone(), counted(1)), (agency.clone(), counted(7))])?;
        tx.add_tallies(&[])
    })
    .unwrap();
    let total = Counts { registered: 6, finished: 3, valid: 3, app: 6, on_paper: 3, no_test: 9, ..Counts::default() };
    let minus = |counts: Counts| Counts {
        registered: -counts.registered,
        finished: -counts.finished,
        valid: -counts.valid,
        app: -counts.app,
        on_paper: -counts.on_paper,
        no_test: -counts.no_test,
        ..counts
    };
    write(ledger, |tx| tx.add_tallies(&[(unit("11200"), minus(counted(4)))])).unwrap();
    read(ledger, |tx| {
        assert_eq!(tx.tallies(Scope::Unit, None)?, [(unit("11113"), total)], "sums of nobody are left out");
        assert_eq!(
            tx.tallies(Scope::Village, Some("11113"))?,
            [(north.clone(), counted(1)), (south.clone(), counted(2))]
        );
        assert_eq!(tx.tallies(Scope::Village, Some("11200"))?, []);
        assert_eq!(tx.tallies(Scope::Day, None)?, [(day.clone(), counted(1))]);
        assert_eq!(tx.tallies(Scope::Agency, Some(""))?, [(agency.clone(), counted(7))]);
        Ok(())
    });
}

/// Id of a station that no ledger of these tests holds.
pub fn nobody() -> StationId {
    "f".repeat(32).parse().unwrap()
}

fn answers(ledger: &dyn Ledger) {
    let (station, run) = (station_row(1).station, epoch(1, 1).epoch);
    let ids = |station: &StationId, seq| -> Vec<i64> {
        let rows = read(ledger, |tx| tx.bundles(station, &run));
        rows.into_iter().filter(|row| row.seq == seq).map(|row| row.id).collect()
    };
    let elsewhere = write(ledger, |tx| tx.add_bundle(&bundle(2, 1, 1), b"of another station")).unwrap();
    // Copies that have parted: two bundles of one number, and records of one number in both.
    let [copy, own] = ids(&station, 3)[..] else { panic!("a fork") };
    let [first] = ids(&station, 1)[..] else { panic!("no fork") };
    let record = |bundle, number| RecordId { bundle, number };
    let rejection = |bundle, number, reason: &str| RejectionRow { bundle, number, reason: reason.to_owned() };
    let receipt = |number, epoch: u32| ReceiptRow {
        station: station.clone(),
        epoch: format!("{epoch:08x}").parse().unwrap(),
        number,
        made: Moment(5),
        bytes: vec![4; 2000],
        generation: 1 + number / 3,
    };
    write(ledger, |tx| {
        tx.add_rejections(&[
            rejection(own, 309, "paper"),
            rejection(first, 102, "late"),
            rejection(own, 301, "twice"),
        ])?;
        tx.add_rejections(&[rejection(own, 309, "another-word"), rejection(copy, 309, "late")])?;
        tx.add_rejections(&[rejection(elsewhere, 5, "late")])?;
        tx.add_rejections(&[])?;
        tx.remove_rejections(&[record(own, 301), record(copy, 301), record(elsewhere, 309)])?;
        tx.remove_rejections(&[])?;
        for (number, epoch) in [(1, 1), (2, 2), (3, 1)] {
            tx.add_receipt(&receipt(number, epoch))?;
        }
        tx.add_erasures(&[record(own, 305), record(first, 101), record(elsewhere, 8)])?;
        tx.add_erasures(&[record(copy, 305), record(first, 101)])?;
        tx.add_erasures(&[])
    })
    .unwrap();
    read(ledger, |tx| {
        let mut kept = [rejection(first, 102, "late"), rejection(own, 309, "paper"), rejection(copy, 309, "late")];
        kept.sort_by_key(|row| (row.bundle, row.number));
        assert_eq!(tx.rejections(&station, &run)?, kept);
        assert_eq!(tx.rejections(&station_row(2).station, &run)?, [rejection(elsewhere, 5, "late")]);
        assert_eq!(tx.rejections(&station, &"00000002".parse().unwrap())?, []);
        assert_eq!(tx.receipt(&station, 2)?, Some(receipt(2, 2)));
        assert_eq!(tx.receipt(&station, 4)?, None);
        assert_eq!(tx.newest_receipt(&station, &run)?, Some(receipt(3, 1)));
        assert_eq!(tx.newest_receipt(&station, &"00000003".parse().unwrap())?, None);
        let mut asked = [record(first, 101), record(own, 305), record(copy, 305)];
        asked.sort_unstable();
        assert_eq!(tx.erasures(&station, &run)?, asked);
        assert_eq!(tx.erasures(&station_row(2).station, &run)?, [record(elsewhere, 8)]);
        Ok(())
    });
    let twice = write(ledger, |tx| tx.add_receipt(&receipt(2, 1)));
    assert!(matches!(twice, Err(LedgerError::Database(_))), "a number is given once: {twice:?}");
    let orphan = write(ledger, |tx| tx.add_erasures(&[record(i64::MAX, 1)]));
    assert!(matches!(orphan, Err(LedgerError::Database(_))), "of no bundle: {orphan:?}");
}

fn cases(ledger: &dyn Ledger) {
    let kinds = [
        CaseKind::Fork,
        CaseKind::Revoked,
        CaseKind::Epoch,
        CaseKind::Late,
        CaseKind::Contradiction,
        CaseKind::Anomaly,
    ];
    let ids = write(ledger, |tx| {
        let ids = (0_i64..).zip(kinds).map(|(at, kind)| tx.open_case(&case(kind, "one", 100 - at)));
        ids.collect::<Result<Vec<_>, _>>()
    })
    .unwrap();
    let again = write(ledger, |tx| tx.open_case(&case(CaseKind::Late, "one", 7))).unwrap();
    assert_eq!(again, ids[3]);
    let decided = |at: usize, decided_ms| CaseRow {
        id: ids[at],
        decision: Some("count".to_owned()),
        decided: Some(Moment(decided_ms)),
        decided_by: Some(Actor::Account(AccountName::CITY).into()),
        ..case(kinds[at], "one", 100 - i64::try_from(at).unwrap())
    };
    let aside = CaseRow {
        id: ids[3],
        aside: Some((Moment(300), Actor::CommandLine.into())),
        remark: Some(vec![0, 1, 255]),
        ..case(kinds[3], "one", 97)
    };
    write(ledger, |tx| {
        tx.set_case(&aside)?;
        tx.set_case(&decided(1, 500))?;
        tx.set_case(&decided(4, 600))?;
        tx.set_case(&decided(5, 700))?;
        tx.set_case(&CaseRow { id: ids[5], ..case(kinds[5], "one", 95) })
    })
    .unwrap();
    read(ledger, |tx| {
        let order = |rows: Vec<CaseRow>| rows.iter().map(|row| row.id).collect::<Vec<_>>();
        assert_eq!(order(tx.open_cases(99)?), [ids[5], ids[2], ids[0], ids[3]], "what was put aside comes last");
        assert_eq!(order(tx.decided_cases(99)?), [ids[4], ids[1]]);
        assert_eq!((tx.open_cases(2)?.len(), tx.decided_cases(1)?.len(), tx.count_open_cases()?), (2, 1, 4));
        assert_eq!(tx.case(ids[3])?, Some(aside.clone()));
        assert_eq!(tx.case(ids[4])?, Some(decided(4, 600)));
        assert_eq!(tx.case(-1)?, None);
        assert_eq!(tx.case_about(CaseKind::Revoked, "one")?, Some(decided(1, 500)));
        assert_eq!(tx.case_about(CaseKind::Revoked, "two")?, None);
        Ok(())
    });
}

fn trail(ledger: &dyn Ledger) {
    let actors = [Actor::Account(AccountName::CITY), Actor::CommandLine, Actor::Station];
    write(ledger, |tx| (0..).zip(actors).try_for_each(|(at, who)| tx.note(Moment(at), who, &format!("việc {at}"))))
        .unwrap();
    let all = read(ledger, |tx| tx.notes(&NoteFilter::default(), 3));
    let note = |at, id, who: Actor, what: &str| NoteRow { id, at: Moment(at), who: who.into(), what: what.to_owned() };
    let [id, other] = [all[0].id, all[1].id];
    let newest = [note(2, id, Actor::Station, "việc 2"), note(1, other, Actor::CommandLine, "việc 1")];
    assert_eq!(read(ledger, |tx| tx.notes(&NoteFilter::default(), 2)), newest);
    let filters = [
        (NoteFilter { before: Some(other), ..NoteFilter::default() }, vec!["việc 0"]),
        (NoteFilter { who: Some("command-line".to_owned()), ..NoteFilter::default() }, vec!["việc 1"]),
        (NoteFilter { verb: Some("việ".to_owned()), ..NoteFilter::default() }, vec![]),
        (NoteFilter { from: Some(Moment(1)), until: Some(Moment(2)), ..NoteFilter::default() }, vec!["việc 1"]),
        (NoteFilter { verb: Some("việc".to_owned()), ..NoteFilter::default() }, vec!["việc 2", "việc 1", "việc 0"]),
    ];
    for (filter, wanted) in filters {
        let found = read(ledger, |tx| tx.notes(&filter, 9));
        assert_eq!(found.iter().map(|row| row.what.as_str()).collect::<Vec<_>>(), wanted, "{filter:?}");
    }
    let names: Vec<_> =
        read(ledger, |tx| tx.notes(&NoteFilter::default(), 3)).iter().map(|row| row.who.as_str().to_owned()).collect();
    assert_eq!(names, ["station", "command-line", "account:thanh-pho"]);
    assert_eq!(newest.map(|row| row.who.actor()), [Some(Actor::Station), Some(Actor::CommandLine)]);
    write(ledger, |tx| {
        for at in 0..400 {
            tx.note_refused(&format!("{at:032x}"), "TS-B52", Moment(i64::from(at)))?;
        }
        tx.note_refused("what\0ever", "TS-B51", Moment(1000))?;
        tx.note_refused(&format!("{:032x}", 399), "TS-B52", Moment(2000))
    })
    .unwrap();
    let refused = read(ledger, |tx| tx.refused(1000));
    assert_eq!(refused.len(), 300, "a stranger must not fill the disk");
    assert_eq!((refused[0].times, refused[0].newest), (2, Moment(2000)));
    assert_eq!((refused[1].code.as_str(), refused[1].newest), ("TS-B51", Moment(1000)));
    assert_eq!(read(ledger, |tx| tx.refused(2)).len(), 2);
}

fn shelf(ledger: &dyn Ledger) {
    let pack = |version, digest| PackRow {
        contest: "hai-phong-2026".to_owned(),
        version,
        digest: [digest; 32],
        bytes: vec![digest; 5_000],
    };
    write(ledger, |tx| {
        tx.add_pack(&pack(2, 1))?;
        tx.add_pack(&pack(1, 2))?;
        tx.add_pack(&pack(7, 2))?;
        tx.set_setting("root", b"one")?;
        tx.set_setting("root", b"")
    })
    .unwrap();
    read(ledger, |tx| {
        let named = |version, digest| PackRow { bytes: Vec::new(), ..pack(version, digest) };
        assert_eq!(tx.packs()?, [named(1, 2), named(2, 1)]);
        assert_eq!(tx.pack_bytes(&[1; 32])?, Some(pack(2, 1).bytes));
        assert_eq!(tx.pack_bytes(&[3; 32])?, None);
        assert_eq!(tx.setting("root")?, Some(Vec::new()));
        assert_eq!(tx.setting("password")?, None);
        Ok(())
    });
}
