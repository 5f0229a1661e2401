//! What of a roster is sealed, each to its place: the database alone shows neither names nor what was found.

use crate::{
    centre::Centre,
    crypto::{open_row, seal_row},
    domain::PersonKey,
    judging::{RosterCard, RosterDraft},
    ledger::{LedgerError, RosterPersonRow},
};

/// What a clerk has found for a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// None of the people of that name.
    Nobody,
    /// This person.
    Person(PersonKey),
}

const DAMAGED: LedgerError = LedgerError::Damaged("roster");

impl Centre {
    pub(super) fn sealed_purpose(&self, id: &str, purpose: &str) -> Result<Vec<u8>, LedgerError> {
        seal_row(&self.keys().roster_key(), &place("head", id, 0), purpose.as_bytes()).map_err(|_| DAMAGED)
    }

    pub(super) fn open_purpose(&self, id: &str, sealed: &[u8]) -> Result<String, LedgerError> {
        let plain = open_row(&self.keys().roster_key(), &place("head", id, 0), sealed).map_err(|_| DAMAGED)?;
        String::from_utf8(plain).map_err(|_| DAMAGED)
    }

    pub(super) fn sealed_card(&self, id: &str, line: u32, card: &RosterCard) -> Result<Vec<u8>, LedgerError> {
        seal_row(&self.keys().roster_key(), &place("card", id, line), &card.write()).map_err(|_| DAMAGED)
    }

    pub(super) fn open_card(&self, row: &RosterPersonRow) -> Result<RosterCard, LedgerError> {
        let plain = open_row(&self.keys().roster_key(), &place("card", &row.roster, row.line), &row.card);
        RosterCard::read(&plain.map_err(|_| DAMAGED)?).map_err(|_| DAMAGED)
    }

    pub(super) fn sealed_found(&self, id: &str, line: u32, found: Found) -> Result<Vec<u8>, LedgerError> {
        let plain = match found {
            Found::Nobody => Vec::new(),
            Found::Person(key) => key.0.to_vec(),
        };
        seal_row(&self.keys().roster_key(), &place("found", id, line), &plain).map_err(|_| DAMAGED)
    }

    pub(super) fn open_found(&self, row: &RosterPersonRow) -> Result<Option<Found>, LedgerError> {
        let Some(sealed) = &row.found else { return Ok(None) };
        let plain = open_row(&self.keys().roster_key(), &place("found", &row.roster, row.line), sealed);
        let plain = plain.map_err(|_| DAMAGED)?;
        if plain.is_empty() {
            return Ok(Some(Found::Nobody));
        }
        plain.as_slice().try_into().map(|key| Some(Found::Person(PersonKey(key)))).map_err(|_| DAMAGED)
    }

    pub(super) fn sealed_draft(&self, draft: &RosterDraft) -> Result<Vec<u8>, LedgerError> {
        seal_row(&self.keys().roster_key(), b"draft", &draft.write()).map_err(|_| DAMAGED)
    }

    /// The draft that this server, or another one of the centre, has sealed; none for anything else.
    pub(super) fn open_draft(&self, sealed: &[u8]) -> Option<RosterDraft> {
        let plain = open_row(&self.keys().roster_key(), b"draft", sealed).ok()?;
        RosterDraft::read(&plain).ok()
    }
}

fn place(kind: &str, id: &str, line: u32) -> Vec<u8> {
    format!("{kind} {id} {line}").into_bytes()
}
