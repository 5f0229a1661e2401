use super::LedgerError;

/// Value of a column, the same in every engine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Null,
    /// A number, a moment in milliseconds, or 0 and 1 for a truth value.
    Number(i64),
    /// Text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    /// A truth value, which PostgreSQL has a type for.
    Truth,
    Text,
    Bytes,
    /// Facts of a person, which PostgreSQL keeps sealed.
    Facts,
    /// Outline of a bundle, likewise.
    Outline,
    /// Card of a person, likewise; empty where there is none.
    Card,
    /// Answers of a person's test, likewise.
    Answers,
}

/// Table of the ledger as copies have it: what is the same in every engine.
#[derive(Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Its columns, with what they hold.
    pub(super) columns: &'static [(&'static str, Kind)],
    /// Whether the database assigns ids to its rows.
    pub(super) has_ids: bool,
}

impl Table {
    /// SQL that removes rows of it, at most as many as its only value, which is written so.
    pub(super) fn removal(&self, most: &str) -> String {
        let (name, key) = (self.name, self.columns.first().map_or("", |(name, _)| *name));
        format!("DELETE FROM {name} WHERE {key} IN (SELECT {key} FROM {name} LIMIT {most}) RETURNING 1")
    }

    /// Names of the columns, in the order of the rows.
    pub fn columns(&self) -> impl Iterator<Item = &'static str> {
        self.columns.iter().map(|(name, _)| *name)
    }
}

/// How far the ledger has come: none of these numbers ever falls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Heights {
    /// Id of the newest bundle.
    pub bundles: u64,
    /// Receipts of all stations.
    pub receipts: u64,
    /// Id of the newest line of the audit trail.
    pub notes: u64,
}

impl Heights {
    /// Whether one of the numbers is smaller than it once was.
    #[must_use]
    pub fn is_behind(&self, once: &Self) -> bool {
        self.bundles < once.bundles || self.receipts < once.receipts || self.notes < once.notes
    }
}

/// Queries that copy a ledger whole, and show how far it has come.
pub trait Copies {
    /// How far the ledger has come.
    fn heights(&mut self) -> Result<Heights, LedgerError>;
    /// Names of all tables of the database but those that an engine keeps for itself.
    fn table_names(&mut self) -> Result<Vec<String>, LedgerError>;
    /// How many steps the schema of the database has come.
    fn schema_steps(&mut self) -> Result<usize, LedgerError>;
    /// How many rows a table has.
    fn count_rows(&mut self, table: &Table) -> Result<u64, LedgerError>;
    /// Every row of a table, one after another, in the order of its columns. `Damaged` where the database has a column that the table
    /// does not list.
    fn each_row(
        &mut self,
        table: &Table,
        each: &mut dyn FnMut(Vec<Cell>) -> Result<(), LedgerError>,
    ) -> Result<(), LedgerError>;
    /// Adds rows that have only these columns, by their place in the table; the others get their defaults.
    fn add_rows(&mut self, table: &Table, columns: &[usize], rows: &[Vec<Cell>]) -> Result<(), LedgerError>;
    /// Removes at most so many rows of a table whose first column is its key, and returns how many went.
    fn remove_rows(&mut self, table: &Table, most: u32) -> Result<u64, LedgerError>;
    /// Removes what opening a ledger has put there: settings.
    fn begin_copy(&mut self) -> Result<(), LedgerError>;
    /// Lets ids that the database assigns follow on those that were added.
    fn end_copy(&mut self) -> Result<(), LedgerError>;
}

/// Tables that are in no copy, each with its reason.
pub const LEFT_OUT: [&str; 5] = [
    // A session ends with the ledger that it is in: in a restored one everybody signs in again.
    "session",
    // Wrong passwords of the last hours.
    "guess",
    // One that was ended after a backup would hold again in the ledger that is restored from it: new ones are made there.
    "token",
    // Of PostgreSQL: a proof of the key, which each ledger makes when it is opened for the first time.
    "seal",
    // Steps of the schema, which each ledger makes itself.
    "refinery_schema_history",
];

/// Whether copies have every table of a database: a table that was added and is not listed here would be lost.
#[must_use]
pub fn are_known(names: &[String]) -> bool {
    let listed = |name: &str| LEFT_OUT.contains(&name) || TABLES.iter().any(|table| table.name == name);
    names.iter().all(|name| listed(name))
}

/// A table with its columns: `name: kind` each.
macro_rules! table {
    ($name:literal, $has_ids:literal, $($column:literal: $kind:ident),+ $(,)?) => {
        Table { name: $name, has_ids: $has_ids, columns: &[$(($column, Kind::$kind)),+] }
    };
}

/// All tables but `LEFT_OUT`. A row refers only to rows of
/// tables before its own.
pub const TABLES: &[Table] = &[
    table!("kiosk", false, "kiosk": Text, "contest": Text, "commune": Text, "village": Text, "enrolment": Bytes,
        "grant_number": Number, "enrolled_ms": Number, "valid_from": Number, "valid_to": Number, "max_per_day": Number,
        "revoked_ms": Number, "receipts": Number, "heard_ms": Number, "pack_version": Number, "app": Text,
        "wall_ms": Number, "suspect": Truth, "machine_check": Text),
    table!("epoch", false, "kiosk": Text, "epoch": Text, "number": Number, "key": Bytes, "why": Text,
        "certificate": Bytes, "confirmed": Truth),
    table!("bundle", true, "id": Number, "kiosk": Text, "epoch": Text, "seq": Number, "digest": Bytes, "prev": Bytes,
        "first": Number, "last": Number, "head_before": Bytes, "head": Bytes, "floor_ms": Number,
        "received_ms": Number, "people": Number, "state": Text, "receipt": Number, "earliest_ms": Number,
        "installs": Number),
    table!("bundle_file", false, "id": Number, "bytes": Bytes),
    table!("bundle_outline", false, "id": Number, "outline": Outline),
    table!("person", false, "key": Bytes, "unit": Text, "village": Text, "work_unit": Text, "work": Text,
        "registered": Number, "finished": Number, "valid": Number, "topics": Number, "attempts": Number,
        "score": Number, "seconds": Number, "one_touch": Truth, "app": Text, "withdrawn": Truth, "stations": Number,
        "waits": Number, "signals": Number, "facts": Facts, "on_paper": Truth, "ranked": Truth,
        "in_group": Truth, "story": Truth, "listed": Number, "card": Card, "name_key": Number, "phone_key": Number,
        "answers": Answers),
    table!("tally", false, "scope": Text, "unit": Text, "name": Text, "day": Number, "registered": Number,
        "finished": Number, "valid": Number, "one_touch": Number, "both": Number, "app": Number,
        "on_paper": Number, "listed": Number, "no_topic_1": Number, "no_topic_2": Number, "no_topic_3": Number,
        "no_topic_4": Number, "no_test": Number, "no_message": Number),
    table!("rejection", false, "bundle": Number, "number": Number, "reason": Text),
    table!("receipt", false, "kiosk": Text, "number": Number, "epoch": Text, "made_ms": Number, "bytes": Bytes,
        "generation": Number),
    table!("erasure", false, "bundle": Number, "number": Number),
    table!("matter", true, "id": Number, "kind": Text, "subject": Text, "opened_ms": Number, "decision": Text,
        "decided_ms": Number, "decided_by": Text, "detail": Text, "aside_ms": Number, "aside_by": Text,
        "remark": Bytes, "taken_ms": Number, "taken_by": Text),
    table!("case_note", true, "id": Number, "matter": Number, "at_ms": Number, "who": Text, "text": Bytes),
    table!("sheet", true, "id": Number, "bundle": Number, "number": Number, "kiosk": Text, "batch": Number,
        "serial": Number, "drawn_ms": Number, "finding": Text, "places": Text, "found_ms": Number, "found_by": Text),
    table!("request", true, "id": Number, "person": Bytes, "kind": Text, "unit": Text, "asked": Number, "due": Number,
        "opened_ms": Number, "opened_by": Text, "outcome": Text, "closed_ms": Number, "closed_by": Text,
        "stations": Text, "text": Bytes),
    table!("note", true, "id": Number, "at_ms": Number, "who": Text, "what": Text),
    table!("pack", false, "digest": Bytes, "contest": Text, "version": Number, "bytes": Bytes),
    table!("refused", false, "kiosk": Text, "code": Text, "times": Number, "newest_ms": Number),
    table!("setting", false, "name": Text, "value": Bytes),
    table!("spelling", false, "scope": Text, "unit": Text, "written": Text, "meant": Text, "merged_ms": Number,
        "merged_by": Text),
    table!("roster", false, "id": Text, "unit": Text, "last_day": Number, "head": Bytes, "kept_ms": Number,
        "kept_by": Text),
    table!("roster_person", false, "roster": Text, "line": Number, "card": Bytes, "found": Bytes),
    table!("one_touch_import", false, "id": Text, "digest": Bytes, "kept_ms": Number, "kept_by": Text, "added": Number),
    table!("one_touch_person", false, "import": Text, "person": Bytes, "alias": Bytes, "day": Number),
    table!("one_touch_gone", false, "alias": Bytes),
    table!("one_touch_match", false, "listed": Bytes, "resident": Bytes, "same": Truth, "decided_ms": Number,
        "decided_by": Text),
    table!("story_decision", false, "resident": Bytes, "state": Text, "digest": Bytes, "reason": Text,
        "decided_ms": Number, "decided_by": Text),
    table!("final_set", false, "number": Number, "frozen_ms": Number, "frozen_by": Text, "digest": Bytes,
        "bytes": Bytes, "signature": Text, "signed_ms": Number, "signed_by": Text),
    table!("final_word", false, "line": Text, "figure": Number, "word": Bytes, "at_ms": Number, "who": Text),
    table!("certificate", false, "serial": Number, "person": Bytes, "unit": Text, "issued_ms": Number, "issued_by": Text,
        "sealed": Bytes, "withdrawn_ms": Number, "withdrawn_by": Text, "reason": Text, "replaced_by": Number),
    table!("account", false, "name": Text, "role": Text, "unit": Text, "password": Text, "totp": Bytes,
        "totp_step": Number, "made_ms": Number, "disabled_ms": Number, "first_until_ms": Number),
];
