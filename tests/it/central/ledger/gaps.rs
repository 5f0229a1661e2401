//! Missing numbers of bundles, by both engines.

use super::{
    on_both, read,
    rows::{bundle, epoch, station_row},
    write,
};
use tramso::ledger::{BundleRow, Ledger};

fn add(ledger: &dyn Ledger, (station, of): (u8, u32), numbers: &[u32]) {
    write(ledger, |tx| {
        for seq in numbers {
            let digest = 7 * u8::try_from(of).unwrap() + u8::try_from(seq % 100).unwrap();
            let row = BundleRow { epoch: epoch(station, of).epoch, ..bundle(station, *seq, digest) };
            tx.add_bundle(&row, b"sealed")?;
        }
        Ok(())
    })
    .unwrap();
}

fn gaps(ledger: &dyn Ledger) -> Vec<(u8, u32, u32, u32)> {
    let number = |hex: &str| u32::from_str_radix(&hex[hex.len() - 8..], 16).unwrap();
    let rows = read(ledger, |tx| tx.gaps());
    rows.iter()
        .map(|row| (u8::try_from(number(&row.station)).unwrap(), number(&row.epoch), row.first, row.last))
        .collect()
}

#[test]
fn numbers_between_held_ones_are_missing_and_nothing_else_is() {
    on_both(|ledger| {
        write(ledger, |tx| {
            for station in 1..=3 {
                tx.put_station(&station_row(station))?;
                tx.put_epoch(&epoch(station, 1))?;
                tx.put_epoch(&epoch(station, 2))?;
            }
            Ok(())
        })
        .unwrap();
        assert_eq!(gaps(ledger), [], "nothing is known of what never came");
        add(ledger, (1, 1), &[2, 1, 3]);
        assert_eq!(gaps(ledger), [], "control: all between the first and the newest are there");
        add(ledger, (1, 1), &[5]);
        add(ledger, (1, 2), &[1, 2]);
        add(ledger, (2, 1), &[3, 9, 10, 4_000_000_000]);
        let copy = BundleRow { digest: [200; 32], ..bundle(1, 3, 0) };
        write(ledger, |tx| tx.add_bundle(&copy, b"of a copied station")).unwrap();
        let missing = [(1, 1, 4, 4), (2, 1, 1, 2), (2, 1, 4, 8), (2, 1, 11, 3_999_999_999)];
        assert_eq!(gaps(ledger), missing, "of each epoch by itself; two of one number are no gap");
        add(ledger, (1, 1), &[4]);
        assert_eq!(gaps(ledger), missing[1..], "one that came is not missing any more");
    });
}
