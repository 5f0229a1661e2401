use super::slip::{self, Slip, draw_code_alone};
use crate::{
    domain::{Missing, UnitKind},
    record::CertificateV1,
    report::{Certificate, Trial, qr::Matrix},
    session::Command,
    text::missing_part,
    tui::{
        Back, Effect, Keyed, Msg, Next, PinFor, Press, Printout, Route, ScreenState, Shared, Table, Window,
        draw::{Page, Prompt},
    },
};
use ratatui::style::Style;

/// "Nhận chứng nhận": the slip that a finished entry earns at once, drawn on the screen and, with the helper's PIN, written to a
/// stick. It states that the organiser has yet to confirm it, and bears no emblem of the state.
#[derive(Default)]
pub struct State {
    /// The station is making the number.
    making: bool,
    link: Option<String>,
    /// Its code, made once: making it takes longer than a frame.
    code: Option<Matrix>,
    saving: bool,
    /// Where the slip was written to.
    written: Option<String>,
    /// The code alone fills the screen.
    code_alone: bool,
}

impl State {
    fn save(&mut self, all: &Shared) -> Next {
        let Some(slip) = self.slip(all) else { return Next::stay() };
        (self.saving, self.written) = (true, None);
        Effect::SaveCertificate(Box::new(slip)).into()
    }

    /// The link that the slip's code holds.
    fn link(&self, all: &Shared) -> Option<String> {
        let (pack, made) = (all.pack.as_ref()?, certificate(all)?);
        Some(self.link.clone().unwrap_or_else(|| pack.contest.check_link(&made.number, &made.check)))
    }

    fn make_code(&mut self, all: &Shared) {
        self.code = self.link(all).and_then(|link| slip::code(&link));
    }

    /// Everything on the slip but the signed statement, which the driver knows.
    fn slip(&self, all: &Shared) -> Option<Certificate> {
        let (pack, registered, made) = (all.pack.as_ref()?, all.registration()?, certificate(all)?);
        let contest = &pack.contest;
        Some(Certificate {
            number: made.number.clone(),
            name: registered.name.clone(),
            birth: registered.birth,
            residence: residence(all)?,
            topics: contest.topics.iter().map(|topic| topic.title.clone()).collect(),
            questions: contest.paper_size(),
            right: None,
            contest: contest.title.clone(),
            organiser: contest.organiser.clone(),
            station: all.station.place.clone(),
            place: all
                .station
                .unit
                .as_ref()
                .and_then(|unit| pack.unit(unit))
                .map(|unit| unit.name.clone())
                .unwrap_or_default(),
            date: all.now.date(),
            check_url: self.link(all)?,
            statement_url: String::new(),
            trial: Trial::of(all.station.demo, contest.rehearsal),
        })
    }

    /// Foot of the slip: what to do with the code, or where the file is.
    fn foot(&self, all: &Shared, page: &Page<'_, '_>) -> (String, Style) {
        match (&self.written, self.saving) {
            (_, true) => (all.text("award-saving"), page.theme.strong),
            (Some(path), false) => {
                let wording = all.words.with("award-written", &[("path", path.as_str().into())]);
                (format!("✓ {wording}"), page.theme.good)
            }
            (None, false) => (all.text("award-scan"), page.theme.dim),
        }
    }
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// On to the app.
    GoOn,
    /// Writes the slip to a stick, after the PIN.
    Save,
    /// Prints it, after the PIN.
    Print,
    /// The code alone.
    ShowCode,
    /// The slip again.
    ShowSlip,
    /// To the first part that is missing.
    Missing,
    /// Asks the station for the number again.
    MakeAgain,
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, all: &Shared) -> Table<Action> {
        let prints = !all.printers.is_empty();
        let table = match (certificate(all).is_some(), is_complete(all)) {
            (true, _) if self.code_alone => Table::new()
                .key(Press::Enter, "Enter", "award-key-slip", Action::ShowSlip)
                .unlisted(&[Press::Char('3')], Action::ShowSlip)
                .when(!self.saving, |table| {
                    table
                        .unlisted(&[Press::Char('1')], Action::GoOn)
                        .unlisted(&[Press::Char('2')], Action::Save)
                        .when(prints, |table| table.unlisted(&[Press::Char('4')], Action::Print))
                }),
            // A person who walks on would pull the stick out.
            (true, _) if self.saving => Table::new().key(Press::Char('3'), "3", "award-key-code", Action::ShowCode),
            (true, _) => Table::new()
                .key(Press::Enter, "Enter", "award-key-go-on", Action::GoOn)
                .unlisted(&[Press::Char('1')], Action::GoOn)
                .key(Press::Char('2'), "2", "award-key-save", Action::Save)
                .key(Press::Char('3'), "3", "award-key-code", Action::ShowCode)
                .when(prints, |table| table.key(Press::Char('4'), "4", "award-key-print", Action::Print)),
            (false, false) => Table::new().key(Press::Enter, "Enter", "award-key-missing", Action::Missing),
            (false, true) if self.making => Table::new(),
            (false, true) => Table::new().key(Press::Enter, "Enter", "award-key-again", Action::MakeAgain),
        };
        table.menu()
    }

    fn act(&mut self, all: &mut Shared, action: Action) -> Next {
        match action {
            Action::GoOn => Next::go_when_saved(Route::App),
            Action::Save => Next::over(Window::Pin(PinFor::Certificate)),
            Action::Print => Next::over(Window::Pin(PinFor::PrintSlip)),
            Action::ShowCode | Action::ShowSlip => {
                self.code_alone = matches!(action, Action::ShowCode);
                Next::stay()
            }
            Action::Missing => to_what_is_missing(all),
            Action::MakeAgain => {
                let effects = self.entered(all);
                Next::stay().with_all(effects)
            }
        }
    }

    fn received(&mut self, all: &mut Shared, msg: &Msg) -> Next {
        match msg {
            Msg::CertificateMade { person, number, check, link }
                if self.making && all.guest.as_ref().is_some_and(|guest| guest.key == *person) =>
            {
                (self.making, self.link) = (false, Some(link.clone()));
                let asked = CertificateV1 { number: number.clone(), check: check.clone() };
                let effects = all.step(Command::AskCertificate(asked)).unwrap_or_default();
                self.make_code(all);
                Next::stay().with_all(effects)
            }
            Msg::FileWritten(path) => {
                (self.saving, self.written) = (false, Some(path.clone()));
                Next::stay()
            }
            Msg::Failed(_) | Msg::SaveFailed(..) => {
                (self.making, self.saving) = (false, false);
                Next::stay()
            }
            Msg::Pin { purpose: PinFor::Certificate, right: true, .. } => self.save(all),
            Msg::Pin { purpose: PinFor::PrintSlip, right: true, .. } => Next::over(Window::Print(vec![Printout::Slip])),
            _ => Next::stay(), // else: nothing else was asked for here
        }
    }
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        all.text("award-title")
    }

    fn entered(&mut self, all: &mut Shared) -> Vec<Effect> {
        self.make_code(all);
        let ready = is_complete(all) && certificate(all).is_none();
        let Some(guest) = all.guest.as_ref().filter(|_| ready) else { return Vec::new() };
        self.making = true;
        vec![Effect::MakeCertificate(guest.key)]
    }

    fn prompt(&self, all: &Shared) -> Option<Prompt> {
        Some(match (certificate(all).is_some(), is_complete(all)) {
            (true, _) if self.code_alone => Prompt::to(all, "now-slip-again"),
            (true, _) if self.saving => Prompt::new(all.text("now-wait")),
            (true, _) => Prompt::to(all, "now-slip"),
            (false, false) => Prompt::to(all, "award-missing-on"),
            (false, true) if self.making => Prompt::new(all.text("now-wait")),
            (false, true) => Prompt::to(all, "award-retry"),
        })
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let missing = missing(all);
        match (self.slip(all), missing.is_empty()) {
            (Some(slip), _) if self.code_alone => draw_code_alone(all, page, &slip, self.code.as_ref()),
            (Some(slip), _) => {
                let foot = self.foot(all, page);
                Slip { slip: &slip, code: self.code.as_ref(), foot: &foot }.draw(all, page);
            }
            (None, false) => view_missing(all, page, &missing),
            (None, true) => {
                let wording = all.text(if self.making { "award-making" } else { "award-failed" });
                page.centred(page.body.y + 3, &wording, page.theme.strong);
            }
        }
    }

    fn back(&mut self, all: &Shared) -> Back {
        Back::To(Route::for_guest(all))
    }
}

fn certificate(all: &Shared) -> Option<&CertificateV1> {
    all.guest.as_ref()?.visit.certificate()
}

fn missing(all: &Shared) -> Vec<Missing> {
    match (&all.pack, &all.guest) {
        (Some(pack), Some(guest)) => guest.visit.entry().missing(&pack.contest),
        _ => Vec::new(),
    }
}

fn is_complete(all: &Shared) -> bool {
    all.pack.is_some() && all.guest.is_some() && missing(all).is_empty()
}

/// To the first thing that is missing; where no screen can mend it (the consent was taken back), the visit ends.
fn to_what_is_missing(all: &Shared) -> Next {
    match Route::for_guest(all) {
        Route::Certificate => Next::go(Route::Waiting),
        // else: that screen can mend what is missing
        other => Next::go(other),
    }
}

/// `thôn Ngọc Lặc, xã Tân Kỳ, thành phố Hải Phòng`.
fn residence(all: &Shared) -> Option<String> {
    let (pack, registered) = (all.pack.as_ref()?, all.registration()?);
    let unit = pack.unit(&registered.residence.unit)?;
    let key = match unit.kind {
        UnitKind::Commune => "award-commune",
        UnitKind::Ward => "award-ward",
        UnitKind::SpecialZone => "award-special-zone",
    };
    let parts = [("village", registered.residence.village.as_str().into()), ("unit", unit.name.as_str().into())];
    Some(all.words.with(key, &parts))
}

fn view_missing(all: &Shared, page: &mut Page<'_, '_>, missing: &[Missing]) {
    let (strong, plain) = (page.theme.strong, page.theme.page);
    let who = all.address().opening(all.settings.language);
    let mut texts = vec![(all.words.with("award-missing", &[("Who", who.into())]), strong)];
    texts.extend(missing.iter().map(|one| (format!("□ {}", missing_part(&all.words, one)), plain)));
    page.paragraphs(page.body, &texts);
}
