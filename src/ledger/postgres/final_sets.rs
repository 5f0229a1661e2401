use super::{row::RowReader, tx::PostgresTx};
use crate::{
    domain::Moment,
    ledger::{
        FinalSetRow, FinalSets, FinalSignature, FinalWordRow, LedgerError, RecordedActor,
        final_sets::{COLUMNS, SELECT, WORD_COLUMNS},
    },
};
use std::sync::LazyLock;
use tokio_postgres::Row;

static ADD: LazyLock<String> =
    LazyLock::new(|| COLUMNS.insert_into("final_set", '$') + " ON CONFLICT (number) DO NOTHING RETURNING number");
static PUT_WORD: LazyLock<String> = LazyLock::new(|| {
    format!(
        "{} ON CONFLICT (line) DO UPDATE SET {}",
        WORD_COLUMNS.insert_into("final_word", '$'),
        WORD_COLUMNS.set_from("excluded", 1)
    )
});

impl FinalSets for PostgresTx<'_, '_> {
    fn add_final_set(&mut self, row: &FinalSetRow, bytes: &[u8]) -> Result<bool, LedgerError> {
        let signature = row.signature.as_ref();
        let added = self.link.row(
            &ADD,
            &[
                &i64::from(row.number),
                &row.frozen.0,
                &row.frozen_by.as_str(),
                &row.digest.as_slice(),
                &bytes,
                &signature.map(|one| &one.text),
                &signature.map(|one| one.at.0),
                &signature.map(|one| one.by.as_str()),
            ],
            |_| Ok(()),
        )?;
        Ok(added.is_some())
    }

    fn sign_final_set(&mut self, number: u32, signature: &FinalSignature) -> Result<bool, LedgerError> {
        let sql = "UPDATE final_set SET signature = $2, signed_ms = $3, signed_by = $4
            WHERE number = $1 AND signature IS NULL RETURNING number";
        let by = signature.by.as_str();
        let signed = self.link.row(sql, &[&i64::from(number), &signature.text, &signature.at.0, &by], |_| Ok(()))?;
        Ok(signed.is_some())
    }

    fn final_sets(&mut self) -> Result<Vec<FinalSetRow>, LedgerError> {
        self.link.rows(&format!("{} ORDER BY number DESC", *SELECT), &[], set_row)
    }

    fn final_set_bytes(&mut self, number: u32) -> Result<Option<Vec<u8>>, LedgerError> {
        let sql = "SELECT bytes FROM final_set WHERE number = $1";
        self.link.row(sql, &[&i64::from(number)], |row| RowReader::new(row).get())
    }

    fn put_final_word(&mut self, row: &FinalWordRow) -> Result<(), LedgerError> {
        let figure = self.link.signed(row.figure)?;
        self.link.run(&PUT_WORD, &[&row.line, &figure, &row.word, &row.at.0, &row.who.as_str()])
    }

    fn final_words(&mut self) -> Result<Vec<FinalWordRow>, LedgerError> {
        let sql = format!("SELECT {} FROM final_word ORDER BY line", WORD_COLUMNS.list());
        self.link.rows(&sql, &[], |row| {
            let mut row = RowReader::new(row);
            Ok(FinalWordRow {
                line: row.get()?,
                figure: row.number()?,
                word: row.get()?,
                at: Moment(row.get()?),
                who: RecordedActor::from_column(row.get()?),
            })
        })
    }
}

fn set_row(row: &Row) -> Result<FinalSetRow, LedgerError> {
    let mut row = RowReader::new(row);
    Ok(FinalSetRow {
        number: row.number()?,
        frozen: Moment(row.get()?),
        frozen_by: RecordedActor::from_column(row.get()?),
        digest: row.bytes()?,
        signature: {
            let (text, at, by) = (row.get::<Option<_>>()?, row.get::<Option<i64>>()?, row.get::<Option<String>>()?);
            let by = by.map(RecordedActor::from_column);
            text.zip(at).zip(by).map(|((text, at), by)| FinalSignature { text, at: Moment(at), by })
        },
    })
}
