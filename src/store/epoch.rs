use super::{Damage, StoreError};
use crate::{
    crypto::{Secret, random, signing},
    domain::{EpochId, Moment},
};
use rusqlite::Connection;
use serde::Deserialize;
use zeroize::Zeroizing;

/// A run of the station under one signing key; its records count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Epoch {
    /// Counts from 1; only this station's own count.
    pub number: u32,
    /// Id by which the centre knows it.
    pub id: EpochId,
    /// Its Ed25519 key.
    pub public_key: [u8; 32],
    /// Why it began.
    pub why: EpochWhy,
    /// The centre has confirmed it; until then what is recorded in it is kept, and waits to be counted.
    pub confirmed: bool,
    /// What the old key signed about this one (JSON) and the signature; none for the first epoch.
    pub statement: Option<(Vec<u8>, Vec<u8>)>,
}

/// Why an epoch began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EpochWhy {
    /// The first epoch of a new station.
    Created,
    /// From a backup: what happened since may have been recorded twice.
    Restored,
    /// The disk has come into another machine, or its copy has.
    Hardware,
    /// The database was behind a mark of how far it had come: it was put back, or has lost its tail.
    RolledBack,
}

impl EpochWhy {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Restored => "restored",
            Self::Hardware => "hardware",
            Self::RolledBack => "rolled-back",
        }
    }

    /// As its column has it, which knows three words: what was put back is a kind of restored. The statement has the whole word.
    pub(super) fn column(self) -> &'static str {
        match self {
            Self::RolledBack => Self::Restored.as_str(),
            Self::Created | Self::Restored | Self::Hardware => self.as_str(),
        }
    }

    fn read(word: &str) -> Option<Self> {
        [Self::Created, Self::Restored, Self::Hardware].into_iter().find(|why| why.as_str() == word)
    }
}

#[derive(Deserialize)]
struct WhyV1 {
    why: String,
    seen_n: Option<u64>,
}

impl Epoch {
    /// The newest record of which there was a mark, where the epoch began because the database was behind it.
    pub(super) fn seen(&self) -> Option<u64> {
        let (statement, _) = self.statement.as_ref()?;
        serde_json::from_slice::<WhyV1>(statement).ok()?.seen_n
    }
}

/// Signs as one epoch of the station does.
#[derive(Debug)]
pub struct Signer {
    /// Number of the epoch.
    pub epoch: u32,
    seed: Secret<32>,
}

impl Signer {
    pub(super) fn new(epoch: &Epoch, seed: Secret<32>) -> Self {
        Self { epoch: epoch.number, seed }
    }

    /// Signs with the epoch's key; `tag` names the kind of message.
    #[must_use]
    pub fn sign(&self, tag: &str, message: &[u8]) -> [u8; 64] {
        signing::sign(&self.seed, tag, message)
    }
}

/// The first epoch of a new station, which its grant confirms.
pub(super) fn begin(db: &Connection, seed: &Secret<32>, opened: Moment) -> Result<(), StoreError> {
    let sql = "INSERT INTO epoch (number, id, seed, why, opened_ms, confirmed) VALUES (1, ?1, ?2, 'created', ?3, 1)";
    db.execute(sql, (EpochId::from_bytes(random()).as_str(), seed.bytes(), opened.0))?;
    Ok(())
}

/// The epoch that records are written under, and its secret seed.
pub(super) fn current(db: &Connection) -> Result<(Epoch, Secret<32>), StoreError> {
    let mut all = all(db)?;
    all.pop().ok_or(StoreError::Damaged(Damage::Values))
}

/// All epochs in order.
pub(super) fn all(db: &Connection) -> Result<Vec<(Epoch, Secret<32>)>, StoreError> {
    let mut select =
        db.prepare_cached("SELECT number, id, seed, why, confirmed, statement, signature FROM epoch ORDER BY number")?;
    let mut rows = select.query(())?;
    let mut epochs = Vec::new();
    while let Some(row) = rows.next()? {
        let seed = Zeroizing::new(row.get::<_, Vec<u8>>(2)?);
        let seed = Secret::from_slice(&seed).ok_or(StoreError::Damaged(Damage::Values))?;
        let why = EpochWhy::read(&row.get::<_, String>(3)?).ok_or(StoreError::Damaged(Damage::Values))?;
        let statement: Option<Vec<u8>> = row.get(5)?;
        let why = match statement.as_deref().and_then(|bytes| serde_json::from_slice::<WhyV1>(bytes).ok()) {
            Some(stated) if stated.why == EpochWhy::RolledBack.as_str() => EpochWhy::RolledBack,
            Some(_) | None => why,
        };
        let signature: Option<Vec<u8>> = row.get(6)?;
        let epoch = Epoch {
            number: row.get(0)?,
            id: EpochId::parse(&row.get::<_, String>(1)?).ok_or(StoreError::Damaged(Damage::Values))?,
            public_key: signing::public_key(&seed),
            why,
            confirmed: row.get(4)?,
            statement: statement.zip(signature),
        };
        epochs.push((epoch, seed));
    }
    Ok(epochs)
}
