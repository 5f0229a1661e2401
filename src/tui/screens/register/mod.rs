//! The form of the required data (docs/DESIGN.md 2), one or two questions a page. Everything typed is kept as a draft
//! at once. The same form registers somebody new, somebody whose data were erased, and corrects a registration.

mod check;
mod draft;
mod edit;
mod finish;
mod form;
mod keys;
mod prompt;
mod quick;
mod slot;
mod summary;
mod view;

use crate::{
    domain::{Identity, PersonKey},
    input::{Card, CardFault},
    record::Draft,
    text::{Notice, codes, notice},
    tui::{
        Back, Chooser, Effect, FormStart, Next, PersonLine, Route, ScreenState, Shared,
        draw::{Page, Prompt},
        typed::card_notice,
    },
};
pub use quick::{KIND as QUICK_DRAFT, State as QuickState};

use form::Form;
use slot::{Slot, Step};

impl ScreenState for QuickState {
    fn title(&self, all: &Shared) -> String {
        all.text("desk-quick")
    }

    fn is_between_visits(&self) -> bool {
        true
    }

    fn entered(&mut self, all: &mut Shared) -> Vec<Effect> {
        if all.station.enrolled { vec![Effect::LoadDraft(QUICK_DRAFT)] } else { Vec::new() }
    }

    fn prompt(&self, all: &Shared) -> Option<Prompt> {
        Some(self.prompt_now(all))
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        self.draw(all, page);
    }
}

/// State of the form.
pub struct State {
    purpose: Purpose,
    form: Form,
    step: Step,
    /// The question that takes the keys.
    slot: Slot,
    /// The page was opened from the summary and leads back to it.
    mending: bool,
    /// What is wrong or was just refused, beside the question that it is about.
    remarks: Vec<(Slot, String)>,
    /// The doubts about the number were shown, and Enter was pressed once.
    doubts_seen: bool,
    /// Handed to the station; the answer is awaited.
    sent: bool,
    /// People of the same name, birth and village, to be distinguished.
    namesakes: Vec<PersonLine>,
    /// Where the arrows are in the list of the question at hand.
    chooser: Chooser,
    /// The question whose unusual answer is looked at again.
    looking: Option<Slot>,
    /// People who may be the same one, with another number or none.
    likely: Vec<PersonLine>,
    /// It is asked whether it is one of them.
    asks_likely: bool,
    /// Opened for somebody just now: it is kept as a draft when it comes up.
    is_in_no_draft: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Purpose {
    /// Somebody whom the station does not know.
    New,
    /// A known person whose data were erased.
    Again(PersonKey),
    Correct(PersonKey),
}

/// The form that somebody with this number left half-typed when they gave the keyboard away.
fn take_up(all: &mut Shared, identity: &Identity) -> Option<State> {
    let draft = all.parked_form.take()?;
    let consent = (all.newcomer.visit.clone(), all.newcomer.events.clone());
    let restored = match identity {
        Identity::Number(_) => draft::restore(all, &draft).filter(|state| state.form.identity == *identity),
        // Without a number nobody knows whose it was.
        Identity::None(_) => None,
    };
    (all.newcomer.visit, all.newcomer.events) = consent;
    if restored.is_none() {
        all.parked_form = Some(draft);
    }
    restored
}

impl State {
    /// The form as its route asks for it; none where a draft belongs to another screen, person or content.
    #[must_use]
    pub fn start(all: &mut Shared, from: FormStart) -> Option<Self> {
        let state = Self::opened(all, from)?;
        all.newcomer.age = state.form.age();
        Some(state)
    }

    fn opened(all: &mut Shared, from: FormStart) -> Option<Self> {
        match from {
            FormStart::For(identity) => {
                let mut state = take_up(all, &identity).unwrap_or_else(|| Self::new(all, identity));
                state.is_in_no_draft = true;
                Some(state)
            }
            FormStart::Correction => Self::correct(all),
            FormStart::Parked => {
                let draft = all.parked_form.clone()?;
                let state = draft::restore(all, &draft)?;
                all.parked_form = None;
                Some(state)
            }
            FormStart::Draft(draft) => draft::restore(all, &draft),
        }
    }

    /// An empty form, with what a scanned card of the same number contains.
    fn new(all: &Shared, identity: Identity) -> Self {
        let purpose = all.guest.as_ref().map_or(Purpose::New, |guest| Purpose::Again(guest.key));
        let mut state = Self::with(purpose, Form::new(all, identity));
        if let Some(card) = &all.newcomer.card {
            state.fill_from(all, card);
        }
        state
    }

    /// The form with the registration of the signed-in person; none while nobody is signed in.
    fn correct(all: &Shared) -> Option<Self> {
        let (guest, registered) = (all.guest.as_ref()?, all.registration()?);
        let mut state = Self::with(Purpose::Correct(guest.key), Form::from_registration(all, registered));
        state.step = Step::Summary;
        Some(state)
    }

    fn with(purpose: Purpose, form: Form) -> Self {
        Self {
            purpose,
            form,
            step: Step::Name,
            slot: Slot::Name,
            mending: false,
            remarks: Vec::new(),
            doubts_seen: false,
            sent: false,
            namesakes: Vec::new(),
            chooser: Chooser::default(),
            looking: None,
            likely: Vec::new(),
            asks_likely: false,
            is_in_no_draft: false,
        }
    }

    /// What has to be kept so that nothing typed is lost.
    #[must_use]
    pub fn draft(&self, all: &Shared) -> Draft {
        draft::keep(self, all)
    }

    fn scanned(&mut self, all: &Shared, scan: Result<&Card, &CardFault>) -> Next {
        match scan {
            Ok(card) if self.form.identity == Identity::Number(card.number.clone()) => {
                self.fill_from(all, card);
                return self.kept(all);
            }
            Ok(_) => self.remark(self.slot, all.text("register-card-other")),
            Err(fault) => self.remark(self.slot, card_notice(&all.words, *fault).on_page()),
        }
        Next::stay()
    }

    fn fill_from(&mut self, all: &Shared, card: &Card) {
        self.form.fill_from(card);
        self.remarks.clear();
        if card.name_damaged && self.form.text(Slot::Name).is_empty() {
            self.remark(Slot::Name, notice(&all.words, codes::input::SCAN_WITHOUT_MARKS, &[]).on_page());
        }
    }

    fn remark(&mut self, slot: Slot, wording: String) {
        self.remarks.retain(|(one, _)| *one != slot);
        self.remarks.push((slot, wording));
    }

    fn show(&mut self, slot: Slot, notice: &Notice) {
        self.remark(slot, notice.on_page());
    }

    /// What was typed is kept at once.
    fn kept(&self, all: &Shared) -> Next {
        Effect::SaveDraft(self.draft(all)).into()
    }

    fn steps(&self, all: &Shared) -> Vec<Step> {
        self.form.steps(all, !matches!(self.purpose, Purpose::Correct(_)))
    }

    /// Opens a page at its first question; the station's own unit is chosen already and is passed over.
    fn open(&mut self, all: &Shared, step: Step) {
        self.step = step;
        (self.doubts_seen, self.sent) = (false, false);
        (self.chooser, self.looking) = (Chooser::default(), None);
        self.namesakes.clear();
        self.asks_likely = false;
        if step == Step::Summary {
            self.mending = false;
        }
        let is_chosen = |slot: &Slot| *slot == Slot::Unit && self.form.fault(all, *slot).is_none();
        self.slot = step.slots().iter().find(|slot| !is_chosen(slot)).copied().unwrap_or(Slot::Name);
    }

    /// What is remembered of a newcomer who gives the keyboard away in the middle of the form.
    #[must_use]
    pub fn parked(&self, all: &Shared) -> Option<Draft> {
        (self.purpose == Purpose::New && !self.sent).then(|| self.draft(all))
    }

    fn page_before(&self, all: &Shared) -> Option<Step> {
        if self.mending {
            return Some(Step::Summary);
        }
        if self.step == Step::Summary && matches!(self.purpose, Purpose::Correct(_)) {
            return None;
        }
        let steps = self.steps(all);
        let at = steps.iter().position(|step| *step == self.step)?;
        steps.get(at.checked_sub(1)?).copied()
    }
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        all.text(if matches!(self.purpose, Purpose::Correct(_)) { "register-title-correct" } else { "register-title" })
    }

    fn entered(&mut self, all: &mut Shared) -> Vec<Effect> {
        let is_new = std::mem::take(&mut self.is_in_no_draft);
        if is_new { vec![Effect::SaveDraft(self.draft(all))] } else { Vec::new() }
    }

    fn prompt(&self, all: &Shared) -> Option<Prompt> {
        Some(self.prompt_now(all))
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        match (self.namesakes.is_empty(), self.step) {
            (false, _) => summary::draw_namesakes(self, all, page),
            (true, Step::Summary) => summary::draw(self, all, page),
            (true, _) => view::draw(self, all, page),
        }
    }

    /// Where one step back leads: a page back, and from the first to where the form came from; nowhere while the station is
    /// being asked.
    fn back(&mut self, all: &Shared) -> Back {
        // The station's answer would find nobody who waits for it.
        if self.sent {
            return Back::Nowhere;
        }
        match self.page_before(all) {
            Some(step) => {
                *self = draft::copy(self);
                self.open(all, step);
                Back::Inside
            }
            None if matches!(self.purpose, Purpose::Correct(_)) => Back::To(Route::for_guest(all)),
            None => Back::To(Route::Who),
        }
    }

    fn back_line(&self, _all: &Shared) -> &'static str {
        "menu-back"
    }
}
