use super::{row::RowReader, tx::SqliteTx};
use crate::ledger::{
    FinalSetRow, FinalSets, FinalSignature, FinalWordRow, LedgerError, RecordedActor,
    count::signed,
    final_sets::{COLUMNS, SELECT, WORD_COLUMNS},
};
use rusqlite::{Row, params};
use std::sync::LazyLock;

static ADD: LazyLock<String> =
    LazyLock::new(|| COLUMNS.insert_into("final_set", '?') + " ON CONFLICT (number) DO NOTHING RETURNING number");
static PUT_WORD: LazyLock<String> = LazyLock::new(|| {
    format!(
        "{} ON CONFLICT (line) DO UPDATE SET {}",
        WORD_COLUMNS.insert_into("final_word", '?'),
        WORD_COLUMNS.set_from("excluded", 1)
    )
});

impl FinalSets for SqliteTx<'_> {
    fn add_final_set(&mut self, row: &FinalSetRow, bytes: &[u8]) -> Result<bool, LedgerError> {
        let signature = row.signature.as_ref();
        let values = params![
            row.number,
            row.frozen,
            row.frozen_by.as_str(),
            row.digest,
            bytes,
            signature.map(|one| &one.text),
            signature.map(|one| one.at),
            signature.map(|one| one.by.as_str()),
        ];
        Ok(self.row(&ADD, values, |_| Ok(()))?.is_some())
    }

    fn sign_final_set(&mut self, number: u32, signature: &FinalSignature) -> Result<bool, LedgerError> {
        let sql = "UPDATE final_set SET signature = ?2, signed_ms = ?3, signed_by = ?4
            WHERE number = ?1 AND signature IS NULL RETURNING number";
        let values = params![number, signature.text, signature.at, signature.by.as_str()];
        Ok(self.row(sql, values, |_| Ok(()))?.is_some())
    }

    fn final_sets(&mut self) -> Result<Vec<FinalSetRow>, LedgerError> {
        self.rows(&format!("{} ORDER BY number DESC", *SELECT), (), set_row)
    }

    fn final_set_bytes(&mut self, number: u32) -> Result<Option<Vec<u8>>, LedgerError> {
        self.row("SELECT bytes FROM final_set WHERE number = ?1", [number], |row| Ok(row.get(0)?))
    }

    fn put_final_word(&mut self, row: &FinalWordRow) -> Result<(), LedgerError> {
        self.run(&PUT_WORD, params![row.line, signed(row.figure)?, row.word, row.at, row.who.as_str()])
    }

    fn final_words(&mut self) -> Result<Vec<FinalWordRow>, LedgerError> {
        let sql = format!("SELECT {} FROM final_word ORDER BY line", WORD_COLUMNS.list());
        self.rows(&sql, (), |row| {
            let mut row = RowReader::new(row);
            Ok(FinalWordRow {
                line: row.get()?,
                figure: row.number()?,
                word: row.get()?,
                at: row.get()?,
                who: RecordedActor::from_column(row.get()?),
            })
        })
    }
}

fn set_row(row: &Row<'_>) -> Result<FinalSetRow, LedgerError> {
    let mut row = RowReader::new(row);
    Ok(FinalSetRow {
        number: row.get()?,
        frozen: row.get()?,
        frozen_by: RecordedActor::from_column(row.get()?),
        digest: row.get()?,
        signature: {
            let (text, at, by) = (row.get::<Option<_>>()?, row.get::<Option<_>>()?, row.get::<Option<String>>()?);
            let by = by.map(RecordedActor::from_column);
            text.zip(at).zip(by).map(|((text, at), by)| FinalSignature { text, at, by })
        },
    })
}
