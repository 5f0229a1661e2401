use crate::{
    domain::HelpLink,
    report::qr::{self, Matrix},
    tui::{
        Keyed, Next, Press, Shared, Table, Window,
        draw::{Page, Prompt, draw_qr, popup, qr_cells, qr_cells_in, wrap},
    },
};
use ratatui::layout::Rect;

/// F1: which keys there are, whom to call, and codes that lead to help on one's own phone.
#[derive(Default)]
pub struct State {
    /// The link whose code is shown instead of the keys.
    code: Option<(HelpLink, Matrix)>,
}

/// Widest code, in modules: with its white around it, it is as high as the smallest screen's window.
const MOST_MODULES: usize = 33;
/// Width of the window; of the one with a code.
const WIDTH: u16 = 72;
const WIDTH_OF_CODE: u16 = 76;
/// Rows that the words beside a code take at most.
const LEAST_ROWS: u16 = 6;

fn links(all: &Shared) -> &[HelpLink] {
    all.pack.as_ref().map_or(&[], |pack| &pack.contest.help_links)
}

impl State {
    /// Draws the window above the page.
    pub fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        match &self.code {
            Some((link, matrix)) => view_code(all, page, link, matrix),
            None => view_keys(all, page),
        }
    }

    /// What to do now.
    #[must_use]
    pub fn prompt(&self, all: &Shared) -> Prompt {
        match (&self.code, links(all).len()) {
            (Some(_), _) => Prompt::to(all, "help-now-code"),
            (None, 0) => Prompt::to(all, "now-read"),
            (None, count) => Prompt::enter(all.words.with("help-now", &[("n", count.into())])),
        }
    }
}

fn view_keys(all: &Shared, page: &mut Page<'_, '_>) {
    let links = links(all);
    let rows = 16 + u16::try_from(links.len()).unwrap_or(0);
    let inside = popup(page, &all.text("help-title"), WIDTH, rows);
    let hotline = all.pack.as_ref().map(|pack| pack.contest.hotline.clone()).unwrap_or_default();
    let station = all.pack.as_ref().and_then(|pack| pack.contest.station.as_ref());
    let contact = station.map(|station| station.contact.clone()).unwrap_or_default();
    let mut lines = vec![
        all.text("help-digits"),
        all.text("help-arrows"),
        all.text("help-enter"),
        all.text("help-esc"),
        all.text("help-typing"),
    ];
    lines.extend(all.settings.speech.then(|| all.text("voice-help")));
    lines.push(all.words.with("help-hotline", &[("hotline", hotline.into())]));
    // A name with nothing after it would look as if something were broken.
    if !contact.is_empty() {
        lines.push(all.words.with("help-contact", &[("contact", contact.into())]));
    }
    let rows = |line: &String| u16::try_from(wrap(line, inside.width).len()).unwrap_or(u16::MAX);
    let (needed, codes) = (lines.iter().map(rows).sum::<u16>(), links.len() + usize::from(!links.is_empty()));
    let spread = usize::from(needed) + lines.len() + codes;
    // Lines stand apart where everything has room so.
    let gap = u16::from(inside.height > 14 && spread <= usize::from(inside.height));
    let below = |y: u16| Rect { y, height: inside.bottom().saturating_sub(y), ..inside };
    let mut y = inside.y;
    for line in lines {
        y += page.text(below(y), &line, page.theme.page) + gap;
    }
    if !links.is_empty() {
        y += page.text(below(y), &all.text("help-codes"), page.theme.page);
    }
    for (link, digit) in links.iter().zip('1'..='9') {
        let row = Rect { height: 1, ..below(y) };
        y += page.text(below(y), &format!("  {digit}. {}", link.title), page.theme.strong);
        page.hot(row, Press::Char(digit));
    }
}

/// The code beside its title and address, or these alone where it has no room.
fn view_code(all: &Shared, page: &mut Page<'_, '_>, link: &HelpLink, matrix: &Matrix) {
    // The window is as high as the code.
    let rows = qr_cells(matrix).1.saturating_sub(2).max(LEAST_ROWS);
    let inside = popup(page, &link.title, WIDTH_OF_CODE, rows);
    // The rows that the window leaves free above and below its words are the code's too.
    let room = Rect { y: inside.y.saturating_sub(1), height: inside.height + 2, ..inside };
    let mut words = inside;
    if let Some((columns, rows)) = qr_cells_in(matrix, room) {
        draw_qr(page, Rect { width: columns, height: rows, ..room }, matrix);
        words = Rect { x: inside.x + columns + 2, width: inside.width.saturating_sub(columns + 2), ..inside };
    }
    let taken = page.text(words, &all.text("help-scan"), page.theme.strong) + 1;
    let below = Rect { y: words.y + taken, height: words.height.saturating_sub(taken), ..words };
    page.text(below, &link.url, page.theme.dim);
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// Shows the code of a link.
    Code(usize),
    /// The keys again.
    Keys,
    /// Covers the screen.
    Hide,
    /// Asks for the volunteer's PIN.
    Helper,
    /// Closes the window.
    Close,
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, all: &Shared) -> Table<Action> {
        let count = links(all).len();
        let table = Table::new();
        let table = match (&self.code, count) {
            (Some(_), _) => table.key(Press::Enter, "Enter", "help-key-back", Action::Keys),
            (None, 0) => table.key(Press::Enter, "Enter", "menu-key-close", Action::Close),
            (None, _) => {
                let cap = if count == 1 { "1".to_owned() } else { format!("1-{count}") };
                table.digits(count, cap, "help-key-code", Action::Code).key(
                    Press::Enter,
                    "Enter",
                    "menu-key-close",
                    Action::Close,
                )
            }
        };
        table
            .unlisted(&[Press::Esc, Press::F(1)], Action::Close)
            .when(all.shift.is_some(), |table| {
                table.unlisted(&[Press::F(9)], Action::Hide).unlisted(&[Press::F(10)], Action::Helper)
            })
            .any(Action::Close)
    }

    fn act(&mut self, all: &mut Shared, action: Action) -> Next {
        match action {
            Action::Code(at) => {
                let link = links(all).get(at);
                self.code = link.and_then(|link| Some((link.clone(), qr::matrix(&link.url, MOST_MODULES).ok()?)));
                Next::stay()
            }
            Action::Keys => {
                self.code = None;
                Next::stay()
            }
            Action::Hide => Next::over(Window::Hidden).and_close(),
            Action::Helper => Next::call_helper(all).and_close(),
            Action::Close => Next::close(),
        }
    }
}
