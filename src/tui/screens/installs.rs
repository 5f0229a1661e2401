use super::app;
use crate::{
    record::{Body, Event, InstallV1},
    tui::{
        Effect, Msg, Next, Press, Route, ScreenState, Shared, Ticket,
        draw::{Choices, Hint, Marker, Page},
    },
};
use ratatui::layout::Rect;

/// Installs for anybody who comes by, with or without an entry. A record stays for good, so it is asked once before.
#[derive(Default)]
pub struct State {
    asking: Option<InstallV1>,
    /// What is on its way to the disk.
    saving: Option<(Ticket, InstallV1)>,
    /// What was kept last since this screen came up.
    kept: Option<InstallV1>,
}

impl State {
    fn press(&mut self, all: &mut Shared, press: Press) -> Next {
        if self.saving.is_some() {
            return Next::stay();
        }
        match (press, self.asking) {
            (Press::Enter, Some(install)) => {
                self.asking = None;
                let effect = all.keep_nobodys(vec![Event::Record(Body::App { install })]);
                self.saving = Some((all.last_ticket, install));
                effect.into()
            }
            (Press::Esc | Press::Backspace, Some(_)) => self.ask(None),
            (Press::Esc, None) => Next::go(Route::Desk),
            _ if !all.station.enrolled => Next::stay(),
            (Press::Char('1'), _) => self.ask(Some(InstallV1::InstalledNow)),
            (Press::Char('2'), _) => self.ask(Some(InstallV1::HadIt)),
            (Press::Char('3'), _) => self.ask(Some(InstallV1::NoSmartphone)),
            _ => Next::stay(),
        }
    }

    fn ask(&mut self, install: Option<InstallV1>) -> Next {
        (self.asking, self.kept) = (install, None);
        Next::stay()
    }
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        all.text("installs-title")
    }

    fn keys(&self, all: &Shared) -> Vec<Hint> {
        let hint = |press, cap: &str, key| Hint::new(press, cap, all.text(key));
        match (self.asking, self.saving) {
            (_, Some(_)) => Vec::new(),
            (Some(_), None) => {
                vec![hint(Press::Enter, "Enter", "installs-key-yes"), hint(Press::Esc, "Esc", "installs-key-no")]
            }
            (None, None) if !all.station.enrolled => vec![hint(Press::Esc, "Esc", "desk-key-back")],
            (None, None) => {
                vec![hint(Press::Char('1'), "1-3", "desk-key-choose"), hint(Press::Esc, "Esc", "desk-key-back")]
            }
        }
    }

    fn takes_esc(&self) -> bool {
        true
    }

    fn entered(&mut self, _all: &mut Shared) -> Vec<Effect> {
        vec![Effect::Counts]
    }

    fn update(&mut self, all: &mut Shared, msg: &Msg) -> Next {
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
            Msg::Press(press) => self.press(all, *press),
            _ => Next::stay(),
        }
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let name = all.pack.as_ref().map(|pack| pack.contest.app_name.clone()).unwrap_or_default();
        let head = all.words.with("installs-head", &[("app", name.into())]);
        let today = all
            .words
            .with("installs-today", &[("today", all.counts.installs_today.into()), ("n", all.counts.installs.into())]);
        let texts = [(head, page.look.strong), (today, page.look.page)];
        let left = page.paragraphs(page.body, &texts);
        let options = app::TICKS.map(|one| all.text(app::tick_key(one)));
        let markers = app::TICKS.map(|one| if self.asking == Some(one) { Marker::Chosen } else { Marker::None });
        let area = Rect { height: left.height.min(9), ..left };
        let taken = Choices { options: &options, markers: &markers, first: 1 }.draw(page, area) + 1;
        let below = Rect { y: left.y + taken, height: left.height.saturating_sub(taken), ..left };
        if !all.station.enrolled {
            page.text(below, &format!("▲ {}", all.text("desk-not-enrolled")), page.look.bad);
            return;
        }
        let (wording, style) = match (self.asking, self.saving, self.kept) {
            (Some(install), ..) => (all.words.with("installs-sure", &what(all, install)), page.look.strong),
            (None, Some(_), _) => (all.text("installs-saving"), page.look.strong),
            (None, None, Some(install)) => {
                (format!("✓ {}", all.words.with("installs-kept", &what(all, install))), page.look.good)
            }
            (None, None, None) => (all.text("installs-how"), page.look.dim),
        };
        page.text(below, &wording, style);
    }
}

fn what(all: &Shared, install: InstallV1) -> [(&'static str, crate::text::Value<'static>); 1] {
    [("what", all.text(app::tick_key(install)).to_lowercase().into())]
}
