use super::{location::CentreLocation, open};
use crate::{
    bundle::{MOST_BUNDLE, MOST_GRANT, claim},
    centre::{Access, Actor, AdmitRefusal, Centre, IngestRefusal, Outcome, explain},
    cli::{CommandResult, Console},
    crypto::sha256,
    domain::{EpochId, StationId},
    notices::{Failure, failure, legible},
    platform::{self, Directory, EntryKind, FileFault, Readers},
    text::codes,
};
use clap::Args;
use serde_json::{Value as Json, json};
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Options of `ingest`.
#[derive(Args)]
pub struct Ingest {
    /// Thư mục có gói kết quả (.tsb) và giấy phép (.tsg), ví dụ USB
    #[arg(value_name = "THƯ MỤC")]
    from: PathBuf,
}

/// The folder on a stick where stations hand in, and the one where they find what is for them.
const HANDED_IN: &str = "tramso-nop";
const FOR_STATIONS: &str = "tramso-nhan";
/// Deeper folders of a stick are somebody's own.
const DEPTH: usize = 3;
const MOST_FILES: usize = 100_000;

/// Ingests the bundles and grants of files and folders, and writes the receipts.
pub fn run(wanted: &Ingest, location: &CentreLocation, console: &Console) -> CommandResult {
    let files = Files::below(&wanted.from)?;
    if files.grants.is_empty() && files.bundles.is_empty() {
        return Err(failure(codes::centre::FOLDER_WITHOUT_BUNDLES, [("file", wanted.from.display().to_string())]));
    }
    let centre = open::centre(location, console)?;
    open::now(&centre)?; // before anything is written
    let mut run = Run {
        console,
        centre: &centre,
        done: Vec::new(),
        stations: BTreeSet::new(),
        grants: BTreeSet::new(),
        counts: [0; 3],
    };
    let out = receipts_opened(&receipts_folder(&wanted.from))?; // first: nothing is taken for which no receipt could be written
    for file in &files.grants {
        run.grant(file)?;
    }
    let all = files.bundles.len();
    for (n, file) in (1..).zip(&files.bundles) {
        run.bundle(file, &out, (n, all))?;
    }
    run.newest(&out)?;
    let waiting = centre.waiting_bundles(&Access::City, &run.stations);
    let waiting = waiting.map_err(|fault| vec![explain::query(&fault)])?;
    run.summary(out.path(), waiting)
}

/// What there is to take.
#[derive(Default)]
struct Files {
    grants: Vec<PathBuf>,
    bundles: Vec<PathBuf>,
}

impl Files {
    fn below(folder: &Path) -> Result<Self, Vec<Failure>> {
        let mut found = Self::default();
        found.look(&Directory::open(folder).map_err(|_| unreadable(folder))?, DEPTH)?;
        found.grants.sort();
        found.bundles.sort();
        Ok(found)
    }

    /// Links are not followed: a stick may hold one that leads anywhere. Names that begin with a dot are an operating system's own:
    /// its bin, and its copies of the files beside them.
    fn look(&mut self, folder: &Directory, depth: usize) -> Result<(), Vec<Failure>> {
        for entry in folder.entries().map_err(|_| unreadable(folder.path()))? {
            if entry.name.to_string_lossy().starts_with('.') {
                continue;
            }
            let path = folder.path().join(&entry.name);
            let ending = path.extension().map(|ending| ending.to_ascii_lowercase());
            match (entry.kind, ending.as_deref().and_then(std::ffi::OsStr::to_str)) {
                (EntryKind::Directory, _) if depth > 1 => {
                    // What another user keeps to himself on the stick is none of ours.
                    if let Ok(inside) = folder.beneath(&entry.name) {
                        self.look(&inside, depth - 1)?;
                    }
                }
                (EntryKind::File, Some("tsg")) => self.grants.push(path),
                (EntryKind::File, Some("tsb")) if self.bundles.len() < MOST_FILES => self.bundles.push(path),
                (EntryKind::File | EntryKind::Directory | EntryKind::Other, _) => (),
            }
        }
        Ok(())
    }
}

fn unreadable(folder: &Path) -> Vec<Failure> {
    failure(codes::centre::FOLDER_UNREADABLE, [("file", folder.display().to_string())])
}

/// Receipts lie beside the folder in which bundles were handed in.
fn receipts_folder(from: &Path) -> PathBuf {
    let is_handed_in = from.file_name().is_some_and(|name| name == HANDED_IN);
    let beside = from.parent().filter(|above| is_handed_in && !above.as_os_str().is_empty());
    beside.unwrap_or(from).join(FOR_STATIONS)
}

struct Run<'a> {
    console: &'a Console,
    centre: &'a Centre,
    done: Vec<Json>,
    /// Stations and epochs that something came from.
    stations: BTreeSet<(StationId, EpochId)>,
    /// Grants by what is in them: copies of one are one.
    grants: BTreeSet<[u8; 32]>,
    /// New, known, refused.
    counts: [usize; 3],
}

impl Run<'_> {
    fn grant(&mut self, file: &Path) -> Result<(), Vec<Failure>> {
        let now = open::now(self.centre)?;
        let bytes = self.read(file, MOST_GRANT);
        let digest = bytes.as_ref().ok().map(|bytes| sha256(&[bytes.as_slice()]));
        let name = name(file);
        match bytes.map(|bytes| self.centre.admit(&Access::City, &bytes, Actor::CommandLine, now)) {
            Ok(Ok(admitted)) => {
                self.grants.extend(digest);
                let station = admitted.station.short().to_owned();
                self.console
                    .message("centre-ingest-grant", &[("file", name.as_str().into()), ("kiosk", station.into())]);
                self.done.push(json!({ "file": name, "outcome": "grant", "kiosk": admitted.station }));
                Ok(())
            }
            Ok(Err(AdmitRefusal::Ledger(fault))) => Err(vec![explain::ledger(&fault)]),
            // else: only a ledger that fails ends the run
            Ok(Err(refusal)) => self.refused(&name, &explain::admit(&refusal)),
            Err(unread) => self.refused(&name, &unread),
        }
    }

    fn bundle(&mut self, file: &Path, out: &Directory, (n, all): (usize, usize)) -> Result<(), Vec<Failure>> {
        let now = open::now(self.centre)?;
        let bytes = self.read(file, MOST_BUNDLE);
        let claimed = bytes.as_ref().ok().and_then(|bytes| claim(bytes).ok()).map(|claim| claim.station);
        let name = name(file);
        match bytes.map(|bytes| self.centre.ingest(&Access::City, &bytes, now)) {
            Ok(Ok(taken)) => {
                let (at, key, outcome) = match taken.outcome {
                    Outcome::New => (0, "centre-ingest-new", "new"),
                    Outcome::Known => (1, "centre-ingest-known", "known"),
                };
                self.count(at);
                let receipt = keep_receipt(out, &taken.receipt_name(), &taken.receipt)?;
                self.console.message(key, &[("n", n.into()), ("all", all.into()), ("file", name.as_str().into())]);
                self.done.push(json!({
                    "file": name, "outcome": outcome, "kiosk": taken.station, "epoch": taken.epoch, "seq": taken.seq,
                    "receipt": receipt,
                }));
                self.stations.insert((taken.station, taken.epoch));
                Ok(())
            }
            Ok(Err(IngestRefusal::Ledger(fault))) => Err(vec![explain::ledger(&fault)]),
            // else: only a ledger that fails ends the run
            Ok(Err(refusal)) => {
                let failure = explain::refusal(&refusal);
                let noted = self.centre.note_refused(claimed.as_deref().unwrap_or_default(), failure.code, now);
                noted.map_err(|fault| vec![explain::ledger(&fault)])?;
                self.refused(&name, &failure)
            }
            Err(unread) => self.refused(&name, &unread),
        }
    }

    /// The newest word for every station that something came from: a receipt is cumulative.
    fn newest(&self, out: &Directory) -> Result<(), Vec<Failure>> {
        for (station, epoch) in &self.stations {
            let newest = self.centre.newest_receipt(station, epoch, open::now(self.centre)?);
            if let Some(file) = newest.map_err(|fault| vec![explain::ledger(&fault)])? {
                keep_receipt(out, &file.name, &file.bytes)?;
            }
        }
        Ok(())
    }

    fn summary(self, out: &Path, waiting: usize) -> CommandResult {
        let ([new, known, refused], grants) = (self.counts, self.grants.len());
        let values = [("new", new.into()), ("known", known.into()), ("grants", grants.into())];
        self.console.message("centre-ingest-done", &values);
        if waiting > 0 {
            self.console.message("centre-ingest-waiting", &[("n", waiting.into())]);
        }
        if new + known > 0 {
            self.console.message("centre-ingest-receipts", &[("dir", out.display().to_string().into())]);
        }
        self.console.json(&json!({
            "new": new, "known": known, "refused": refused, "grants": grants, "waiting": waiting,
            "files": self.done,
            "receipts": out.display().to_string(),
        }));
        if refused == 0 {
            Ok(ExitCode::SUCCESS)
        } else {
            Err(failure(codes::centre::FILES_REFUSED, [("n", refused.to_string())]))
        }
    }

    fn read(&self, file: &Path, most: usize) -> Result<Vec<u8>, Failure> {
        platform::read_up_to(file, most)
            .map_err(|_| Failure::new(codes::centre::FILE_UNREADABLE, [("file", name(file))]))
    }

    fn refused(&mut self, name: &str, failure: &Failure) -> Result<(), Vec<Failure>> {
        self.count(2);
        let notice = failure.notice(self.console.words());
        self.console.note(format!("{name}: {notice}"));
        self.done.push(json!({ "file": name, "outcome": "refused", "code": failure.code }));
        Ok(())
    }

    fn count(&mut self, at: usize) {
        if let Some(count) = self.counts.get_mut(at) {
            *count += 1;
        }
    }
}

/// Writes a receipt and returns its path.
fn keep_receipt(out: &Directory, name: &str, bytes: &[u8]) -> Result<String, Vec<Failure>> {
    let path = out.path().join(name);
    out.write_checked(name, Readers::Everybody, bytes).map_err(|_| unwritable(&path))?;
    Ok(path.display().to_string())
}

/// The folder for receipts, made beneath the one that holds it: where a link has its name, nothing is written.
fn receipts_opened(out: &Path) -> Result<Directory, Vec<Failure>> {
    let made = || -> Result<Directory, FileFault> {
        let (above, name) = Directory::holding(out)?;
        above.made(name, Readers::Everybody)
    };
    made().map_err(|fault| match fault {
        FileFault::NotAFolder => failure(codes::removable::NOT_A_FOLDER, [("file", out.display().to_string())]),
        _ => unwritable(out), // else: whatever else stops the writing, its notice names room and rights
    })
}

fn unwritable(path: &Path) -> Vec<Failure> {
    failure(codes::centre::FILE_NOT_WRITTEN, [("file", path.display().to_string())])
}

/// A file's name as it may be shown.
fn name(file: &Path) -> String {
    legible(&file.file_name().unwrap_or_default().to_string_lossy())
}
