//! The driver of `tramso`: the terminal and its loop, the effects that screens ask for, the command line, and the wording of
//! every error of the rooms below.
//!
//! Promises: the terminal is given back as it was found on every way out; keys that would end or stop another program mean
//! nothing here; a panic in a screen costs at most that screen's state and is reported calmly. Secrets and people's data are in
//! no log, no file name and no panic text.
//! Does not: decide anything about the contest.

mod args;
pub mod award;
mod centre_client;
mod certificate;
mod cli;
mod clock;
mod commands;
mod content;
mod courier;
mod demo;
mod diagnosis;
pub mod enrol;
mod enrol_commands;
mod error_log;
pub mod event;
mod explain;
mod founding;
pub mod handbook;
mod init;
mod keys;
mod lock;
pub mod machine;
pub mod outbox;
pub mod packs;
mod pages;
mod passphrase;
mod place;
mod poster;
mod posting;
pub mod printing;
mod reader;
mod receive;
pub mod release;
mod run;
pub mod send;
mod settings;
pub mod simulate;
mod terminal;
mod transfer;
mod verify;
pub mod voice;
pub mod worker;

pub use cli::main;
