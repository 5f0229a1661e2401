use super::{Printer, Voice, printer, voice};
use crate::{
    domain::Moment,
    kiosk::{explain, release},
    notices::Failure,
    platform::{
        self, BriefRun, DiskFacts, HardwareClock, Hibernation, KernelFiles, Memory, Sound, SwapPlace, SyncAnswer,
    },
    tui::Trials,
};
use std::{
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

/// How the program came to this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Package {
    /// Not from its package, or from where it runs no package is known.
    None,
    /// From the file that Windows unpacks: there is no other package for it.
    Unpacked,
    /// From the package of this version.
    Installed(String),
    /// A release that came by stick, of this version: it was verified before it was started.
    Release(String),
}

/// All that is known of the machine before it is judged.
#[derive(Debug)]
pub struct Facts {
    /// The machine's clock.
    pub wall: Moment,
    /// When the newest of the station's files was changed.
    pub newest_file: Option<Moment>,
    /// The clock with a battery.
    pub hardware_clock: HardwareClock,
    /// What was tried with the person, and the terminal.
    pub trials: Trials,
    /// The disk below the station's folder.
    pub disk: DiskFacts,
    /// How it takes what is written.
    pub syncs: SyncAnswer,
    /// Whether the machine is one that another pretends to be.
    pub is_virtual: bool,
    /// Free bytes there.
    pub free: Option<u64>,
    /// Memory.
    pub memory: Option<Memory>,
    /// Printers.
    pub printer: Printer,
    /// The voice.
    pub voice: Voice,
    /// What plays sound; none where the system does not report it.
    pub sound: Option<Sound>,
    /// Whether it is switched off; none where nothing reports it.
    pub is_muted: Option<bool>,
    /// Where memory is swapped to.
    pub swap: Option<Vec<SwapPlace>>,
    /// Whether the machine hibernates.
    pub hibernation: Option<Hibernation>,
    /// Whether the program runs as the administrator.
    pub is_root: bool,
    /// Who else runs programs as its user.
    pub shared: Option<Failure>,
    /// How the program was installed.
    pub package: Package,
}

/// A disk that has not written an answer by then is of no use.
pub const DISK_PATIENCE: Duration = Duration::from_secs(10);
const PACKAGE_PATIENCE: Duration = Duration::from_secs(4);
/// Where the package puts the program.
const PACKAGED: &str = "/usr/bin/tramso";

/// Gathers what is known, for a station in this folder or one that is to be made there. Programs that are asked run beside each other.
#[must_use]
pub fn gather(dir: &Path, trials: Trials) -> Facts {
    let files = KernelFiles::default();
    let folder = nearest(dir);
    let is_root = platform::is_root();
    thread::scope(|scope| {
        let printer = scope.spawn(printer::find);
        let voice = scope.spawn(voice::find);
        let package = scope.spawn(package);
        let muted = scope.spawn(platform::is_muted);
        let syncs = platform::time_syncs(&folder, DISK_PATIENCE);
        Facts {
            wall: Moment(platform::now().wall_ms),
            newest_file: platform::newest_change(dir).map(Moment),
            hardware_clock: platform::hardware_clock(&files),
            trials,
            disk: platform::disk_facts(&files, &folder),
            syncs,
            is_virtual: platform::is_virtual(&files),
            free: platform::free_space(&folder),
            memory: platform::memory(&files),
            // A look that came apart found nothing.
            printer: printer.join().unwrap_or(Printer::Missing),
            voice: voice.join().unwrap_or(Voice::Missing),
            sound: cfg!(any(target_os = "linux", windows)).then(|| platform::sound(&files)),
            is_muted: muted.join().unwrap_or(None),
            swap: platform::swap_places(&files),
            hibernation: platform::hibernation(&files),
            is_root,
            shared: if is_root { None } else { explain::shared_user(&dir.display().to_string()) },
            package: package.join().unwrap_or(Package::None),
        }
    })
}

/// The folder itself, or the nearest one above it that is there.
fn nearest(dir: &Path) -> PathBuf {
    let found = dir.ancestors().find(|folder| folder.is_dir()).map(Path::to_owned);
    found.filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| PathBuf::from("."))
}

fn package() -> Package {
    if let Some(version) = release::running_release() {
        return Package::Release(version.to_string());
    }
    if cfg!(windows) {
        return Package::Unpacked;
    }
    if platform::own_program().is_none_or(|running| running != Path::new(PACKAGED)) {
        return Package::None;
    }
    let asked = ["-W", "-f=${db:Status-Status} ${Version}", "tramso"];
    match platform::run_briefly("dpkg-query", &asked, PACKAGE_PATIENCE) {
        BriefRun::Ended { well: true, text } => {
            let version = text.strip_prefix("installed ").map(|version| version.trim().to_owned());
            version.map_or(Package::None, Package::Installed)
        }
        BriefRun::Missing | BriefRun::TooSlow | BriefRun::Ended { .. } => Package::None,
    }
}
