use super::{DIGITS, INSTALLS, MODES, OFFERS, Offer, State, Step, fits, missing};
use crate::{
    input::id_entry,
    record::{HelpMode, InstallV1},
    tui::{
        Press, Shared,
        draw::{Choices, FieldParts, Marker, Page, clip, draw_field, popup, wrap},
    },
};
use ratatui::{layout::Rect, text::Line};

/// The widest that fits 80 columns.
const WIDTH: u16 = 72;
/// The most that fits 24 rows.
const MOST_ROWS: u16 = 18;

pub(super) fn draw(state: &State, all: &Shared, page: &mut Page<'_, '_>) {
    let name = all.registration().map(|registered| registered.name.as_str().to_owned()).unwrap_or_default();
    match state.step {
        Step::Choose => {
            let wording = match name.is_empty() {
                true => all.text("panel-newcomer"),
                false => all.words.with("panel-visit", &[("name", name.into())]),
            };
            offered(all, page, &wording);
        }
        Step::Mode => {
            let now = all.guest.as_ref().map_or(all.newcomer.mode, |guest| guest.mode);
            let lines = MODES.map(|mode| all.text(mode_key(mode)));
            let at = MODES.iter().position(|mode| *mode == now);
            ask(all, page, &all.text("panel-mode-ask"), &lines, at);
        }
        Step::Topics => ask(all, page, &all.text("panel-topics-ask"), &topics(all), None),
        Step::TopicSure(topic) => {
            let title = all.pack.as_ref().and_then(|pack| pack.contest.topic(topic)).map(|topic| topic.title.clone());
            let wording = all
                .words
                .with("panel-topic-sure", &[("n", topic.number().into()), ("title", title.unwrap_or_default().into())]);
            ask(all, page, &wording, &[all.text("panel-topic-yes"), all.text("panel-no")], None);
        }
        Step::App => {
            let recorded = all.guest.as_ref().and_then(|guest| guest.visit.app());
            let at = INSTALLS.iter().position(|install| Some(*install) == recorded);
            let app = all.pack.as_ref().map(|pack| pack.contest.app_name.clone()).unwrap_or_default();
            let wording = all.words.with("panel-app-ask", &[("app", app.into())]);
            ask(all, page, &wording, &INSTALLS.map(|install| all.text(install_key(install))), at);
        }
        Step::Number => number(state, all, page),
        Step::Looking => waiting(all, page, "panel-looking"),
        Step::Moving => waiting(all, page, "panel-moving"),
        Step::MoveSure => move_sure(state, all, page),
        Step::Withdraw => {
            let wording = all.words.with("panel-withdraw-ask", &[("name", name.into())]);
            ask(all, page, &wording, &[all.text("panel-withdraw-yes"), all.text("panel-no")], None);
        }
        Step::WithdrawSure => {
            let lines = [all.text("panel-withdraw-keep"), all.text("panel-withdraw-sure-yes")];
            ask(all, page, &all.text("panel-withdraw-sure"), &lines, None);
        }
    }
}

/// The lines of the panel; what this visit has no use for is dim and cannot be pressed.
fn offered(all: &Shared, page: &mut Page<'_, '_>, wording: &str) {
    let rows = wrap(wording, WIDTH - 6).len() + 2 * OFFERS.len();
    let inside = popup(page, &all.text("panel-title"), WIDTH, u16::try_from(rows).unwrap_or(MOST_ROWS).min(MOST_ROWS));
    let y = inside.y + page.text(inside, wording, page.theme.strong) + 1;
    let step = if inside.bottom().saturating_sub(y) >= 15 { 2 } else { 1 };
    for (y, (digit, offer)) in (y..inside.bottom()).step_by(step).zip(('1'..='9').zip(OFFERS)) {
        let style = if fits(all, offer) { page.theme.page } else { page.theme.dim };
        let place = Rect { y, height: 1, ..inside };
        let line = clip(&format!("     {digit}. {}", all.text(key_of(offer))), inside.width);
        page.line_at(place.x, y, place.width, &Line::styled(line, style));
        page.hot(place, Press::Char(digit));
    }
}

fn ask(all: &Shared, page: &mut Page<'_, '_>, wording: &str, lines: &[String], chosen: Option<usize>) {
    let rows = wrap(wording, WIDTH - 6).len() + 4 * lines.len();
    let rows = u16::try_from(rows).unwrap_or(MOST_ROWS).min(MOST_ROWS);
    let inside = popup(page, &all.text("panel-title"), WIDTH, rows);
    let taken = page.text(inside, wording, page.theme.strong) + 1;
    let mark = |at: usize| if Some(at) == chosen { Marker::Chosen } else { Marker::None };
    let markers: Vec<Marker> = (0..lines.len()).map(mark).collect();
    let area = Rect { y: inside.y + taken, height: inside.height.saturating_sub(taken), ..inside };
    Choices { options: lines, markers: &markers, first: 1 }.draw(page, area);
}

fn waiting(all: &Shared, page: &mut Page<'_, '_>, key: &str) {
    let inside = popup(page, &all.text("panel-title"), WIDTH, 3);
    page.text(inside, &all.text(key), page.theme.strong);
}

fn number(state: &State, all: &Shared, page: &mut Page<'_, '_>) {
    let inside = popup(page, &all.text("panel-title"), WIDTH, 11);
    let taken = page.text(inside, &all.text("panel-other-ask"), page.theme.strong) + 1;
    let area = Rect { y: inside.y + taken, height: inside.height.saturating_sub(taken), ..inside };
    let (label, shown) = (all.text("panel-other-label"), id_entry::grouped(state.field.text()));
    let column = id_entry::column(state.field.cursor().min(DIGITS));
    let parts = FieldParts {
        label: &label,
        shown: &shown,
        cursor: Some(u16::try_from(column).unwrap_or(0)),
        hint: "",
        remark: "",
        remark_is_bad: false,
    };
    let taken = draw_field(page, area, &parts) + 1;
    let below = Rect { y: area.y + taken, height: area.height.saturating_sub(taken), ..area };
    if let Some(remark) = &state.remark {
        page.text(below, &format!("✗ {remark}"), page.theme.bad);
    }
}

fn move_sure(state: &State, all: &Shared, page: &mut Page<'_, '_>) {
    let Some(registered) = state.found.as_ref().and_then(|guest| guest.visit.registration()) else { return };
    let wording = all.words.with(
        "panel-move-sure",
        &[
            ("name", registered.name.hinted().into()),
            ("village", registered.residence.village.as_str().into()),
            ("year", registered.birth.year().to_string().into()),
        ],
    );
    ask(all, page, &wording, &[all.text("panel-move-yes"), all.text("panel-no")], None);
}

fn topics(all: &Shared) -> Vec<String> {
    let contest = all.pack.as_ref().map(|pack| &pack.contest);
    let title = |id| contest.and_then(|contest| contest.topic(id)).map(|topic| topic.title.clone());
    missing(all).into_iter().filter_map(title).collect()
}

fn key_of(offer: Offer) -> &'static str {
    match offer {
        Offer::Mode => "panel-mode",
        Offer::Correct => "panel-correct",
        Offer::Topics => "panel-topics",
        Offer::App => "panel-app",
        Offer::NotThisPerson => "panel-not-this-person",
        Offer::Withdraw => "panel-withdraw",
        Offer::End => "panel-end",
        Offer::Desk => "panel-desk",
    }
}

fn mode_key(mode: HelpMode) -> &'static str {
    match mode {
        HelpMode::Alone => "panel-mode-alone",
        HelpMode::ReadOut => "panel-mode-read",
        HelpMode::ReadAndPressed => "panel-mode-pressed",
    }
}

fn install_key(install: InstallV1) -> &'static str {
    match install {
        InstallV1::InstalledNow => "panel-app-now",
        InstallV1::HadIt => "panel-app-had",
        InstallV1::NoSmartphone => "panel-app-no-phone",
    }
}
