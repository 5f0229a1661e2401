use super::{group, outbox};
use crate::tui::{
    Effect, FormStart, Keyed, Next, PinFor, Press, Route, ScreenState, Shared, Table, Window,
    draw::{Page, Prompt, cells, clip, lowered, wrap},
};
use ratatui::{layout::Rect, text::Line};

/// The volunteer's desk: what waits and what the centre has, how far the village has come, and the way to everything else.
pub struct State {
    /// Line of the menu that the arrows chose.
    cursor: usize,
}

impl Default for State {
    /// At the first line below the row of the evening.
    fn default() -> Self {
        Self { cursor: EVENING }
    }
}

/// Line of the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// Registering people quickly.
    QuickForm,
    /// A lesson for a group.
    Group,
    /// Tests on paper.
    Papers,
    /// The search for people.
    Search,
    /// The lists of people to call back.
    CallBack,
    /// Counts of installs.
    Installs,
    /// Practice.
    Practice,
    /// The list of volunteers.
    Volunteers,
    /// A backup, and the station's check of itself.
    Transfer,
    /// Settings.
    Settings,
    /// Closing the shift.
    Closing,
    /// The form that was laid aside.
    ParkedForm,
    /// Handing results in.
    HandIn,
    /// The date, where the machine's clock is in doubt.
    ConfirmDate,
    /// Covers the screen.
    Hide,
    /// Another PIN for the shift.
    Pin,
}

/// Rows of the menu on a usual day.
const LEAST_ROWS: u16 = 12;

/// The first lines of the menu are those of an evening with many people, in a row of their own.
const EVENING: usize = 3;

const ITEMS: [(Item, char, &str); 16] = [
    (Item::QuickForm, 'K', "desk-quick"),
    (Item::Group, 'L', "desk-group"),
    (Item::Papers, 'G', "desk-papers"),
    (Item::Search, '1', "desk-search"),
    (Item::CallBack, '2', "desk-call-back"),
    (Item::Installs, '3', "desk-installs"),
    (Item::Practice, '4', "desk-practice"),
    (Item::Volunteers, '5', "desk-volunteers"),
    (Item::Transfer, '6', "desk-transfer"),
    (Item::Settings, '7', "desk-settings"),
    (Item::Closing, '8', "desk-closing"),
    (Item::ParkedForm, '9', "desk-parked"),
    (Item::HandIn, 'N', "desk-hand-in"),
    (Item::ConfirmDate, 'D', "desk-date"),
    (Item::Hide, 'C', "desk-hide"),
    (Item::Pin, 'M', "desk-pin"),
];

impl State {
    fn move_to(&mut self, place: usize) -> Next {
        self.cursor = place;
        Next::stay()
    }

    fn view_menu(&self, all: &Shared, page: &mut Page<'_, '_>, area: Rect) {
        let lines = items(all).into_iter().enumerate().skip(EVENING);
        for (y, (at, (_, key, wording))) in (area.y..area.bottom()).zip(lines) {
            page.menu_line(Rect { y, height: 1, ..area }, key, &all.text(wording), at == self.cursor);
        }
    }
}

impl State {
    fn view_evening(&self, all: &Shared, page: &mut Page<'_, '_>, area: Rect) {
        let head = all.text("desk-evening");
        page.line_at(area.x, area.y, area.width, &Line::styled(head.clone(), page.theme.dim));
        let mut x = area.x + cells(&head) + 2;
        for (at, (_, key, wording)) in items(all).into_iter().enumerate().take(EVENING) {
            // Nothing but the line under the cursor looks chosen.
            let style = if at == self.cursor { page.theme.chosen } else { page.theme.strong };
            let text = clip(&format!(" {key}. {} ", all.text(wording)), area.right().saturating_sub(x));
            let width = cells(&text);
            page.line_at(x, area.y, width, &Line::styled(text, style));
            page.hot(Rect { x, width, height: 1, ..area }, Press::Char(key));
            x += width + 1;
        }
    }
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// Opens a line of the menu.
    Open(Item),
    /// Opens the line under the cursor.
    OpenChosen,
    /// One line up.
    Up,
    /// One line down.
    Down,
    /// To the screen between visits.
    Wait,
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, all: &Shared) -> Table<Action> {
        let digits = if all.parked_form.is_some() { "1-9 ↑↓" } else { "1-8 ↑↓" };
        let table = Table::new()
            .key(Press::Char('1'), digits, "desk-key-choose", Action::Open(Item::Search))
            .named(&[Press::Up], Action::Up)
            .named(&[Press::Down], Action::Down);
        let by_digit = items(all).into_iter().filter(|(_, key, _)| ('2'..='9').contains(key));
        by_digit
            .fold(table, |table, (item, key, _)| table.named(&[Press::Char(key)], Action::Open(item)))
            .key(Press::Enter, "Enter", "desk-key-open", Action::OpenChosen)
            .letter('n', "N", "desk-key-hand-in", Action::Open(Item::HandIn))
            .letter('c', "C", "desk-key-hide", Action::Open(Item::Hide))
            .when(all.now.doubt().is_some(), |table| {
                table.letter('d', "D", "desk-key-date", Action::Open(Item::ConfirmDate))
            })
            .key(Press::Esc, "Esc", "desk-key-wait", Action::Wait)
            // Their lines of the menu name them; the footer has no room for them.
            .unlisted(&[Press::Char('k'), Press::Char('K')], Action::Open(Item::QuickForm))
            .unlisted(&[Press::Char('l'), Press::Char('L')], Action::Open(Item::Group))
            .unlisted(&[Press::Char('g'), Press::Char('G')], Action::Open(Item::Papers))
            .unlisted(&[Press::Char('m'), Press::Char('M')], Action::Open(Item::Pin))
    }

    fn act(&mut self, all: &mut Shared, action: Action) -> Next {
        let items = items(all);
        match action {
            Action::Open(item) => open(all, item),
            Action::OpenChosen => items.get(self.cursor).map(|(item, ..)| open(all, *item)).unwrap_or_default(),
            Action::Up => self.move_to(self.cursor.min(items.len()).saturating_sub(1)),
            Action::Down => self.move_to((self.cursor + 1).min(items.len().saturating_sub(1))),
            Action::Wait => Next::go(Route::Waiting),
        }
    }
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        all.text("desk-title")
    }

    fn is_between_visits(&self) -> bool {
        true
    }

    fn entered(&mut self, _all: &mut Shared) -> Vec<Effect> {
        vec![Effect::Counts, Effect::SeeRelease]
    }

    fn prompt(&self, all: &Shared) -> Option<Prompt> {
        Some(Prompt::with_keys(all, "now-desk"))
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let menu_rows = u16::try_from(items(all).len() - EVENING).unwrap_or(10).max(LEAST_ROWS) + 1;
        let body = lowered(page.body, menu_rows + 10);
        view_sync(all, page, body);
        view_target(all, page, Rect { y: body.y + 1, height: 1, ..body });
        self.view_evening(all, page, Rect { y: body.y + 2, height: 1, ..body });
        let room = Rect { y: body.y + 3, height: body.height.saturating_sub(menu_rows + 3), ..body };
        let taken = view_remarks(all, page, room);
        let y = room.y + taken + 1;
        let left = Rect { y, height: body.bottom().saturating_sub(y), width: body.width / 2, ..body };
        view_counts(all, page, left);
        let x = left.right() + 2;
        self.view_menu(all, page, Rect { x, width: body.right().saturating_sub(x), ..left });
    }
}

/// Lines of the menu: the parked form only where there is one, the date only where the clock is in doubt.
fn items(all: &Shared) -> Vec<(Item, char, &'static str)> {
    let shown = |item: &Item| match item {
        Item::ParkedForm => all.parked_form.is_some(),
        Item::ConfirmDate => all.now.doubt().is_some(),
        _ => true, // else: always there
    };
    ITEMS.into_iter().filter(|(item, ..)| shown(item)).collect()
}

fn open(all: &mut Shared, item: Item) -> Next {
    match item {
        Item::QuickForm => Next::go(Route::QuickForm),
        Item::Group => Next::go(Route::Group),
        Item::Papers => Next::go(Route::Papers),
        Item::Search => Next::go(Route::People),
        Item::CallBack => Next::go(Route::PeopleLists),
        Item::Installs => Next::go(Route::Installs),
        Item::Practice if all.pack.is_none() => Next::stay(),
        Item::Practice => Next::go(Route::Practice).with(Effect::PracticeSeed),
        Item::Volunteers => Next::go(Route::Volunteers),
        Item::Transfer => Next::go(Route::Transfer),
        Item::Settings => Next::go(Route::Settings),
        Item::Closing => Next::go(Route::Closing),
        Item::ParkedForm => Next::go(Route::Register(FormStart::Parked)),
        Item::HandIn => Next::go(Route::Outbox),
        Item::ConfirmDate => Next::go(Route::ConfirmDate),
        Item::Hide => Next::over(Window::Hidden),
        Item::Pin => Next::over(Window::Pin(PinFor::Change)),
    }
}

fn view_sync(all: &Shared, page: &mut Page<'_, '_>, area: Rect) {
    let wording = clip(&outbox::standing(all), area.width);
    page.line_at(area.x, area.y, area.width, &Line::styled(wording, page.theme.strong));
    page.hot(Rect { height: 1, ..area }, Press::Char('N'));
}

fn view_target(all: &Shared, page: &mut Page<'_, '_>, area: Rect) {
    let Some(place) = all.pack.as_ref().and_then(|pack| pack.contest.station.as_ref()) else { return };
    let wording = all.words.with("desk-target", &[("village", place.village.as_str().into())]);
    let wording = clip(&wording, area.width / 2);
    let taken = cells(&wording) + 2;
    page.line_at(area.x, area.y, taken, &Line::styled(wording, page.theme.page));
    page.gauge(area.x + taken, area.y, area.width.saturating_sub(taken), all.counts.registered, place.target);
}

/// What the volunteer should know at once; returns the rows it took. What has no room is counted, never dropped in silence.
fn view_remarks(all: &Shared, page: &mut Page<'_, '_>, area: Rect) -> u16 {
    let mut remarks = Vec::new();
    if !all.station.enrolled {
        remarks.push(all.text("desk-not-enrolled"));
    }
    if all.now.doubt().is_some() {
        let (machine, date) = (all.words.date(all.now.machine_date()), all.words.date(all.now.date()));
        remarks.push(all.words.with("desk-clock", &[("machine", machine.into()), ("date", date.into())]));
    }
    if group::is_unfinished(all.parked_class.as_ref()) {
        remarks.push(all.text("desk-class"));
    }
    remarks.extend(all.release_seen.as_ref().map(|version| {
        let values = [("version", version.as_str().into())];
        all.words.with("release-on-stick", &values)
    }));
    remarks.extend(all.counts.half_form.then(|| all.text("desk-half-form")));
    remarks.extend(all.counts.half_sheet.then(|| all.text("desk-half-sheet")));
    remarks.extend(all.station.remarks.iter().map(|remark| remark.notice(&all.words).on_page()));
    let mut y = area.y;
    for (at, remark) in remarks.iter().enumerate() {
        let rows = u16::try_from(wrap(&format!("▲ {remark}"), area.width).len()).unwrap_or(u16::MAX);
        let last = at + 1 == remarks.len();
        if y + rows + u16::from(!last) > area.bottom() {
            let more = all.words.with("desk-more", &[("n", (remarks.len() - at).into())]);
            page.line_at(area.x, y, area.width, &Line::styled(format!("▲ {more}"), page.theme.bad));
            return y + 1 - area.y;
        }
        let left = Rect { y, height: area.bottom().saturating_sub(y), ..area };
        y += page.text(left, &format!("▲ {remark}"), page.theme.bad);
    }
    y - area.y
}

fn view_counts(all: &Shared, page: &mut Page<'_, '_>, area: Rect) {
    let counts = all.counts;
    let together = (counts.valid + counts.one_touch).saturating_sub(counts.both);
    let rows = [
        ("desk-registered", Some(counts.registered_today), counts.registered),
        ("desk-valid", Some(counts.valid_today), counts.valid),
        ("desk-to-learn", None, counts.to_learn),
        ("desk-to-test", None, counts.to_test),
        ("desk-to-share", None, counts.to_share),
        ("desk-one-touch", None, counts.one_touch),
        ("desk-both", None, counts.both),
        ("desk-together", None, together),
        ("desk-installed", Some(counts.installs_today), counts.installs),
    ];
    let wide = area.width.saturating_sub(15);
    let line = |label: &str, today: &str, whole: &str| {
        let label = clip(label, wide);
        let pad = " ".repeat(usize::from(wide.saturating_sub(cells(&label))));
        format!("{label}{pad}{today:>8}{whole:>7}")
    };
    let head = line(&all.text("desk-people"), &all.text("desk-today"), &all.text("desk-whole"));
    page.line_at(area.x, area.y, area.width, &Line::styled(head, page.theme.dim));
    for (y, (label, today, whole)) in (area.y + 1..area.bottom()).zip(rows) {
        let today = today.map(|count| all.words.number(count.into())).unwrap_or_default();
        let text = line(&all.text(label), &today, &all.words.number(whole.into()));
        page.line_at(area.x, y, area.width, &Line::styled(text, page.theme.page));
    }
}
