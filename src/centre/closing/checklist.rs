//! What is still open when the contest is to be closed.

use super::{
    check_line::{CheckLine, CheckWeight},
    prizes::{Field, Prizes, read_prizes},
    set::SetAward,
    words::FinalWord,
};
use crate::{
    centre::{Access, Centre, contest_cache::ended, missing::missing, outcome::QueryError, overview::fresh_since},
    domain::{Contest, Date, Moment, day_of},
    ledger::{CaseKind, CaseState, LedgerError, StationRow, Tx},
};

/// Line with its figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The line.
    pub line: CheckLine,
    /// Its figure.
    pub figure: u64,
    /// What it means above zero.
    pub weight: CheckWeight,
    /// What was stated about it while it had this figure.
    pub word: Option<FinalWord>,
}

/// The checklist as the ledger is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checklist {
    /// When it was read.
    pub at: Moment,
    /// All lines, in their order.
    pub lines: Vec<Checked>,
    /// Since when a station must have handed in not to be silent.
    pub silent_since: Moment,
    /// Of the demo, whose contest never ends.
    pub is_demo: bool,
}

impl Checklist {
    /// Lines that keep anything from being frozen.
    pub fn blocking(&self) -> impl Iterator<Item = CheckLine> {
        self.open().filter(|one| one.weight == CheckWeight::Blocks).map(|one| one.line)
    }

    /// Lines about which somebody has to state a word.
    pub fn unstated(&self) -> impl Iterator<Item = CheckLine> {
        self.open().filter(|one| one.weight == CheckWeight::Word && one.word.is_none()).map(|one| one.line)
    }

    /// Lines above zero.
    pub fn open(&self) -> impl Iterator<Item = &Checked> {
        self.lines.iter().filter(|one| one.figure > 0)
    }
}

impl Centre {
    /// What is still open.
    ///
    /// # Errors
    /// The role may not, or the ledger's.
    pub fn closing_checklist(&self, access: &Access, now: Moment) -> Result<Checklist, QueryError> {
        access.administers()?;
        let (units, rules) = (self.units()?, self.rules());
        let found = self.ledger().read_tx(|tx| {
            if ended(tx)?.is_some() {
                return Ok(Err(ended(tx)?.unwrap_or(now)));
            }
            let field = Field { units: &units, contest: rules.published.as_ref(), now };
            let prizes = read_prizes(tx, &field)?;
            self.read_checklist(tx, &prizes, rules.published.as_ref(), now).map(Ok)
        })?;
        found.map_err(|at| QueryError::TermOver { at })
    }

    pub(super) fn read_checklist(
        &self,
        tx: &mut dyn Tx,
        prizes: &Prizes,
        contest: Option<&Contest>,
        now: Moment,
    ) -> Result<Checklist, LedgerError> {
        let is_demo = self.keys().is_demo();
        let stations = tx.stations()?;
        let silent_since = silent_since(contest, now);
        let words = self.final_words(tx)?;
        let mut lines = Vec::with_capacity(CheckLine::ALL.len());
        for line in CheckLine::ALL {
            let figure = figure(tx, line, &stations, (contest, prizes), (now, silent_since))?;
            let word = words.iter().find(|word| word.line == line && word.figure == figure).cloned();
            lines.push(Checked { line, figure, weight: line.weight(is_demo), word });
        }
        Ok(Checklist { at: now, lines, silent_since, is_demo })
    }
}

fn figure(
    tx: &mut dyn Tx,
    line: CheckLine,
    stations: &[StationRow],
    (contest, prizes): (Option<&Contest>, &Prizes),
    (now, silent_since): (Moment, Moment),
) -> Result<u64, LedgerError> {
    let of_stations = |is: &dyn Fn(&&StationRow) -> bool| as_count(stations.iter().filter(is).count());
    Ok(match line {
        CheckLine::Days => contest.map_or(0, |contest| days_left(contest.closes, now.date())),
        CheckLine::Cases => open_cases(tx, |kind| kind != CaseKind::Anomaly)?,
        CheckLine::Signs => open_cases(tx, |kind| kind == CaseKind::Anomaly)?,
        CheckLine::Quarantine => {
            tx.bundle_states()?.into_iter().filter(|(state, _)| state.waits()).map(|(_, count)| count).sum()
        }
        CheckLine::Entries => prizes.waiting,
        CheckLine::Gaps => missing(tx, stations)?.iter().map(crate::centre::Missing::count).sum(),
        CheckLine::Late => match contest.and_then(|contest| contest.closes.succ_opt()) {
            Some(after) => tx.count_bundles_since(Moment::start_of(after))?,
            None => 0,
        },
        CheckLine::Silent => of_stations(&|row| is_silent(row, silent_since)),
        CheckLine::Clocks => of_stations(&|row| row.revoked.is_none() && row.suspect),
        CheckLine::Sheets => tx.count_open_sheets(None)?,
        CheckLine::Requests => tx.count_open_requests(None, day_of(now.date()))?[0],
        CheckLine::Equal => {
            let communes = prizes.communes.iter().filter(|one| one.award == SetAward::Jury).count();
            let persons = prizes.persons.iter().filter(|one| one.award == SetAward::Jury).count();
            as_count(communes + persons) + prizes.more_equal
        }
    })
}

/// Since when a station must have handed in: its last day, or some days ago while the contest is open.
fn silent_since(contest: Option<&Contest>, now: Moment) -> Moment {
    let recent = fresh_since(now);
    contest.map_or(recent, |contest| Moment::start_of(contest.closes).min(recent))
}

fn is_silent(row: &StationRow, since: Moment) -> bool {
    row.revoked.is_none() && row.last_seen.is_none_or(|seen| seen < since)
}

fn days_left(closes: Date, today: Date) -> u64 {
    u64::try_from((closes - today).num_days() + 1).unwrap_or(0)
}

fn open_cases(tx: &mut dyn Tx, of: impl Fn(CaseKind) -> bool) -> Result<u64, LedgerError> {
    let counts = tx.count_cases(None)?;
    Ok(counts.into_iter().filter(|one| one.state != CaseState::Decided && of(one.kind)).map(|one| one.count).sum())
}

fn as_count(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
