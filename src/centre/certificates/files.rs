//! Certificates as files: one, or those of a village with the list to sign.

use super::{
    CertificateRefusal,
    holders::{Issued, Part, parts},
    issue::serial_of,
};
use crate::{
    centre::{Access, Actor, Centre},
    certificate::{drawn, page_of},
    crypto::demo_centre,
    domain::{Moment, PersonKey},
    ledger::CertificateRow,
    report::{FinalCertificates, Fonts, FormPicture, Given, Trial, final_certificates},
    text::{Language, Words, unit_title},
};
use std::collections::{HashMap, hash_map::Entry};

/// File with certificates.
#[derive(Clone, Debug)]
pub struct CertificateFile {
    /// Its name, which names nobody.
    pub name: String,
    /// PDF/A-2u.
    pub pdf: Vec<u8>,
    /// How many are in it.
    pub count: usize,
    /// Numbers of those that could not be drawn.
    pub left_out: Vec<String>,
}

impl Centre {
    /// The file of one certificate. The trail has that it left.
    ///
    /// # Errors
    /// No such certificate, or not for this role; it was withdrawn; it cannot be drawn; or the ledger's.
    pub fn certificate_file(
        &self,
        access: &Access,
        number: &str,
        (who, now): (Actor, Moment),
    ) -> Result<CertificateFile, CertificateRefusal> {
        if !access.sees_people() {
            return Err(super::NotAllowed.into());
        }
        let row = match serial_of(number) {
            Some(serial) => self.ledger().read_tx(|tx| tx.certificate(serial))?,
            None => None,
        };
        // A clerk learns nothing of numbers that are not the own unit's.
        let Some(row) = row else {
            access.administers()?;
            return Err(CertificateRefusal::Unknown);
        };
        access.acts_in(&row.unit)?;
        let (statement, signed) = self.opened(&self.keys().certificate_row_key(), &row)?;
        if statement.number != number {
            return Err(CertificateRefusal::Unknown);
        }
        if row.withdrawn.is_some() {
            return Err(CertificateRefusal::Withdrawn);
        }
        let fonts = Fonts::shared().map_err(CertificateRefusal::Drawing)?;
        let pdf = drawn(&statement, &signed, &self.form_of(&statement.form)?, fonts);
        let pdf = pdf.map_err(CertificateRefusal::Drawing)?;
        self.ledger().write_tx(|tx| tx.note(now, who, &format!("send-certificates {number}")))?;
        Ok(CertificateFile { name: format!("{number}.pdf"), pdf, count: 1, left_out: Vec::new() })
    }

    /// The file of a part of a unit's certificates, from 0, or of all of them where none is named, each on its page, with the list to sign.
    /// The trail has that it left.
    ///
    /// # Errors
    /// Not for this role, nobody is in it, it cannot be drawn, or the ledger's.
    pub fn certificate_files(
        &self,
        access: &Access,
        unit: &str,
        part: Option<usize>,
        (who, now): (Actor, Moment),
    ) -> Result<CertificateFile, CertificateRefusal> {
        let mut issued = self.issued_in_order(access, unit)?;
        let chosen = match part {
            None => None,
            Some(at) => {
                let parts = parts(issued.iter().map(|one| one.village.as_str()));
                Some(parts.get(at).cloned().ok_or(CertificateRefusal::Nobody)?)
            }
        };
        if let Some(part) = &chosen {
            issued = issued.into_iter().skip(part.first).take(part.count).collect();
        }
        let keys: Vec<PersonKey> = issued.iter().map(|one| one.key).collect();
        let rows = self.ledger().read_tx(|tx| tx.certificates_of(&keys))?;
        // One that was withdrawn in this moment is left out.
        let held: HashMap<PersonKey, &CertificateRow> =
            rows.iter().filter(|row| row.withdrawn.is_none()).map(|row| (row.person, row)).collect();
        let wanted: Vec<(&Issued, &CertificateRow)> =
            issued.iter().filter_map(|one| Some((one, *held.get(&one.key)?))).collect();
        if wanted.is_empty() {
            return Err(CertificateRefusal::Nobody);
        }
        let drawn = self.draw(unit, chosen.as_ref(), &wanted, now)?;
        let count = wanted.len();
        self.ledger().write_tx(|tx| tx.note(now, who, &format!("send-certificates {unit} {count}")))?;
        let name = part.map_or_else(String::new, |at| format!("-{:02}", at + 1));
        Ok(CertificateFile {
            name: format!("chung-nhan-{unit}{name}.pdf"),
            pdf: drawn.pdf,
            count,
            left_out: drawn.left_out.into_iter().map(|(number, _)| number).collect(),
        })
    }

    fn draw(
        &self,
        unit: &str,
        part: Option<&Part>,
        wanted: &[(&Issued, &CertificateRow)],
        now: Moment,
    ) -> Result<crate::report::DrawnCertificates, CertificateRefusal> {
        let (contest, _) = self.contest_form()?;
        let (words, key) = (Words::new(Language::Vietnamese), self.keys().certificate_row_key());
        let mut pictures: HashMap<[u8; 32], FormPicture> = HashMap::new();
        let mut opened = Vec::with_capacity(wanted.len());
        for (one, row) in wanted {
            let (statement, signed) = self.opened(&key, row)?;
            if let Entry::Vacant(place) = pictures.entry(statement.form) {
                place.insert(self.form_of(&statement.form)?);
            }
            opened.push((statement.form, page_of(&statement, &signed), one.village.clone()));
        }
        let given = opened.into_iter().filter_map(|(form, certificate, village)| {
            Some(Given { certificate, picture: pictures.get(&form)?, village })
        });
        let place = self.units()?.iter().find(|known| known.code.as_str() == unit).cloned();
        let unit = place.map(|place| unit_title(&words, &place)).unwrap_or_default();
        let village = part.map(|part| part.village.as_str()).filter(|village| !village.is_empty());
        let certificates = FinalCertificates {
            place: village.map_or_else(|| unit.clone(), |village| format!("{village}, {unit}")),
            date: now.date(),
            trial: Trial::of(contest.id == demo_centre::CONTEST, contest.rehearsal),
            contest: contest.title,
            given: given.collect(),
        };
        let fonts = Fonts::shared().map_err(CertificateRefusal::Drawing)?;
        final_certificates(&certificates, &words, fonts).map_err(CertificateRefusal::Drawing)
    }
}
