//! The machine below the program: clock, files that survive a power cut, locks, the kernel's keyring, removable drives, printers, a voice, a log.
//!
//! Promises: what is reported as written is on the disk, under its final name and read back; what the machine cannot do is returned
//! as `None` or an error, never imitated; the log takes events and numbers, so that no personal data can get into it.
//! Does not: know what the files mean. The only room that calls the C library. Sticks are found on Linux and on Windows (`drives`,
//! one file for each); for the rest it falls back, elsewhere than on Linux, on what the standard library has.

mod clock;
mod directory;
mod display;
mod drives;
mod file_fault;
mod files;
mod folders;
mod hardening;
mod keyring;
mod lock;
mod log;
mod machine;
mod open_files;
mod printer;
mod probe;
mod program;
mod service_manager;
mod sharing;
mod signals;
mod sleep;
mod state;
mod terminal;
mod voice;
#[cfg(windows)]
mod windows;

pub use clock::{Reading, now, unslewed};
pub use directory::{Directory, Entry, EntryKind, Readers, device_of, open_regular};
pub use display::{DISPLAYS, pixel_pitch_um};
#[cfg(target_os = "linux")]
pub use drives::disks_of;
pub use drives::{Drive, drives, free_space};
pub use file_fault::FileFault;
pub use files::{
    append_durably, copy_durably, fresh_folder, is_free, private_file, publish_folder, remove_durably, sync_folder,
    write_atomically, write_in_turn, write_new, write_private,
};
pub use folders::{
    first_line, len_of, make_folder, make_private_folder, read_folder, read_own, read_up_to, remove_empty_folder,
    remove_folder,
};
pub use hardening::{Hardening, harden, harden_memory, is_open_to_others, make_private};
pub use keyring::{KEY_LIFETIME_S, forget_key, keep_key, keep_until_reboot, kept_key, kept_names};
pub use lock::{Lock, LockFault};
pub use log::{ErrorKinds, Log, LogEvent};
#[cfg(not(windows))]
pub use machine::marks_below;
pub use machine::{Mark, folder_mark, machine_marks};
pub use open_files::allow_open_files;
pub use printer::{Document, JobId, JobState, Printer, Sides, SpoolFault, SpoolJob, Spooler, Trouble};
pub use probe::{
    BriefRun, DiskFacts, HardwareClock, Hibernation, KernelFiles, Memory, Sound, SwapPlace, SyncAnswer, SyncTimes,
    TerminalAnswers, WriteCache, ask_terminal, disk_facts, hardware_clock, hibernation, is_root, is_virtual, key_waits,
    memory, newest_change, nudge_reader, run_briefly, sound, swap_places, terminal_colours, terminal_size, time_syncs,
};
pub use program::{ProgramEnd, ProgramRunner, ProgramStart, TerminalManner, become_program, let_run, own_program};
pub use service_manager::{report_alive, report_ready, report_stopping, watchdog};
pub use sharing::{Sharing, sharing};
pub use signals::{hold_reload_signal, hold_signals, on_hang_up, on_reload_signal, on_stop_signal};
pub use sleep::{Sleep, on_sleep};
pub use state::{state_folder, station_folder};
pub use terminal::{columns, fit_window, is_locked_station, is_plain_console, shows_screens, wants_english};
pub use voice::{
    Speaking, SpeechEnd, Wish, has_dispatcher, has_voice, is_muted, lists_voice, speak, speak_where_asked,
};
