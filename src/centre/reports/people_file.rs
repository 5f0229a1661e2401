//! The people of a unit as an Excel list: for the unit's clerk and the city, for a purpose that the trail has.

use super::file::{BOOK, ReportFile};
use crate::{
    centre::{Access, Actor, Centre, Resident, outcome::QueryError, place_names::PlaceNames},
    domain::{Date, Moment, Phone, date_of, fold, given_name_key},
    exchange::{
        ColumnKind::{Count, Day, Text},
        MOST_SHEET_ROWS, SheetStream, TableCell, TableColumn,
    },
    ledger::{AppOn, LedgerError, Scope},
    text::{Words, missing_part, phone_text, plain},
};
use std::collections::HashMap;

/// Why somebody takes a list of people. There is no free text: it would name people in the trail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListPurpose {
    /// To call those who have not finished.
    Remind,
    /// To hand out slips and certificates and have them signed for.
    HandOut,
    /// To compare with the lists of villages and agencies.
    Compare,
    /// For an assessment or a commendation.
    Assess,
}

/// A list that was made.
#[derive(Clone, Debug)]
pub struct PeopleFile {
    /// The file.
    pub file: ReportFile,
    /// How many people it has.
    pub people: usize,
}

impl ListPurpose {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 4] = [Self::Remind, Self::HandOut, Self::Compare, Self::Assess];

    /// Stable name, as forms and the trail have it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Remind => "remind",
            Self::HandOut => "hand-out",
            Self::Compare => "compare",
            Self::Assess => "assess",
        }
    }

    /// Text key of its name.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Remind => "reports-purpose-remind",
            Self::HandOut => "reports-purpose-hand-out",
            Self::Compare => "reports-purpose-compare",
            Self::Assess => "reports-purpose-assess",
        }
    }

    /// The purpose of a form or of the trail.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.as_str() == name)
    }
}

/// Person as a row needs them: some hundred bytes, since all of them are in memory while they are put in order.
struct Line {
    village: u32,
    name: Box<str>,
    birth: Box<str>,
    phone: Option<Box<str>>,
    work: Option<Box<str>>,
    registered: Option<i32>,
    state: u32,
    app: Option<AppOn>,
}

/// Texts of which there are few, each once.
#[derive(Default)]
struct Shared {
    known: HashMap<String, u32>,
    texts: Vec<String>,
}

impl Shared {
    fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.known.get(text) {
            return *number;
        }
        let number = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.known.insert(text.to_owned(), number);
        self.texts.push(text.to_owned());
        number
    }

    fn text(&self, number: u32) -> &str {
        self.texts.get(usize::try_from(number).unwrap_or(usize::MAX)).map_or("", String::as_str)
    }
}

/// The people of a unit while they are read.
struct Reading<'r> {
    names: PlaceNames,
    words: &'r Words,
    named: HashMap<String, u32>,
    villages: Shared,
    states: Shared,
    lines: Vec<Line>,
    nameless: u64,
}

impl Centre {
    /// The people of a unit by village and given name; none where no unit has this code. The trail has who took the list and why, before
    /// anybody is read.
    ///
    /// # Errors
    /// The role is shown no persons, or not this unit's; or the ledger's.
    pub fn people_file(
        &self,
        access: &Access,
        (unit, purpose): (&str, ListPurpose),
        (who, now): (Actor, Moment),
        words: &Words,
    ) -> Result<Option<PeopleFile>, QueryError> {
        access.acts_in(unit)?;
        let Some((unit, code)) = self.readable_unit(access, unit)? else { return Ok(None) };
        self.ledger().write_tx(|tx| tx.note(now, who, &format!("list-people {code} {}", purpose.as_str())))?;
        let listed = self.listed_places(&code, Scope::Village)?;
        let mut reading = self.ledger().read_tx(|tx| {
            let names = PlaceNames::read(tx, &code, Scope::Village, &listed)?;
            let mut reading = Reading::new(names, words);
            tx.each_resident(&unit.code, &mut |row| {
                let list = self.list(vec![row])?;
                reading.nameless += list.nameless;
                list.people.iter().for_each(|one| reading.add(one));
                Ok(())
            })?;
            Ok(reading)
        })?;
        reading.order();
        let people = reading.lines.len();
        let bytes = reading.written((purpose, now)).map_err(|_| LedgerError::Damaged("list"))?;
        let name = format!("danh-sach-{code}-{}.xlsx", now.date().format("%Y%m%d"));
        Ok(Some(PeopleFile { file: ReportFile { name, media: BOOK, bytes }, people }))
    }
}

impl<'r> Reading<'r> {
    fn new(names: PlaceNames, words: &'r Words) -> Self {
        Self {
            names,
            words,
            named: HashMap::new(),
            villages: Shared::default(),
            states: Shared::default(),
            lines: Vec::new(),
            nameless: 0,
        }
    }

    fn add(&mut self, one: &Resident) {
        let written = one.standing.village.as_deref().unwrap_or_default();
        let village = match self.named.get(written) {
            Some(village) => *village,
            None => {
                let village = self.villages.number(&plain(&self.names.name(written)));
                self.named.insert(written.to_owned(), village);
                village
            }
        };
        let state = state(one, self.words);
        self.lines.push(Line {
            village,
            name: plain(&one.card.name).into(),
            birth: one.card.birth.as_str().into(),
            phone: one.card.phone.as_deref().map(Box::from),
            work: one.standing.work.as_ref().map(|(_, name)| plain(name).into()),
            registered: one.standing.registered,
            state: self.states.number(&state),
            app: one.standing.app,
        });
    }

    /// By village, then by given name.
    fn order(&mut self) {
        let mut by_name: Vec<u32> = (0..).take(self.villages.texts.len()).collect();
        by_name.sort_by_cached_key(|number| fold(self.villages.text(*number)));
        let mut places = vec![0_usize; by_name.len()];
        for (place, number) in by_name.iter().enumerate() {
            if let Some(known) = usize::try_from(*number).ok().and_then(|number| places.get_mut(number)) {
                *known = place;
            }
        }
        let place = |number: u32| usize::try_from(number).ok().and_then(|number| places.get(number)).copied();
        self.lines.sort_by_cached_key(|line| {
            (place(line.village), given_name_key(&line.name), line.birth.clone(), line.phone.clone())
        });
    }

    fn written(&self, (purpose, now): (ListPurpose, Moment)) -> Result<Vec<u8>, std::io::Error> {
        let words = self.words;
        let mut sheet = SheetStream::new(&words.get("reports-sheet-people"), &columns(words))?;
        // Two rows at the end state what the list is for.
        let most = usize::try_from(MOST_SHEET_ROWS).unwrap_or(usize::MAX) - 4;
        for (number, line) in (1..).zip(self.lines.iter().take(most)) {
            sheet.row(&self.row(number, line))?;
        }
        sheet.row(&[])?;
        let values = [
            ("purpose", words.get(purpose.key()).into()),
            ("at", words.moment(now).into()),
            ("people", words.number(u64::try_from(self.lines.len()).unwrap_or(u64::MAX)).into()),
            ("nameless", words.number(self.nameless).into()),
        ];
        let mut remarks = vec!["reports-people-remark"];
        if self.nameless > 0 {
            remarks.push("reports-people-nameless");
        }
        for key in remarks {
            sheet.row(&[TableCell::Empty, TableCell::Text(words.with(key, &values))])?;
        }
        sheet.end()
    }

    fn row(&self, number: i64, line: &Line) -> Vec<TableCell> {
        let text = |text: &str| if text.is_empty() { TableCell::Empty } else { TableCell::Text(text.to_owned()) };
        // A year alone is no count: it has no separators.
        let birth = line.birth.parse::<Date>().map_or_else(|_| text(&plain(&line.birth)), TableCell::Day);
        let phone = line.phone.as_deref().and_then(|digits| Phone::parse(digits).ok());
        vec![
            TableCell::Count(number),
            text(&line.name),
            birth,
            text(self.villages.text(line.village)),
            phone.map_or(TableCell::Empty, |phone| TableCell::Text(phone_text(&phone))),
            line.work.as_deref().map_or(TableCell::Empty, text),
            line.registered.map_or(TableCell::Empty, |day| TableCell::Day(date_of(day))),
            text(self.states.text(line.state)),
            line.app.map_or(TableCell::Empty, |app| TableCell::Text(self.words.get(app_key(app)).into_owned())),
        ]
    }
}

fn columns(words: &Words) -> Vec<TableColumn> {
    let column = |key: &str, kind, width| TableColumn::new(words.get(key).into_owned(), kind, width);
    vec![
        column("reports-column-number", Count, 7),
        column("reports-column-person", Text, 28),
        column("reports-column-born", Day, 14),
        column("reports-column-village", Text, 26),
        column("reports-column-phone", Text, 15),
        column("reports-column-work", Text, 30),
        column("reports-column-registered", Day, 16),
        column("reports-column-state", Text, 60),
        column("reports-column-app", Text, 28),
    ]
}

/// How far somebody is, in words; nobody's score.
fn state(one: &Resident, words: &Words) -> String {
    let standing = &one.standing;
    match (standing.valid, standing.is_on_one_touch()) {
        (Some(_), _) => words.get("site-person-valid").into_owned(),
        (None, true) if standing.listed.is_some() => words.get("site-person-one-touch").into_owned(),
        (None, true) => words.get("site-person-one-touch-by-word").into_owned(),
        (None, false) if one.missing.is_empty() => words.get("site-missing-none").into_owned(),
        (None, false) => {
            let missing: Vec<String> = one.missing.iter().map(|part| missing_part(words, part)).collect();
            missing.join("; ")
        }
    }
}

/// Text key of what a phone has.
fn app_key(app: AppOn) -> &'static str {
    match app {
        AppOn::InstalledNow => "site-app-installed",
        AppOn::HadIt => "site-app-had",
        AppOn::NoSmartphone => "site-app-none",
    }
}
