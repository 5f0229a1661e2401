//! A transaction is kept whole or not at all.

use super::{
    read,
    rows::{epoch, station_row, whole},
    write,
};
use tramso::domain::AccountName;
use tramso::ledger::NoteFilter;
use tramso::{
    domain::Moment,
    ledger::{Actor, Ledger, LedgerError, ReceiptRow, RecordId, StationRow, Tx},
};

/// Statement with a number that no database holds.
type Failing = fn(&mut dyn Tx, u64) -> Result<(), LedgerError>;

/// Whatever ends a transaction but `Ok`, nothing of it is kept.
pub fn nothing_by_halves(ledger: &dyn Ledger) {
    let before =
        read(ledger, |tx| Ok((tx.everybody(None, 999)?, tx.notes(&NoteFilter::default(), 999)?, tx.stations()?)));
    let begin = |tx: &mut dyn Tx| {
        tx.put_station(&station_row(50))?;
        tx.add_people(&[whole(50), whole(51)])?;
        tx.note(Moment(1), Actor::Account(AccountName::CITY), "halves")
    };
    let given_up = write(ledger, |tx| begin(tx).and(Err::<(), _>(LedgerError::GivenUp)));
    assert!(matches!(given_up, Err(LedgerError::GivenUp)));
    // A fault that the work makes nothing of is one all the same.
    let swallowed = write(ledger, |tx| {
        begin(tx)?;
        let _ = tx.put_epoch(&epoch(88, 1));
        Ok(())
    });
    assert!(matches!(swallowed, Err(LedgerError::Database(_))), "{swallowed:?}");
    let twice = ReceiptRow {
        station: station_row(1).station,
        epoch: epoch(1, 1).epoch,
        number: 2,
        made: Moment(0),
        bytes: vec![],
    };
    let swallowed = write(ledger, |tx| {
        begin(tx)?;
        let _ = tx.add_receipt(&twice);
        Ok(())
    });
    assert!(matches!(swallowed, Err(LedgerError::Database(_))), "{swallowed:?}");
    // A number that no database holds fails its statement like any other, of each noun that has one.
    let much = u64::MAX;
    let failing: [Failing; 4] = [
        |tx, much| tx.remove_rejections(&[RecordId { bundle: 1, number: much }]),
        |tx, much| tx.add_erasures(&[RecordId { bundle: 1, number: much }]),
        |tx, much| tx.put_station(&StationRow { receipts: much, ..station_row(50) }),
        |tx, much| tx.receipt(&station_row(1).station, much).map(drop),
    ];
    for fails in failing {
        let swallowed = write(ledger, |tx| {
            begin(tx)?;
            assert!(fails(tx, much).is_err());
            Ok(())
        });
        assert!(matches!(swallowed, Err(LedgerError::Damaged("number"))), "{swallowed:?}");
    }
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        write(ledger, |tx| {
            begin(tx)?;
            if tx.stations()?.len() > 1 {
                panic!("in the middle");
            }
            Ok(())
        })
    }));
    assert!(panicked.is_err());
    let only_read = ledger.read(&mut |tx| tx.put_station(&station_row(50)));
    assert!(matches!(only_read, Err(LedgerError::Database(_) | LedgerError::Unavailable(_))), "{only_read:?}");
    let after =
        read(ledger, |tx| Ok((tx.everybody(None, 999)?, tx.notes(&NoteFilter::default(), 999)?, tx.stations()?)));
    assert_eq!(before, after);
    write(ledger, begin).unwrap();
    let control =
        read(ledger, |tx| Ok((tx.everybody(None, 999)?, tx.notes(&NoteFilter::default(), 999)?, tx.stations()?)));
    assert_ne!(before, control, "the same, with Ok, stays");
}
