//! Sheets of papers that are drawn by lot, and what was found when they were looked at.

use super::{
    Access, Actor, Centre,
    access::NotAllowed,
    contest_cache::{ContestCache, draws},
    ingest::{case, facts, judge_people, outlines},
    outcome::{QueryError, SheetRefusal},
    signs::sheet_subject,
};
use crate::{
    domain::{Date, Moment, PaperBatch, PaperNumber, PersonKey, Sign, SignRule, sealed_until},
    judging::sheet_letters,
    ledger::{BundleRow, CaseKind, LedgerError, RecordId, SheetFinding, SheetRow, Tx},
    text::Words,
};
use std::collections::BTreeSet;

/// Options of a question that a letter can name: `A` to `I`.
const OPTIONS: u8 = 9;

/// What somebody found who looked for a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetReport {
    /// It is what was keyed in.
    Same,
    /// It is another one.
    Differs,
    /// There is no such sheet.
    Missing,
    /// The letters that are crossed on it, place by place, from 0; none where nothing is, or more than one.
    Letters(Vec<Option<u8>>),
}

/// What was found of a sheet, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetNoted {
    /// The finding.
    pub finding: SheetFinding,
    /// Places, from 1, that differ; empty where none do, or where none were compared.
    pub places: Vec<u8>,
    /// How many persons were re-judged.
    pub judged: u64,
}

/// The sheets that a role may see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetList {
    /// Those that nobody has looked at first.
    pub rows: Vec<SheetRow>,
    /// How many nobody has looked at.
    pub open: u64,
    /// Until when communes keep their sheets; none before there is a pack.
    pub kept_until: Option<Date>,
    /// Whether the role may state what was found.
    pub may_note: bool,
}

impl SheetReport {
    /// Reads a word (`same`, `differs`, `missing`) or the letters of a sheet: `A` to `I` or `1` to `9`, `-` where nothing is crossed or
    /// more than one; spaces, commas and dots do not matter. None for anything else.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        match typed.trim() {
            word if word == SheetFinding::Same.as_str() => return Some(Self::Same),
            word if word == SheetFinding::Differs.as_str() => return Some(Self::Differs),
            word if word == SheetFinding::Missing.as_str() => return Some(Self::Missing),
            _ => (), // else: letters
        }
        let letter = |ch: char| match ch.to_ascii_uppercase() {
            '-' => Some(None),
            ch @ 'A'..='I' => u8::try_from(u32::from(ch) - u32::from('A')).ok().map(Some),
            ch @ '1'..='9' => u8::try_from(u32::from(ch) - u32::from('1')).ok().map(Some),
            _ => None,
        };
        let kept = typed.chars().filter(|ch| !ch.is_whitespace() && !matches!(ch, ',' | '.'));
        let letters: Vec<Option<u8>> = kept.map(letter).collect::<Option<_>>()?;
        let is_sound = !letters.is_empty() && letters.iter().flatten().all(|letter| *letter < OPTIONS);
        is_sound.then_some(Self::Letters(letters))
    }
}

/// Number of a sheet's paper.
#[must_use]
pub fn paper_number(row: &SheetRow) -> Option<PaperNumber> {
    PaperNumber::new(PaperBatch::new(row.batch)?, row.serial)
}

/// Text key of a finding.
#[must_use]
pub fn finding_key(finding: SheetFinding) -> &'static str {
    match finding {
        SheetFinding::Same => "centre-sheet-is-same",
        SheetFinding::Differs => "centre-sheet-differs",
        SheetFinding::Missing => "centre-sheet-is-missing",
    }
}

/// What was found of a sheet, in words, with the places that differ; none before somebody has looked.
#[must_use]
pub fn finding_name(row: &SheetRow, words: &Words) -> Option<String> {
    let finding = row.finding?;
    if row.places.is_empty() {
        return Some(words.get(finding_key(finding)).into_owned());
    }
    Some(words.with("centre-sheet-differs-in", &[("places", row.places.replace(',', ", ").into())]))
}

impl Centre {
    /// The sheets that the role may see, at most `most`: a clerk those of the own unit's stations.
    ///
    /// # Errors
    /// The ledger's.
    pub fn sheets(&self, access: &Access, most: u32) -> Result<SheetList, QueryError> {
        let unit = access.unit().map(|unit| unit.as_str());
        let (rows, open) = self.ledger().read_tx(|tx| Ok((tx.sheets(unit, most)?, tx.count_open_sheets(unit)?)))?;
        // The demo's contest never ends.
        let contest = self.rules().published.clone().filter(|_| !self.keys().is_demo());
        let kept_until = contest.map(|contest| sealed_until(contest.closes));
        let may_note = access.administers().is_ok() || access.unit().is_some();
        Ok(SheetList { rows, open, kept_until, may_note })
    }

    /// Keeps what was found of a sheet, in place of what was found before; a sheet that differs or is missing becomes a case, and its
    /// person is judged again.
    ///
    /// # Errors
    /// Why nothing was kept.
    pub fn note_sheet(
        &self,
        access: &Access,
        id: i64,
        report: &SheetReport,
        (who, now): (Actor, Moment),
    ) -> Result<SheetNoted, SheetRefusal> {
        self.ledger().write_tx(|tx| self.note_sheet_in(tx, access, id, report, (who, now)))
    }

    fn note_sheet_in(
        &self,
        tx: &mut dyn Tx,
        access: &Access,
        id: i64,
        report: &SheetReport,
        (who, now): (Actor, Moment),
    ) -> Result<SheetNoted, SheetRefusal> {
        let mut sheet = match tx.sheet(id)? {
            Some(sheet) => sheet,
            // A clerk learns nothing of what is not the own unit's.
            None if access.administers().is_ok() => return Err(SheetRefusal::Unknown),
            None => return Err(NotAllowed.into()),
        };
        let station = tx.station(&sheet.station)?.ok_or(LedgerError::Damaged("sheet"))?;
        access.acts_in(&station.commune)?;
        let cache = ContestCache::read(tx, self.keys(), Some(&self.cache()))?;
        let row = tx.bundles_by_id(&[sheet.bundle])?.pop().ok_or(LedgerError::Damaged("sheet"))?;
        let record = RecordId { bundle: sheet.bundle, number: sheet.number };
        let person = self.person_of(tx, &row, sheet.number)?;
        let (finding, places) = match report {
            SheetReport::Same => (SheetFinding::Same, Vec::new()),
            SheetReport::Differs => (SheetFinding::Differs, Vec::new()),
            SheetReport::Missing => (SheetFinding::Missing, Vec::new()),
            SheetReport::Letters(letters) => {
                let keyed = self.keyed_in(tx, &cache, &row, record, person)?.ok_or(SheetRefusal::Gone)?;
                compared(&keyed, letters)?
            }
        };
        sheet.finding = Some(finding);
        sheet.places = places.iter().map(u8::to_string).collect::<Vec<_>>().join(",");
        (sheet.found, sheet.found_by) = (Some(now), Some(who.into()));
        tx.set_sheet(&sheet)?;
        let number = paper_number(&sheet).map(PaperNumber::digits).unwrap_or_default();
        tx.note(now, who, &format!("sheet {id} {} {number} {}", sheet.station, finding.as_str()))?;
        if finding != SheetFinding::Same && cache.rules.sign(Sign::Sheet) != SignRule::Count {
            let detail = format!("paper={number} finding={} places={}", finding.as_str(), sheet.places);
            tx.open_case(&case(CaseKind::Anomaly, sheet_subject(&row, sheet.number), detail, now))?;
        }
        let judged = match person {
            Some(person) => judge_people(self, tx, &cache, &BTreeSet::from([person]), now)?,
            None => 0,
        };
        Ok(SheetNoted { finding, places, judged })
    }

    /// Whose paper a record hands in; none where the bundle's outline is gone, at the end of the term.
    fn person_of(&self, tx: &mut dyn Tx, row: &BundleRow, number: u64) -> Result<Option<PersonKey>, LedgerError> {
        let outlines = outlines(tx, &row.station, &row.epoch)?;
        let outline = outlines.get(&row.id);
        let found = outline.and_then(|outline| outline.numbered_papers().find(|(of, ..)| *of == number));
        Ok(found.map(|(.., person)| person))
    }

    /// The letters that were keyed in; none where they are erased.
    fn keyed_in(
        &self,
        tx: &mut dyn Tx,
        cache: &ContestCache,
        row: &BundleRow,
        record: RecordId,
        person: Option<PersonKey>,
    ) -> Result<Option<Vec<u8>>, LedgerError> {
        let Some(person) = person else { return Ok(None) };
        let Some(kept) = tx.people(&[person])?.pop() else { return Ok(None) };
        let epochs = tx.epochs(&row.station)?;
        let draws = draws(self.keys(), (&row.station, &row.epoch), &epochs);
        Ok(sheet_letters(&facts(&kept.facts)?, record, &draws, &cache.rules))
    }
}

/// Compares a sheet with what was keyed in. Where nothing can be read on it, nothing contradicts what was keyed in.
fn compared(keyed: &[u8], letters: &[Option<u8>]) -> Result<(SheetFinding, Vec<u8>), SheetRefusal> {
    if keyed.len() != letters.len() {
        return Err(SheetRefusal::Letters { wanted: keyed.len(), found: letters.len() });
    }
    let pairs = (1_u8..).zip(keyed.iter().zip(letters));
    let is_other = |(_, (keyed, letter)): &(u8, (&u8, &Option<u8>))| letter.is_some_and(|letter| letter != **keyed);
    let places: Vec<u8> = pairs.filter(is_other).map(|(place, _)| place).collect();
    Ok((if places.is_empty() { SheetFinding::Same } else { SheetFinding::Differs }, places))
}
