use super::app;
use crate::{
    record::{Body, Event, InstallV1},
    tui::{
        Effect, Keyed, Msg, Next, Press, Route, ScreenState, Shared, Table, Ticket,
        draw::{Choices, Marker, Page, Prompt},
    },
};
use ratatui::{layout::Rect, style::Style};

/// Installs for anybody who comes by, with or without an entry. A record stays for good, so it is asked once before.
#[derive(Default)]
pub struct State {
    asking: Option<InstallV1>,
    /// What is on its way to the disk.
    saving: Option<(Ticket, InstallV1)>,
    /// What was kept last since this screen came up.
    kept: Option<InstallV1>,
    posters: Posters,
}

/// Posters and leaflets with the app's codes.
#[derive(Default)]
enum Posters {
    #[default]
    Unasked,
    /// They are being drawn and written.
    Writing,
    /// Their paths.
    Written(Vec<String>),
}

impl State {
    fn record(&mut self, all: &mut Shared) -> Next {
        let Some(install) = self.asking.take() else { return Next::stay() };
        let effect = all.keep_nobodys(vec![Event::Record(Body::App { install })]);
        self.saving = Some((all.last_ticket, install));
        effect.into()
    }

    fn ask(&mut self, install: Option<InstallV1>) -> Next {
        (self.asking, self.kept, self.posters) = (install, None, Posters::Unasked);
        Next::stay()
    }
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// Asks about an install.
    Ask(InstallV1),
    /// Records it.
    Confirm,
    /// Does not.
    Decline,
    /// Writes posters and leaflets to the stick.
    Print,
    /// To the desk.
    Desk,
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, all: &Shared) -> Table<Action> {
        let [now, had, none] = app::TICKS.map(Action::Ask);
        let others = |table: Table<Action>| {
            table
                .unlisted(&[Press::Char('1')], now)
                .unlisted(&[Press::Char('2')], had)
                .unlisted(&[Press::Char('3')], none)
        };
        let choose = |table: Table<Action>| {
            table
                .key(Press::Char('1'), "1-3", "desk-key-choose", now)
                .named(&[Press::Char('2')], had)
                .named(&[Press::Char('3')], none)
                .letter('p', "P", "installs-key-posters", Action::Print)
        };
        if matches!(self.posters, Posters::Writing) {
            return Table::new().without_esc();
        }
        match (self.asking, self.saving) {
            (_, Some(_)) => Table::new().without_esc(),
            (Some(_), None) => Table::new()
                .key(Press::Enter, "Enter", "installs-key-yes", Action::Confirm)
                .key(Press::Esc, "Esc", "installs-key-no", Action::Decline)
                .unlisted(&[Press::Backspace], Action::Decline)
                .when(all.station.enrolled, others),
            (None, None) => {
                Table::new().when(all.station.enrolled, choose).key(Press::Esc, "Esc", "desk-key-back", Action::Desk)
            }
        }
    }

    fn act(&mut self, all: &mut Shared, action: Action) -> Next {
        match action {
            Action::Ask(install) => self.ask(Some(install)),
            Action::Confirm => self.record(all),
            Action::Decline => self.ask(None),
            Action::Print => {
                (self.kept, self.posters) = (None, Posters::Writing);
                Effect::PrintPosters.into()
            }
            Action::Desk => Next::go(Route::Desk),
        }
    }

    fn received(&mut self, _all: &mut Shared, msg: &Msg) -> Next {
        match msg {
            Msg::Saved(ticket) => match self.saving.take_if(|(saving, _)| *ticket >= *saving) {
                Some((_, install)) => {
                    self.kept = Some(install);
                    Effect::Counts.into()
                }
                None => Next::stay(),
            },
            Msg::SaveFailed(ticket, _) => {
                self.saving.take_if(|(saving, _)| *ticket >= *saving);
                Next::stay()
            }
            Msg::PostersPrinted(paths) => {
                self.posters = Posters::Written(paths.clone());
                Next::stay()
            }
            Msg::Failed(_) if matches!(self.posters, Posters::Writing) => {
                self.posters = Posters::Unasked;
                Next::stay()
            }
            _ => Next::stay(), // else: nothing else concerns what is being saved
        }
    }
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        all.text("installs-title")
    }

    fn entered(&mut self, _all: &mut Shared) -> Vec<Effect> {
        vec![Effect::Counts]
    }

    fn prompt(&self, all: &Shared) -> Option<Prompt> {
        Some(match (self.asking, self.saving) {
            _ if !all.station.enrolled => Prompt::leave(all),
            _ if matches!(self.posters, Posters::Writing) => Prompt::wait(all),
            (_, Some(_)) => Prompt::wait(all),
            (Some(_), None) => Prompt::to(all, "installs-now-sure"),
            (None, None) => Prompt::choose(all, app::TICKS.len()),
        })
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let name = all.pack.as_ref().map(|pack| pack.contest.app_name.clone()).unwrap_or_default();
        let head = all.words.with("installs-head", &[("app", name.into())]);
        let today = all
            .words
            .with("installs-today", &[("today", all.counts.installs_today.into()), ("n", all.counts.installs.into())]);
        let texts = [(head, page.theme.strong), (today, page.theme.page)];
        let left = page.paragraphs(page.body, &texts);
        let options = app::TICKS.map(|one| all.text(app::tick_key(one)));
        let markers = app::TICKS.map(|one| if self.asking == Some(one) { Marker::Chosen } else { Marker::None });
        let area = Rect { height: left.height.min(9), ..left };
        let taken = Choices { options: &options, markers: &markers, first: 1 }.draw(page, area) + 1;
        let below = Rect { y: left.y + taken, height: left.height.saturating_sub(taken), ..left };
        if !all.station.enrolled {
            page.text(below, &format!("▲ {}", all.text("desk-not-enrolled")), page.theme.bad);
            return;
        }
        let (wording, style) = match (self.asking, self.saving, self.kept) {
            (Some(install), ..) => (all.words.with("installs-sure", &what(all, install)), page.theme.strong),
            (None, Some(_), _) => (all.text("installs-saving"), page.theme.strong),
            (None, None, Some(install)) => {
                (format!("✓ {}", all.words.with("installs-kept", &what(all, install))), page.theme.good)
            }
            (None, None, None) => self.below(all, page),
        };
        page.text(below, &wording, style);
    }
}

impl State {
    /// What is below the options when nothing is being marked.
    fn below(&self, all: &Shared, page: &Page<'_, '_>) -> (String, Style) {
        match &self.posters {
            Posters::Unasked => (all.text("installs-how"), page.theme.dim),
            Posters::Writing => (all.text("installs-posters-writing"), page.theme.strong),
            Posters::Written(paths) => {
                let names = paths.iter().map(|path| path.rsplit(['/', '\\']).next().unwrap_or(path));
                let files = names.collect::<Vec<_>>().join(", ");
                let values = [("files", files.into())];
                (format!("✓ {}", all.words.with("installs-posters-written", &values)), page.theme.good)
            }
        }
    }
}

fn what(all: &Shared, install: InstallV1) -> [(&'static str, crate::text::Value<'static>); 1] {
    [("what", all.text(app::tick_key(install)).to_lowercase().into())]
}
