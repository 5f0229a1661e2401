#[cfg(feature = "base")]
use super::Secret;
#[cfg(feature = "base")]
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

/// SHA-256 over the parts, one after another.
#[must_use]
pub fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    hash.finalize().into()
}

/// SHA-256 over bytes that come block by block.
#[derive(Clone, Default)]
pub struct Sha256Stream(Sha256);

impl Sha256Stream {
    /// Adds bytes to what is hashed.
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The digest of everything that was added.
    #[must_use]
    pub fn digest(self) -> [u8; 32] {
        self.0.finalize().into()
    }
}

/// HMAC-SHA256 (RFC 2104) over the parts, one after another.
#[must_use]
pub fn hmac_sha256(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    // 32 bytes fit the block of SHA-256, so that they are the key without hashing.
    let mut mac = <Hmac<Sha256> as hmac::digest::KeyInit>::new(&padded(key).into());
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// HMAC-SHA256 of a tag and fields: no two lists of fields are the same message.
#[must_use]
pub fn hmac_tagged(key: &[u8; 32], tag: &str, fields: &[&[u8]]) -> [u8; 32] {
    hmac_sha256(key, &[&tagged(tag, fields)])
}

/// Whether two values are the same. All bytes are compared, so that the time does not depend on where they first differ.
#[must_use]
pub fn is_same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}

/// A key of HMAC-SHA256 that is used many times: its blocks are hashed once.
#[derive(Clone)]
pub struct Keyed(Hmac<Sha256>);

impl Keyed {
    /// A MAC under this key.
    #[must_use]
    pub fn new(key: &[u8; 32]) -> Self {
        Self(<Hmac<Sha256> as hmac::digest::KeyInit>::new(&padded(key).into()))
    }

    /// As `person_key`.
    #[must_use]
    pub fn person_key(&self, source: &[u8]) -> [u8; 32] {
        self.tagged("tramso-person1", &[source])
    }

    /// What people are searched by: a value of a kind, of the parts that it names and one of its places.
    #[must_use]
    pub fn search_value(&self, kind: &str, parts: &[&str], place: u8) -> [u8; 32] {
        let mut fields: Vec<&[u8]> = vec![kind.as_bytes()];
        fields.extend(parts.iter().map(|part| part.as_bytes()));
        let place = [place];
        fields.push(&place);
        self.tagged("tramso-search1", &fields)
    }

    /// As `draw_seed`.
    #[must_use]
    pub fn draw_seed(&self, contest: &str, person: &[u8; 32], attempt: u8) -> [u8; 32] {
        self.tagged("tramso-draw1", &[contest.as_bytes(), person, &[attempt]])
    }

    /// As `printed_paper_seed`.
    #[must_use]
    pub fn printed_paper_seed(&self, contest: &str, batch: &str, serial: u8) -> [u8; 32] {
        self.tagged("tramso-paper-seed1", &[contest.as_bytes(), batch.as_bytes(), &[serial]])
    }

    /// As `rekeying_draw`.
    #[must_use]
    pub fn rekeying_draw(&self, contest: &str, batch: &str, serial: u8) -> [u8; 32] {
        self.tagged("tramso-paper-rekey1", &[contest.as_bytes(), batch.as_bytes(), &[serial]])
    }

    fn tagged(&self, tag: &str, fields: &[&[u8]]) -> [u8; 32] {
        let mut mac = self.0.clone();
        mac.update(tag.as_bytes());
        for field in fields {
            mac.update(&u64::try_from(field.len()).unwrap_or(u64::MAX).to_be_bytes());
            mac.update(field);
        }
        mac.finalize().into_bytes().into()
    }
}

/// A key prints nothing.
impl std::fmt::Debug for Keyed {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Keyed(…)")
    }
}

/// HKDF-SHA256 (RFC 5869): 32 bytes from a master secret, without salt, for the use that `tag` and the fields name.
#[must_use]
#[cfg(feature = "base")]
pub fn hkdf_sha256(master: &[u8; 32], tag: &str, fields: &[&[u8]]) -> Secret<32> {
    let mut out = [0; 32];
    let named = tagged(tag, fields);
    // 32 bytes are far below the 8,160 that HKDF can give; longer wishes are its only fault.
    if Hkdf::<Sha256>::new(None, master).expand(&named, &mut out).is_err() {
        out = hmac_sha256(master, &[&named]);
    }
    Secret::from_bytes(&mut out)
}

/// What a person is known by at every station of a contest: HMAC of the source's bytes under the contest's key.
#[must_use]
pub fn person_key(contest_key: &[u8; 32], source: &[u8]) -> [u8; 32] {
    hmac_tagged(contest_key, "tramso-person1", &[source])
}

/// The seed of one attempt's paper (docs/decisions/008-the-draw.md).
#[must_use]
pub fn draw_seed(draw_key: &[u8; 32], contest: &str, person: &[u8; 32], attempt: u8) -> [u8; 32] {
    hmac_tagged(draw_key, "tramso-draw1", &[contest.as_bytes(), person, &[attempt]])
}

/// The seed of a printed paper: `batch` is its six digits (docs/FORMATS.md section 19).
#[must_use]
pub fn printed_paper_seed(draw_key: &[u8; 32], contest: &str, batch: &str, serial: u8) -> [u8; 32] {
    hmac_tagged(draw_key, "tramso-paper-seed1", &[contest.as_bytes(), batch.as_bytes(), &[serial]])
}

/// What decides whether a printed paper is keyed a second time: `batch` is its six digits (docs/FORMATS.md section 19).
#[must_use]
pub fn rekeying_draw(draw_key: &[u8; 32], contest: &str, batch: &str, serial: u8) -> [u8; 32] {
    hmac_tagged(draw_key, "tramso-paper-rekey1", &[contest.as_bytes(), batch.as_bytes(), &[serial]])
}

/// The tag, then each field behind its length (eight bytes, big end first): no two lists of fields give the same bytes.
fn tagged(tag: &str, fields: &[&[u8]]) -> Vec<u8> {
    let mut bytes = tag.as_bytes().to_vec();
    for field in fields {
        bytes.extend(u64::try_from(field.len()).unwrap_or(u64::MAX).to_be_bytes());
        bytes.extend_from_slice(field);
    }
    bytes
}

fn padded(key: &[u8; 32]) -> [u8; 64] {
    let mut block = [0; 64];
    for (place, byte) in block.iter_mut().zip(key) {
        *place = *byte;
    }
    block
}
