//! Sheets that are drawn by lot.

use super::{read, rows::station_row, story::nobody, write};
use tramso::{
    domain::Moment,
    ledger::{Actor, BundleRow, Ledger, RecordedActor, SheetFinding, SheetRow},
};

pub fn sheets(ledger: &dyn Ledger) {
    let bundles = read(ledger, |tx| tx.newest_bundles(2));
    let (one, other) = (&bundles[0], &bundles[1]);
    let sheet = |bundle: &BundleRow, number: u64, batch: u32, serial: u8, drawn_ms: i64| SheetRow {
        id: 0,
        bundle: bundle.id,
        number,
        station: bundle.station.clone(),
        batch,
        serial,
        drawn: Moment(drawn_ms),
        finding: None,
        places: String::new(),
        found: None,
        found_by: None,
    };
    let rows = [sheet(one, 7, 48_192, 17, 20), sheet(one, 5, 48_192, 2, 20), sheet(other, 7, 999_999, 60, 10)];
    write(ledger, |tx| {
        tx.add_sheets(&rows)?;
        tx.add_sheets(&[sheet(one, 7, 1, 1, 30)])?; // drawn before: nothing changes
        tx.add_sheets(&[])
    })
    .unwrap();
    let unit = station_row(1).commune;
    assert!([one, other].iter().all(|row| row.station == station_row(1).station));
    let list = |unit: Option<&str>| {
        read(ledger, |tx| tx.sheets(unit, 99)).into_iter().map(|row| (row.batch, row.serial)).collect::<Vec<_>>()
    };
    assert_eq!(list(None), [(999_999, 60), (48_192, 2), (48_192, 17)], "the oldest draw first, a batch together");
    assert_eq!(list(Some(&unit)), list(None));
    assert_eq!(list(Some("99999")), []);
    assert_eq!(read(ledger, |tx| tx.sheets(None, 1)).len(), 1);
    let first = read(ledger, |tx| tx.sheets(None, 1)).remove(0);
    assert_eq!(SheetRow { id: 0, ..first.clone() }, rows[2]);
    let found = |finding, at: i64| (Some(finding), Some(Moment(at)), Some(RecordedActor::from(Actor::CommandLine)));
    write(ledger, |tx| {
        let mut row = tx.sheet(first.id)?.unwrap();
        (row.finding, row.found, row.found_by) = found(SheetFinding::Differs, 50);
        row.places = "3,17".to_owned();
        tx.set_sheet(&row)?;
        assert_eq!(tx.sheet(row.id)?, Some(row));
        assert_eq!(tx.sheet(-1)?, None);
        assert_eq!(tx.other_sheets(&other.station)?, [(other.id, 7)]);
        let mut row = tx.sheets(None, 99)?.remove(0);
        (row.finding, row.found, row.found_by) = found(SheetFinding::Same, 60);
        tx.set_sheet(&row)?;
        assert_eq!(tx.other_sheets(&other.station)?, [(other.id, 7)], "what agrees is not among them");
        assert_eq!(tx.other_sheets(&nobody())?, []);
        Ok(())
    })
    .unwrap();
    assert_eq!(list(None), [(48_192, 17), (48_192, 2), (999_999, 60)], "what was found last comes first of those");
    read(ledger, |tx| {
        assert_eq!((tx.count_open_sheets(None)?, tx.count_open_sheets(Some(&unit))?), (1, 1));
        assert_eq!(tx.count_open_sheets(Some("99999"))?, 0);
        Ok(())
    });
}
