//! Nothing that was acknowledged is lost: the power is cut, the process is killed, the disk fails or is full, two processes
//! want the same station. docs/DURABILITY.md describes the crash model, the promises and the figures.
//!
//! A child process, this test binary run again, makes real visits through the real session and store and prints `ACK n` when the
//! n-th event was kept; its storage calls are recorded or disturbed from outside, by strace.

mod backup;
mod child;
mod creation;
pub mod disk;
mod faults;
mod full;
mod judge;
mod kill;
mod outbox;
mod packs;
mod place;
mod power;
mod replay;
pub mod scale;
mod script;
mod slots;
mod stick;
mod strace;
mod trace;
mod two;
mod walk;
