//! Whether a certificate or a slip is genuine: for anybody, who has it in hand. Nothing of what is asked is kept.

use super::{CertificateRefusal, issue::serial_of};
use crate::{
    centre::{Centre, contest_cache, search_index::SearchIndex},
    certificate::{
        FileDifference, LONGEST_NUMBER, Signed, SlipStatement, StatedField, Statement, carried_in_pdf, carried_in_text,
        drawn, file_difference, missing_in, slip_of,
    },
    domain::{Moment, StationId},
    exchange::photo::{self, PhotoLimits},
    judging::Card,
    ledger::{CertificateRow, LedgerError, Residents},
    report::Fonts,
};

/// What somebody has sent to be checked.
#[derive(Clone)]
pub enum Sent {
    /// A PDF.
    Pdf(Vec<u8>),
    /// A photo or a picture of the screen, of a printed code.
    Photo(Vec<u8>),
    /// Text or a link that was copied out of one.
    Text(String),
}

impl Sent {
    /// A file, by its first bytes: whatever is no PDF is looked at as a picture.
    #[must_use]
    pub fn file(bytes: Vec<u8>) -> Self {
        if bytes.starts_with(b"%PDF") { Self::Pdf(bytes) } else { Self::Photo(bytes) }
    }
}

/// What is known of what was sent.
#[derive(Clone, Debug)]
pub enum CheckAnswer {
    /// Nothing: no such certificate, another check, or nobody's signature that is known here.
    Unknown,
    /// The organiser's certificate.
    Certificate(Box<CheckedCertificate>),
    /// A station's slip.
    Slip(Box<CheckedSlip>),
}

/// A certificate whose signature holds.
#[derive(Clone, Debug)]
pub struct CheckedCertificate {
    /// What it states.
    pub statement: Statement,
    /// What the ledger has of it.
    pub standing: CertificateStanding,
    /// How what was sent compares with the page.
    pub page: PageCheck,
    /// Whether the root of trust names the key.
    pub is_named: bool,
}

/// What the ledger has of a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CertificateStanding {
    /// It holds.
    Holds,
    /// It was withdrawn.
    Withdrawn {
        /// When.
        at: Moment,
        /// The number of the one that took its place.
        replaced_by: Option<String>,
    },
    /// It is not in the ledger: its holder was erased, or the ledger was restored from before it was issued.
    NotHeld,
}

/// How what was sent compares with the page that follows from the statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageCheck {
    /// Nothing was sent but a number or a link.
    NotSent,
    /// The file is the page, byte for byte.
    SameFile,
    /// The text shows every field as it is stated.
    SameText,
    /// The file is another one: it was saved again, or changed in this way.
    OtherFile(FileDifference),
    /// The text lacks these fields, or shows others in their place.
    OtherText(Vec<StatedField>),
    /// The form is in no pack that is held here: the page cannot be drawn.
    NoForm,
}

/// A slip that a station has signed.
#[derive(Clone, Debug)]
pub struct CheckedSlip {
    /// What it states.
    pub slip: SlipStatement,
    /// What the ledger has of it.
    pub standing: SlipStanding,
}

/// What the ledger has of a slip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlipStanding {
    /// Its bundle has come, and the entry is valid.
    Valid,
    /// Its bundle has come; the entry is not valid now.
    NotValid,
    /// Nothing is known but the signature: the station has not handed it in yet.
    NotHeld,
    /// The same, and the station was revoked.
    Revoked,
}

impl Centre {
    /// Looks up a certificate by number and short check. Takes no `Access`: who has both has the certificate. With another check the answer is
    /// the same as for a number that is not there.
    ///
    /// # Errors
    /// The ledger's.
    pub fn check_number(&self, number: &str, check: &str) -> Result<CheckAnswer, CertificateRefusal> {
        let number = number.trim().to_uppercase();
        let Some(serial) = serial_of(&number).filter(|_| number.len() <= LONGEST_NUMBER) else {
            return Ok(CheckAnswer::Unknown);
        };
        let Some(row) = self.ledger().read_tx(|tx| tx.certificate(serial))? else { return Ok(CheckAnswer::Unknown) };
        let (statement, signed) = self.opened(&self.keys().certificate_row_key(), &row)?;
        if statement.number != number || !signed.check().is(check) {
            return Ok(CheckAnswer::Unknown);
        }
        let standing = self.standing_of(&row)?;
        Ok(self.certificate_answer(statement, standing, PageCheck::NotSent))
    }

    /// The same of what a printed code or a link holds: `<number>-<check>`, whatever is before it.
    ///
    /// # Errors
    /// As `check_number`.
    pub fn check_code(&self, code: &str) -> Result<CheckAnswer, CertificateRefusal> {
        let code = code.trim().rsplit('/').next().unwrap_or_default();
        match code.rsplit_once('-') {
            Some((number, check)) => self.check_number(number, check),
            None => Ok(CheckAnswer::Unknown),
        }
    }

    /// Checks a file or a text: the signed statement that it carries, and whether it is the page that follows from it. Takes no `Access`.
    ///
    /// # Errors
    /// Why it is not looked into, or the ledger's.
    pub fn check_sent(&self, sent: &Sent) -> Result<CheckAnswer, CertificateRefusal> {
        let carried = match sent {
            Sent::Pdf(bytes) => carried_in_pdf(bytes).map_err(CertificateRefusal::File)?,
            Sent::Text(text) => carried_in_text(text),
            Sent::Photo(bytes) => return self.check_photo(bytes),
        };
        let keys = self.certificate_keys();
        let known: Vec<(Statement, &Signed)> =
            carried.iter().filter_map(|signed| Some((signed.statement(&keys)?, signed))).collect();
        match &known[..] {
            [] => (),
            [(statement, signed)] => {
                // Of another contest's centre: nobody has given it its key, so that this never is.
                let standing = self.standing(statement, signed)?;
                let page = self.page_check(sent, statement, signed)?;
                return Ok(self.certificate_answer(statement.clone(), standing, page));
            }
            [_, _, ..] => return Err(CertificateRefusal::File(crate::certificate::FileFault::Several)),
        }
        for signed in &carried {
            if let Some(slip) = slip_of(signed, |station, epoch| self.station_key(station, epoch))? {
                let standing = self.slip_standing(&slip)?;
                return Ok(CheckAnswer::Slip(Box::new(CheckedSlip { slip, standing })));
            }
        }
        // A short link or a code that was read from a picture.
        match sent {
            Sent::Text(text) if carried.is_empty() && text.trim().len() <= 200 => self.check_code(text),
            Sent::Text(_) | Sent::Pdf(_) | Sent::Photo(_) => Ok(CheckAnswer::Unknown),
        }
    }

    /// Checks what the codes on a picture hold: the first that is known.
    fn check_photo(&self, bytes: &[u8]) -> Result<CheckAnswer, CertificateRefusal> {
        let codes = photo::codes(bytes, PhotoLimits::ANYBODY).map_err(CertificateRefusal::Photo)?;
        if codes.is_empty() {
            return Err(CertificateRefusal::NoCode);
        }
        for code in codes {
            let answer = self.check_sent(&Sent::Text(code))?;
            if !matches!(answer, CheckAnswer::Unknown) {
                return Ok(answer);
            }
        }
        Ok(CheckAnswer::Unknown)
    }

    fn certificate_answer(&self, statement: Statement, standing: CertificateStanding, page: PageCheck) -> CheckAnswer {
        let is_named = self.is_certificate_key_named();
        CheckAnswer::Certificate(Box::new(CheckedCertificate { statement, standing, page, is_named }))
    }

    /// What the ledger has of a statement that was signed here.
    fn standing(&self, statement: &Statement, signed: &Signed) -> Result<CertificateStanding, CertificateRefusal> {
        let row = match serial_of(&statement.number) {
            Some(serial) => self.ledger().read_tx(|tx| tx.certificate(serial))?,
            None => None,
        };
        let Some(row) = row else { return Ok(CertificateStanding::NotHeld) };
        let (_, kept) = self.opened(&self.keys().certificate_row_key(), &row)?;
        // After a restore another one may have the serial.
        if kept.bytes == signed.bytes { self.standing_of(&row) } else { Ok(CertificateStanding::NotHeld) }
    }

    fn standing_of(&self, row: &CertificateRow) -> Result<CertificateStanding, CertificateRefusal> {
        let Some(gone) = &row.withdrawn else { return Ok(CertificateStanding::Holds) };
        let other = match gone.replaced_by {
            Some(serial) => self.ledger().read_tx(|tx| tx.certificate(serial))?,
            None => None,
        };
        let key = self.keys().certificate_row_key();
        let other = other.map(|other| self.opened(&key, &other)).transpose()?;
        Ok(CertificateStanding::Withdrawn { at: gone.at, replaced_by: other.map(|(other, _)| other.number) })
    }

    fn page_check(&self, sent: &Sent, statement: &Statement, signed: &Signed) -> Result<PageCheck, CertificateRefusal> {
        let bytes = match sent {
            Sent::Text(text) => {
                return Ok(match missing_in(text, statement) {
                    None => PageCheck::NotSent,
                    Some(missing) if missing.is_empty() => PageCheck::SameText,
                    Some(missing) => PageCheck::OtherText(missing),
                });
            }
            Sent::Photo(_) => return Ok(PageCheck::NotSent),
            Sent::Pdf(bytes) => bytes,
        };
        let picture = match self.form_of(&statement.form) {
            Ok(picture) => picture,
            Err(CertificateRefusal::NoForm) => return Ok(PageCheck::NoForm),
            Err(refusal) => return Err(refusal), // else: the logo or the ledger failed
        };
        let fonts = Fonts::shared().map_err(CertificateRefusal::Drawing)?;
        let page = drawn(statement, signed, &picture, fonts).map_err(CertificateRefusal::Drawing)?;
        if page == *bytes {
            return Ok(PageCheck::SameFile);
        }
        Ok(PageCheck::OtherFile(file_difference(bytes, &page, statement)))
    }

    /// The key of a station's epoch, where it is known here.
    fn station_key(&self, station: &str, epoch: u32) -> Result<Option<[u8; 32]>, LedgerError> {
        let Some(station) = StationId::parse(station) else { return Ok(None) };
        let epochs = self.ledger().read_tx(|tx| tx.epochs(&station))?;
        Ok(epochs.into_iter().find(|row| row.number == epoch).map(|row| row.key))
    }

    /// Whether what the slip is about has come. It is looked for by the name that it states.
    fn slip_standing(&self, slip: &SlipStatement) -> Result<SlipStanding, CertificateRefusal> {
        let values = SearchIndex::new(&self.keys().search_key()).names(&slip.unit, &slip.name);
        let (found, revoked) = self.ledger().read_tx(|tx| {
            let found = tx.residents(&Residents::Named { unit: &slip.unit, values: &values })?;
            Ok((found, contest_cache::revoked(tx)?.contains(&slip.station)))
        })?;
        for row in found.iter().filter(|row| !row.card.is_empty()) {
            let card = Card::read(&row.card).map_err(|_| LedgerError::Damaged("card"))?;
            if card.slip.as_deref() == Some(slip.number.as_str()) {
                let is_valid = row.standing.valid.is_some();
                return Ok(if is_valid { SlipStanding::Valid } else { SlipStanding::NotValid });
            }
        }
        Ok(if revoked { SlipStanding::Revoked } else { SlipStanding::NotHeld })
    }
}
