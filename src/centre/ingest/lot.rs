//! Sheets of a bundle's papers that are drawn by lot.

use crate::{
    centre::Keys,
    crypto::{hkdf_sha256, hmac_sha256},
    domain::{Moment, PaperNumber},
    judging::Outline,
    ledger::{BundleRow, LedgerError, SheetRow, Tx},
};

/// Sheets that are drawn of a bundle's papers: so many, or one of so many where that is more.
const LEAST: usize = 2;
const PART: usize = 20;

/// Draws sheets of a new bundle's papers: which ones follows from a key of the centre's, so that no station knows them beforehand.
pub(super) fn draw(
    tx: &mut dyn Tx,
    keys: &Keys,
    row: &BundleRow,
    outline: &Outline,
    now: Moment,
) -> Result<(), LedgerError> {
    let key = hkdf_sha256(keys.master.bytes(), "tramso-sheet-key1", &[keys.contest.as_bytes()]);
    let mut papers: Vec<([u8; 32], u64, PaperNumber)> = outline
        .numbered_papers()
        .map(|(number, paper, _)| {
            let digits = paper.digits();
            let parts: [&[u8]; 5] = [
                b"tramso-sheet1",
                row.station.as_bytes(),
                row.epoch.as_bytes(),
                &number.to_be_bytes(),
                digits.as_bytes(),
            ];
            (hmac_sha256(key.bytes(), &parts), number, paper)
        })
        .collect();
    papers.sort_unstable();
    let most = LEAST.max(papers.len().div_ceil(PART));
    let drawn = papers.into_iter().take(most).map(|(_, number, paper)| SheetRow {
        id: 0,
        bundle: row.id,
        number,
        station: row.station.clone(),
        batch: paper.batch().number(),
        serial: paper.serial(),
        drawn: now,
        finding: None,
        places: String::new(),
        found: None,
        found_by: None,
    });
    let drawn: Vec<SheetRow> = drawn.collect();
    if drawn.is_empty() { Ok(()) } else { tx.add_sheets(&drawn) }
}
