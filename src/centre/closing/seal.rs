//! A set has names of people, and a word may have: both are sealed with a key outside the database, in both engines alike.

use crate::{
    centre::Keys,
    crypto::{open_row, seal_row},
    ledger::LedgerError,
};

const DAMAGED: LedgerError = LedgerError::Damaged("closing");

pub(super) fn seal_set(keys: &Keys, number: u32, plain: &[u8]) -> Result<Vec<u8>, LedgerError> {
    seal_row(&keys.closing_key(), &about_set(number), plain).map_err(|_| DAMAGED)
}

pub(super) fn open_set(keys: &Keys, number: u32, sealed: &[u8]) -> Result<Vec<u8>, LedgerError> {
    open_row(&keys.closing_key(), &about_set(number), sealed).map_err(|_| DAMAGED)
}

pub(super) fn seal_word(keys: &Keys, line: &str, word: &str) -> Result<Vec<u8>, LedgerError> {
    seal_row(&keys.closing_key(), &about_word(line), word.as_bytes()).map_err(|_| DAMAGED)
}

pub(super) fn open_word(keys: &Keys, line: &str, sealed: &[u8]) -> Result<String, LedgerError> {
    let plain = open_row(&keys.closing_key(), &about_word(line), sealed).map_err(|_| DAMAGED)?;
    String::from_utf8(plain).map_err(|_| DAMAGED)
}

fn about_set(number: u32) -> Vec<u8> {
    format!("set {number}").into_bytes()
}

fn about_word(line: &str) -> Vec<u8> {
    format!("word {line}").into_bytes()
}
