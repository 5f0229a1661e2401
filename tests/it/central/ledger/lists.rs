//! What pages list and count: the same in both engines.

use super::{
    read,
    rows::{bundle, case, epoch, station_row},
    write,
};
use tramso::{
    domain::Moment,
    ledger::{
        Actor, BundleState, CaseCount, CaseFilter, CaseKind, CaseNoteRow, CaseRow, CaseState, Counts, Ledger, Scope,
        StationRow, TallyKey,
    },
};

const UNIT: &str = "99999";

pub fn lists(ledger: &dyn Ledger) {
    stations(ledger);
    days(ledger);
    cases(ledger);
    notes(ledger);
}

fn stations(ledger: &dyn Ledger) {
    let of = |number, seen: Option<i64>, revoked: Option<i64>| StationRow {
        commune: UNIT.to_owned(),
        last_seen: seen.map(Moment),
        revoked: revoked.map(Moment),
        app: "tramso 9".to_owned(),
        wall: Some(Moment(-7)),
        suspect: true,
        ..station_row(number)
    };
    let rows = [of(91, Some(100), None), of(92, Some(200), None), of(93, None, None), of(94, Some(900), Some(1))];
    write(ledger, |tx| {
        rows.iter().try_for_each(|row| tx.put_station(row))?;
        tx.put_epoch(&epoch(91, 1))?;
        for (seq, state) in [(1, BundleState::Late), (2, BundleState::Revoked), (3, BundleState::Excluded)] {
            let id = tx.add_bundle(&bundle(91, seq, 40 + u8::try_from(seq).unwrap()), b"x")?;
            tx.set_bundle_state(id, state)?;
        }
        Ok(())
    })
    .unwrap();
    read(ledger, |tx| {
        assert_eq!(tx.station(&rows[0].station)?.as_ref(), Some(&rows[0]));
        let found = tx.unit_stations(Moment(200))?;
        assert!(found.is_sorted_by_key(|row| row.unit.clone()));
        let own = found.iter().find(|row| row.unit == UNIT).unwrap();
        assert_eq!((own.stations, own.heard, own.recent), (3, 2, 1), "the revoked one is not among them");
        assert_eq!((own.newest, own.oldest), (Some(Moment(200)), Some(Moment(100))));
        let waiting = tx.waiting_by_station()?;
        assert_eq!(waiting.iter().find(|(id, _)| *id == rows[0].station).map(|(_, n)| *n), Some(2));
        Ok(())
    });
}

fn days(ledger: &dyn Ledger) {
    let key = |unit: &str, day| TallyKey { scope: Scope::Day, unit: unit.to_owned(), name: String::new(), day };
    let counts = |registered, valid| Counts { registered, valid, ..Counts::default() };
    let changes = [
        (key(UNIT, 40_001), counts(5, 2)),
        (key("99998", 40_001), counts(1, 1)),
        (key(UNIT, 39_999), counts(3, 0)),
        (key(UNIT, 40_000), counts(7, 0)),
        (key(UNIT, 40_000), counts(-7, 0)),
    ];
    write(ledger, |tx| tx.add_tallies(&changes)).unwrap();
    read(ledger, |tx| {
        assert_eq!(tx.day_sums(Some(UNIT))?, [(39_999, counts(3, 0)), (40_001, counts(5, 2))]);
        let all = tx.day_sums(None)?;
        assert!(all.ends_with(&[(39_999, counts(3, 0)), (40_001, counts(6, 3))]), "{all:?}");
        assert_eq!(tx.day_sums(Some("x"))?, []);
        Ok(())
    });
}

fn cases(ledger: &dyn Ledger) {
    let of = |number: u8, at: i64| format!("{} 00000001 {at} burst", station_row(number).station);
    let person = "ab".repeat(32);
    let ids = write(ledger, |tx| {
        let mut ids = Vec::new();
        for at in 0..4 {
            ids.push(tx.open_case(&case(CaseKind::Anomaly, &of(91, at), 10 - at))?);
        }
        ids.push(tx.open_case(&case(CaseKind::Late, &of(92, 1), 3))?);
        ids.push(tx.open_case(&case(CaseKind::Contradiction, &person, 1))?);
        for (at, ms) in [(1, 50), (2, 60)] {
            let Some(row) = tx.case(ids[at])? else { panic!("case {at}") };
            let decided = (Some("fine".to_owned()), Some(Moment(ms)), Some(Actor::Station.into()));
            tx.set_case(&CaseRow { decision: decided.0, decided: decided.1, decided_by: decided.2, ..row })?;
        }
        let Some(row) = tx.case(ids[3])? else { panic!("case 3") };
        let taken = Some((Moment(8), Actor::CommandLine.into()));
        tx.set_case(&CaseRow { aside: Some((Moment(9), Actor::Station.into())), taken, ..row })?;
        Ok(ids)
    })
    .unwrap();
    read(ledger, |tx| {
        let mut list = |state, kind, skipped, most| {
            let filter = CaseFilter { state, kind, unit: Some(UNIT), taken_by: None };
            let rows = tx.list_cases(&filter, skipped, most).unwrap();
            rows.iter().map(|row| row.id).collect::<Vec<_>>()
        };
        assert_eq!(list(CaseState::Open, None, 0, 9), [ids[4], ids[0]], "the oldest first, and nobody's person");
        assert_eq!(list(CaseState::Open, Some(CaseKind::Anomaly), 0, 9), [ids[0]]);
        assert_eq!(
            (list(CaseState::Open, None, 1, 9), list(CaseState::Open, None, 0, 1)),
            (vec![ids[0]], vec![ids[4]])
        );
        assert_eq!(list(CaseState::Aside, None, 0, 9), [ids[3]]);
        assert_eq!(list(CaseState::Decided, None, 0, 9), [ids[2], ids[1]], "the newest decision first");
        let people =
            CaseFilter { state: CaseState::Open, kind: Some(CaseKind::Contradiction), unit: None, taken_by: None };
        assert!(tx.list_cases(&people, 0, 9)?.iter().any(|row| row.id == ids[5]));
        let aside = CaseFilter { state: CaseState::Aside, kind: None, unit: None, taken_by: Some("command-line") };
        let taken = tx.list_cases(&aside, 0, 9)?;
        assert_eq!((taken.len(), taken[0].id, taken[0].taken.as_ref().map(|(at, _)| at.0)), (1, ids[3], Some(8)));
        assert_eq!(tx.list_cases(&CaseFilter { taken_by: Some("station"), ..aside }, 0, 9)?, []);
        let of_taker = tx.count_cases(Some("command-line"))?;
        assert_eq!(of_taker.iter().map(|one| (one.state, one.count)).collect::<Vec<_>>(), [(CaseState::Aside, 1)]);
        let nowhere = CaseFilter { unit: Some("' OR 1 = 1 --"), ..people };
        assert_eq!(tx.list_cases(&nowhere, 0, 9)?, []);
        let counts = tx.count_cases(None)?;
        let own: Vec<&CaseCount> = counts.iter().filter(|one| one.unit.as_deref() == Some(UNIT)).collect();
        let found: Vec<_> = own.iter().map(|one| (one.state, one.kind, one.count)).collect();
        let expected = [
            (CaseState::Aside, CaseKind::Anomaly, 1),
            (CaseState::Decided, CaseKind::Anomaly, 2),
            (CaseState::Open, CaseKind::Late, 1),
            (CaseState::Open, CaseKind::Anomaly, 1),
        ];
        assert_eq!(found, expected);
        assert!(counts.iter().all(|one| one.kind != CaseKind::Contradiction || one.unit.is_none()));
        let open: u64 = counts.iter().filter(|one| one.state != CaseState::Decided).map(|one| one.count).sum();
        assert_eq!(open, tx.count_open_cases()?);
        Ok(())
    });
}

fn notes(ledger: &dyn Ledger) {
    let id = read(ledger, |tx| {
        Ok(tx.list_cases(
            &CaseFilter { state: CaseState::Aside, kind: None, unit: Some(UNIT), taken_by: None },
            0,
            1,
        )?[0]
            .id)
    });
    let note = |at, text: &[u8]| CaseNoteRow {
        id: 0,
        case: id,
        at: Moment(at),
        who: Actor::CommandLine.into(),
        text: text.to_vec(),
    };
    let (one, two) = (note(5, &[0, 255]), note(4, &[]));
    let ids = write(ledger, |tx| Ok([tx.add_case_note(&one)?, tx.add_case_note(&two)?])).unwrap();
    read(ledger, |tx| {
        let expected = [CaseNoteRow { id: ids[0], ..one.clone() }, CaseNoteRow { id: ids[1], ..two.clone() }];
        assert_eq!(tx.case_notes(id)?, expected, "as they came");
        assert_eq!(tx.case_notes(-1)?, []);
        Ok(())
    });
    assert!(write(ledger, |tx| tx.add_case_note(&CaseNoteRow { case: -1, ..one.clone() })).is_err(), "of no case");
}
