use super::{
    row::{RowReader, key_bytes},
    tx::PostgresTx,
};
use crate::{
    domain::{Moment, PersonKey},
    ledger::{
        CertificateRow, Certificates, LedgerError, RecordedActor, Withdrawal,
        certificates::{COLUMNS, SELECT},
        count::signed,
    },
};
use std::sync::LazyLock;
use tokio_postgres::Row;

static ADD: LazyLock<String> = LazyLock::new(|| COLUMNS.insert_into("certificate", '$'));

impl Certificates for PostgresTx<'_, '_> {
    fn add_certificates(&mut self, rows: &[CertificateRow]) -> Result<(), LedgerError> {
        for row in rows {
            let gone = row.withdrawn.as_ref();
            self.link.run(
                &ADD,
                &[
                    &signed(row.serial)?,
                    &row.person.0.as_slice(),
                    &row.unit,
                    &row.issued.0,
                    &row.issued_by.as_str(),
                    &row.sealed,
                    &gone.map(|gone| gone.at.0),
                    &gone.map(|gone| gone.by.as_str()),
                    &gone.map(|gone| gone.reason.as_str()),
                    &gone.and_then(|gone| gone.replaced_by).map(signed).transpose()?,
                ],
            )?;
        }
        Ok(())
    }

    fn certificate(&mut self, serial: u64) -> Result<Option<CertificateRow>, LedgerError> {
        let sql = format!("{} WHERE serial = $1{}", *SELECT, self.locked(" FOR UPDATE"));
        self.link.row(&sql, &[&signed(serial)?], certificate_row)
    }

    fn certificates_of(&mut self, people: &[PersonKey]) -> Result<Vec<CertificateRow>, LedgerError> {
        let sql = format!("{} WHERE person = ANY($1) ORDER BY serial{}", *SELECT, self.locked(" FOR UPDATE"));
        self.link.rows(&sql, &[&key_bytes(people)], certificate_row)
    }

    fn certificates(
        &mut self,
        unit: Option<&str>,
        before: Option<u64>,
        most: u32,
    ) -> Result<Vec<CertificateRow>, LedgerError> {
        let sql = format!(
            "{} WHERE ($1::text IS NULL OR unit = $1) AND ($2::bigint IS NULL OR serial < $2)
            ORDER BY serial DESC LIMIT $3",
            *SELECT
        );
        self.link.rows(&sql, &[&unit, &before.map(signed).transpose()?, &i64::from(most)], certificate_row)
    }

    fn count_certificates(&mut self) -> Result<Vec<(String, [u64; 2])>, LedgerError> {
        let sql = "SELECT unit, count(*) - count(withdrawn_ms), count(withdrawn_ms) FROM certificate
          GROUP BY unit ORDER BY unit";
        self.link.rows(sql, &[], |row| {
            let mut row = RowReader::new(row);
            Ok((row.get()?, [row.number()?, row.number()?]))
        })
    }

    fn withdraw_certificates(&mut self, rows: &[CertificateRow]) -> Result<(), LedgerError> {
        let sql = "UPDATE certificate SET withdrawn_ms = $2, withdrawn_by = $3, reason = $4, replaced_by = $5
          WHERE serial = $1";
        for row in rows {
            let Some(gone) = &row.withdrawn else { continue };
            let (serial, replaced_by) = (signed(row.serial)?, gone.replaced_by.map(signed).transpose()?);
            let (by, reason) = (gone.by.as_str(), gone.reason.as_str());
            self.link.run(sql, &[&serial, &gone.at.0, &by, &reason, &replaced_by])?;
        }
        Ok(())
    }

    fn remove_certificates(&mut self, people: &[PersonKey]) -> Result<(), LedgerError> {
        self.link.run("DELETE FROM certificate WHERE person = ANY($1)", &[&key_bytes(people)])
    }
}

fn certificate_row(row: &Row) -> Result<CertificateRow, LedgerError> {
    let mut row = RowReader::new(row);
    Ok(CertificateRow {
        serial: row.number()?,
        person: PersonKey(row.bytes()?),
        unit: row.get()?,
        issued: Moment(row.get()?),
        issued_by: RecordedActor::from_column(row.get()?),
        sealed: row.get()?,
        withdrawn: withdrawal(&mut row)?,
    })
}

fn withdrawal(row: &mut RowReader<'_>) -> Result<Option<Withdrawal>, LedgerError> {
    let Some(at) = row.get::<Option<i64>>()? else { return Ok(None) };
    Ok(Some(Withdrawal {
        at: Moment(at),
        by: RecordedActor::from_column(row.get()?),
        reason: row.name()?,
        replaced_by: row.optional::<i64, u64>()?,
    }))
}
