//! Who of a unit has a certificate, who is to get one, and in which order: by village and given name.

use super::CertificateRefusal;
use crate::{
    centre::{Access, Centre, QueryError, place_names::PlaceNames},
    certificate::Statement,
    domain::{PersonKey, UnitCode, dictionary_key, fold, given_name_key},
    judging::Card,
    ledger::{CertificateRow, LedgerError, Residents, Scope},
};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Most certificates of one file: the first of a unit's thousands is there within two seconds, and a PDF cannot be sent before it is whole,
/// since its fonts have the letters of all its pages.
pub const PART: usize = 100;
/// People whose certificates are asked for at once, where only who has one matters.
const AT_ONCE: usize = 500;

/// Somebody with a valid entry, or with a certificate.
#[derive(Clone, Debug)]
pub struct Holder {
    /// Key of the person.
    pub key: PersonKey,
    /// Name, birth and what else lists show.
    pub card: Card,
    /// The village's one name; empty where none was declared.
    pub village: String,
    /// Whether the entry is valid now.
    pub is_valid: bool,
    /// Number of the certificate that holds, and whether it states another name or birth than the one that is known now.
    pub certificate: Option<(String, bool)>,
}

/// Somebody who has a certificate, in the order of files.
pub(super) struct Issued {
    pub key: PersonKey,
    pub village: String,
}

/// The people of a unit with a valid entry or a certificate.
#[derive(Clone, Debug, Default)]
pub struct Holders {
    /// By village and given name.
    pub people: Vec<Holder>,
    /// Files that their certificates are in, in the same order.
    pub parts: Vec<Part>,
}

/// Certificates that are in one file: of one village, or of a piece of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The village.
    pub village: String,
    /// Place of the first of them among all that hold, from 0.
    pub first: usize,
    /// How many.
    pub count: usize,
}

/// Certificate in the list of all.
#[derive(Clone, Debug)]
pub struct CertificateLine {
    /// The row.
    pub row: CertificateRow,
    /// What it states.
    pub statement: Statement,
    /// Number of the one that took its place.
    pub replaced_by: Option<String>,
}

/// A page of the list of certificates, the newest first.
#[derive(Clone, Debug)]
pub struct CertificateList {
    /// Its lines.
    pub lines: Vec<CertificateLine>,
    /// Serial before which the next page begins; none where this is the last.
    pub older: Option<u64>,
}

impl Centre {
    /// The people of a unit who have a valid entry, or a certificate.
    ///
    /// # Errors
    /// Not for this role, or the ledger's.
    pub fn certificate_holders(&self, access: &Access, unit: &str) -> Result<Holders, CertificateRefusal> {
        access.acts_in(unit)?;
        let listed = self.listed_places(unit, Scope::Village)?;
        let (mut rows, certificates, names) = self.ledger().read_tx(|tx| {
            let rows = tx.residents(&Residents::Unit(unit))?;
            let keys: Vec<PersonKey> = rows.iter().map(|row| row.key).collect();
            Ok((rows, tx.certificates_of(&keys)?, PlaceNames::read(tx, unit, Scope::Village, &listed)?))
        })?;
        let held: HashMap<PersonKey, CertificateRow> =
            certificates.into_iter().filter(|row| row.withdrawn.is_none()).map(|row| (row.person, row)).collect();
        rows.retain(|row| row.standing.valid.is_some() || held.contains_key(&row.key));
        let key = self.keys().certificate_row_key();
        let mut people = Vec::with_capacity(rows.len());
        for row in rows.iter().filter(|row| !row.card.is_empty()) {
            let card = Card::read(&row.card).map_err(|_| LedgerError::Damaged("card"))?;
            let certificate = match held.get(&row.key) {
                None => None,
                Some(own) => {
                    let (statement, _) = self.opened(&key, own)?;
                    let is_other = states_other(&statement, &card);
                    Some((statement.number, is_other))
                }
            };
            people.push(Holder {
                key: row.key,
                village: row.standing.village.as_deref().map(|village| names.name(village)).unwrap_or_default(),
                is_valid: row.standing.valid.is_some(),
                card,
                certificate,
            });
        }
        people.sort_by_cached_key(|one| place_of(&one.village, &one.card, one.key));
        let held = people.iter().filter(|one| one.certificate.is_some());
        let parts = parts(held.map(|one| one.village.as_str()));
        Ok(Holders { people, parts })
    }

    /// The people of a unit who have a certificate that holds, in the same order: who they are and no certificate, of which a unit has thousands.
    pub(super) fn issued_in_order(&self, access: &Access, unit: &str) -> Result<Vec<Issued>, CertificateRefusal> {
        access.acts_in(unit)?;
        let Some(code) = UnitCode::parse(unit) else { return Ok(Vec::new()) };
        let listed = self.listed_places(unit, Scope::Village)?;
        // One after another: whole rows of a unit are megabytes, and two files may be drawn at once.
        let mut people = self.ledger().read_tx(|tx| {
            let names = PlaceNames::read(tx, unit, Scope::Village, &listed)?;
            let mut people = Vec::new();
            tx.each_resident(&code, &mut |row| {
                if !row.card.is_empty() {
                    let card = Card::read(&row.card).map_err(|_| LedgerError::Damaged("card"))?;
                    let village = row.standing.village.as_deref().map(|village| names.name(village));
                    let village = village.unwrap_or_default();
                    people.push((place_of(&village, &card, row.key), Issued { key: row.key, village }));
                }
                Ok(())
            })?;
            let mut held = HashSet::new();
            for some in people.chunks(AT_ONCE) {
                let keys: Vec<PersonKey> = some.iter().map(|(_, one)| one.key).collect();
                let rows = tx.certificates_of(&keys)?;
                held.extend(rows.iter().filter(|row| row.withdrawn.is_none()).map(|row| row.person));
            }
            people.retain(|(_, one)| held.contains(&one.key));
            Ok(people)
        })?;
        people.sort_by(|(one, _), (other, _)| one.cmp(other));
        Ok(people.into_iter().map(|(_, one)| one).collect())
    }

    /// How many certificates hold in each unit that the role may see, and how many were withdrawn, in order of units.
    ///
    /// # Errors
    /// The ledger's.
    pub fn certificate_counts(&self, access: &Access) -> Result<Vec<(String, [u64; 2])>, QueryError> {
        let mut counts = self.ledger().read_tx(|tx| tx.count_certificates())?;
        counts.retain(|(unit, _)| access.reads(unit));
        Ok(counts)
    }

    /// Certificates, withdrawn ones too, the newest first: of a unit, or of all.
    ///
    /// # Errors
    /// Not for this role, or the ledger's.
    pub fn certificate_list(
        &self,
        access: &Access,
        unit: Option<&str>,
        (before, most): (Option<u64>, u32),
    ) -> Result<CertificateList, CertificateRefusal> {
        let unit = access.unit().map(|own| own.as_str()).or(unit);
        match unit {
            Some(unit) => access.acts_in(unit)?,
            None => access.administers()?,
        }
        let key = self.keys().certificate_row_key();
        let (rows, others) = self.ledger().read_tx(|tx| {
            let rows = tx.certificates(unit, before, most)?;
            let mut others = BTreeMap::new();
            for serial in rows.iter().filter_map(|row| row.withdrawn.as_ref()?.replaced_by) {
                others.insert(serial, tx.certificate(serial)?);
            }
            Ok((rows, others))
        })?;
        let is_full = rows.len() == usize::try_from(most).unwrap_or(usize::MAX);
        let older = rows.last().map(|row| row.serial).filter(|_| is_full);
        let mut lines = Vec::with_capacity(rows.len());
        for row in rows {
            let (statement, _) = self.opened(&key, &row)?;
            let other = row.withdrawn.as_ref().and_then(|gone| others.get(&gone.replaced_by?)?.as_ref());
            let replaced_by = other.map(|other| self.opened(&key, other)).transpose()?.map(|(other, _)| other.number);
            lines.push(CertificateLine { row, statement, replaced_by });
        }
        Ok(CertificateList { lines, older })
    }
}

/// Whether a certificate states another name or birth than what is known of the person now.
pub(super) fn states_other(statement: &Statement, card: &Card) -> bool {
    statement.name != card.name || statement.birth.written() != card.birth
}

/// By village, given name and birth, as people look for somebody.
fn place_of(village: &str, card: &Card, key: PersonKey) -> impl Ord + use<> {
    let village = (dictionary_key(&fold(village)), village.to_owned());
    (village, given_name_key(&card.name), card.birth.clone(), key)
}

/// The files of those who have a certificate, by their villages in order: none goes over two villages, and none is so large that somebody waits for
/// its beginning.
pub(super) fn parts<'v>(villages: impl Iterator<Item = &'v str>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (at, village) in villages.enumerate() {
        match parts.last_mut().filter(|part| part.village == village && part.count < PART) {
            Some(part) => part.count += 1,
            None => parts.push(Part { village: village.to_owned(), first: at, count: 1 }),
        }
    }
    parts
}
