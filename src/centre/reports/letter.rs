//! The letter that reminds an agency of those of its people who have not taken part: the same words and people on the page and in the
//! Word file.

use super::{
    file::{ReportFile, WORD},
    office_form::{Office, foot, head},
    word::{grid, language},
};
use crate::{
    centre::{
        Access, Actor, Centre,
        outcome::QueryError,
        rosters::{RosterGroup, RosterLine, RosterPage, RosterState, group_name},
    },
    domain::{Moment, Unit},
    exchange::{
        Block,
        ColumnKind::{Count, Text},
        Document, Look, Paragraph, Table, TableCell, TableColumn, word_document,
    },
    text::{Words, hundredths, plain},
};

/// Letter to an agency or an organisation.
#[derive(Clone, Debug)]
pub struct Letter {
    /// The unit that writes.
    pub unit: Unit,
    /// When the list was read.
    pub at: Moment,
    /// What it is.
    pub title: String,
    /// Title of the contest; empty before there is a pack.
    pub contest: String,
    /// `Kính gửi:`
    pub to: String,
    /// The agency.
    pub agency: String,
    /// How far it is, and what it is asked.
    pub request: String,
    /// Whom it is about, in order: number, name, year of birth.
    pub people: Vec<(usize, String, String)>,
    /// How it is counted, and of when it is.
    pub rule: String,
    /// Link's name of the agency.
    group: String,
}

impl Letter {
    /// The letter to an agency of a unit's rosters.
    #[must_use]
    pub fn new(page: &RosterPage, group: &RosterGroup, words: &Words) -> Self {
        // An agency is not shown how far somebody is, only who has not taken part; who has to be confirmed is not named to it.
        let is_missing = |one: &&RosterLine| matches!(one.state, RosterState::HalfWay | RosterState::NotYet);
        let year = |year: Option<i32>| year.map_or_else(|| "–".to_owned(), |year| year.to_string());
        let line = |(number, one): (usize, &RosterLine)| (number, plain(&one.name), year(one.birth_year));
        let people: Vec<_> = (1..).zip(group.people.iter().filter(is_missing)).map(line).collect();
        let whole = u64::try_from(group.people.len()).unwrap_or(u64::MAX);
        let part = i64::try_from(group.took_part()).unwrap_or(i64::MAX);
        let rate = hundredths(part, whole).map_or_else(|| "–".to_owned(), |rate| words.share(rate));
        let (hour, minute) = page.at.clock();
        let values = [
            ("listed", words.number(whole).into()),
            ("rate", rate.into()),
            ("people", words.number(u64::try_from(people.len()).unwrap_or(u64::MAX)).into()),
            ("at", format!("{} {hour:02}:{minute:02}", words.date(page.at.date())).into()),
        ];
        let ask = if people.is_empty() { "reports-letter-nobody" } else { "reports-letter-ask" };
        Self {
            unit: page.unit.clone(),
            at: page.at,
            title: words.get("reports-letter-title").into_owned(),
            contest: plain(&page.contest),
            to: words.get("reports-letter-to").into_owned(),
            agency: group_name(&group.kind, words),
            request: format!("{} {}", words.with("reports-letter-share", &values), words.with(ask, &values)),
            people,
            rule: words.with("reports-letter-rule", &values),
            group: group.id.clone(),
        }
    }
}

impl Centre {
    /// Hands out the letter to an agency as a file: its page of rosters and the agency; none where the unit has no such agency. The trail
    /// has who took it, and to which agency by its link's name.
    ///
    /// # Errors
    /// The role is shown no persons, or not this unit's; or the ledger's.
    pub fn roster_letter(
        &self,
        access: &Access,
        (unit, group): (&str, &str),
        (who, now): (Actor, Moment),
    ) -> Result<Option<(RosterPage, RosterGroup)>, QueryError> {
        let Some(page) = self.rosters(access, unit, (who, now))? else { return Ok(None) };
        let Some(group) = page.groups.iter().find(|one| one.id == group).cloned() else { return Ok(None) };
        let code = page.unit.code.as_str();
        self.ledger().write_tx(|tx| tx.note(now, who, &format!("roster-letter {code} {}", group.id)))?;
        Ok(Some((page, group)))
    }
}

/// The letter as a Word document.
#[must_use]
pub fn letter_file(letter: &Letter, words: &Words) -> ReportFile {
    let office = Office::Unit(&letter.unit);
    let mut blocks = vec![head(&office, letter.at.date(), "reports-number-letter", words)];
    blocks.push(Paragraph::new(Look::Kind, letter.title.clone()).into());
    blocks.push(Paragraph::new(Look::Subject, letter.contest.clone()).into());
    let to = Paragraph { look: Look::To, text: format!("{} ", letter.to), bold: letter.agency.clone() };
    blocks.push(to.into());
    blocks.push(Paragraph::new(Look::Body, letter.request.clone()).into());
    if !letter.people.is_empty() {
        blocks.push(Block::Grid(grid(&people(letter, words), words)));
    }
    blocks.push(Paragraph::new(Look::Remark, letter.rule.clone()).into());
    blocks.push(Paragraph::new(Look::Space, "").into());
    blocks.push(foot(&office, &["reports-copy-addressee", "reports-copy-file"], words));
    let document =
        Document { title: letter.title.clone(), language: language(words).to_owned(), made: letter.at.date(), blocks };
    let name = format!(
        "chua-tham-gia-{}-{}-{}.docx",
        letter.unit.code.as_str(),
        letter.group,
        letter.at.date().format("%Y%m%d")
    );
    ReportFile { name, media: WORD, bytes: word_document(&document) }
}

fn people(letter: &Letter, words: &Words) -> Table {
    let column = |key: &str, kind, width| TableColumn::new(words.get(key).into_owned(), kind, width);
    let columns = vec![
        column("reports-column-number", Count, 6),
        column("reports-column-person", Text, 36),
        column("reports-column-year", Text, 12),
        column("reports-column-note", Text, 26),
    ];
    let row = |(number, name, year): &(usize, String, String)| {
        vec![
            TableCell::Count(i64::try_from(*number).unwrap_or(i64::MAX)),
            TableCell::Text(name.clone()),
            TableCell::Text(year.clone()),
            TableCell::Empty,
        ]
    };
    Table { columns, rows: letter.people.iter().map(row).collect() }
}
