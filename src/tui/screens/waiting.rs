use crate::{
    domain::{AppLink, Contest, Platform, Window},
    report::qr,
    tui::{
        Effect, Keyed, Next, Press, Route, ScreenState, Shared, Table,
        draw::{Moment, Page, Picture, Prompt, big_height, clip, draw_qr, qr_cells, qr_cells_in, wrap},
    },
};
use ratatui::{layout::Rect, text::Line};

/// Between visits: the contest in big letters, how far the village has come, and the app's codes to scan.
#[derive(Default)]
pub struct State {
    /// Which code is shown where both do not fit.
    code: Option<Platform>,
}

/// Largest code that is drawn: version 4, which with its quiet zone takes 41 columns and 21 rows.
const MOST_MODULES: usize = 33;

impl State {
    fn toggle(&mut self, platform: Platform) -> Next {
        self.code = if self.code == Some(platform) { None } else { Some(platform) };
        Next::stay()
    }

    fn close(&mut self) -> Next {
        self.code = None;
        Next::stay()
    }
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// Shows a code, or takes it away.
    Code(Platform),
    /// Takes the code away.
    Close,
    /// Begins a visit.
    Start,
    /// Practice.
    Practise,
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, all: &Shared) -> Table<Action> {
        let (wording, enter) = match (self.code, is_open(all)) {
            (Some(_), _) => ("waiting-key-close", Action::Close),
            (None, true) => ("waiting-key-start", Action::Start),
            (None, false) => ("waiting-key-practice", Action::Practise),
        };
        Table::new()
            .key(Press::Enter, "Enter", wording, enter)
            .key(Press::Char('1'), "1", "waiting-key-android", Action::Code(Platform::Android))
            .key(Press::Char('2'), "2", "waiting-key-iphone", Action::Code(Platform::Iphone))
            .key(Press::Char('3'), "3", "waiting-key-practice", Action::Practise)
            .menu()
    }

    fn act(&mut self, _all: &mut Shared, action: Action) -> Next {
        match action {
            Action::Code(platform) => self.toggle(platform),
            Action::Close => self.close(),
            Action::Start => Next::go(Route::Welcome),
            Action::Practise => Next::go(Route::Practice).with(Effect::PracticeSeed),
        }
    }
}

impl ScreenState for State {
    fn title(&self, _all: &Shared) -> String {
        String::new()
    }

    fn is_between_visits(&self) -> bool {
        true
    }

    fn entered(&mut self, _all: &mut Shared) -> Vec<Effect> {
        vec![Effect::Counts]
    }

    fn prompt(&self, all: &Shared) -> Option<Prompt> {
        Some(match (&all.pack, self.code) {
            (None, _) => Prompt::new(all.text("now-wait")),
            (Some(_), Some(_)) => Prompt::to(all, "now-code"),
            (Some(_), None) => Prompt::to(all, if is_open(all) { "waiting-start" } else { "waiting-closed" }),
        })
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let Some(pack) = &all.pack else {
            page.centred(page.body.y + 2, &all.text("waiting-loading"), page.theme.page);
            return;
        };
        let contest = &pack.contest;
        match self.code {
            Some(platform) => {
                view_code(all, page, page.body, contest, platform);
            }
            None => view_contest(all, page, contest),
        }
    }
}

/// Entries are taken: enrolled, and inside the window or with a clock in doubt.
#[must_use]
pub fn is_open(all: &Shared) -> bool {
    all.station.enrolled && all.pack.as_ref().is_some_and(|pack| pack.contest.is_open(all.now))
}

/// Rows below the large letters: the contest, its days, and the village with its gauge.
const FACTS: u16 = 8;

fn view_contest(all: &Shared, page: &mut Page<'_, '_>, contest: &Contest) {
    let body = page.body;
    let (big, style) = (all.text("waiting-big"), page.theme.title);
    let codes = &all.codes;
    let asks = all.words.with("waiting-app", &[("app", contest.app_name.as_str().into())]);
    let asks = wrap(&asks, body.width.saturating_sub(8));
    let asking = u16::try_from(asks.len()).unwrap_or(2);
    // On a large screen both codes stand there already, and nobody has to ask for them.
    let coded = both_height(codes, body.width).filter(|rows| big_height(&big) + FACTS + rows < body.height);
    let y = match coded {
        Some(rows) => Moment { picture: Picture::flower(), big: &big, style }.draw(page, body, FACTS + rows),
        None => Moment { picture: Picture::flower(), big: &big, style }.draw(page, body, FACTS + asking),
    };
    let y = view_facts(all, page, contest, body.y + y);
    if coded.is_some() {
        let area = Rect { y, height: body.bottom().saturating_sub(y + 1), ..body };
        view_both(all, page, area, codes);
    } else {
        page.as_one(|page| {
            for (row, line) in (y..).zip(&asks) {
                page.centred(row, line, page.theme.dim);
            }
        });
    }
}

/// The contest, its days, and how far the village has come; returns the row below.
fn view_facts(all: &Shared, page: &mut Page<'_, '_>, contest: &Contest, mut y: u16) -> u16 {
    let body = page.body;
    page.centred(y, &contest.title, page.theme.strong);
    page.centred(y + 2, &window_line(all, contest), page.theme.page);
    y += 4;
    if let Some(place) = &contest.station {
        let wording = all.words.with(
            "waiting-target",
            &[
                ("n", all.counts.registered.into()),
                ("target", place.target.into()),
                ("village", place.village.as_str().into()),
            ],
        );
        page.centred(y, &wording, page.theme.page);
        let width = (body.width * 2 / 3).clamp(30, 80).min(body.width);
        page.gauge(body.x + (body.width - width) / 2, y + 1, width, all.counts.registered, place.target);
        y += 3;
    }
    y
}

fn window_line(all: &Shared, contest: &Contest) -> String {
    let day = [("date", all.words.date(all.now.machine_date()).into())];
    match contest.window(all.now.at()) {
        _ if !all.station.enrolled => all.text("waiting-not-enrolled"),
        _ if all.now.stops_nobody() => all.words.with("waiting-clock", &day),
        Window::Before { days } => {
            let date = all.words.date(all.now.machine_date());
            all.words.with("waiting-before", &[("days", days.into()), ("date", date.into())])
        }
        Window::Open { days } => all.words.with("waiting-open", &[("days", days.into())]),
        Window::After => all.words.with("waiting-after", &day),
    }
}

/// The codes of the app's links, each with its link; one that is too large for the screen is left out.
#[must_use]
pub fn codes(contest: &Contest) -> Vec<(AppLink, qr::Matrix)> {
    let code = |link: &AppLink| qr::matrix(&link.url, MOST_MODULES).ok();
    contest.app_links.iter().filter_map(|link| Some((link.clone(), code(link)?))).collect()
}

/// Rows of both codes with their names, where there are two and they fit beside each other.
fn both_height(codes: &[(AppLink, qr::Matrix)], width: u16) -> Option<u16> {
    let [a, b] = codes else { return None };
    let ((aw, ah), (bw, bh)) = (qr_cells(&a.1), qr_cells(&b.1));
    (aw + bw + 8 <= width).then_some(ah.max(bh) + 1)
}

fn view_both(all: &Shared, page: &mut Page<'_, '_>, area: Rect, codes: &[(AppLink, qr::Matrix)]) {
    let half = area.width / 2;
    for (at, (link, matrix)) in (0u16..).zip(codes) {
        let (columns, _) = qr_cells(matrix);
        let x = area.x + at * half + half.saturating_sub(columns) / 2;
        let below = Rect { x, y: area.y + 1, width: half, height: area.height.saturating_sub(1) };
        let name = format!("{}: {}", link_app(all), platform_name(all, link));
        page.line_at(x, area.y, columns, &Line::styled(clip(&name, columns), page.theme.strong));
        draw_qr(page, below, matrix);
    }
}

fn link_app(all: &Shared) -> &str {
    all.pack.as_ref().map_or("", |pack| pack.contest.app_name.as_str())
}

fn platform_name(all: &Shared, link: &AppLink) -> String {
    all.text(match link.platform {
        Platform::Android => "waiting-android",
        Platform::Iphone => "waiting-iphone",
    })
}

/// One code with what to do beside it; returns the room that is left below those words.
pub fn view_code(all: &Shared, page: &mut Page<'_, '_>, area: Rect, contest: &Contest, platform: Platform) -> Rect {
    let Some((link, matrix)) = all.codes.iter().find(|(link, _)| link.platform == platform) else {
        return page.paragraphs(area, &[(all.text("waiting-no-code"), page.theme.strong)]);
    };
    // A code of version 4 with its whole quiet zone is two rows higher than the body of an 80x24 terminal: it may have the empty row
    // below the head, and does with less white around it. What is in the head is not covered.
    let above = u16::from(qr_cells(matrix).1 > area.height && page.theme.has_bands);
    let tall = Rect { y: area.y - above, height: area.height + above, ..area };
    let (columns, rows) = qr_cells_in(matrix, tall).unwrap_or(qr_cells(matrix));
    let lift = tall.height.saturating_sub(rows) / 2;
    let code = Rect { y: tall.y + lift, height: tall.height - lift, width: columns.min(tall.width), ..tall };
    draw_qr(page, code, matrix);
    let x = area.x + columns + 3;
    let beside = Rect { x, y: area.y, width: area.right().saturating_sub(x), height: area.height };
    let wording = [
        (platform_name(all, link), page.theme.strong),
        (all.words.with("waiting-scan", &[("app", contest.app_name.as_str().into())]), page.theme.page),
        (all.text(if link.official { "waiting-official" } else { "waiting-search" }), page.theme.page),
    ];
    page.paragraphs(beside, &wording)
}
