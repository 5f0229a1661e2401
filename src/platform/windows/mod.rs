//! What Windows does in a way of its own, where that is more than a line: its console, how it asks a program to end, what a volume and a
//! disk report, marks of the machine, printers, speech. The files of each subject decide what is made of it.

mod boot;
mod children;
mod console;
mod ends;
mod files;
mod handles;
mod machine;
mod printing;
mod speech;
mod spooler;
mod volume;
mod wide;
mod window;

pub use boot::{run_of_machine, since_start_ms};
pub use children::ends_with_us;
pub use console::{Manner, key_waits, measured, size, takes_sequences};
pub use ends::{hold_signals, on_stop_signal};
pub use files::{is_pulled, patiently, sync_folder};
pub use handles::{folder_of, volume_of};
pub use machine::{clocks_ms, marks, memory, no_trace};
pub use printing::{PageImage, PrinterCanvas};
pub use speech::{SpokenEnd, begin, end_of, has_language, has_sound, speak_where_asked};
pub use spooler::{ListedPrinter, default_printer, delete_job, job, jobs, printer, printers};
pub use volume::{Bus, bus_of, disk_of, filesystem_of, is_rotating};
pub use wide::wide;
pub use window::fit_window;
