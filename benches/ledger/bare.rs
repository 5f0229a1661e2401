//! The same rows, kept by as little as it takes: durable, once each, and nothing else.

use super::Stop;
use rusqlite::{Connection, params};
use std::{path::Path, pin::pin};
use tokio::runtime::Runtime;
use tokio_postgres::{Client, NoTls, binary_copy::BinaryCopyInWriter, types::Type};
use tramso::ledger::PersonRow;

const TABLE: &str = "person (key BLOB PRIMARY KEY, unit TEXT, village TEXT, work_unit TEXT, work TEXT, registered INTEGER,
  finished INTEGER, valid INTEGER, topics INTEGER, attempts INTEGER, score INTEGER, seconds INTEGER, stations INTEGER, facts BLOB)";

/// SQLCipher with a raw key, write-ahead log, synced at each commit.
pub struct BareSqlite(Connection);

impl BareSqlite {
    pub fn open(path: &Path) -> Result<Self, Stop> {
        let db = Connection::open(path)?;
        db.execute_batch(&format!("PRAGMA key = \"x'{}'\"; PRAGMA journal_mode = WAL;", "0b".repeat(32)))?;
        db.execute_batch(&format!("PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; CREATE TABLE {TABLE}"))?;
        Ok(Self(db))
    }

    pub fn add(&mut self, people: &[PersonRow]) -> Result<(), Stop> {
        let change = self.0.transaction()?;
        let sql = "INSERT INTO person VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
          ON CONFLICT (key) DO NOTHING";
        let mut insert = change.prepare_cached(sql)?;
        for row in people {
            let standing = &row.standing;
            let work = standing.work.as_ref();
            insert.execute(params![
                row.key.0,
                standing.unit,
                standing.village,
                work.and_then(|(unit, _)| unit.as_ref()),
                work.map(|(_, name)| name),
                standing.registered,
                standing.finished,
                standing.valid,
                standing.topics,
                standing.attempts,
                standing.score,
                standing.seconds,
                standing.stations,
                row.facts
            ])?;
        }
        drop(insert);
        Ok(change.commit()?)
    }
}

/// One connection, driven by the thread that uses it: COPY to a staging table, then into the table.
pub struct BarePostgres {
    runtime: Runtime,
    client: Client,
}

const TYPES: [Type; 14] = [
    Type::BYTEA,
    Type::TEXT,
    Type::TEXT,
    Type::TEXT,
    Type::TEXT,
    Type::INT4,
    Type::INT4,
    Type::INT4,
    Type::INT8,
    Type::INT2,
    Type::INT2,
    Type::INT8,
    Type::INT4,
    Type::BYTEA,
];

impl BarePostgres {
    pub fn open(url: &str) -> Result<Self, Stop> {
        Self::with(url, true)
    }

    /// Another connection to a database that has its table.
    #[allow(dead_code, reason = "the benchmark of the centre begins one beside its own")]
    pub fn beside(url: &str) -> Result<Self, Stop> {
        Self::with(url, false)
    }

    fn with(url: &str, makes: bool) -> Result<Self, Stop> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let client = runtime.block_on(async {
            let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
            tokio::spawn(connection);
            let columns =
                "(key bytea, unit text, village text, work_unit text, work text, registered int4, finished int4,
              valid int4, topics int8, attempts int2, score int2, seconds int8, stations int4, facts bytea)";
            if makes {
                client
                    .batch_execute(&format!("CREATE TABLE person {columns}; ALTER TABLE person ADD PRIMARY KEY (key)"))
                    .await?;
            }
            client.batch_execute(&format!("CREATE TEMP TABLE arrived {columns} ON COMMIT DELETE ROWS")).await?;
            Ok::<Client, tokio_postgres::Error>(client)
        })?;
        Ok(Self { runtime, client })
    }

    pub fn add(&mut self, people: &[PersonRow]) -> Result<(), Stop> {
        let Self { runtime, client } = self;
        runtime.block_on(async {
            let change = client.transaction().await?;
            let sink = change.copy_in("COPY arrived FROM STDIN (FORMAT binary)").await?;
            let mut writer = pin!(BinaryCopyInWriter::new(sink, &TYPES));
            for row in people {
                let standing = &row.standing;
                let work = standing.work.as_ref();
                writer
                    .as_mut()
                    .write(&[
                        &row.key.0.as_slice(),
                        &standing.unit,
                        &standing.village,
                        &work.and_then(|(unit, _)| unit.as_ref()),
                        &work.map(|(_, name)| name),
                        &standing.registered,
                        &standing.finished,
                        &standing.valid,
                        &i64::from(standing.topics),
                        &i16::from(standing.attempts),
                        &standing.score.map(i16::from),
                        &standing.seconds.map(i64::from),
                        &i32::from(standing.stations),
                        &row.facts,
                    ])
                    .await?;
            }
            writer.finish().await?;
            change.execute("INSERT INTO person SELECT * FROM arrived ON CONFLICT (key) DO NOTHING", &[]).await?;
            change.commit().await
        })?;
        Ok(())
    }
}
