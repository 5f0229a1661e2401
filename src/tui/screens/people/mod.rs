mod keys;

use crate::{
    domain::{Date, Stamp},
    input::{Field, FieldKind},
    tui::{
        Effect, ListKind, Next, PersonLine, Press, ScreenState, Shared,
        draw::{FieldParts, Page, Prompt, cells, clip, digit_of, draw_field},
        typed::{cursor_of, type_into},
    },
};
use ratatui::{layout::Rect, text::Line};

/// Finding somebody who has no card with them, and the lists of those to call back. It shows who has done what and
/// never how well (docs/decisions/011-who-sees-a-score.md).
pub struct State {
    tab: usize,
    fields: [Field; 3],
    at: Focus,
    lines: Vec<PersonLine>,
    /// The list that belongs on the screen has been asked for.
    coming: bool,
    /// Lists that were asked for before it and are still to come; nobody wants them any more.
    stale: u32,
    /// Somebody's visit is being fetched.
    opening: bool,
    /// Who is to be called back is being written to the stick, and where it was.
    printing: bool,
    printed: Option<String>,
    remark: Option<&'static str>,
}

/// Where the keys go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Focus {
    Field(usize),
    Row(usize),
}

/// The search, then the lists, in the order of their tabs.
const TABS: [(Option<ListKind>, &str); 7] = [
    (None, "people-tab-search"),
    (Some(ListKind::ToCallBack), "people-tab-call-back"),
    (Some(ListKind::ToLearn), "people-tab-learn"),
    (Some(ListKind::ToTest), "people-tab-test"),
    (Some(ListKind::ToShare), "people-tab-share"),
    (Some(ListKind::Finished), "people-tab-finished"),
    (Some(ListKind::All), "people-tab-all"),
];
const LABELS: [&str; 3] = ["people-name", "people-village", "people-year"];
/// Rows of a page: each has a digit.
const PAGE: usize = 9;
const PAGE_STEP: isize = 9;
/// Cells of a masked number, and of the longest telephone number in its groups.
const NUMBER: u16 = 12;
const PHONE: u16 = 13;

impl Default for State {
    fn default() -> Self {
        Self::search()
    }
}

impl State {
    /// Opens at the search.
    #[must_use]
    pub fn search() -> Self {
        Self::at_tab(0)
    }

    /// Opens at everybody who is to be called back.
    #[must_use]
    pub fn lists() -> Self {
        Self::at_tab(1)
    }

    fn at_tab(tab: usize) -> Self {
        let fields = [
            Field::new(FieldKind::Name),
            Field::new(FieldKind::Text { limit: crate::domain::LONGEST_PLACE }),
            Field::new(FieldKind::Digits { limit: 4 }),
        ];
        let at = if tab == 0 { Focus::Field(0) } else { Focus::Row(0) };
        Self {
            tab,
            fields,
            at,
            lines: Vec::new(),
            coming: false,
            stale: 0,
            opening: false,
            printing: false,
            printed: None,
            remark: None,
        }
    }

    /// One more list is on its way, and it is the one to show.
    fn expect(&mut self) {
        self.stale += u32::from(self.coming);
        self.coming = true;
    }

    /// An answer has come: whether it is the one to show.
    fn is_expected(&mut self) -> bool {
        if self.stale > 0 {
            self.stale -= 1;
            return false;
        }
        std::mem::take(&mut self.coming)
    }

    fn kind(&self) -> Option<ListKind> {
        TABS.get(self.tab).and_then(|(kind, _)| *kind)
    }

    /// Whether the list is one of those to call back.
    fn is_to_call_back(&self) -> bool {
        self.kind().is_some_and(ListKind::is_to_call_back)
    }

    fn take(&mut self, lines: &[PersonLine]) {
        self.lines = lines.to_vec();
        self.remark = lines.is_empty().then_some("people-nobody");
        if !lines.is_empty() {
            self.at = Focus::Row(0);
        }
    }

    fn field(&mut self) -> Option<&mut Field> {
        match self.at {
            Focus::Field(at) => self.fields.get_mut(at),
            Focus::Row(_) => None,
        }
    }

    fn type_key(&mut self, all: &Shared, press: Press) {
        self.remark = None;
        if let Some(field) = self.field() {
            type_into(field, press, all.settings.typing);
        }
    }

    fn move_page(&mut self, by: isize) {
        if let Focus::Row(at) = self.at {
            let there = at.saturating_add_signed(by * PAGE_STEP).min(self.lines.len().saturating_sub(1));
            self.at = Focus::Row(there);
        }
    }

    fn turn_to(&mut self, tab: usize) -> Next {
        self.tab = tab;
        self.lines.clear();
        (self.remark, self.printed) = (None, None);
        self.at = if tab == 0 { Focus::Field(0) } else { Focus::Row(0) };
        self.stale += u32::from(std::mem::take(&mut self.coming));
        let Some(kind) = self.kind() else { return Next::stay() };
        self.expect();
        Effect::List(kind).into()
    }

    /// The fields, where there are any, come before the rows.
    fn move_by(&mut self, step: isize) {
        let fields = if self.tab == 0 { self.fields.len() } else { 0 };
        let places = fields + self.lines.len();
        let here = match self.at {
            Focus::Field(at) => at,
            Focus::Row(at) => fields + at,
        };
        let there = here.saturating_add_signed(step).min(places.saturating_sub(1));
        self.at = if there < fields { Focus::Field(there) } else { Focus::Row(there - fields) };
    }

    fn ask(&mut self) -> Next {
        let [name, village, year] = self.fields.each_ref().map(|field| field.text().trim().to_owned());
        if name.is_empty() && village.is_empty() && year.is_empty() {
            self.remark = Some("people-empty");
            return Next::stay();
        }
        let year = match (year.is_empty(), year.parse()) {
            (true, _) => None,
            (false, Ok(number)) if year.len() == 4 => Some(number),
            (false, _) => {
                (self.remark, self.at) = (Some("people-year-short"), Focus::Field(2));
                return Next::stay();
            }
        };
        self.expect();
        Effect::Search { name, village, year }.into()
    }

    fn open(&mut self, at: usize) -> Next {
        let Some(line) = self.lines.get(at) else { return Next::stay() };
        (self.at, self.opening, self.remark) = (Focus::Row(at), true, None);
        Effect::OpenPerson(line.key).into()
    }

    fn view_tabs(&self, all: &Shared, page: &mut Page<'_, '_>, area: Rect) {
        let mut x = area.x;
        for (at, (_, key)) in TABS.iter().enumerate() {
            let chosen = at == self.tab;
            let style = if chosen { page.theme.chosen } else { page.theme.page };
            let wording = format!("{}{} ", if chosen { "●" } else { " " }, all.text(key));
            page.line_at(x, area.y, area.right().saturating_sub(x), &Line::styled(wording.as_str(), style));
            x += cells(&wording) + 1;
        }
    }

    fn view_fields(&self, all: &Shared, page: &mut Page<'_, '_>, area: Rect) {
        let year = 14;
        let name = (area.width - year) * 3 / 5;
        let widths = [name, area.width - year - name, year];
        let mut x = area.x;
        for (at, ((field, label), width)) in self.fields.iter().zip(LABELS).zip(widths).enumerate() {
            let active = self.at == Focus::Field(at);
            let label = all.text(label);
            let parts = FieldParts {
                label: &label,
                shown: field.text(),
                cursor: active.then(|| cursor_of(field)),
                hint: "",
                remark: "",
                remark_is_bad: false,
            };
            draw_field(page, Rect { x, width: width - 1, ..area }, &parts);
            x += width;
        }
    }

    fn view_rows(&self, all: &Shared, page: &mut Page<'_, '_>, area: Rect) {
        let here = match self.at {
            Focus::Row(at) => Some(at),
            Focus::Field(_) => None,
        };
        let first = here.unwrap_or(0) / PAGE * PAGE;
        let topics = all.pack.as_ref().map_or(0, |pack| pack.contest.topics.len());
        let calls = self.is_to_call_back();
        let table = Columns::new(area.width, if calls { PHONE } else { NUMBER });
        let number = if calls { "people-phone" } else { "people-number" };
        let heads = ["", "people-name", "people-year-head", "people-village-head", number, "people-learn"]
            .into_iter()
            .chain(["people-test", "people-share", "people-seen"])
            .map(|key| if key.is_empty() { String::new() } else { all.text(key) });
        page.line_at(area.x, area.y, area.width, &Line::styled(table.line(heads), page.theme.dim));
        for (row, (at, line)) in (area.y + 1..area.bottom()).zip(self.lines.iter().enumerate().skip(first).take(PAGE)) {
            let chosen = here == Some(at);
            let style = if chosen { page.theme.chosen } else { page.theme.page };
            let place = Rect { y: row, height: 1, ..area };
            page.buffer().set_style(place, style);
            let text = table.line(parts(all, line, (at - first + 1, chosen), (topics, calls)));
            page.line_at(area.x, row, area.width, &Line::styled(text, style));
            let digit = digit_of(at - first);
            page.hot(place, Press::Char(digit.filter(|_| here.is_some()).unwrap_or(' ')));
        }
        let wording = all.words.with(
            "people-page",
            &[
                ("page", (first / PAGE + 1).into()),
                ("pages", self.lines.len().div_ceil(PAGE).into()),
                ("n", self.lines.len().into()),
            ],
        );
        let y = (area.y + 2 + u16::try_from(PAGE).unwrap_or(9)).min(area.bottom().saturating_sub(1));
        page.line_at(area.x, y, area.width, &Line::styled(wording, page.theme.dim));
        let below = Rect { y: y + 2, height: area.bottom().saturating_sub(y + 2), ..area };
        match &self.printed {
            _ if self.printing => drop(page.text(below, &all.text("people-printing"), page.theme.strong)),
            Some(path) => {
                let text = all.words.with("people-printed", &[("path", path.as_str().into())]);
                page.text(below, &format!("✓ {text}"), page.theme.good);
            }
            None => (),
        }
    }
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        all.text(match self.kind() {
            None => "people-title",
            Some(ListKind::ToCallBack) => "desk-call-back",
            Some(_) => "people-title-lists", // else: a list by how far people have come
        })
    }

    fn entered(&mut self, _all: &mut Shared) -> Vec<Effect> {
        let Some(kind) = self.kind() else { return Vec::new() };
        self.expect();
        vec![Effect::List(kind)]
    }

    fn prompt(&self, all: &Shared) -> Option<Prompt> {
        Some(match self.at {
            _ if self.opening || self.printing || self.coming => Prompt::wait(all),
            _ if self.printed.is_some() => Prompt::to(all, "now-read"),
            Focus::Field(_) => Prompt::to(all, "people-now-search"),
            Focus::Row(_) if self.lines.is_empty() => Prompt::with_keys(all, "people-now-tab"),
            Focus::Row(_) => Prompt::with_keys(all, "people-now-open"),
        })
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let body = page.body;
        self.view_tabs(all, page, body);
        let mut left = Rect { y: body.y + 2, height: body.height.saturating_sub(2), ..body };
        if self.tab == 0 {
            self.view_fields(all, page, left);
            left = Rect { y: left.y + 3, height: left.height.saturating_sub(3), ..left };
        }
        let remark = self.remark.or(self.coming.then_some("people-coming"));
        match remark {
            Some(key) => {
                page.text(left, &all.text(key), page.theme.strong);
            }
            None if self.lines.is_empty() => {
                page.text(left, &all.text("people-how"), page.theme.dim);
            }
            None => self.view_rows(all, page, left),
        }
    }
}

/// Widths of the table's columns; the name and the village share what the others leave.
struct Columns {
    widths: [u16; 9],
}

impl Columns {
    fn new(width: u16, number: u16) -> Self {
        let fixed = [2, 0, 4, 0, number, 3, 3, 4, 5];
        let free = width.saturating_sub(fixed.iter().sum::<u16>() + 8);
        let name = free * 5 / 8;
        Self { widths: [2, name, 4, free - name, number, 3, 3, 4, 5] }
    }

    fn line(&self, parts: impl IntoIterator<Item = String>) -> String {
        let padded = self.widths.iter().zip(parts).map(|(width, part)| {
            let part = clip(&part, *width);
            let pad = usize::from(width.saturating_sub(cells(&part)));
            format!("{part}{}", " ".repeat(pad))
        });
        padded.collect::<Vec<_>>().join(" ")
    }
}

fn parts(
    all: &Shared,
    line: &PersonLine,
    (digit, chosen): (usize, bool),
    (topics, calls): (usize, bool),
) -> [String; 9] {
    let learnt = usize::from(line.topics_done) >= topics;
    let done = [learnt, line.tested, line.shared];
    let next = done.iter().position(|done| !done);
    let mark = |at: usize| match done.get(at) {
        Some(true) => "✓".to_owned(),
        _ if next == Some(at) => "▶".to_owned(),
        _ => "□".to_owned(),
    };
    let number = if calls { &line.phone } else { &line.masked_number };
    let number = if number.is_empty() { "–".to_owned() } else { number.clone() };
    [
        format!("{}{digit}", if chosen { "●" } else { " " }),
        line.name.clone(),
        line.birth_year.to_string(),
        line.village.clone(),
        number,
        mark(0),
        mark(1),
        mark(2),
        seen(all, line.last_seen),
    ]
}

/// `14:05` today, else `05/09`; nothing where the clock that recorded it is not believed.
fn seen(all: &Shared, at: Stamp) -> String {
    if !all.now.believes(at.wall) {
        return "–".to_owned();
    }
    let (day, today): (Date, Date) = (at.wall.date(), all.now.date());
    if day == today { all.words.clock(at.wall) } else { all.words.date(day).chars().take(5).collect() }
}
