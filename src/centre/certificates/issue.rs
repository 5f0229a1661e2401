//! Certificates are numbered, signed and kept.

use super::{CertificateRefusal, SERIAL, holders::states_other, seal::seal};
use crate::{
    centre::{Access, Actor, Centre, place_names::PlaceNames},
    certificate::{Statement, number_of},
    domain::{Birth, Contest, Moment, PersonKey, Unit, UnitKind},
    judging::Card,
    ledger::{
        CertificateRow, LedgerError, PersonRow, RecordedActor, Residents, Scope, Tx, Withdrawal, WithdrawalReason,
    },
    text::{Language, Words, unit_name},
};
use std::collections::HashMap;

/// People whose certificates are kept in one transaction.
const AT_ONCE: usize = 250;

/// What was issued to the people of a unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Issue {
    /// Certificates that are new.
    pub issued: u64,
    /// Those among them in place of one with an earlier name or birth, which was withdrawn.
    pub renewed: u64,
    /// People whose certificate holds as it is.
    pub kept: u64,
    /// People with a valid entry of whom the ledger has no name: their bundles came before it kept one.
    pub nameless: u64,
}

impl Issue {
    fn add(&mut self, other: &Self) {
        self.issued += other.issued;
        self.renewed += other.renewed;
        self.kept += other.kept;
        self.nameless += other.nameless;
    }
}

/// What all certificates of one issue have in common.
struct Common {
    contest: Contest,
    /// Of this day and form; number and person are filled in.
    blank: Statement,
    unit: Unit,
    generation: u64,
}

impl Centre {
    /// Issues a certificate to everybody of a unit who has a valid entry and none, and another one to those whose name or birth was corrected
    /// since; the earlier one is withdrawn. What was interrupted goes on when it is called again.
    ///
    /// # Errors
    /// Not for this role; there is no contest or no such unit; or the ledger's.
    pub fn issue_certificates(
        &self,
        access: &Access,
        unit: &str,
        (who, now): (Actor, Moment),
    ) -> Result<Issue, CertificateRefusal> {
        access.acts_in(unit)?;
        let (contest, form) = self.contest_form()?;
        let place = self.units()?.iter().find(|known| known.code.as_str() == unit).cloned();
        let blank = Statement::of(&contest, &form, now.date());
        let unit = place.ok_or(CertificateRefusal::NoUnit)?;
        let common = Common { contest, blank, unit, generation: self.generation() };
        let code = common.unit.code.as_str();
        let listed = self.listed_places(code, Scope::Village)?;
        let mut done = Issue::default();
        let (keys, names) = self.ledger().write_tx(|tx| {
            if tx.setting(SERIAL)?.is_none() {
                tx.set_setting(SERIAL, &0_u64.to_le_bytes())?; // one that is there can be held
            }
            let rows = tx.residents(&Residents::Unit(code))?;
            let valid = rows.into_iter().filter(|row| row.standing.valid.is_some());
            let keys: Vec<PersonKey> = valid.map(|row| row.key).collect();
            Ok::<_, LedgerError>((keys, PlaceNames::read(tx, code, Scope::Village, &listed)?))
        })?;
        for keys in keys.chunks(AT_ONCE) {
            let some = self.ledger().write_tx(|tx| self.issue_some(tx, keys, (&common, &names), (who, now)))?;
            done.add(&some);
        }
        Ok(done)
    }

    /// The same to the people of every unit.
    ///
    /// # Errors
    /// As `issue_certificates`.
    pub fn issue_all_certificates(
        &self,
        access: &Access,
        (who, now): (Actor, Moment),
    ) -> Result<Issue, CertificateRefusal> {
        access.administers()?;
        let mut done = Issue::default();
        for unit in self.units()?.iter() {
            done.add(&self.issue_certificates(access, unit.code.as_str(), (who, now))?);
        }
        Ok(done)
    }

    /// Issues to some people, who are read again and held: nobody is erased between.
    fn issue_some(
        &self,
        tx: &mut dyn Tx,
        keys: &[PersonKey],
        (common, names): (&Common, &PlaceNames),
        (who, now): (Actor, Moment),
    ) -> Result<Issue, CertificateRefusal> {
        let people = tx.people(keys)?;
        let (seed, row_key) = (self.keys().certificate_seed(), self.keys().certificate_row_key());
        let held = tx.certificates_of(keys)?.into_iter().filter(|row| row.withdrawn.is_none());
        let held: HashMap<PersonKey, CertificateRow> = held.map(|row| (row.person, row)).collect();
        let mut serial = newest(tx)?;
        let (mut done, mut added, mut withdrawn) = (Issue::default(), Vec::new(), Vec::new());
        for person in people.iter().filter(|person| is_holder(person, &common.unit)) {
            let Some((card, birth)) = card_of(person)? else {
                done.nameless += 1;
                continue;
            };
            if let Some(row) = held.get(&person.key) {
                let (statement, _) = self.opened(&row_key, row)?;
                if !states_other(&statement, &card) && statement.rehearsal == common.contest.rehearsal {
                    done.kept += 1;
                    continue;
                }
                let (by, reason) = (RecordedActor::from(who), WithdrawalReason::Corrected);
                let gone = Withdrawal { at: now, by, reason, replaced_by: Some(serial + 1) };
                withdrawn.push(CertificateRow { withdrawn: Some(gone), ..row.clone() });
                done.renewed += 1;
            }
            serial += 1;
            let statement = Statement {
                number: number_of(common.generation, serial),
                birth,
                residence: residence(&common.unit, person.standing.village.as_deref().map(|name| names.name(name))),
                slip: card.slip.clone(),
                name: card.name,
                ..common.blank.clone()
            };
            let mut row = CertificateRow {
                serial,
                person: person.key,
                unit: common.unit.code.as_str().to_owned(),
                issued: now,
                issued_by: who.into(),
                sealed: Vec::new(),
                withdrawn: None,
            };
            row.sealed = seal(&row_key, &row, &statement.sign(&seed))?;
            added.push(row);
        }
        done.issued = u64::try_from(added.len()).unwrap_or(u64::MAX);
        if done.issued > 0 {
            tx.add_certificates(&added)?;
            tx.withdraw_certificates(&withdrawn)?;
            tx.set_setting(SERIAL, &serial.to_le_bytes())?;
            tx.note(now, who, &format!("issue-certificates {} {}", common.unit.code.as_str(), done.issued))?;
        }
        Ok(done)
    }

    /// Withdraws a certificate.
    ///
    /// # Errors
    /// Not for this role, no such certificate, it was withdrawn before, or the ledger's.
    pub fn withdraw_certificate(
        &self,
        access: &Access,
        number: &str,
        reason: WithdrawalReason,
        (who, now): (Actor, Moment),
    ) -> Result<(), CertificateRefusal> {
        access.administers()?;
        let key = self.keys().certificate_row_key();
        self.ledger().write_tx(|tx| {
            let row = serial_of(number).map(|serial| tx.certificate(serial)).transpose()?.flatten();
            let mut row = row.ok_or(CertificateRefusal::Unknown)?;
            if self.opened(&key, &row)?.0.number != number {
                return Err(CertificateRefusal::Unknown);
            }
            if row.withdrawn.is_some() {
                return Err(CertificateRefusal::Withdrawn);
            }
            row.withdrawn = Some(Withdrawal { at: now, by: who.into(), reason, replaced_by: None });
            tx.withdraw_certificates(&[row])?;
            tx.note(now, who, &format!("take-back-certificate {number} {}", reason.as_str()))?;
            Ok(())
        })
    }
}

/// The serial in a number that was typed.
pub(super) fn serial_of(number: &str) -> Option<u64> {
    let (_, serial) = number.rsplit_once('-')?;
    let is_plain = (1..=12).contains(&serial.len()) && serial.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| serial.parse().ok())?
}

/// The newest serial. Within `write` nobody else gives the next one before the end.
fn newest(tx: &mut dyn Tx) -> Result<u64, LedgerError> {
    let bytes = tx.setting(SERIAL)?.unwrap_or_default();
    <[u8; 8]>::try_from(bytes.as_slice()).map(u64::from_le_bytes).map_err(|_| LedgerError::Damaged(SERIAL))
}

fn is_holder(person: &PersonRow, unit: &Unit) -> bool {
    person.standing.valid.is_some() && person.standing.unit.as_deref() == Some(unit.code.as_str())
}

/// Card and birth; none where the ledger has no name.
fn card_of(person: &PersonRow) -> Result<Option<(Card, Birth)>, LedgerError> {
    if person.card.is_empty() {
        return Ok(None);
    }
    let card = Card::read(&person.card).map_err(|_| LedgerError::Damaged("card"))?;
    let birth = Birth::from_written(&card.birth).ok_or(LedgerError::Damaged("card"))?;
    Ok(Some((card, birth)))
}

/// Where somebody lives, in words.
fn residence(unit: &Unit, village: Option<String>) -> String {
    let words = Words::new(Language::Vietnamese);
    let Some(village) = village.filter(|village| !village.is_empty()) else {
        return words.with("final-in-unit", &[("unit", unit_name(&words, unit).into())]);
    };
    let key = match unit.kind {
        UnitKind::Commune => "award-commune",
        UnitKind::Ward => "award-ward",
        UnitKind::SpecialZone => "award-special-zone",
    };
    words.with(key, &[("village", village.into()), ("unit", unit.name.as_str().into())])
}
