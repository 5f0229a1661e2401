use super::{KeyedSheet, ListKind, PrinterLine, Printout, Settings, TaughtLesson, Trials, Utterance};
use crate::{
    domain::{IdNumber, PaperBatch, PaperNumber, PersonKey, Registration},
    record::{Draft, Event, HelpMode},
    report::Certificate,
};
use std::fmt;
use zeroize::Zeroizing;

/// Typed text that is never printed and is wiped when it is dropped.
#[derive(Clone)]
pub struct Secret(pub Zeroizing<String>);

impl Secret {
    /// A secret with a copy of the text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(Zeroizing::new(text.to_owned()))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Secret(…)")
    }
}

/// Which save an answer from the driver belongs to; later saves have higher numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ticket(pub u64);

/// What a PIN was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PinFor {
    /// The helper's panel inside a visit.
    Panel,
    /// Registering somebody new.
    Register,
    /// The volunteer's desk.
    Desk,
    /// Writing a certificate to the stick.
    Certificate,
    /// Printing a certificate.
    PrintSlip,
    /// Leaving "Tạm che màn hình".
    Unhide,
    /// Nothing: another PIN is to be set, with the passphrase.
    Change,
}

/// What the driver is to do; it answers with a `Msg`.
#[derive(Debug)]
pub enum Effect {
    /// Opens the database with a volunteer's key. Answered with `Msg::Unlocked`.
    Unlock {
        /// Key slot of the volunteer.
        slot: String,
        /// As it was typed.
        passphrase: Secret,
    },
    /// Opens a shift under a PIN. Answered with `Msg::ShiftOpen`.
    OpenShift {
        /// As it was typed.
        pin: Secret,
    },
    /// Compares the shift PIN. Answered with `Msg::Pin`.
    CheckPin {
        /// As it was typed.
        pin: Secret,
        /// What it authorises.
        purpose: PinFor,
    },
    /// Compares the volunteer's passphrase. Answered with `Msg::PassphraseRight`.
    CheckPassphrase(Secret),
    /// Sets another PIN for the open shift, right after `CheckPassphrase`. Answered with `Msg::Pin`, as if it had been typed.
    ChangePin {
        /// As it was typed.
        pin: Secret,
        /// What it authorises.
        purpose: PinFor,
    },
    /// Somebody is there: the kernel keeps the key of the shift for a while longer.
    KeepKey,
    /// Closes the station and forgets its key, and leaves the shift open. Answered with `Msg::Locked`.
    Lock,
    /// Closes the shift. Answered with `Msg::ShiftClosed`.
    CloseShift,
    /// Finds a person by identity number. Answered with `Msg::Person`.
    FindNumber(IdNumber),
    /// By name in any spelling, village and year of birth; all given parts must fit.
    Search {
        /// Name, or a part of it.
        name: String,
        /// Village, or a part of it.
        village: String,
        /// Year of birth.
        year: Option<i32>,
    },
    /// Lists people. Answered with `Msg::People`.
    List(ListKind),
    /// Signs a person in. Answered with `Msg::Person`.
    OpenPerson(PersonKey),
    /// Makes the person and keeps their first events; namesakes without a number are asked about unless `ordinal` states which.
    NewPerson {
        /// The completed form.
        registration: Box<Registration>,
        /// How the person was helped.
        mode: HelpMode,
        /// In the order in which they happened.
        events: Vec<Event>,
        /// Number among namesakes, from 1; none where it was not asked.
        ordinal: Option<u8>,
    },
    /// Writes events to the disk. Answered with `Msg::Saved` or `Msg::SaveFailed`.
    Save {
        /// Comes back with the answer.
        ticket: Ticket,
        /// None for events about nobody.
        person: Option<PersonKey>,
        /// How the person was helped.
        mode: HelpMode,
        /// In the order in which they happened.
        events: Vec<Event>,
    },
    /// What was recorded in this visit under the first belongs to the second.
    Move {
        /// Who was signed in by mistake.
        from: PersonKey,
        /// Whose visit it was.
        to: PersonKey,
    },
    /// Nobody is signed in any more: wipe what was on screen, checkpoint, count again.
    Leave,
    /// Keeps a half-typed form or message.
    SaveDraft(Draft),
    /// Drops the draft of this kind.
    ClearDraft(&'static str),
    /// What was half-typed at the desk under this kind. Answered with `Msg::Draft` where there is something.
    LoadDraft(&'static str),
    /// The seed of the signed-in person's attempt.
    DrawSeed {
        /// Whose attempt.
        person: PersonKey,
        /// Number of the attempt, from 1.
        attempt: u8,
    },
    /// What became of the printed papers. Answered with `Msg::Papers`.
    Papers,
    /// Writes down that so many numbered papers exist, and prints them to the stick. Answered with `Msg::FileWritten` and `Msg::Papers`.
    PrintPapers(u8),
    /// Prints a batch once more: the same papers. Answered with `Msg::FileWritten`.
    PrintAgain(PaperBatch),
    /// These papers were collected. Answered with `Msg::Papers`.
    CollectPapers(Vec<PaperNumber>),
    /// These papers will not be handed in. Answered with `Msg::Papers`.
    VoidPapers(Vec<PaperNumber>),
    /// The form to register at home, as a PDF on the stick. Answered with `Msg::FileWritten`.
    PrintForms,
    /// Posters, the table sign, the leaflet and the form, as PDFs on the stick. Answered with `Msg::PostersPrinted`.
    PrintPosters,
    /// The slips of everybody who finished today, the summary of the evening and who is to be called back, as PDFs on the stick; who
    /// has no slip yet is given one. Answered with `Msg::Pace` on the way and `Msg::EveningPrinted`.
    PrintEvening,
    /// Who is to be called back, with telephone numbers, as a PDF on the stick. Answered with `Msg::FileWritten`.
    PrintCallBacks,
    /// Which printer takes documents: this one, else the one that is chosen. Answered with `Msg::Print`.
    FindPrinter(Option<String>),
    /// Prints, and then watches the printer. Answered with `Msg::Print`, several times.
    Print {
        /// What is put on paper.
        what: Printout,
        /// Where.
        printer: PrinterLine,
        /// What waits there from before is cancelled first.
        instead: bool,
    },
    /// Cancels what is being printed. Answered with `Msg::Print`.
    StopPrinting,
    /// A paper with its questions. Answered with `Msg::Sheet`.
    OpenSheet(PaperNumber),
    /// Keeps what was keyed in from a sheet. Answered with `Msg::SheetKept`.
    KeySheet(Box<KeyedSheet>),
    /// Lists who may sit in a group's lesson. Answered with `Msg::Class`.
    ListClass,
    /// Keeps a lesson that was taught to a group, with its people. Answered with `Msg::GroupKept`.
    KeepGroup(Box<TaughtLesson>),
    /// A seed for practice. Answered with `Msg::Seed`.
    PracticeSeed,
    /// Makes a certificate. Answered with `Msg::CertificateMade`.
    MakeCertificate(PersonKey),
    /// Writes the slip to the stick; the driver adds the signed statement's link, which no screen knows. `Msg::FileWritten`.
    SaveCertificate(Box<Certificate>),
    /// Speaks a sentence, in place of what is being spoken. Answered with `Msg::Spoken` or `Msg::VoiceFailed`.
    Speak(Utterance),
    /// Stops speaking.
    Hush,
    /// Counts people and installs. Answered with `Msg::Counts`.
    Counts,
    /// Lists volunteers. Answered with `Msg::Volunteers`.
    Volunteers,
    /// Enrols a volunteer. Answered with `Msg::NewPassphrase`.
    AddVolunteer {
        /// Name, or a part of it.
        name: String,
    },
    /// Answered, like `Volunteers`, with the list as it is then.
    RemoveVolunteer {
        /// Key slot of the volunteer.
        slot: String,
    },
    /// Writes a backup. Answered with `Msg::FileWritten`.
    Backup,
    /// Writes results to the stick at this path, else to the one that is there, and ingests what is on it for this station. Answered
    /// with `Msg::Pace` on the way and `Msg::HandedOver`, or with `Msg::Drives` where there are several.
    HandOver {
        /// Path of the stick.
        drive: Option<String>,
    },
    /// Ingests what is on the stick for this station, and writes nothing. Answered like `HandOver`.
    TakeIn {
        /// Path of the stick.
        drive: Option<String>,
    },
    /// Sends results to the centre over the network. Answered like `HandOver`.
    Send,
    /// Ends what is being carried as soon as may be; what is carried then answers with a failure.
    Stop,
    /// Makes a parcel of what waits, to be shown to a phone. Answered with `Msg::LightPacked`.
    PackLight,
    /// The phone has all of it: it has left the station. Answered with `Msg::Counts`.
    LightTaken,
    /// What the page needs on which a receipt by mouth is typed. Answered with `Msg::SpokenDesk`.
    SpokenDesk,
    /// Compares five syllables with hyphens between them. Answered with `Msg::Spoke` and `Msg::Counts`.
    TakeSpoken(String),
    /// Where the centre is reached; empty for nowhere. Answered with `Msg::Centre`.
    Centre(String),
    /// Checks the station. Answered with `Msg::Diagnosis`.
    Diagnose,
    /// Looks for releases of the program on sticks. Answered with `Msg::Releases`.
    FindRelease,
    /// The same for the desk, which only names it. Answered with `Msg::ReleaseSeen`.
    SeeRelease,
    /// Checks the release of this file and keeps it for the end of the shift. Answered with `Msg::Pace`, and `Msg::Releases` in the end.
    TakeRelease(String),
    /// Ends this program for the one that waits.
    Renew,
    /// Checks the machine, with what was tried so far; the loop adds what the terminal answers. Answered with `Msg::MachineChecked`.
    CheckMachine(Box<Trials>),
    /// Keeps the settings.
    Settings(Settings),
    /// Ends the program.
    Quit,
    /// Ends the program of a locked station, for the machine's login.
    QuitToLogin,
}
