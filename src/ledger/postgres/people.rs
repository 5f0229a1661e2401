use super::{
    copy::CopyRows,
    row::{RowReader, key_bytes},
    tx::PostgresTx,
};
use crate::{
    crypto::{Secret, open_row, seal_row},
    domain::{PersonKey, UnitCode},
    ledger::{
        LedgerError, People, PersonIndex, PersonRow, Rank, ResidentRow, Residents, Standing,
        people::{BY_RANK, COLUMNS, RANKS, SELECT, SELECT_RESIDENTS},
    },
};
use std::sync::LazyLock;
use tokio_postgres::Row;

static STAGE: LazyLock<String> =
    LazyLock::new(|| format!("COPY arrived ({}) FROM STDIN (FORMAT binary)", COLUMNS.list()));
static ADD: LazyLock<String> = LazyLock::new(|| {
    let columns = COLUMNS.list();
    format!(
        "INSERT INTO person ({columns}) SELECT {columns} FROM arrived ORDER BY key ON CONFLICT (key) DO NOTHING RETURNING key"
    )
});
static SET: LazyLock<String> = LazyLock::new(|| {
    let set = COLUMNS.set_from("new", 1);
    format!("UPDATE person SET {set} FROM arrived AS new WHERE person.key = new.key")
});

static RANK: LazyLock<String> = LazyLock::new(|| RANKS.replace("{}", ""));

impl People for PostgresTx<'_, '_> {
    fn add_people(&mut self, rows: &[PersonRow]) -> Result<Vec<PersonKey>, LedgerError> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        self.stage(rows)?;
        let mut added = self.link.rows(&ADD, &[], person_key)?;
        added.sort_unstable();
        let mut known: Vec<PersonKey> =
            rows.iter().map(|row| row.key).filter(|key| added.binary_search(key).is_err()).collect();
        known.sort_unstable();
        Ok(known)
    }

    fn people(&mut self, keys: &[PersonKey]) -> Result<Vec<PersonRow>, LedgerError> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!("{} WHERE key = ANY($1) ORDER BY key{}", *SELECT, self.locked(" FOR UPDATE"));
        self.link.rows(&sql, &[&key_bytes(keys)], |row| person_row(row, self.seal))
    }

    fn remove_people(&mut self, keys: &[PersonKey]) -> Result<(), LedgerError> {
        self.link.run("DELETE FROM person WHERE key = ANY($1)", &[&key_bytes(keys)])
    }

    fn set_people(&mut self, rows: &[PersonRow]) -> Result<(), LedgerError> {
        if rows.is_empty() {
            return Ok(());
        }
        self.stage(rows)?;
        self.link.run(&SET, &[])
    }

    fn people_who_wait(
        &mut self,
        bits: u32,
        after: Option<PersonKey>,
        most: u32,
    ) -> Result<Vec<PersonKey>, LedgerError> {
        let sql = "SELECT key FROM person WHERE waits <> 0 AND waits & $1 <> 0 AND key > $2 ORDER BY key LIMIT $3";
        self.link.rows(sql, &[&i64::from(bits), &above(&after), &i64::from(most)], person_key)
    }

    fn everybody(&mut self, after: Option<PersonKey>, most: u32) -> Result<Vec<PersonRow>, LedgerError> {
        let sql = format!("{} WHERE key > $1 ORDER BY key LIMIT $2", *SELECT);
        self.link.rows(&sql, &[&above(&after), &i64::from(most)], |row| person_row(row, self.seal))
    }

    fn each_answers(&mut self, each: &mut dyn FnMut(&[u8]) -> Result<(), LedgerError>) -> Result<(), LedgerError> {
        self.link.batch("DECLARE answers NO SCROLL CURSOR FOR SELECT key, answers FROM person WHERE attempts > 0")?;
        let (fetch, seal) = (format!("FETCH {AT_ONCE} FROM answers"), self.seal);
        loop {
            let rows = self.link.rows(&fetch, &[], |row| {
                let mut row = RowReader::new(row);
                open_part(seal, row.get()?, ANSWERS, row.get()?)
            })?;
            rows.iter().try_for_each(|answers| each(answers))?;
            if rows.len() < AT_ONCE {
                return self.link.batch("CLOSE answers");
            }
        }
    }

    fn ranking(&mut self, most: u32) -> Result<Vec<ResidentRow>, LedgerError> {
        let sql = format!("{} WHERE {} {BY_RANK} LIMIT $1", *SELECT_RESIDENTS, *RANK);
        let seal = self.seal;
        self.link.rows(&sql, &[&i64::from(most)], |row| resident_row(row, seal))
    }

    fn count_ranked(&mut self, rank: Rank) -> Result<u64, LedgerError> {
        let sql = format!("SELECT count(*) FROM person WHERE {} AND score = $1", *RANK);
        let count = |row: &Row| RowReader::new(row).number();
        let found = match rank.seconds {
            None => self.link.row(&sql, &[&i16::from(rank.score)], count),
            Some(seconds) => {
                let sql = format!("{sql} AND coalesce(seconds, 4294967295) = $2");
                self.link.row(&sql, &[&i16::from(rank.score), &i64::from(seconds)], count)
            }
        };
        Ok(found?.unwrap_or_default())
    }

    fn count_waiting_people(&mut self) -> Result<u64, LedgerError> {
        let sql = "SELECT count(*) FROM person WHERE waits <> 0";
        Ok(self.link.row(sql, &[], |row| RowReader::new(row).number())?.unwrap_or_default())
    }

    fn each_resident(
        &mut self,
        unit: &UnitCode,
        each: &mut dyn FnMut(ResidentRow) -> Result<(), LedgerError>,
    ) -> Result<(), LedgerError> {
        // A code is five digits: a cursor's query takes no values beside it.
        let query = format!("{} WHERE unit = '{}'", *SELECT_RESIDENTS, unit.as_str());
        self.link.batch(&format!("DECLARE residents NO SCROLL CURSOR FOR {query}"))?;
        let (fetch, seal) = (format!("FETCH {AT_ONCE} FROM residents"), self.seal);
        loop {
            let rows = self.link.rows(&fetch, &[], |row| resident_row(row, seal))?;
            let is_last = rows.len() < AT_ONCE;
            rows.into_iter().try_for_each(&mut *each)?;
            if is_last {
                return self.link.batch("CLOSE residents");
            }
        }
    }

    fn residents(&mut self, list: &Residents<'_>) -> Result<Vec<ResidentRow>, LedgerError> {
        let select = |condition: &str| format!("{} WHERE {condition} ORDER BY key", *SELECT_RESIDENTS);
        let (link, seal) = (&mut self.link, self.seal);
        let each = |row: &Row| resident_row(row, seal);
        match list {
            Residents::Key(key) => link.many_rows(&select("key = $1"), &[&key.0.as_slice()], each),
            Residents::Phone(value) => link.many_rows(&select("phone_key = $1"), &[value], each),
            Residents::Unit(unit) => link.many_rows(&select("unit = $1"), &[unit], each),
            Residents::WorksOnly(unit) => {
                link.many_rows(&select("work_unit = $1 AND unit IS DISTINCT FROM $1"), &[unit], each)
            }
            Residents::Unfinished(unit) => {
                link.many_rows(&select("unit = $1 AND registered IS NOT NULL AND valid IS NULL"), &[unit], each)
            }
            Residents::Named { unit, values } => {
                link.many_rows(&select("unit = $1 AND name_key = ANY($2)"), &[unit, values], each)
            }
        }
    }
}

/// The lower bound of a page. Every key is above the empty one.
fn above(after: &Option<PersonKey>) -> &[u8] {
    after.as_ref().map_or(&[], |key| key.0.as_slice())
}

impl PostgresTx<'_, '_> {
    /// Sends people to the connection's staging table, in order of their keys.
    fn stage(&mut self, rows: &[PersonRow]) -> Result<(), LedgerError> {
        if self.link.is_staged {
            self.link.batch("TRUNCATE arrived")?;
        }
        self.link.is_staged = true;
        let copied = copy_rows(rows, self.seal);
        let copied = self.link.kept(copied)?;
        self.link.copy(&STAGE, copied)
    }
}

/// Follows the key in what a card is sealed to; facts are sealed to the key alone.
pub(super) const CARD: &[u8] = b"card";
/// The same of answers.
pub(super) const ANSWERS: &[u8] = b"answers";
/// People whose answers are fetched at once.
const AT_ONCE: usize = 5_000;
/// Size of a row beside its facts, about, in bytes.
const ROOM: usize = 600;

fn copy_rows(rows: &[PersonRow], seal: &Secret<32>) -> Result<Vec<u8>, LedgerError> {
    let mut rows: Vec<&PersonRow> = rows.iter().collect();
    rows.sort_unstable_by_key(|row| row.key);
    let mut copy = CopyRows::begin(rows.iter().map(|row| row.facts.len() + ROOM).sum());
    for row in rows {
        copy_row(&mut copy, row, seal)?;
    }
    Ok(copy.end())
}

fn copy_row(copy: &mut CopyRows, row: &PersonRow, seal: &Secret<32>) -> Result<(), LedgerError> {
    let standing = &row.standing;
    let work = standing.work.as_ref();
    copy.row(COLUMNS.0.len());
    copy.value(Some(&row.key.0));
    for text in [
        standing.unit.as_deref(),
        standing.village.as_deref(),
        work.and_then(|(unit, _)| unit.as_deref()),
        work.map(|(_, name)| name.as_str()),
    ] {
        copy.value(text.map(str::as_bytes));
    }
    for day in [standing.registered, standing.finished, standing.valid] {
        copy.number(day.map(i32::to_be_bytes));
    }
    copy.number(Some(i64::from(standing.topics).to_be_bytes()));
    copy.number(Some(i16::from(standing.attempts).to_be_bytes()));
    copy.number(standing.score.map(|score| i16::from(score).to_be_bytes()));
    copy.number(standing.seconds.map(|seconds| i64::from(seconds).to_be_bytes()));
    copy.number(Some([u8::from(standing.one_touch)]));
    copy.value(standing.app.map(|app| app.as_str().as_bytes()));
    copy.number(Some([u8::from(standing.withdrawn)]));
    copy.number(Some(i32::from(standing.stations).to_be_bytes()));
    copy.number(Some(i64::from(standing.waits).to_be_bytes()));
    copy.number(Some(i64::from(standing.anomalies).to_be_bytes()));
    let sealed = seal_row(seal, &row.key.0, &row.facts).map_err(|_| LedgerError::Damaged("facts"))?;
    copy.value(Some(&sealed));
    copy.number(Some([u8::from(standing.on_paper)]));
    copy.number(Some([u8::from(standing.ranked)]));
    copy.number(Some([u8::from(standing.in_group)]));
    copy.number(standing.story.map(|public| [u8::from(public)]));
    copy.number(standing.listed.map(i32::to_be_bytes));
    let sealed = seal_part(seal, &row.key.0, CARD, &row.card)?;
    copy.value(Some(&sealed));
    copy.number(row.index.name.map(i32::to_be_bytes));
    copy.number(row.index.phone.map(i64::to_be_bytes));
    copy.value(Some(&seal_part(seal, &row.key.0, ANSWERS, &row.answers)?));
    Ok(())
}

/// A part of a person, sealed to them apart from the facts; one that is empty stays empty.
pub(super) fn seal_part(seal: &Secret<32>, key: &[u8], part: &[u8], value: &[u8]) -> Result<Vec<u8>, LedgerError> {
    if value.is_empty() {
        return Ok(Vec::new());
    }
    seal_row(seal, &[key, part].concat(), value).map_err(|_| LedgerError::Damaged("part of a person"))
}

/// Opens what `seal_part` made.
pub(super) fn open_part(seal: &Secret<32>, key: &[u8], part: &[u8], sealed: &[u8]) -> Result<Vec<u8>, LedgerError> {
    if sealed.is_empty() {
        return Ok(Vec::new());
    }
    open_row(seal, &[key, part].concat(), sealed).map_err(|_| LedgerError::Damaged("part of a person"))
}

fn person_key(row: &Row) -> Result<PersonKey, LedgerError> {
    RowReader::new(row).bytes().map(PersonKey)
}

fn person_row(row: &Row, seal: &Secret<32>) -> Result<PersonRow, LedgerError> {
    let mut facts = Vec::new();
    let mut row = RowReader::new(row);
    let (ResidentRow { key, standing, card }, index) = resident(&mut row, seal, |row, key| {
        facts = open_row(seal, &key.0, row.get()?).map_err(|_| LedgerError::Damaged("facts"))?;
        Ok(())
    })?;
    let answers = open_part(seal, &key.0, ANSWERS, row.get()?)?;
    Ok(PersonRow { key, standing, facts, card, index, answers })
}

fn resident_row(row: &Row, seal: &Secret<32>) -> Result<ResidentRow, LedgerError> {
    resident(&mut RowReader::new(row), seal, |_, _| Ok(())).map(|(resident, _)| resident)
}

/// Reads a row; `facts` reads what is in the place of the facts, where the query has them.
pub(super) fn resident(
    row: &mut RowReader<'_>,
    seal: &Secret<32>,
    facts: impl FnOnce(&mut RowReader<'_>, &PersonKey) -> Result<(), LedgerError>,
) -> Result<(ResidentRow, PersonIndex), LedgerError> {
    let key = PersonKey(row.bytes()?);
    let mut standing = Standing {
        unit: row.get()?,
        village: row.get()?,
        work: {
            let unit: Option<String> = row.get()?;
            row.get::<Option<String>>()?.map(|name| (unit, name))
        },
        registered: row.get()?,
        finished: row.get()?,
        valid: row.get()?,
        topics: row.number()?,
        attempts: row.narrow::<i16, _>()?,
        score: row.optional::<i16, _>()?,
        seconds: row.optional::<i64, _>()?,
        one_touch: row.get()?,
        app: row.optional_name()?,
        withdrawn: row.get()?,
        stations: row.narrow::<i32, _>()?,
        waits: row.number()?,
        anomalies: row.number()?,
        ..Standing::default()
    };
    facts(row, &key)?;
    (standing.on_paper, standing.ranked) = (row.get()?, row.get()?);
    (standing.in_group, standing.story, standing.listed) = (row.get()?, row.get()?, row.get()?);
    let card = open_part(seal, &key.0, CARD, row.get()?)?;
    let index = PersonIndex { name: row.get()?, phone: row.get()? };
    Ok((ResidentRow { key, standing, card }, index))
}
