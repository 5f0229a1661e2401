use super::{
    outlines::row_of as outline_of,
    people::{ANSWERS, CARD, open_part, seal_part},
    row::RowReader,
    tx::PostgresTx,
};
use crate::{
    crypto::{Secret, open_row, seal_row},
    ledger::{Cell, Copies, Heights, LedgerError, Table, count::unsigned, tables::Kind},
};
use tokio_postgres::{Row, types::ToSql};

/// Rows that are fetched at once; of a table with files fewer.
const ROWS: usize = 500;
const FILES: usize = 8;

impl Copies for PostgresTx<'_, '_> {
    fn heights(&mut self) -> Result<Heights, LedgerError> {
        let sql =
            "SELECT coalesce((SELECT max(id) FROM bundle), 0), coalesce((SELECT sum(receipts)::bigint FROM kiosk), 0),
                          coalesce((SELECT max(id) FROM note), 0)";
        let found = self.link.row(sql, &[], |row| {
            let mut row = RowReader::new(row);
            Ok(Heights { bundles: row.number()?, receipts: row.number()?, notes: row.number()? })
        })?;
        Ok(found.unwrap_or_default())
    }

    fn table_names(&mut self) -> Result<Vec<String>, LedgerError> {
        let sql =
            "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace";
        self.link.rows(sql, &[], |row| RowReader::new(row).get())
    }

    fn schema_steps(&mut self) -> Result<usize, LedgerError> {
        let sql = "SELECT count(*) FROM refinery_schema_history";
        let steps = self.link.row(sql, &[], |row| RowReader::new(row).number::<u64>())?;
        Ok(usize::try_from(steps.unwrap_or_default()).unwrap_or(usize::MAX))
    }

    fn count_rows(&mut self, table: &Table) -> Result<u64, LedgerError> {
        let sql = format!("SELECT count(*) FROM {}", table.name);
        let counted = self.link.row(&sql, &[], |row| unsigned(RowReader::new(row).get()?))?;
        Ok(counted.unwrap_or_default())
    }

    fn each_row(
        &mut self,
        table: &Table,
        each: &mut dyn FnMut(Vec<Cell>) -> Result<(), LedgerError>,
    ) -> Result<(), LedgerError> {
        let sql = "SELECT attname::text FROM pg_attribute WHERE attrelid = $1::text::regclass AND attnum > 0 AND NOT attisdropped";
        let there: Vec<String> = self.link.rows(sql, &[&table.name], |row| RowReader::new(row).get())?;
        if there.iter().any(|name| !table.columns().any(|column| own(column) == name)) {
            return Err(LedgerError::Damaged("schema"));
        }
        let columns: Vec<String> = table.columns.iter().map(|(name, kind)| read_as(own(name), *kind)).collect();
        let cursor = format!("copy_{}", table.name);
        self.link.batch(&format!(
            "DECLARE {cursor} NO SCROLL CURSOR FOR SELECT {} FROM {}",
            columns.join(", "),
            table.name
        ))?;
        let most = if table.columns().any(|name| name == "bytes") { FILES } else { ROWS };
        let fetch = format!("FETCH {most} FROM {cursor}");
        let seal = self.seal;
        loop {
            let rows = self.link.rows(&fetch, &[], |row| cells(row, table, seal))?;
            let is_last = rows.len() < most;
            rows.into_iter().try_for_each(&mut *each)?;
            if is_last {
                return self.link.batch(&format!("CLOSE {cursor}"));
            }
        }
    }

    fn add_rows(&mut self, table: &Table, columns: &[usize], rows: &[Vec<Cell>]) -> Result<(), LedgerError> {
        let used: Vec<(&str, Kind)> = columns.iter().filter_map(|at| table.columns.get(*at)).copied().collect();
        let names: Vec<&str> = used.iter().map(|(name, _)| own(name)).collect();
        let places: Vec<String> = (1..).zip(&used).map(|(at, (_, kind))| written_as(at, *kind)).collect();
        let ids = if table.has_ids { " OVERRIDING SYSTEM VALUE" } else { "" };
        let (names, places) = (names.join(", "), places.join(", "));
        // Two texts of strangers may be one without their zero bytes.
        let conflicts = if matches!(table.name, "refused" | "tally") { " ON CONFLICT DO NOTHING" } else { "" };
        let sql = format!("INSERT INTO {} ({names}){ids} VALUES ({places}){conflicts}", table.name);
        for row in rows {
            let mut sealed = self.sealed(table, &used, row)?;
            sealed.iter_mut().for_each(replace_zeros);
            let values: Vec<Box<dyn ToSql + Sync>> =
                sealed.iter().zip(&used).map(|(cell, (_, kind))| value(cell, *kind)).collect();
            let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(AsRef::as_ref).collect();
            self.link.run(&sql, &values)?;
        }
        Ok(())
    }

    fn remove_rows(&mut self, table: &Table, most: u32) -> Result<u64, LedgerError> {
        let gone = self.link.rows(&table.removal("$1"), &[&i64::from(most)], |_| Ok(()))?;
        Ok(u64::try_from(gone.len()).unwrap_or(u64::MAX))
    }

    fn begin_copy(&mut self) -> Result<(), LedgerError> {
        self.link.run("DELETE FROM setting", &[])
    }

    fn end_copy(&mut self) -> Result<(), LedgerError> {
        for table in crate::ledger::TABLES.iter().filter(|table| table.has_ids) {
            let name = table.name;
            let sql = format!(
                "SELECT setval(pg_get_serial_sequence('{name}', 'id'), coalesce(max(id), 1), max(id) IS NOT NULL) FROM {name}"
            );
            self.link.rows(&sql, &[], |_| Ok(()))?;
        }
        Ok(())
    }
}

impl PostgresTx<'_, '_> {
    /// A row whose facts are sealed with the key of their person.
    fn sealed(&self, table: &Table, used: &[(&str, Kind)], row: &[Cell]) -> Result<Vec<Cell>, LedgerError> {
        let mut row = row.to_vec();
        if !used.iter().any(|(_, kind)| is_sealed(*kind)) {
            return Ok(row);
        }
        // Both tables have what a row is sealed to in their first column.
        let first = table.columns.first().map(|(name, _)| *name);
        let owner = used.iter().position(|(name, _)| Some(*name) == first).and_then(|at| row.get(at)).cloned();
        let owner = owner.ok_or(LedgerError::Damaged("owner"))?;
        for (cell, (_, kind)) in row.iter_mut().zip(used) {
            if let (Cell::Bytes(bytes), true) = (&mut *cell, is_sealed(*kind)) {
                *bytes = seal_value(self.seal, &owner, *kind, bytes)?;
            }
        }
        Ok(row)
    }
}

/// Replaces zero bytes, which texts of the other engine may hold.
fn replace_zeros(cell: &mut Cell) {
    if let Cell::Text(text) = cell
        && text.contains('\0')
    {
        *text = text.replace('\0', "\u{fffd}");
    }
}

fn is_sealed(kind: Kind) -> bool {
    matches!(kind, Kind::Facts | Kind::Outline | Kind::Card | Kind::Answers)
}

/// What a part of a person is sealed to beside their key; none of what is sealed to its row alone.
fn part_of(kind: Kind) -> Option<&'static [u8]> {
    match kind {
        Kind::Card => Some(CARD),
        Kind::Answers => Some(ANSWERS),
        Kind::Number | Kind::Truth | Kind::Text | Kind::Bytes | Kind::Facts | Kind::Outline => None,
    }
}

/// A value as it is kept, sealed to what the first column of its row names.
fn seal_value(seal: &Secret<32>, owner: &Cell, kind: Kind, bytes: &[u8]) -> Result<Vec<u8>, LedgerError> {
    match (part_of(kind), owner) {
        (Some(part), Cell::Bytes(key)) => seal_part(seal, key, part, bytes),
        // else: it is sealed to what its row is known by alone
        _ => seal_row(seal, &sealed_to(owner)?, bytes).map_err(|_| LedgerError::Damaged("facts")),
    }
}

/// Opens what `seal_value` made.
fn open_value(seal: &Secret<32>, owner: &Cell, kind: Kind, sealed: &[u8]) -> Result<Vec<u8>, LedgerError> {
    match (part_of(kind), owner) {
        (Some(part), Cell::Bytes(key)) => open_part(seal, key, part, sealed),
        // else: it is sealed to what its row is known by alone
        _ => open_row(seal, &sealed_to(owner)?, sealed).map_err(|_| LedgerError::Damaged("facts")),
    }
}

/// What a row is sealed to, by its first column: facts to their person, an outline to its bundle.
fn sealed_to(owner: &Cell) -> Result<Vec<u8>, LedgerError> {
    match owner {
        Cell::Bytes(key) => Ok(key.clone()),
        Cell::Number(bundle) => Ok(outline_of(*bundle).into_bytes()),
        Cell::Null | Cell::Text(_) => Err(LedgerError::Damaged("owner")),
    }
}

/// The engine's own name of a column: `both` is a word of its language.
fn own(column: &str) -> &str {
    if column == "both" { "both_ways" } else { column }
}

fn read_as(column: &str, kind: Kind) -> String {
    match kind {
        Kind::Number => format!("{column}::bigint"),
        Kind::Truth => format!("{column}::integer::bigint"),
        Kind::Text => format!("{column}::text"),
        Kind::Bytes | Kind::Facts | Kind::Outline | Kind::Card | Kind::Answers => column.to_owned(),
    }
}

fn written_as(at: usize, kind: Kind) -> String {
    match kind {
        Kind::Number => format!("${at}::bigint"),
        Kind::Truth => format!("${at}::bigint <> 0"),
        Kind::Text => format!("${at}::text"),
        Kind::Bytes | Kind::Facts | Kind::Outline | Kind::Card | Kind::Answers => format!("${at}::bytea"),
    }
}

fn cells(row: &Row, table: &Table, seal: &Secret<32>) -> Result<Vec<Cell>, LedgerError> {
    let mut row = RowReader::new(row);
    let mut cells = Vec::with_capacity(table.columns.len());
    for (_, kind) in table.columns {
        let cell = match kind {
            Kind::Number | Kind::Truth => row.get::<Option<i64>>()?.map(Cell::Number),
            Kind::Text => row.get::<Option<String>>()?.map(Cell::Text),
            Kind::Bytes => row.get::<Option<Vec<u8>>>()?.map(Cell::Bytes),
            Kind::Facts | Kind::Outline | Kind::Card | Kind::Answers => {
                let owner = cells.first().ok_or(LedgerError::Damaged("owner"))?;
                Some(Cell::Bytes(open_value(seal, owner, *kind, row.get()?)?))
            }
        };
        cells.push(cell.unwrap_or(Cell::Null));
    }
    Ok(cells)
}

fn value(cell: &Cell, kind: Kind) -> Box<dyn ToSql + Sync> {
    match (cell, kind) {
        (Cell::Number(number), _) => Box::new(*number),
        (Cell::Text(text), _) => Box::new(text.clone()),
        (Cell::Bytes(bytes), _) => Box::new(bytes.clone()),
        (Cell::Null, Kind::Number | Kind::Truth) => Box::new(None::<i64>),
        (Cell::Null, Kind::Text) => Box::new(None::<String>),
        (Cell::Null, Kind::Bytes | Kind::Facts | Kind::Outline | Kind::Card | Kind::Answers) => {
            Box::new(None::<Vec<u8>>)
        }
    }
}
