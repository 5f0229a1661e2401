//! Windows above the screens. The topmost takes the keys.

mod cover;
/// The farewell of a break.
pub mod goodbye;
/// F1: the keys.
pub mod help;
/// The idle warning.
pub mod idle;
/// The menu behind Esc.
pub mod menu;
/// A notice with its code.
pub mod notice;
/// The helper's panel.
pub mod panel;
/// The shift PIN.
pub mod pin;
/// A printout on its way to the printer.
pub mod print;

use super::{
    Effect, Keyed, Keys, Msg, Next, Shared,
    draw::{Page, Prompt, big_width, draw_big},
};
use cover::Cover;

/// A window above the screen.
pub enum Overlay {
    /// Esc: 1 Quay lại, 2 Trợ giúp, 3 Gọi người hỗ trợ, 4 Tạm nghỉ.
    Menu(menu::State),
    /// F1: the keys of the screen below.
    Help(help::State),
    /// The shift PIN is asked for.
    Pin(Box<pin::State>),
    /// A code, what happened and what to do.
    Notice(notice::State),
    /// Asks whether anybody is still there.
    Idle(idle::State),
    /// The screen is covered; nothing of it can be read.
    Hidden,
    /// The helper's panel for the visit at hand.
    Panel(panel::State),
    /// The farewell of a break.
    Goodbye(goodbye::State),
    /// A printout on its way to the printer.
    Print(Box<print::State>),
}

impl Overlay {
    pub(super) fn update(&mut self, all: &mut Shared, msg: &Msg) -> Next {
        match self {
            Self::Menu(state) => state.update(all, msg),
            Self::Help(state) => state.update(all, msg),
            Self::Pin(state) => state.update(all, msg),
            Self::Notice(state) => state.update(all, msg),
            Self::Idle(state) => state.update(all, msg),
            Self::Panel(state) => state.update(all, msg),
            Self::Goodbye(state) => state.update(all, msg),
            Self::Print(state) => state.update(all, msg),
            Self::Hidden => Cover.update(all, msg),
        }
    }

    /// What is asked of the world when the window comes up.
    pub(super) fn opened(&self, all: &Shared) -> Option<Effect> {
        match self {
            Self::Print(state) => state.opened(all),
            _ => None, // else: the other windows ask for nothing at once
        }
    }

    /// Whether the station's answer was asked for here, and not by the screen below.
    pub(super) fn awaits(&self, msg: &Msg) -> bool {
        match self {
            Self::Panel(state) => state.awaits(msg),
            Self::Pin(state) => state.awaits(msg),
            Self::Print(_) => matches!(msg, Msg::Print(_)),
            _ => false, // else: the other windows ask for nothing
        }
    }

    pub(super) fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        match self {
            Self::Menu(state) => state.view(all, page),
            Self::Help(state) => state.view(all, page),
            Self::Pin(state) => state.view(all, page),
            Self::Notice(state) => state.view(all, page),
            Self::Idle(state) => state.view(all, page),
            Self::Panel(state) => state.view(all, page),
            Self::Goodbye(state) => state.view(all, page),
            Self::Print(state) => state.view(all, page),
            Self::Hidden => (),
        }
    }

    /// The one thing to do now, for the row above the footer; a covered screen shows it in its middle.
    pub(super) fn prompt(&self, all: &Shared) -> Option<Prompt> {
        match self {
            Self::Menu(state) => Some(state.prompt(all)),
            Self::Panel(state) => Some(state.prompt(all)),
            Self::Help(state) => Some(state.prompt(all)),
            Self::Notice(_) | Self::Goodbye(_) => Some(Prompt::to(all, "now-read")),
            Self::Pin(_) => Some(Prompt::to(all, "now-secret")),
            Self::Print(state) => Some(state.prompt(all)),
            Self::Idle(_) => Some(Prompt::to(all, "now-any-key")),
            Self::Hidden => None,
        }
    }

    /// The keys that work while this window is on top, in the order of the footer.
    #[must_use]
    pub fn keys(&self, all: &Shared) -> Keys {
        match self {
            Self::Menu(state) => state.keys(all),
            Self::Help(state) => state.keys(all),
            Self::Pin(state) => state.keys(all),
            Self::Notice(state) => state.keys(all),
            Self::Idle(state) => state.keys(all),
            Self::Panel(state) => state.keys(all),
            Self::Goodbye(state) => state.keys(all),
            Self::Print(state) => state.keys(all),
            Self::Hidden => Cover.keys(all),
        }
    }
}

/// Whether nothing of the screen below may be seen.
#[must_use]
pub(super) fn covers_all(overlays: &[Overlay]) -> bool {
    overlays.iter().any(|overlay| matches!(overlay, Overlay::Hidden))
}

/// Content of a covered screen: the station's name and how to come back; above it the PIN, when it is asked for.
pub(super) fn draw_cover(all: &Shared, overlays: &[Overlay], page: &mut Page<'_, '_>) {
    let name = all.text("frame-cover");
    let body = page.body;
    let x = body.x + body.width.saturating_sub(big_width(&name)) / 2;
    let style = page.theme.title;
    draw_big(page, x, body.y + 3, &name, style);
    page.centred(body.bottom().saturating_sub(3), &all.text("frame-covered"), page.theme.page);
    match overlays {
        [.., Overlay::Pin(pin)] => pin.view(all, page),
        // What became of the PIN or the passphrase.
        [.., Overlay::Pin(_), Overlay::Notice(notice)] => notice.view(all, page),
        _ => (), // else: what is beneath the cover is not shown
    }
}
