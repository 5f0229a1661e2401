use super::{ListKind, Settings, Ticket};
use crate::{
    domain::{IdNumber, PersonKey, Registration},
    record::{Draft, Event, HelpMode},
    report::Certificate,
};
use std::fmt;
use zeroize::Zeroizing;

/// Typed text that is never printed and is wiped when it is dropped.
#[derive(Clone)]
pub struct Secret(pub Zeroizing<String>);

impl Secret {
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
    /// Leaving "Tạm che màn hình".
    Unhide,
}

/// What a passphrase was asked for again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassFor {
    CloseShift,
    Backup,
    Volunteers,
}

/// What the driver is to do; it answers with a `Msg`.
#[derive(Debug)]
pub enum Effect {
    Unlock {
        slot: String,
        passphrase: Secret,
    },
    OpenShift {
        pin: Secret,
    },
    CheckPin {
        pin: Secret,
        purpose: PinFor,
    },
    CheckPassphrase(Secret),
    CloseShift,
    FindNumber(IdNumber),
    /// By name in any spelling, village and year of birth; all given parts must fit.
    Search {
        name: String,
        village: String,
        year: Option<i32>,
    },
    List(ListKind),
    OpenPerson(PersonKey),
    /// Makes the person and keeps their first events; namesakes without a number are asked about unless `ordinal` selects one.
    NewPerson {
        registration: Box<Registration>,
        mode: HelpMode,
        events: Vec<Event>,
        ordinal: Option<u8>,
    },
    Save {
        ticket: Ticket,
        person: Option<PersonKey>,
        mode: HelpMode,
        events: Vec<Event>,
    },
    /// What was recorded in this visit under the first belongs to the second.
    Move {
        from: PersonKey,
        to: PersonKey,
    },
    /// Nobody is signed in any more: wipe what was on screen, checkpoint, count anew.
    Leave,
    SaveDraft(Draft),
    ClearDraft(&'static str),
    /// The seed of the signed-in person's attempt.
    DrawSeed {
        person: PersonKey,
        attempt: u8,
    },
    PracticeSeed,
    MakeCertificate(PersonKey),
    /// Writes the slip to the stick; the driver adds the signed statement's link, which no screen knows. `Msg::FileWritten`.
    SaveCertificate(Box<Certificate>),
    ReadAloud(String),
    Counts,
    Volunteers,
    AddVolunteer {
        name: String,
    },
    /// Answered, like `Volunteers`, with the list as it is then.
    RemoveVolunteer {
        slot: String,
    },
    Backup,
    /// Writes results to the stick at this path, else to the one that is there, and takes what lies on it for this station. Answered
    /// with `Msg::Pace` on the way and `Msg::HandedOver`, or with `Msg::Drives` where there are several.
    HandOver {
        drive: Option<String>,
    },
    /// Takes what lies on the stick for this station, and writes nothing. Answered like `HandOver`.
    TakeIn {
        drive: Option<String>,
    },
    /// Sends results to the centre over the network. Answered like `HandOver`.
    Send,
    /// Ends what is being carried as soon as may be; what is carried then answers with a failure.
    Stop,
    /// Where the centre is reached; empty for nowhere. Answered with `Msg::Centre`.
    Centre(String),
    Diagnose,
    Settings(Settings),
    Quit,
}
