//! `backup`, `verify`, `restore`, `move`: the ledger in one sealed file, onto a stick and back, and from one engine to the other.

use super::{
    erasures::{ERASURES, ErasureFile, LONGEST_LIST},
    location::{CentreLocation, KEYS, LEDGER, write_private},
    mark::{MARK, Mark, MarkFile},
    open::{self, clock},
    unfinished::{Unfinished, ledger_files},
};
use crate::{
    centre::{
        Keys,
        backup::{self, BackupFault, BackupInfo, Restored},
        explain,
        key_file::MOST_BYTES,
    },
    cli::{CommandResult, Console},
    domain::Moment,
    ledger::{self, Ledger},
    notices::{Failure, failure},
    platform::{
        Directory, FileFault, Lock, LockFault, Readers, make_private_folder, open_regular, private_file, read_up_to,
        remove_durably,
    },
    text::codes,
};
use clap::Args;
use serde_json::json;
use std::{
    io::{self, Read},
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Name of the ledger's file in a backup.
const SEALED: &str = "so-cai.tsk";
/// The same while it is made, in the centre's folder.
const PART: &str = "so-cai.tsk.part";
/// Locked while that is in use.
const LOCK: &str = "so-cai.tsk.khoa";
/// What goes with it as it is: the sealed keys, what is public, who was erased. Each is small.
/// The mark comes before the list that it counts, which only grows.
const BESIDE: [&str; 5] = [KEYS, "bien-nhan.pub", "cap-phep.pub", MARK, ERASURES];

/// Options of `backup`.
#[derive(Args)]
pub struct Backup {
    /// Thư mục hoặc USB để chép vào; mỗi lần sao lưu là một thư mục mới trong đó
    to: PathBuf,
}

/// Options of `verify`.
#[derive(Args)]
pub struct Verify {
    /// Thư mục của bản sao lưu
    backup: PathBuf,
}

/// Options of `restore`.
#[derive(Args)]
pub struct Restore {
    /// Thư mục của bản sao lưu
    #[arg(required_unless_present = "accept_loss")]
    backup: Option<PathBuf>,
    /// Không có bản sao lưu nào mới hơn: dùng tiếp sổ cái đang có dù thiếu; các trạm tự nộp lại phần thiếu
    #[arg(long, conflicts_with = "backup")]
    accept_loss: bool,
    /// Thêm danh sách người đã xóa (da-xoa.txt) của máy cũ hay của máy chủ khác; ghi được nhiều lần
    #[arg(long, value_name = "TỆP")]
    erased: Vec<PathBuf>,
}

/// Options of `move`.
#[derive(Args)]
pub struct Move {
    /// Sổ cái mới: postgres://… hoặc chữ «tep» cho tệp mã hóa trong thư mục
    #[arg(long, value_name = "URL|tep")]
    to: String,
}

/// The sealed file in the centre's own folder, gone when this is dropped. One command at a time has it.
struct Part {
    path: PathBuf,
    _alone: Lock,
}

impl Part {
    fn begin(location: &CentreLocation) -> Result<Self, Vec<Failure>> {
        let path = location.folder().join(PART);
        let alone = Lock::take(&location.folder().join(LOCK)).map_err(|fault| match fault {
            LockFault::Held => failure(codes::backup::BACKUP_IS_RUNNING, []),
            LockFault::File(_) => not_written(&path),
        })?;
        Ok(Self { path, _alone: alone })
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        let _ = remove_durably(&self.path); // what is left over is written over the next time
    }
}

/// Writes a backup and reads it back whole.
pub fn backup(wanted: &Backup, location: &CentreLocation, console: &Console) -> CommandResult {
    let keys = location.open_keys(console)?;
    let ledger = open::checked_ledger(location, &keys)?;
    let onto = Directory::open(&wanted.to)
        .map_err(|_| failure(codes::centre::FOLDER_UNREADABLE, [("file", wanted.to.display().to_string())]))?;
    let part = Part::begin(location)?;
    let made = sealed(ledger.as_ref(), &keys, &part.path, console)?.made;
    let mut begun = BegunFolder::make(&onto, &keys, made).map_err(|_| not_written(&wanted.to))?;
    copied(&begun.folder, &part, location, console).map_err(|_| not_written(&wanted.to))?;
    drop(part);
    let folder = begun.folder.path().to_owned();
    let info = verified(&keys, &folder.join(SEALED), console)?;
    begun.name = None;
    let dir = folder.display().to_string();
    console.message(
        "centre-backup-done",
        &[("dir", dir.as_str().into()), ("bundles", info.bundles.into()), ("people", info.people.into())],
    );
    console.message("centre-backup-keep", &[]);
    console.json(&shape("backup", &dir, &info));
    Ok(ExitCode::SUCCESS)
}

/// The folder of a backup that is being made, named by the contest and the time. Dropped before the backup is whole, it goes again with
/// what is in it: keys without a ledger are no backup, and must not lie about on a stick.
struct BegunFolder<'a> {
    onto: &'a Directory,
    folder: Directory,
    /// Its name, while it may go; none where it was there before.
    name: Option<String>,
}

impl<'a> BegunFolder<'a> {
    fn make(onto: &'a Directory, keys: &Keys, made: Moment) -> Result<Self, FileFault> {
        let (date, (hour, minute)) = (made.date().format("%Y%m%d"), made.clock());
        let seconds = made.0.div_euclid(1000).rem_euclid(60);
        let name = format!("sao-luu-{}-{date}-{hour:02}{minute:02}{seconds:02}", keys.contest);
        let is_new = onto.kind_of(&name)?.is_none();
        Ok(Self { onto, folder: onto.made(&name, Readers::Owner)?, name: is_new.then_some(name) })
    }
}

impl Drop for BegunFolder<'_> {
    fn drop(&mut self) {
        let Some(name) = &self.name else { return };
        // What failed before is reported; a stick that was pulled keeps what it has.
        for file in BESIDE.iter().chain([&SEALED]) {
            let _ = self.folder.remove(file);
        }
        let _ = self.onto.remove_empty(name);
    }
}

/// Copies what makes up a backup into its folder.
fn copied(folder: &Directory, part: &Part, location: &CentreLocation, console: &Console) -> Result<(), FileFault> {
    for name in BESIDE {
        let beside = if name == KEYS { location.key_file() } else { location.folder().join(name) };
        if beside.exists() {
            folder.write_checked(name, Readers::Owner, &read_up_to(&beside, LONGEST_LIST)?)?;
        }
    }
    let (mut source, of) = open_regular(&part.path)?;
    let mut done = 0;
    folder.write(SEALED, Readers::Owner, &mut source, |block| {
        done += u64::try_from(block.len()).unwrap_or(0);
        show(console, "centre-backup-writing", done, of);
        Ok::<(), FileFault>(())
    })
}

fn not_written(place: &Path) -> Vec<Failure> {
    failure(codes::backup::NOT_WRITTEN, [("file", place.display().to_string())])
}

/// Reads a backup whole and prints what it is of.
pub fn verify(wanted: &Verify, location: &CentreLocation, console: &Console) -> CommandResult {
    let file = file_of(&wanted.backup);
    let beside = file.parent().unwrap_or(Path::new(".")).join(KEYS);
    let mut location = location.clone();
    if !location.key_file().exists() && beside.exists() {
        location.keys = Some(beside);
    }
    let info = verified(&location.open_keys(console)?, &file, console)?;
    let values = [
        ("file", file.display().to_string().into()),
        ("date", console.words().date(info.made.date()).into()),
        ("bundles", info.bundles.into()),
        ("people", info.people.into()),
    ];
    console.message("centre-verify-right", &values);
    console.json(&shape("file", &file.display().to_string(), &info));
    Ok(ExitCode::SUCCESS)
}

/// Restores a backup into an empty ledger, or accepts what the ledger lacks.
pub fn restore(wanted: &Restore, location: &CentreLocation, console: &Console) -> CommandResult {
    let Some(from) = &wanted.backup else { return accept(wanted, location, console) };
    let file = file_of(from);
    let folder = file.parent().unwrap_or(Path::new(".")).to_owned();
    let keys_here = location.key_file();
    // What is made here goes again where the backup turns out to be none: an empty ledger would look like a centre.
    let ledger = if location.database().is_none() { ledger_files(&location.folder()) } else { Vec::new() };
    let unfinished = Unfinished::new([vec![keys_here.clone()], ledger].concat(), vec![location.folder()]);
    if !keys_here.exists() {
        let there = read_up_to(&folder.join(KEYS), MOST_BYTES)
            .map_err(|_| failure(codes::centre::NO_KEY_FILE, [("file", folder.join(KEYS).display().to_string())]))?;
        if !location.folder().is_dir() {
            let unmade =
                |_| failure(codes::centre::FILE_NOT_WRITTEN, [("file", location.folder().display().to_string())]);
            make_private_folder(&location.folder()).map_err(unmade)?;
        }
        write_private(&keys_here, &there)?;
    }
    let keys = location.open_keys(console)?;
    let erasures = ErasureFile::open(location.beside(ERASURES))?;
    erasures.add_copy(&folder.join(ERASURES))?;
    add_lists(&erasures, wanted)?;
    for mark in
        [folder.join(MARK), location.beside(MARK)].iter().filter_map(|mark| MarkFile::new(mark.clone(), &keys).read())
    {
        warn_short(&erasures, &mark, console);
    }
    let ledger = open::bare_ledger(location, &keys)?;
    let (info, restored) = into(ledger.as_ref(), &keys, location, &erasures, &file, console)?;
    unfinished.finish();
    for name in BESIDE.iter().filter(|name| !location.folder().join(name).exists()) {
        if let Ok(bytes) = read_up_to(&folder.join(name), MOST_BYTES) {
            super::location::write(&location.folder().join(name), &bytes)?;
        }
    }
    report(&info, &restored, console);
    Ok(ExitCode::SUCCESS)
}

/// Adds the lists that somebody names: each must be there.
fn add_lists(erasures: &ErasureFile, wanted: &Restore) -> Result<(), Vec<Failure>> {
    wanted.erased.iter().try_for_each(|list| match list.is_file() {
        true => erasures.add_all(list),
        false => Err(failure(codes::backup::ERASURES_DAMAGED, [("file", list.display().to_string())])),
    })
}

/// A list that is shorter than it was brings people back: who restores is warned, and may add another copy later.
fn warn_short(erasures: &ErasureFile, mark: &Mark, console: &Console) {
    if let Some(shortage) = erasures.shortage(mark.erased) {
        console.note(shortage.notice(console.words()));
    }
}

fn accept(wanted: &Restore, location: &CentreLocation, console: &Console) -> CommandResult {
    let keys = location.open_keys(console)?;
    let erasures = ErasureFile::open(location.beside(ERASURES))?;
    add_lists(&erasures, wanted)?;
    let ledger = open::bare_ledger(location, &keys)?;
    let file = MarkFile::new(location.beside(MARK), &keys);
    let known = file.read().map_or(0, |mark| mark.generation);
    let restored = backup::accept_loss(ledger.as_ref(), &keys, (&erasures, known), clock())
        .map_err(|fault| vec![explain::ledger(&fault)])?;
    let Restored { generation, heights, erased: _ } = restored;
    file.write(&Mark { generation, heights, erased: erasures.count() })?;
    console.message("centre-loss-accepted", &[("erased", restored.erased.into())]);
    console.message("centre-restored-then", &[]);
    console.json(&json!({ "generation": restored.generation, "erased": restored.erased }));
    Ok(ExitCode::SUCCESS)
}

/// Moves the ledger to the other engine.
pub fn migrate(wanted: &Move, location: &CentreLocation, console: &Console) -> CommandResult {
    let keys = location.open_keys(console)?;
    let erasures = ErasureFile::open(location.beside(ERASURES))?;
    let target: Box<dyn Ledger> = if wanted.to == "tep" {
        ledger::open_sqlite(&location.folder().join(LEDGER), &keys.ledger_key())
    } else if open::is_address(&wanted.to) {
        ledger::open_postgres(&wanted.to, &keys.ledger_key())
    } else {
        return Err(failure(codes::centre::LEDGER_ADDRESS_INVALID, []));
    }
    .map_err(|fault| vec![explain::ledger(&fault)])?;
    let source = open::checked_ledger(location, &keys)?;
    let part = Part::begin(location)?;
    sealed(source.as_ref(), &keys, &part.path, console)?;
    let (info, restored) = into(target.as_ref(), &keys, location, &erasures, &part.path, console)?;
    drop(part);
    report(&info, &restored, console);
    console.message("centre-moved-then", &[]);
    Ok(ExitCode::SUCCESS)
}

fn into(
    ledger: &dyn Ledger,
    keys: &Keys,
    location: &CentreLocation,
    erasures: &ErasureFile,
    file: &Path,
    console: &Console,
) -> Result<(BackupInfo, Restored), Vec<Failure>> {
    let marks = MarkFile::new(location.beside(MARK), keys);
    let known = marks.read().map_or(0, |mark| mark.generation);
    let source = || source(file);
    let done = backup::restore(ledger, keys, (erasures, known), &source, clock(), &mut |done, of| {
        show(console, "centre-restoring", done, of);
    });
    let (info, restored) = done.map_err(|fault| explained(&fault, file))?;
    let Restored { generation, heights, erased: _ } = restored;
    marks.write(&Mark { generation, heights, erased: erasures.count() })?;
    Ok((info, restored))
}

/// The ledger in a sealed file of the centre's own folder: a slow stick must not hold the ledger's moment.
fn sealed(ledger: &dyn Ledger, keys: &Keys, part: &Path, console: &Console) -> Result<BackupInfo, Vec<Failure>> {
    let file = private_file(part).map_err(|_| not_written(part))?;
    let done =
        backup::write(ledger, keys, clock(), &file, &mut |done, of| show(console, "centre-backup-reading", done, of));
    let info = done.map_err(|fault| match fault {
        BackupFault::File(_) => not_written(part),
        fault => explained(&fault, part), // else: not the file's
    })?;
    file.sync_all().map_err(|_| not_written(part))?;
    Ok(info)
}

fn verified(keys: &Keys, file: &Path, console: &Console) -> Result<BackupInfo, Vec<Failure>> {
    let source = source(file).map_err(|fault| explained(&BackupFault::File(fault), file))?;
    backup::read(keys, source, &mut |done, of| show(console, "centre-backup-checking", done, of))
        .map_err(|fault| explained(&fault, file))
}

fn source(file: &Path) -> io::Result<impl Read> {
    open_regular(file).map(|(source, _)| source).map_err(io::Error::other)
}

/// The file that a person means: a backup's folder, or the file in it.
fn file_of(backup: &Path) -> PathBuf {
    if backup.is_dir() { backup.join(SEALED) } else { backup.to_owned() }
}

/// What a backup is of, for programs; `key` names the place where it is.
fn shape(key: &str, place: &str, info: &BackupInfo) -> serde_json::Value {
    json!({
        key: place, "bundles": info.bundles, "people": info.people, "generation": info.generation,
        "made_ms": info.made.0,
    })
}

fn report(info: &BackupInfo, restored: &Restored, console: &Console) {
    let values = [
        ("date", console.words().date(info.made.date()).into()),
        ("bundles", info.bundles.into()),
        ("people", info.people.into()),
        ("erased", restored.erased.into()),
    ];
    console.message("centre-restored", &values);
    console.message("centre-restored-then", &[]);
    console.json(&json!({
        "bundles": info.bundles, "people": info.people, "erased": restored.erased, "generation": restored.generation,
        "made_ms": info.made.0,
    }));
}

fn show(console: &Console, key: &str, done: u64, of: u64) {
    console.progress(&format!("{} {} %", console.words().get(key), percent(done, of)));
}

/// How much is done, for people who wait.
pub(super) fn percent(done: u64, of: u64) -> u64 {
    done.min(of).saturating_mul(100) / of.max(1)
}

fn explained(fault: &BackupFault, file: &Path) -> Vec<Failure> {
    let file = file.display().to_string();
    match fault {
        BackupFault::Ledger(fault) => vec![explain::ledger(fault)],
        BackupFault::File(_) => failure(codes::backup::UNREADABLE, [("file", file)]),
        BackupFault::Keys => failure(codes::backup::OTHER_KEYS, [("file", file)]),
        BackupFault::Damaged => failure(codes::backup::DAMAGED, [("file", file)]),
        BackupFault::Contest { found } => {
            failure(codes::backup::OTHER_CONTEST, [("file", file), ("found", found.clone())])
        }
        BackupFault::Newer => failure(codes::backup::LATER_VERSION, [("file", file)]),
        BackupFault::NotEmpty => failure(codes::backup::LEDGER_NOT_EMPTY, []),
    }
}
