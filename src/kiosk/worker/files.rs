use super::{Replies, Worker};
use crate::{
    domain::{PersonKey, Stamp},
    kiosk::{
        award::{self, Earlier},
        diagnosis,
        error_log::logged,
        explain, machine, printing,
    },
    platform::{Directory, Readers, drives, free_space},
    report::{Certificate, Fonts, pdf},
    session::Visit,
    store::{self, StoreError},
    text::{Language, Words, codes},
    tui::{Effect, Failure, Msg, Trials},
};
use std::path::PathBuf;

/// A stick with less room than this is as good as full.
const LEAST_FREE: u64 = 2 << 20;

impl Worker {
    /// A slip's number, check and link. Who has asked before gets the same again.
    pub(super) fn make_certificate(&mut self, key: &PersonKey, now: Stamp) -> Replies {
        let pack = self.pack.clone().ok_or(StoreError::NoPerson)?;
        let store = self.open()?;
        let person = store.find_by_key(key)?.ok_or(StoreError::NoPerson)?;
        let history = store.history(person)?;
        let award = match award::earlier(store, &pack, &history)? {
            Earlier::Same(issued) => issued.award,
            Earlier::Lost(_) => return Ok(vec![Msg::Failed(explain::lost_slip())]),
            Earlier::None => {
                let visit = Visit::replay(&pack, &history);
                let registration = visit.registration().ok_or(StoreError::NoPerson)?;
                award::issue(store, &pack, registration, store.next_number(), store.known().now(now).date())
            }
        };
        Ok(vec![Msg::CertificateMade {
            person: *key,
            number: award.certificate.number,
            check: award.certificate.check,
            link: award.link,
        }])
    }

    /// Writes the slip to the stick, reads it back, and names it by its number alone: no name in a file's name. It is the one that
    /// was given out, whatever the screen shows.
    pub(super) fn save_certificate(&mut self, asked: &Certificate) -> Replies {
        let pack = self.pack.clone().ok_or(StoreError::NoPerson)?;
        let (person, _) = self.at_keyboard.ok_or(StoreError::NoPerson)?;
        let store = self.open()?;
        let history = store.history(person)?;
        let certificate = match award::earlier(store, &pack, &history)? {
            Earlier::Same(issued) if issued.award.certificate.number == asked.number => {
                award::slip(store, &pack, &issued)
            }
            Earlier::Same(_) | Earlier::None | Earlier::Lost(_) => return Ok(vec![Msg::Failed(explain::lost_slip())]),
        };
        Ok(self.write_slip(&certificate))
    }

    fn write_slip(&self, certificate: &Certificate) -> Vec<Msg> {
        match self.drawn_slip(certificate) {
            Ok(bytes) => self.write_document(&format!("{}.pdf", certificate.number), &bytes),
            Err(failure) => vec![Msg::Failed(failure)],
        }
    }

    pub(super) fn drawn_slip(&self, certificate: &Certificate) -> Result<Vec<u8>, Failure> {
        let words = Words::new(self.language());
        let drawn = Fonts::embedded().and_then(|fonts| pdf(certificate, &words, &fonts));
        drawn.map_err(|fault| logged(self.station.dir(), explain::pdf(&fault), &fault))
    }

    /// Writes a document to the stick and reads it back.
    pub(super) fn write_document(&self, name: &str, bytes: &[u8]) -> Vec<Msg> {
        let stick = match self.stick() {
            Ok(stick) => stick,
            Err(failure) => return vec![Msg::Failed(failure)],
        };
        let path = stick.join(name);
        let written = Directory::open(&stick).and_then(|stick| stick.write_checked(name, Readers::Everybody, bytes));
        match written {
            Ok(()) => vec![Msg::FileWritten(path.display().to_string())],
            Err(fault) => vec![Msg::Failed(logged(self.station.dir(), explain::stick(&fault, &path), &fault))],
        }
    }

    /// The one stick that is there.
    pub(super) fn stick(&self) -> Result<PathBuf, Failure> {
        let found = drives(&self.drive_roots, self.station.dir());
        match found.as_slice() {
            [] => Err(Failure::new(codes::removable::NO_STICK, [])),
            [first, ..] => {
                let path = first.path.clone();
                if free_space(&path).is_some_and(|free| free < LEAST_FREE) {
                    return Err(Failure::new(codes::removable::STICK_FULL, []));
                }
                Ok(path)
            }
        }
    }

    pub(super) fn backup(&mut self, _now: Stamp) -> Replies {
        let stick = match self.stick() {
            Ok(stick) => stick,
            Err(failure) => return Ok(vec![Msg::Failed(failure)]),
        };
        let backup = self.open()?.backup_to(&stick, &mut |_, _| ())?;
        Ok(vec![Msg::FileWritten(backup.path.display().to_string())])
    }

    /// Looks at the station's data, or at the machine.
    pub(super) fn examine(&mut self, asked: &Effect) -> Vec<Msg> {
        match asked {
            Effect::CheckMachine(trials) => self.check_machine(trials),
            _ => self.diagnose(), // else: the data are what is looked at
        }
    }

    /// What doctor finds, line by line, in the volunteer's words.
    fn diagnose(&mut self) -> Vec<Msg> {
        let words = Words::new(self.language());
        let folder = self.station.dir().display().to_string();
        let findings = match self.store.as_mut() {
            Some(store) => store.examine(&|_| ()),
            None => store::doctor(self.station.dir(), None),
        };
        let line = |found| {
            let diagnosis = diagnosis::finding(found, &folder);
            let mark = if diagnosis.grave { "✗" } else { "▲" };
            format!("{mark} {}", diagnosis.failure.notice(&words))
        };
        let mut lines: Vec<String> = findings.iter().map(line).collect();
        if lines.is_empty() {
            lines.push(format!("✓ {}", words.get("cli-sound")));
        }
        if let Some(failure) = explain::shared_user(&folder) {
            lines.push(format!("▲ {}", failure.notice(&words)));
        }
        lines.extend(printing::remarks().iter().map(|remark| format!("▲ {}", remark.notice(&words))));
        vec![Msg::Diagnosis(lines)]
    }

    /// Looks at the machine, and keeps what it found for the station's request.
    fn check_machine(&self, trials: &Trials) -> Vec<Msg> {
        let words = Words::new(self.language());
        let dir = self.station.dir();
        let facts = machine::gather(dir, trials.clone());
        let lines = machine::lines(&facts, &words);
        // A disk that refuses has its line among them.
        if let Err(fault) = machine::keep(dir, &machine::figures(&facts, &lines)) {
            drop(logged(dir, explain::stick(&fault, dir), &fault));
        }
        vec![Msg::MachineChecked(lines)]
    }

    pub(super) fn language(&self) -> Language {
        crate::kiosk::settings::read(self.station.dir()).language
    }
}
