use crate::{
    centre::{Keys, contest_cache},
    crypto::{
        SealFault, Secret, Sha256Stream, hmac_sha256, is_same,
        seal::{Opening, Sealing},
    },
    domain::Moment,
    ledger::{Cell, Heights, Ledger, LedgerError, TABLES, Table, Tx, are_known, newest_schema},
};
use serde::{Deserialize, Serialize};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};

/// Why a backup was not made, read or restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupFault {
    /// The ledger failed.
    #[error("the ledger failed")]
    Ledger(#[from] LedgerError),
    /// The file cannot be written or read.
    #[error("the file cannot be written or read")]
    File(#[from] io::Error),
    /// The keys do not open it.
    #[error("the keys do not open it")]
    Keys,
    /// No backup, cut short or changed, or not made with the centre's keys.
    #[error("no backup of this centre, or damaged")]
    Damaged,
    /// Of another contest.
    #[error("of another contest")]
    Contest {
        /// The contest that it is of.
        found: String,
    },
    /// Made by a later version of the program.
    #[error("made by a later version of the program")]
    Newer,
    /// The ledger that it would be restored into has something in it.
    #[error("the ledger is not empty")]
    NotEmpty,
}

/// What a backup is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupInfo {
    /// When it was made, by the centre's clock.
    pub made: Moment,
    /// Generation of the ledger.
    pub generation: u64,
    /// How far the ledger had come.
    pub heights: Heights,
    /// Bundles and people in it.
    pub bundles: u64,
    /// People in it.
    pub people: u64,
    /// Rows of all tables.
    pub rows: u64,
}

/// Version of the file's form.
const VERSION: u32 = 1;
/// Longest first line.
const MOST_HEADER: u64 = 1 << 20;
/// Longest value.
const MOST_VALUE: u32 = 1 << 30;
/// In place of a table's number: the end.
const END: u8 = 255;
/// Rows between two reports of progress.
const STEP: u64 = 256;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct HeaderV1 {
    v: u32,
    kind: String,
    contest: String,
    made_ms: i64,
    generation: u64,
    schema: usize,
    bundles: u64,
    receipts: u64,
    notes: u64,
    tables: Vec<TableV1>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TableV1 {
    name: String,
    columns: Vec<String>,
    rows: u64,
}

/// The first line alone, by which a later version is known.
#[derive(Deserialize)]
struct VersionV1 {
    v: u32,
}

fn mac_key(keys: &Keys) -> Secret<32> {
    crate::crypto::hkdf_sha256(keys.master.bytes(), "tramso-backup-key1", &[keys.contest.as_bytes()])
}

/// Writes the ledger as it is at one moment, sealed to the centre's key and to its recovery key. `progress` gets rows done and rows in
/// all.
///
/// # Errors
/// The ledger or `out` failed; what was written is then no backup.
pub fn write(
    ledger: &dyn Ledger,
    keys: &Keys,
    made: Moment,
    out: impl Write,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<BackupInfo, BackupFault> {
    let recipients = [keys.recipient.as_str(), keys.recovery_recipient.as_str()];
    let sealing = Sealing::begin(&recipients, BufWriter::new(out)).map_err(|_| BackupFault::Keys)?;
    let mut writer = Writer { out: sealing, digest: Sha256Stream::default() };
    let mut failed = None;
    let mut begun = false;
    let found = ledger.read_tx(|tx| {
        if std::mem::replace(&mut begun, true) {
            // A second run would write behind the first.
            return Err(LedgerError::Unavailable("repeated".into()));
        }
        let mut stop = |done: io::Result<()>| {
            done.map_err(|fault| {
                failed = Some(fault);
                LedgerError::GivenUp
            })
        };
        let header = header(tx, keys, made)?;
        let info = info(&header);
        let mut line = serde_json::to_vec(&header).map_err(|_| LedgerError::Damaged("header"))?;
        line.push(b'\n');
        stop(writer.put(&line))?;
        let mut done = 0;
        for (at, table) in (0_u8..).zip(TABLES) {
            tx.each_row(table, &mut |row| {
                done += 1;
                if done % STEP == 0 {
                    progress(done, info.rows);
                }
                stop(writer.row(at, &row))
            })?;
        }
        Ok(info)
    });
    if let Some(fault) = failed {
        return Err(fault.into());
    }
    let found = found?;
    writer.put(&[END])?;
    let Writer { mut out, digest } = writer;
    out.write_all(&hmac_sha256(mac_key(keys).bytes(), &[&digest.digest()]))?;
    out.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?.flush()?;
    progress(found.rows, found.rows);
    Ok(found)
}

/// The first line: what the ledger is, and what of it follows.
fn header(tx: &mut dyn Tx, keys: &Keys, made: Moment) -> Result<HeaderV1, LedgerError> {
    if !are_known(&tx.table_names()?) {
        return Err(LedgerError::Damaged("schema"));
    }
    let mut tables = Vec::with_capacity(TABLES.len());
    for table in TABLES {
        let columns = table.columns().map(str::to_owned).collect();
        tables.push(TableV1 { name: table.name.to_owned(), columns, rows: tx.count_rows(table)? });
    }
    let heights = tx.heights()?;
    Ok(HeaderV1 {
        v: VERSION,
        kind: "backup".to_owned(),
        contest: keys.contest.clone(),
        made_ms: made.0,
        generation: contest_cache::generation(tx)?,
        schema: newest_schema(),
        bundles: heights.bundles,
        receipts: heights.receipts,
        notes: heights.notes,
        tables,
    })
}

struct Writer<W: Write> {
    out: Sealing<W>,
    digest: Sha256Stream,
}

impl<W: Write> Writer<W> {
    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.digest.add(bytes);
        self.out.write_all(bytes)
    }

    fn row(&mut self, table: u8, row: &[Cell]) -> io::Result<()> {
        let mut frame = vec![table];
        for cell in row {
            match cell {
                Cell::Null => frame.push(0),
                Cell::Number(number) => {
                    frame.push(1);
                    frame.extend_from_slice(&number.to_le_bytes());
                }
                Cell::Text(text) => part(&mut frame, 2, text.as_bytes()),
                Cell::Bytes(bytes) => part(&mut frame, 3, bytes),
            }
        }
        self.put(&frame)
    }
}

fn part(frame: &mut Vec<u8>, kind: u8, bytes: &[u8]) {
    frame.push(kind);
    frame.extend_from_slice(&u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_le_bytes());
    frame.extend_from_slice(bytes);
}

fn info(header: &HeaderV1) -> BackupInfo {
    let rows_of = |name| header.tables.iter().find(|table| table.name == name).map_or(0, |table| table.rows);
    BackupInfo {
        made: Moment(header.made_ms),
        generation: header.generation,
        heights: Heights { bundles: header.bundles, receipts: header.receipts, notes: header.notes },
        bundles: rows_of("bundle"),
        people: rows_of("person"),
        rows: header.tables.iter().map(|table| table.rows).sum(),
    }
}

/// Visitor of a backup's rows: the table, the places of the row's columns in it, the row.
pub(super) type Visit<'v> = dyn FnMut(&'static Table, &[usize], Vec<Cell>) -> Result<(), BackupFault> + 'v;

/// Reads a backup to its end and verifies it, without keeping anything of it.
///
/// # Errors
/// `Keys`, `Contest`, `Newer`, `Damaged`, or `source` failed.
pub fn read(keys: &Keys, source: impl Read, progress: &mut dyn FnMut(u64, u64)) -> Result<BackupInfo, BackupFault> {
    visit(keys, source, progress, &mut |_, _, _| Ok(()))
}

/// As `read`; `each` gets every row before it is known that the file is whole.
pub(super) fn visit(
    keys: &Keys,
    source: impl Read,
    progress: &mut dyn FnMut(u64, u64),
    each: &mut Visit<'_>,
) -> Result<BackupInfo, BackupFault> {
    let identities: Vec<&str> = keys.identities.iter().map(|one| one.as_str()).collect();
    let opening = Opening::begin(&identities, BufReader::new(source)).map_err(|fault| match fault {
        SealFault::WrongKey | SealFault::Key => BackupFault::Keys,
        SealFault::TooMuchWork(_) | SealFault::Damaged | SealFault::TooLong => BackupFault::Damaged,
    })?;
    let mut reader = Reader { source: BufReader::new(opening), digest: Sha256Stream::default() };
    let header = reader.header()?;
    if header.contest != keys.contest {
        return Err(BackupFault::Contest { found: header.contest });
    }
    let tables: Vec<(&'static Table, Vec<usize>)> =
        header.tables.iter().map(known).collect::<Option<_>>().ok_or(BackupFault::Damaged)?;
    let mut left: Vec<u64> = header.tables.iter().map(|table| table.rows).collect();
    let info = info(&header);
    let mut done = 0;
    loop {
        let [at] = reader.take::<1>()?;
        if at == END {
            break;
        }
        let at = usize::from(at);
        let (Some((table, columns)), Some(left)) = (tables.get(at), left.get_mut(at)) else {
            return Err(BackupFault::Damaged);
        };
        *left = left.checked_sub(1).ok_or(BackupFault::Damaged)?;
        let row = columns.iter().map(|_| reader.cell()).collect::<Result<_, _>>()?;
        done += 1;
        if done % STEP == 0 {
            progress(done, info.rows);
        }
        each(table, columns, row)?;
    }
    let Reader { mut source, digest } = reader;
    let mut mac = [0; 32];
    source.read_exact(&mut mac).map_err(broken)?;
    let is_ours = is_same(&mac, &hmac_sha256(mac_key(keys).bytes(), &[&digest.digest()]));
    let mut more = [0; 1];
    let is_end = source.read(&mut more).map_err(broken)? == 0;
    if !is_ours || !is_end || left.iter().any(|left| *left > 0) {
        return Err(BackupFault::Damaged);
    }
    progress(info.rows, info.rows);
    Ok(info)
}

/// The table of this program, and the places of the file's columns in it; an earlier version had fewer.
fn known(table: &TableV1) -> Option<(&'static Table, Vec<usize>)> {
    let own = TABLES.iter().find(|own| own.name == table.name)?;
    let place = |name: &String| own.columns().position(|column| column == name);
    let places: Vec<usize> = table.columns.iter().map(place).collect::<Option<_>>()?;
    Some((own, places))
}

/// The sealed stream ends early, or was changed: age finds that.
fn broken(fault: io::Error) -> BackupFault {
    match fault.kind() {
        io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData | io::ErrorKind::Other => BackupFault::Damaged,
        _ => BackupFault::File(fault), // else: the medium failed
    }
}

struct Reader<R: BufRead> {
    source: R,
    digest: Sha256Stream,
}

impl<R: BufRead> Reader<R> {
    fn header(&mut self) -> Result<HeaderV1, BackupFault> {
        let mut line = Vec::new();
        self.source.by_ref().take(MOST_HEADER).read_until(b'\n', &mut line).map_err(broken)?;
        self.digest.add(&line);
        let version: VersionV1 = serde_json::from_slice(&line).map_err(|_| BackupFault::Damaged)?;
        if version.v > VERSION {
            return Err(BackupFault::Newer);
        }
        let header: HeaderV1 = serde_json::from_slice(&line).map_err(|_| BackupFault::Damaged)?;
        match () {
            () if header.schema > newest_schema() => Err(BackupFault::Newer),
            () if header.kind != "backup" => Err(BackupFault::Damaged),
            () => Ok(header),
        }
    }

    fn take<const N: usize>(&mut self) -> Result<[u8; N], BackupFault> {
        let mut bytes = [0; N];
        self.source.read_exact(&mut bytes).map_err(broken)?;
        self.digest.add(&bytes);
        Ok(bytes)
    }

    fn cell(&mut self) -> Result<Cell, BackupFault> {
        let [kind] = self.take::<1>()?;
        match kind {
            0 => Ok(Cell::Null),
            1 => Ok(Cell::Number(i64::from_le_bytes(self.take()?))),
            2 => Ok(Cell::Text(String::from_utf8(self.part()?).map_err(|_| BackupFault::Damaged)?)),
            3 => Ok(Cell::Bytes(self.part()?)),
            _ => Err(BackupFault::Damaged), // else: a kind that was never written
        }
    }

    fn part(&mut self) -> Result<Vec<u8>, BackupFault> {
        let length = u32::from_le_bytes(self.take()?);
        if length > MOST_VALUE {
            return Err(BackupFault::Damaged);
        }
        let mut bytes = Vec::new();
        self.source.by_ref().take(u64::from(length)).read_to_end(&mut bytes).map_err(broken)?;
        if u32::try_from(bytes.len()) != Ok(length) {
            return Err(BackupFault::Damaged);
        }
        self.digest.add(&bytes);
        Ok(bytes)
    }
}
