use super::transfer_run::{TransferAction, TransferRoute, TransferRun, TransferStep};
use crate::{
    input::{Field, FieldKind, Typing},
    text::codes,
    tui::{
        EDITING, Effect, Failure, HandedOver, Keyed, Msg, Next, Press, Route, ScreenState, Shared, Table, Window,
        draw::{Choices, FieldParts, Marker, Page, Prompt, draw_field},
        typed::{cursor_of, paste_into, type_into},
    },
};
use ratatui::{layout::Rect, style::Style};

/// Handing results in, by stick or by network, and ingesting what the centre sent. No passphrase: what leaves is sealed to the
/// centre, and the desk is behind its PIN.
#[derive(Default)]
pub struct State {
    step: Step,
}

#[derive(Default)]
enum Step {
    #[default]
    Menu,
    Running(TransferRun),
    Done(Box<HandedOver>),
    Address {
        field: Field,
        /// It is being looked at.
        asked: bool,
        /// Then it is sent at once: that was the wish.
        then_send: bool,
    },
}

/// Files that were not taken and are named; of the others the number is shown.
const MOST_REFUSED: usize = 2;
/// The longest address of a centre.
const LONGEST: usize = 300;

impl State {
    /// What is on a stick is being ingested: the screen that opens it asks the driver to.
    #[must_use]
    pub fn receiving() -> Self {
        let (run, _) = TransferRun::start(TransferRoute::FromStick);
        Self { step: Step::Running(run) }
    }

    fn ran(&mut self, step: TransferStep) -> Next {
        self.step = match step {
            TransferStep::Open(next) => return next,
            TransferStep::Done(done) => Step::Done(done),
            TransferStep::Ended => Step::Menu,
        };
        Effect::Counts.into()
    }

    fn carry(&mut self, route: TransferRoute) -> Next {
        let (run, effect) = TransferRun::start(route);
        self.step = Step::Running(run);
        effect.into()
    }

    fn ask_address(&mut self, all: &Shared, then_send: bool) -> Next {
        let field = Field::with_text(FieldKind::Text { limit: LONGEST }, &all.settings.centre);
        self.step = Step::Address { field, asked: false, then_send };
        Next::stay()
    }
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// Transfers results.
    Carry(TransferRoute),
    /// Asks for the centre's address, with or without sending after it.
    AskAddress {
        /// Sends once the address is known.
        then_send: bool,
    },
    /// Keeps the address that is typed.
    KeepAddress,
    /// A key of the field.
    Type(Press),
    /// Back to the menu of this screen.
    Menu,
    /// Sends by itself from now on, or no longer.
    SendItself,
    /// Shows results to a phone.
    ByLight,
    /// A receipt by mouth is typed.
    ByMouth,
    /// To the desk.
    Desk,
    /// Of the transfer.
    Run(TransferAction),
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, all: &Shared) -> Table<Action> {
        let table = match &self.step {
            Step::Menu => Table::new()
                .key(Press::Enter, "Enter", "outbox-key-stick", Action::Carry(TransferRoute::Stick))
                .key(Press::Char('1'), "1-7", "desk-key-choose", Action::Carry(TransferRoute::Stick))
                .named(&[Press::Char('2')], by_network(all))
                .named(&[Press::Char('3')], Action::Carry(TransferRoute::FromStick))
                .named(&[Press::Char('4')], Action::AskAddress { then_send: false })
                .named(&[Press::Char('5')], Action::SendItself)
                .named(&[Press::Char('6')], Action::ByLight)
                .named(&[Press::Char('7')], Action::ByMouth)
                .key(Press::Esc, "Esc", "desk-key-back", Action::Desk),
            Step::Running(run) => run.bindings().within(Action::Run),
            Step::Done(_) => Table::new()
                .key(Press::Enter, "Enter", "transfer-key-done", Action::Desk)
                .unlisted(&[Press::Esc], Action::Menu),
            Step::Address { asked, .. } => Table::new()
                .key(Press::Enter, "Enter", "outbox-key-keep", Action::KeepAddress)
                .key(Press::Esc, "Esc", "desk-key-back", Action::Menu)
                .when(!asked, |table| table.typed(EDITING, Action::Type)),
        };
        table.without_esc()
    }

    fn act(&mut self, all: &mut Shared, action: Action) -> Next {
        match (action, &mut self.step) {
            // Nothing can leave, and a grant is ingested where its fingerprint is compared: the driver need not be asked.
            (Action::Carry(_) | Action::ByLight | Action::ByMouth | Action::AskAddress { then_send: true }, _)
                if !all.station.enrolled =>
            {
                let why = Failure::new(codes::handover::STATION_NOT_ENROLLED, []);
                Next::over(Window::Notice(why.notice(&all.words)))
            }
            (Action::Carry(route), _) => self.carry(route),
            // First where to, then the same line once more: nothing is sent to an address that nobody has seen.
            (Action::SendItself, _) if all.settings.centre.is_empty() => self.ask_address(all, false),
            (Action::SendItself, _) => {
                all.settings.sends_itself = !all.settings.sends_itself;
                Effect::Settings(all.settings.clone()).into()
            }
            (Action::AskAddress { then_send }, _) => self.ask_address(all, then_send),
            // The address is being looked at.
            (_, Step::Address { asked: true, .. }) => Next::stay(),
            (Action::KeepAddress, Step::Address { field, asked, .. }) => {
                *asked = true;
                Effect::Centre(field.text().to_owned()).into()
            }
            (Action::Type(press), Step::Address { field, .. }) => {
                type_into(field, press, Typing::Off);
                Next::stay()
            }
            (Action::Menu, _) => {
                self.step = Step::Menu;
                Next::stay()
            }
            (Action::ByLight, _) => Next::go(Route::Light),
            (Action::ByMouth, _) => Next::go(Route::Spoken),
            (Action::Desk, _) => Next::go(Route::Desk),
            (Action::Run(action), Step::Running(run)) => {
                let step = run.act(action);
                self.ran(step)
            }
            // else: the table has the keys of the step alone
            (Action::Run(_) | Action::KeepAddress | Action::Type(_), _) => Next::stay(),
        }
    }

    fn received(&mut self, _all: &mut Shared, msg: &Msg) -> Next {
        match (&mut self.step, msg) {
            (Step::Running(run), msg) => {
                let step = run.received(msg);
                return self.ran(step);
            }
            (Step::Address { asked, .. }, Msg::Failed(_)) => *asked = false,
            (Step::Address { asked: true, then_send, .. }, Msg::Centre(address)) => {
                let sends = *then_send && !address.is_empty();
                self.step = Step::Menu;
                return if sends { self.carry(TransferRoute::Network) } else { Next::stay() };
            }
            (Step::Address { field, asked: false, .. }, Msg::Paste(text)) => paste_into(field, text),
            _ => (), // else: nothing else was asked for here
        }
        Next::stay()
    }
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        let only_ingests = match &self.step {
            Step::Running(run) => run.only_ingests(),
            Step::Done(done) => is_taken_in(done),
            Step::Menu | Step::Address { .. } => false,
        };
        all.text(if only_ingests { "outbox-title-receive" } else { "outbox-title" })
    }

    fn entered(&mut self, _all: &mut Shared) -> Vec<Effect> {
        vec![Effect::Counts]
    }

    fn prompt(&self, all: &Shared) -> Option<Prompt> {
        Some(match &self.step {
            Step::Menu => Prompt::choose(all, 7),
            Step::Running(run) => run.prompt(all),
            Step::Done(_) => Prompt::to(all, "now-read"),
            Step::Address { asked: true, .. } => Prompt::wait(all),
            Step::Address { .. } => Prompt::to(all, "now-type"),
        })
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let body = page.body;
        match &self.step {
            Step::Menu => view_menu(all, page),
            Step::Running(run) => run.view(all, page, body),
            Step::Done(done) => {
                let texts = report(all, page, done);
                page.paragraphs(body, &texts);
            }
            Step::Address { field, .. } => {
                let left = page.paragraphs(body, &[(all.text("outbox-address-why"), page.theme.page)]);
                let parts = FieldParts {
                    label: &all.text("outbox-address"),
                    shown: field.text(),
                    cursor: Some(cursor_of(field)),
                    hint: "https://",
                    remark: &all.text("outbox-address-remark"),
                    remark_is_bad: false,
                };
                draw_field(page, left, &parts);
            }
        }
    }
}

/// Sending over the network, after its address where that is not known.
fn by_network(all: &Shared) -> Action {
    match all.settings.centre.is_empty() {
        true => Action::AskAddress { then_send: true },
        false => Action::Carry(TransferRoute::Network),
    }
}

fn view_menu(all: &Shared, page: &mut Page<'_, '_>) {
    let (strong, plain) = (page.theme.strong, page.theme.page);
    let mut texts = vec![(standing(all), strong), (receipt(all), plain)];
    if !all.station.enrolled {
        texts.push((all.text("desk-not-enrolled"), page.theme.bad));
    }
    let left = page.paragraphs(page.body, &texts);
    let itself = if all.settings.sends_itself { "outbox-itself-on" } else { "outbox-itself-off" };
    let options =
        ["outbox-stick", "outbox-network", "outbox-receive", "outbox-address", itself, "outbox-light", "outbox-spoken"];
    let options = options.map(|key| all.text(key));
    let area = Rect { height: left.height.min(10), ..left };
    let taken = Choices { options: &options, markers: &[Marker::None; 7], first: 1 }.draw(page, area) + 1;
    let below = Rect { y: left.y + taken, height: left.height.saturating_sub(taken), ..left };
    let centre = match (all.settings.centre.as_str(), all.sync.bytes.div_ceil(1024)) {
        ("", _) => all.text("outbox-no-centre"),
        (centre, 0) => all.words.with("outbox-centre", &[("address", centre.into())]),
        (centre, kib) => {
            all.words.with("outbox-centre-kib", &[("address", centre.into()), ("kib", all.words.number(kib).into())])
        }
    };
    page.paragraphs(below, &[(all.text("outbox-about"), plain), (centre, page.theme.dim)]);
}

/// How many records are where.
pub fn standing(all: &Shared) -> String {
    let sync = all.sync;
    let number = |count| all.words.number(count);
    let values = [
        ("waiting", number(sync.waiting).into()),
        ("sent", number(sync.sent).into()),
        ("confirmed", number(sync.confirmed).into()),
    ];
    let standing = all.words.with("outbox-standing", &values);
    match sync.spoken {
        0 => standing,
        spoken => format!("{standing} • {}", all.words.with("outbox-by-mouth", &[("n", number(spoken).into())])),
    }
}

/// When the centre's newest receipt was made.
pub fn receipt(all: &Shared) -> String {
    match all.sync.receipt {
        None => all.text("outbox-no-receipt"),
        Some((number, at)) => {
            let values = [("number", number.into()), ("at", all.words.moment(at).into())];
            all.words.with("outbox-newest-receipt", &values)
        }
    }
}

/// What was handed over and what came, sentence by sentence; the first one states whether the stick may be removed.
pub(super) fn report(all: &Shared, page: &Page<'_, '_>, done: &HandedOver) -> Vec<(String, Style)> {
    let theme = page.theme;
    let number = |count: u64| all.words.number(count);
    let mut texts = Vec::new();
    if let Some(folder) = &done.folder {
        let (key, values) = match done.bundles {
            0 => ("outbox-nothing", Vec::new()),
            _ => (
                "outbox-written",
                vec![
                    ("bundles", number(done.bundles).into()),
                    ("records", number(done.records).into()),
                    ("folder", folder.as_str().into()),
                ],
            ),
        };
        texts.push((format!("✓ {}", all.words.with(key, &values)), theme.good));
        if done.known > 0 {
            texts.push((all.words.with("outbox-known", &[("n", number(done.known).into())]), theme.page));
        }
        texts.push((all.text("outbox-remove"), theme.strong));
    } else if done.arrived > 0 {
        let values = [("n", number(done.arrived).into())];
        texts.push((format!("✓ {}", all.words.with("outbox-arrived", &values)), theme.good));
    }
    for [name, code, what, now] in &done.refused {
        let values = [("name", name.as_str().into()), ("told", format!("{code}. {what} {now}").into())];
        texts.push((format!("✗ {}", all.words.with("outbox-refused", &values)), theme.bad));
    }
    texts.extend(done.lost.iter().map(|one| (format!("✗ {}", one.notice(&all.words)), theme.bad)));
    texts.extend(brought(all, page, done));
    if is_taken_in(done) {
        texts.push((all.text("outbox-remove"), theme.strong));
    }
    if done.folder.is_some() && done.bundles > 0 {
        texts.push((all.text("outbox-carry"), theme.page));
    }
    texts
}

/// Whether nothing was to leave: a stick was read.
fn is_taken_in(done: &HandedOver) -> bool {
    done.folder.is_none() && done.from_stick
}

fn brought(all: &Shared, page: &Page<'_, '_>, done: &HandedOver) -> Vec<(String, Style)> {
    let theme = page.theme;
    let brought = &done.brought;
    let mut texts = Vec::new();
    if let Some(number) = brought.receipt {
        texts.push((format!("✓ {}", all.words.with("outbox-took-receipt", &[("number", number.into())])), theme.good));
    }
    if let Some(pack) = &brought.pack {
        let key = if pack.known { "transfer-known" } else { "outbox-took-pack" };
        let mut sentence = format!("✓ {}", all.words.with(key, &[("version", pack.version.into())]));
        if !pack.known {
            let values = [("fingerprint", pack.fingerprint.as_str().into())];
            sentence = format!("{sentence} {}", all.words.with("transfer-fingerprint", &values));
        }
        texts.push((sentence, theme.good));
        if !pack.known && is_taken_in(done) {
            texts.push((all.text("outbox-took-pack-then"), theme.page));
        }
        // The pack is in use: what could be better about it is no fault of the station's.
        texts.extend(pack.remarks.iter().map(|remark| (format!("▲ {}", remark.notice(&all.words)), theme.page)));
    }
    if brought.grant {
        texts.push((format!("✓ {}", all.text("outbox-took-grant")), theme.good));
    }
    let notices = brought.remarks.iter().chain(brought.refused.iter().take(MOST_REFUSED));
    texts.extend(notices.map(|one| (format!("▲ {}", one.notice(&all.words)), theme.bad)));
    if let Some(more) = brought.refused.len().checked_sub(MOST_REFUSED).filter(|more| *more > 0) {
        texts.push((all.words.with("outbox-refused-more", &[("n", more.into())]), theme.dim));
    }
    if texts.is_empty() && done.folder.is_none() && done.arrived == 0 && done.refused.is_empty() {
        texts.push((all.text("outbox-nothing-new"), theme.page));
    }
    texts
}
