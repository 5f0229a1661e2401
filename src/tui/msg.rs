use super::{
    BatchLine, CheckLine, ClassList, Counts, DriveLine, EveningFiles, Guest, HandedOver, LightLoad, Pace, PersonLine,
    PinFor, PrintNews, PrinterLine, ReleaseNews, SelfSending, Sheet, SheetKept, Shift, SpokenDesk, StationLine,
    SyncState, Ticket, VolunteerLine,
};
use crate::{
    content::Pack,
    domain::{PaperNumber, PersonKey, Seed, SpokenReply, TopicId},
    input::{Card, CardFault, ScanBehaviour},
    notices::Failure,
    record::Draft,
};
use std::sync::Arc;

/// A key as the screens know it. Ctrl and Alt combinations that mean nothing here never arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    /// A character; Space too.
    Char(char),
    /// Enter.
    Enter,
    /// Esc.
    Esc,
    /// Deletes before the cursor.
    Backspace,
    /// Deletes at the cursor.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Ctrl and arrow left.
    WordLeft,
    /// Ctrl and arrow right.
    WordRight,
    /// Start of the line.
    Home,
    /// End of the line.
    End,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// To the next field.
    Tab,
    /// To the field before.
    BackTab,
    /// F1 to F12.
    F(u8),
    /// Ctrl-U: empties the field.
    ClearField,
    /// No key: so many characters that the field took last were a scanner's, and it forgets them.
    TakeBack(u8),
}

/// Everything that can happen to the program.
pub enum Msg {
    /// A key as it was read from the keyboard, at this time of the steady clock. A scanner sends them too
    /// (`docs/decisions/050-scans-on-every-screen.md`).
    Key(Press, u64),
    /// Ctrl-J at this time, which scanners send for the end of a line, alone or behind Enter.
    LineFeed(u64),
    /// A key of the keyboard that means nothing here, at this time.
    NoKey(u64),
    /// A key that a person has pressed, or a place that was clicked.
    Press(Press),
    /// Bracketed paste, or text that arrived in one piece.
    Paste(String),
    /// A card scanner's line, already read.
    Card(Result<Card, CardFault>),
    /// A scan where the scanner itself is tried: how it came, nothing of what.
    Scanned(ScanBehaviour),
    /// The terminal has another size.
    Resize,
    /// A time that a screen asked for has come (`Model::wake_at`).
    Tick,

    /// The content is loaded.
    Content(Arc<Pack>),
    /// The database is open: first screen of the shift is the PIN.
    Unlocked {
        /// The station as it is now.
        station: StationLine,
    },
    /// A shift is open (again): after the PIN was chosen, or by itself after a crash.
    ShiftOpen {
        /// The open shift.
        shift: Shift,
        /// A form that was being filled in when the power went.
        draft: Option<Draft>,
        /// One that was laid aside.
        parked: Option<Draft>,
        /// A group's lesson that was being taught.
        class: Option<Box<Draft>>,
        /// Who sat there when the power went.
        guest: Option<Box<Guest>>,
        /// The station as it is now.
        station: StationLine,
    },
    /// The shift is closed and its key forgotten.
    ShiftClosed,
    /// The station is closed and its key forgotten; the shift is still open.
    Locked,
    /// The machine was asleep.
    Slept,
    /// Answer to `Effect::CheckPin`.
    Pin {
        /// What it was asked for.
        purpose: PinFor,
        /// Whether the PIN is right.
        right: bool,
        /// Seconds to wait before the next try.
        wait_s: u32,
    },
    /// Answer to `Effect::CheckPin` while a wait is on: the PIN was not looked at.
    PinNotRead {
        /// What it was asked for.
        purpose: PinFor,
        /// Seconds that are left to wait.
        wait_s: u32,
    },
    /// The passphrase that was asked for again is right.
    PassphraseRight,
    /// The events of this ticket and of all before are on the disk.
    Saved(Ticket),
    /// Nothing of these events was kept.
    SaveFailed(Ticket, Failure),
    /// Who has this number: nobody, or a visit to go on with.
    Person(Option<Box<Guest>>),
    /// People with the same name, birth and village already exist (no number to distinguish them).
    Namesakes(Vec<PersonLine>),
    /// Answer to `Search` and `List`.
    People(Vec<PersonLine>),
    /// Figures of the station, and how much the centre has.
    Counts(Counts, SyncState),
    /// What the station does about sending by itself has changed.
    SelfSending(SelfSending),
    /// The list of volunteers as it is now.
    Volunteers(Vec<VolunteerLine>),
    /// A new volunteer's generated passphrase, to be shown once.
    NewPassphrase(super::Secret),
    /// The database is being copied under a new key, after a removal: so many pages of so many.
    ChangingKey {
        /// Pages copied.
        done: u32,
        /// Pages in all.
        of: u32,
    },
    /// What was half-typed at the desk when the power went.
    Draft(Draft),
    /// What became of the printed papers, the newest batch last.
    Papers(Vec<BatchLine>),
    /// A paper that is to be keyed in.
    Sheet(Box<Sheet>),
    /// What was keyed in from a sheet is on the disk, or differs from the first keying.
    SheetKept(PaperNumber, SheetKept),
    /// Who may sit in a group's lesson.
    Class(Box<ClassList>),
    /// A lesson of a group is on the disk: so many of its people have learnt the topic by it.
    GroupKept {
        /// The topic.
        topic: TopicId,
        /// People who have learnt it now.
        present: usize,
    },
    /// A seed for a test or for practice.
    Seed(Seed),
    /// A certificate's number and short check, made by the station for this person.
    CertificateMade {
        /// Whose certificate.
        person: PersonKey,
        /// Printed number.
        number: String,
        /// Short check beside the number.
        check: String,
        /// Link of the signed statement, as in the QR code.
        link: String,
    },
    /// A file was written and read back: its path as the volunteer knows it.
    FileWritten(String),
    /// Posters and leaflets were written and read back: their paths as the volunteer knows them.
    PostersPrinted(Vec<String>),
    /// The documents of the evening were written and read back.
    EveningPrinted(Box<EveningFiles>),
    /// The machine's printers.
    Printers(Vec<PrinterLine>),
    /// What becomes of a printout.
    Print(PrintNews),
    /// How far something that takes time has come.
    Pace(Pace),
    /// There are several sticks: which one.
    Drives(Vec<DriveLine>),
    /// Results were handed over, or what lay on the stick was taken.
    HandedOver(Box<HandedOver>),
    /// The parcel that is to be shown to a phone.
    LightPacked(Box<LightLoad>),
    /// Answer to `Effect::SpokenDesk`.
    SpokenDesk(SpokenDesk),
    /// Answer to `Effect::TakeSpoken`.
    Spoke(SpokenReply),
    /// The centre's address, as it is kept now.
    Centre(String),
    /// The sentence of this number was spoken to its end.
    Spoken(u64),
    /// The sentence of this number cannot be heard.
    VoiceFailed(u64, Failure),
    /// Findings of `Effect::Diagnose`, a line each.
    Diagnosis(Vec<String>),
    /// Answer to `Effect::FindRelease` and `Effect::TakeRelease`.
    Releases(Box<ReleaseNews>),
    /// Answer to `Effect::SeeRelease`: the version that is on a stick and may be taken.
    ReleaseSeen(Option<String>),
    /// The shift is closed, and another program waits.
    Renew,
    /// Answer to `Effect::CheckMachine`, a line for each part.
    MachineChecked(Vec<CheckLine>),
    /// An effect failed; nothing was changed.
    Failed(Failure),
}
