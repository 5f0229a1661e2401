use super::tx::SqliteTx;
use crate::ledger::{Cell, Copies, Heights, LedgerError, Table, count::unsigned};
use rusqlite::{
    Row, ToSql, params_from_iter,
    types::{ToSqlOutput, ValueRef},
};

impl Copies for SqliteTx<'_> {
    fn heights(&mut self) -> Result<Heights, LedgerError> {
        let sql = "SELECT coalesce((SELECT max(id) FROM bundle), 0), coalesce((SELECT sum(receipts) FROM kiosk), 0),
                          coalesce((SELECT max(id) FROM note), 0)";
        let found = self.row(sql, (), |row| {
            let number = |at| unsigned(row.get(at)?);
            Ok(Heights { bundles: number(0)?, receipts: number(1)?, notes: number(2)? })
        })?;
        Ok(found.unwrap_or_default())
    }

    fn table_names(&mut self) -> Result<Vec<String>, LedgerError> {
        let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'";
        self.rows(sql, (), |row| Ok(row.get(0)?))
    }

    fn schema_steps(&mut self) -> Result<usize, LedgerError> {
        let sql = "SELECT count(*) FROM refinery_schema_history";
        let steps = self.row(sql, (), |row| unsigned::<u64>(row.get(0)?))?;
        Ok(usize::try_from(steps.unwrap_or_default()).unwrap_or(usize::MAX))
    }

    fn count_rows(&mut self, table: &Table) -> Result<u64, LedgerError> {
        let counted = self.row(&format!("SELECT count(*) FROM {}", table.name), (), |row| unsigned(row.get(0)?))?;
        Ok(counted.unwrap_or_default())
    }

    fn each_row(
        &mut self,
        table: &Table,
        each: &mut dyn FnMut(Vec<Cell>) -> Result<(), LedgerError>,
    ) -> Result<(), LedgerError> {
        let sql = format!("SELECT name FROM pragma_table_info('{}')", table.name);
        let there: Vec<String> = self.rows(&sql, (), |row| Ok(row.get(0)?))?;
        if there.iter().any(|name| !table.columns().any(|column| column == name)) {
            return Err(LedgerError::Damaged("schema"));
        }
        let columns: Vec<&str> = table.columns().collect();
        let sql = format!("SELECT {} FROM {}", columns.join(", "), table.name);
        let count = columns.len();
        self.rows(&sql, (), |row| each((0..count).map(|at| cell(row, at)).collect::<Result<_, _>>()?)).map(drop)
    }

    fn add_rows(&mut self, table: &Table, columns: &[usize], rows: &[Vec<Cell>]) -> Result<(), LedgerError> {
        let names: Vec<&str> = columns.iter().filter_map(|at| table.columns.get(*at)).map(|(name, _)| *name).collect();
        let places: Vec<String> = (1..=names.len()).map(|at| format!("?{at}")).collect();
        let sql = format!("INSERT INTO {} ({}) VALUES ({})", table.name, names.join(", "), places.join(", "));
        self.each(&sql, rows, |insert, row| {
            insert.execute(params_from_iter(row))?;
            Ok(())
        })
    }

    fn remove_rows(&mut self, table: &Table, most: u32) -> Result<u64, LedgerError> {
        let gone = self.rows(&table.removal("?1"), [most], |_| Ok(()))?;
        Ok(u64::try_from(gone.len()).unwrap_or(u64::MAX))
    }

    fn begin_copy(&mut self) -> Result<(), LedgerError> {
        self.run("DELETE FROM setting", ())
    }

    /// The engine looks for the greatest id by itself.
    fn end_copy(&mut self) -> Result<(), LedgerError> {
        Ok(())
    }
}

fn cell(row: &Row<'_>, at: usize) -> Result<Cell, LedgerError> {
    Ok(match row.get_ref(at)? {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(number) => Cell::Number(number),
        ValueRef::Text(text) => {
            Cell::Text(std::str::from_utf8(text).map_err(|_| LedgerError::Damaged("text"))?.to_owned())
        }
        ValueRef::Blob(bytes) => Cell::Bytes(bytes.to_vec()),
        ValueRef::Real(_) => return Err(LedgerError::Damaged("value")),
    })
}

impl ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Number(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}
