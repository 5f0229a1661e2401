use super::{Way, number};
use crate::{
    domain::{Choice, PaperNumber, PersonKey},
    input::{Field, FieldKind, Typing},
    record::HelpMode,
    tui::{
        BatchLine, EDITING, Effect, KeyedSheet, ListKind, Msg, Next, PersonLine, Press, Shared, Sheet, SheetDifference,
        SheetKept, SheetMessage, Table, typed::type_into,
    },
};

/// A sheet is keyed in: its number, who wrote it, its answers, its message.
pub struct State {
    pub(super) stage: Stage,
    pub(super) number: Field,
    pub(super) writer: Field,
    pub(super) found: Vec<PersonLine>,
    /// Who has learnt and not taken the test: nearly always the writer is among them. None until the station has answered.
    pub(super) waiting: Option<Vec<PersonLine>>,
    pub(super) sheet: Option<Sheet>,
    /// Who wrote it, and the name.
    pub(super) person: Option<(PersonKey, String)>,
    /// What speaks against that person as its writer.
    pub(super) doubts: Vec<String>,
    pub(super) choices: Vec<Option<Choice>>,
    pub(super) at: usize,
    pub(super) own: Field,
    pub(super) mode: HelpMode,
    pub(super) differences: Vec<SheetDifference>,
    pub(super) remark: Option<String>,
    /// What became of the sheet before.
    pub(super) before: Option<(String, bool)>,
    settled: bool,
    /// What is typed as the number was refused: the next digit begins another one.
    refused: bool,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    Number,
    /// The paper's questions are being fetched.
    Opening,
    Writer,
    Answers,
    Message,
    Own,
    Saving,
    /// It is asked whether what was keyed in is given up.
    Leaving,
}

/// Longest own words: two lines of a sheet.
pub(super) const OWN: usize = 200;
/// Longest name, or number, of a writer; a field for names would take no digits.
const WRITER: usize = 60;
/// Ready sentences that have a digit.
pub(super) const MOST_READY: usize = 8;
/// People that have a digit.
pub(super) const SHOWN: usize = 9;

impl Default for State {
    fn default() -> Self {
        Self {
            stage: Stage::Number,
            number: Field::new(FieldKind::Plain { limit: 40 }),
            writer: Field::new(FieldKind::Text { limit: WRITER }),
            found: Vec::new(),
            waiting: None,
            sheet: None,
            person: None,
            doubts: Vec::new(),
            choices: Vec::new(),
            at: 0,
            own: Field::new(FieldKind::Text { limit: OWN }),
            mode: HelpMode::Alone,
            differences: Vec::new(),
            remark: None,
            before: None,
            settled: false,
            refused: false,
        }
    }
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// Goes on.
    Enter,
    /// A key of the field.
    Type(Press),
    /// The person of this row.
    Person(usize),
    /// To another question.
    Move(isize),
    /// Back to the question before, which is unmarked.
    Undo,
    /// A ready sentence, counted from 0.
    Sentence(usize),
    /// Own words.
    Own,
    /// No message.
    NoMessage,
    /// Gives up what was keyed in.
    Drop,
    /// One step back.
    Back,
}

/// Name of the digits from 1 to this one.
fn up_to(last: usize) -> String {
    if last == 1 { "1".to_owned() } else { format!("1-{last}") }
}

impl State {
    pub(super) fn bindings(&self, all: &Shared) -> Table<Action> {
        let back = |table: Table<Action>| table.key(Press::Esc, "Esc", "desk-key-back", Action::Back);
        match self.stage {
            Stage::Opening | Stage::Saving => Table::new().without_esc(),
            Stage::Number | Stage::Own => {
                back(Table::new().key(Press::Enter, "Enter", "papers-key-go-on", Action::Enter))
                    .typed(EDITING, Action::Type)
            }
            Stage::Writer => {
                let shown = if self.writer_is_number() { 0 } else { self.found.len().min(SHOWN) };
                let table = Table::new()
                    .when(shown > 0, |table| table.digits(shown, up_to(shown), "papers-key-person", Action::Person))
                    .when(!self.writer.is_empty(), |table| {
                        table.key(Press::Enter, "Enter", "papers-key-search", Action::Enter)
                    });
                // A number begins with 0, which is nobody's digit.
                if self.writer_is_number() || self.writer.is_empty() {
                    back(table).typed(EDITING, Action::Type)
                } else {
                    back(table).typed_but_digits(EDITING, Action::Type)
                }
            }
            Stage::Answers => back(Self::answer_bindings()),
            Stage::Message => {
                let ready = all.pack.as_ref().map_or(0, |pack| pack.contest.ready_messages.len()).min(MOST_READY);
                let table = Table::new().digits(ready, up_to(ready), "papers-key-sentence", Action::Sentence);
                back(table.key(Press::Char('9'), "9", "papers-key-own", Action::Own).key(
                    Press::Char('0'),
                    "0",
                    "papers-key-no-message",
                    Action::NoMessage,
                ))
            }
            // Enter, which is pressed from habit, loses nothing.
            Stage::Leaving => Table::new()
                .key(Press::Char('1'), "1", "papers-key-keep", Action::Back)
                .key(Press::Char('2'), "2", "papers-key-drop", Action::Drop)
                .unlisted(&[Press::Enter, Press::Esc], Action::Back),
        }
    }

    /// Answers are typed as fast as a text, so they are taken as one: nothing is held back.
    fn answer_bindings() -> Table<Action> {
        Table::new()
            .key(Press::Enter, "Enter", "papers-key-go-on", Action::Enter)
            .key(Press::Left, "←→", "papers-key-question", Action::Move(-1))
            .named(&[Press::Right], Action::Move(1))
            .unlisted(&[Press::Up], Action::Move(-1))
            .unlisted(&[Press::Down], Action::Move(1))
            .unlisted(&[Press::Backspace], Action::Undo)
            .typed(&[], Action::Type)
    }

    /// A letter or digit marks an option, Space nothing, H that the sheet was read out to its writer.
    fn answer(&mut self, press: Press) -> Next {
        let Press::Char(sign) = press else { return Next::stay() };
        let option = match sign.to_ascii_lowercase() {
            ' ' => return self.mark(None),
            'h' => {
                self.mode = if self.mode == HelpMode::Alone { HelpMode::ReadOut } else { HelpMode::Alone };
                return Next::stay();
            }
            digit @ '1'..='9' => u32::from(digit) - u32::from('1'),
            letter @ 'a'..='g' => u32::from(letter) - u32::from('a'),
            _ => return Next::stay(), // else: no option
        };
        match u8::try_from(option) {
            Ok(option) if usize::from(option) < self.options_here() => self.mark(Some(Choice(option))),
            Ok(_) | Err(_) => Next::stay(),
        }
    }

    fn options_here(&self) -> usize {
        let asked = self.sheet.as_ref().and_then(|sheet| sheet.questions.get(self.at));
        asked.map_or(4, |question| question.options.len())
    }

    pub(super) fn act(&mut self, all: &mut Shared, known: &[BatchLine], action: Action) -> Way {
        self.remark = None;
        let next = match action {
            Action::Back => return self.go_back(),
            Action::Enter => return self.enter(all, known),
            Action::Type(press) => self.type_key(all, known, press),
            Action::Person(at) => self.choose(all, at),
            Action::Move(by) => self.move_by(by),
            Action::Undo => {
                self.move_by(-1);
                self.set(None);
                Next::stay()
            }
            Action::Sentence(at) => self.sentence(all, at),
            Action::Drop => {
                *self = Self::default();
                Next::stay()
            }
            Action::Own => {
                self.stage = Stage::Own;
                Next::stay()
            }
            Action::NoMessage => self.save(None),
        };
        Way::On(next)
    }

    fn go_back(&mut self) -> Way {
        self.stage = match self.stage {
            Stage::Number => return Way::Menu,
            Stage::Answers if self.choices.iter().any(Option::is_some) => Stage::Leaving,
            // The next number or name is typed into empty fields.
            Stage::Writer | Stage::Answers => {
                *self = Self { before: self.before.take(), ..Self::default() };
                Stage::Number
            }
            Stage::Message => Stage::Answers,
            Stage::Own => Stage::Message,
            Stage::Leaving => Stage::Answers,
            Stage::Opening | Stage::Saving => self.stage,
        };
        Way::On(Next::stay())
    }

    fn enter(&mut self, all: &Shared, known: &[BatchLine]) -> Way {
        let next = match self.stage {
            Stage::Number => match number::find(self.number.text(), known) {
                Ok(number) => self.open_sheet(number),
                Err((key, n)) => {
                    self.remark = Some(all.words.with(key, &[("n", n.into())]));
                    self.refused = true;
                    Next::stay()
                }
            },
            Stage::Writer => self.look_for_writer(all),
            Stage::Answers => self.read_back(all),
            Stage::Own => {
                let text = self.own.text().trim().to_owned();
                self.save(Some(SheetMessage { text, ready: None }))
            }
            Stage::Message | Stage::Opening | Stage::Saving | Stage::Leaving => Next::stay(),
        };
        Way::On(next)
    }

    fn open_sheet(&mut self, number: PaperNumber) -> Next {
        (self.stage, self.before) = (Stage::Opening, None);
        Effect::OpenSheet(number).into()
    }

    fn type_key(&mut self, all: &Shared, known: &[BatchLine], press: Press) -> Next {
        match self.stage {
            Stage::Number => {
                if std::mem::take(&mut self.refused) && matches!(press, Press::Char(_)) {
                    self.number.clear();
                }
                type_into(&mut self.number, press, Typing::Off);
                if let Some(number) = number::by_last_digits(self.number.text(), known) {
                    return self.open_sheet(number);
                }
            }
            Stage::Own => type_into(&mut self.own, press, all.settings.typing),
            Stage::Writer => {
                type_into(&mut self.writer, press, all.settings.typing);
                return self.look_by_name();
            }
            Stage::Answers => return self.answer(press),
            Stage::Opening | Stage::Message | Stage::Saving | Stage::Leaving => (),
        }
        Next::stay()
    }

    fn mark(&mut self, choice: Option<Choice>) -> Next {
        self.set(choice);
        self.move_by(1);
        Next::stay()
    }

    pub(super) fn is_second(&self) -> bool {
        self.sheet.as_ref().is_some_and(|sheet| sheet.second.is_some())
    }

    pub(super) fn is_whole(&self) -> bool {
        self.choices.iter().all(Option::is_some)
    }

    fn set(&mut self, choice: Option<Choice>) {
        if let Some(place) = self.choices.get_mut(self.at) {
            *place = choice;
        }
    }

    fn move_by(&mut self, by: isize) -> Next {
        self.at = self.at.saturating_add_signed(by).min(self.choices.len().saturating_sub(1));
        Next::stay()
    }

    /// What is missing is named first; then the message, which a second keying need not repeat.
    fn read_back(&mut self, all: &Shared) -> Next {
        if let Some(blank) = self.choices.iter().position(Option::is_none) {
            self.at = blank;
            self.remark = Some(all.words.with("papers-blank", &[("n", (blank + 1).into())]));
            return Next::stay();
        }
        if self.is_second() {
            self.settled = !self.differences.is_empty();
            return self.save(None);
        }
        self.stage = Stage::Message;
        Next::stay()
    }

    fn sentence(&mut self, all: &Shared, at: usize) -> Next {
        let ready = all.pack.as_ref().and_then(|pack| pack.contest.ready_messages.get(at).cloned());
        let Some((text, number)) = ready.zip(u8::try_from(at + 1).ok()) else { return Next::stay() };
        self.save(Some(SheetMessage { text, ready: Some(number) }))
    }

    fn save(&mut self, message: Option<SheetMessage>) -> Next {
        let (Some(sheet), Some((person, _))) = (&self.sheet, &self.person) else { return Next::stay() };
        self.stage = Stage::Saving;
        Effect::KeySheet(Box::new(KeyedSheet {
            number: sheet.number,
            person: *person,
            mode: self.mode,
            choices: self.choices.clone(),
            message,
            settled: self.settled,
        }))
        .into()
    }

    pub(super) fn received(&mut self, all: &Shared, msg: &Msg) -> Way {
        match msg {
            Msg::Sheet(sheet) if self.stage == Stage::Opening => {
                self.choices = vec![None; sheet.questions.len()];
                self.at = 0;
                self.person.clone_from(&sheet.second);
                self.stage = if sheet.second.is_some() { Stage::Answers } else { Stage::Writer };
                self.sheet = Some((**sheet).clone());
                if self.stage == Stage::Writer {
                    return Way::On(Effect::List(ListKind::ToTest).into());
                }
            }
            Msg::People(lines) if self.stage == Stage::Writer => self.people_came(lines),
            Msg::Person(found) if self.stage == Stage::Writer => match found {
                Some(guest) => {
                    let name = guest.visit.registration().map(|one| one.name.as_str().to_owned()).unwrap_or_default();
                    let (learnt, tested) = (guest.visit.topics().len(), guest.visit.has_tested());
                    self.is_of(all, (guest.key, name), learnt, tested);
                }
                None => self.remark = Some(all.text("papers-writer-unknown")),
            },
            Msg::SheetKept(number, kept) if self.stage == Stage::Saving => {
                let name = self.person.as_ref().map(|(_, name)| name.clone()).unwrap_or_default();
                let values = [("paper", number.to_string().into()), ("name", name.into())];
                match kept {
                    SheetKept::Handed | SheetKept::ToKeyAgain => {
                        let is_handed = *kept == SheetKept::Handed;
                        let key = if is_handed { "papers-handed" } else { "papers-to-key-again" };
                        let before = Some((all.words.with(key, &values), is_handed));
                        *self = Self { before, ..Self::default() };
                        return Way::On(Effect::Papers.into());
                    }
                    SheetKept::Differs(differences) => {
                        self.at = differences.first().map_or(0, |one| one.place);
                        self.differences.clone_from(differences);
                        self.stage = Stage::Answers;
                    }
                }
            }
            Msg::Failed(_) => {
                self.stage = match self.stage {
                    Stage::Opening => Stage::Number,
                    Stage::Saving if self.is_second() => Stage::Answers,
                    Stage::Saving => Stage::Message,
                    other => other, // else: nothing was asked for
                };
            }
            _ => (), // else: nothing about this sheet
        }
        Way::On(Next::stay())
    }
}
