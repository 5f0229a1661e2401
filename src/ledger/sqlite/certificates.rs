use super::{row::RowReader, tx::SqliteTx};
use crate::{
    domain::{Moment, PersonKey},
    ledger::{
        CertificateRow, Certificates, LedgerError, RecordedActor, Withdrawal,
        certificates::{COLUMNS, SELECT},
        count::signed,
    },
};
use rusqlite::{Row, params};
use std::sync::LazyLock;

static ADD: LazyLock<String> = LazyLock::new(|| COLUMNS.insert_into("certificate", '?'));

impl Certificates for SqliteTx<'_> {
    fn add_certificates(&mut self, rows: &[CertificateRow]) -> Result<(), LedgerError> {
        self.each(&ADD, rows, |add, row| {
            let gone = row.withdrawn.as_ref();
            add.execute(params![
                signed(row.serial)?,
                row.person.0,
                row.unit,
                row.issued,
                row.issued_by.as_str(),
                row.sealed,
                gone.map(|gone| gone.at),
                gone.map(|gone| gone.by.as_str()),
                gone.map(|gone| gone.reason.as_str()),
                gone.and_then(|gone| gone.replaced_by).map(signed).transpose()?,
            ])?;
            Ok(())
        })
    }

    fn certificate(&mut self, serial: u64) -> Result<Option<CertificateRow>, LedgerError> {
        self.row(&format!("{} WHERE serial = ?1", *SELECT), [signed(serial)?], certificate_row)
    }

    fn certificates_of(&mut self, people: &[PersonKey]) -> Result<Vec<CertificateRow>, LedgerError> {
        let mut found = Vec::new();
        for person in people {
            found.extend(self.rows(&format!("{} WHERE person = ?1", *SELECT), [person.0], certificate_row)?);
        }
        found.sort_by_key(|row| row.serial);
        Ok(found)
    }

    fn certificates(
        &mut self,
        unit: Option<&str>,
        before: Option<u64>,
        most: u32,
    ) -> Result<Vec<CertificateRow>, LedgerError> {
        let sql = format!(
            "{} WHERE (?1 IS NULL OR unit = ?1) AND (?2 IS NULL OR serial < ?2) ORDER BY serial DESC LIMIT ?3",
            *SELECT
        );
        self.rows(&sql, params![unit, before.map(signed).transpose()?, most], certificate_row)
    }

    fn count_certificates(&mut self) -> Result<Vec<(String, [u64; 2])>, LedgerError> {
        let sql = "SELECT unit, count(*) - count(withdrawn_ms), count(withdrawn_ms) FROM certificate
          GROUP BY unit ORDER BY unit";
        self.rows(sql, (), |row| {
            let mut row = RowReader::new(row);
            Ok((row.get()?, [row.number()?, row.number()?]))
        })
    }

    fn withdraw_certificates(&mut self, rows: &[CertificateRow]) -> Result<(), LedgerError> {
        let sql = "UPDATE certificate SET withdrawn_ms = ?2, withdrawn_by = ?3, reason = ?4, replaced_by = ?5
          WHERE serial = ?1";
        self.each(sql, rows, |set, row| {
            let Some(gone) = &row.withdrawn else { return Ok(()) };
            let replaced_by = gone.replaced_by.map(signed).transpose()?;
            set.execute(params![signed(row.serial)?, gone.at, gone.by.as_str(), gone.reason.as_str(), replaced_by])?;
            Ok(())
        })
    }

    fn remove_certificates(&mut self, people: &[PersonKey]) -> Result<(), LedgerError> {
        self.each("DELETE FROM certificate WHERE person = ?1", people, |remove, key| {
            remove.execute([key.0])?;
            Ok(())
        })
    }
}

fn certificate_row(row: &Row<'_>) -> Result<CertificateRow, LedgerError> {
    let mut row = RowReader::new(row);
    Ok(CertificateRow {
        serial: row.number()?,
        person: PersonKey(row.get()?),
        unit: row.get()?,
        issued: row.get()?,
        issued_by: RecordedActor::from_column(row.get()?),
        sealed: row.get()?,
        withdrawn: withdrawal(&mut row)?,
    })
}

fn withdrawal(row: &mut RowReader<'_, '_>) -> Result<Option<Withdrawal>, LedgerError> {
    let Some(at) = row.get::<Option<Moment>>()? else { return Ok(None) };
    Ok(Some(Withdrawal {
        at,
        by: RecordedActor::from_column(row.get()?),
        reason: row.name()?,
        replaced_by: row.get::<Option<i64>>()?.map(crate::ledger::count::unsigned).transpose()?,
    }))
}
