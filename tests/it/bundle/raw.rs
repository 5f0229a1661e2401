//! Bundles put together by hand, so that each can be wrong in one way.

use super::*;
use std::io::Write;
use tramso::crypto::{
    hex,
    parcel::{self, Member},
    seal::Sealing,
    sha256,
};

/// The members of a bundle of a first epoch.
#[derive(Clone)]
pub struct Parts {
    pub manifest: Vec<u8>,
    pub signature: String,
    pub payload: Vec<u8>,
}

pub fn parts(bytes: &[u8]) -> Parts {
    let members = parcel::read(bytes, 9).unwrap();
    let [manifest, signature, payload] = &members[..] else { panic!("{} members", members.len()) };
    Parts {
        manifest: manifest.bytes.to_vec(),
        signature: String::from_utf8(signature.bytes.to_vec()).unwrap(),
        payload: payload.bytes.to_vec(),
    }
}

impl Parts {
    pub fn tied(&self) -> Vec<u8> {
        tied(&[
            ("manifest.json", &self.manifest),
            ("manifest.json.minisig", self.signature.as_bytes()),
            ("records.jsonl.zst.age", &self.payload),
        ])
    }

    /// Signs whatever the manifest is now.
    pub fn signed(mut self, key: &SigningKey, comment: &str) -> Self {
        self.signature = key.sign(&self.manifest, comment).unwrap();
        self
    }

    /// The manifest with one text in it replaced, signed again for the bundle that it was.
    pub fn with_text(mut self, from: &str, to: &str) -> Self {
        let text = String::from_utf8(self.manifest.clone()).unwrap();
        assert!(text.contains(from), "{from} not in {text}");
        self.manifest = text.replacen(from, to, 1).into_bytes();
        let comment = comment(1);
        self.signed(&station_key(), &comment)
    }
}

pub fn tied(members: &[(&str, &[u8])]) -> Vec<u8> {
    let members: Vec<Member<'_>> = members.iter().map(|(name, bytes)| Member { name, bytes }).collect();
    parcel::write(&members).unwrap()
}

pub fn comment(seq: u32) -> String {
    let of = first_epoch();
    format!("tramso-bundle/1 {} {} {seq}", of.station, of.epoch)
}

/// Three records of one person, by hand: the lines as they are sealed.
pub fn lines(chain: &Chain) -> Vec<String> {
    let of = first_epoch();
    let mut lines = vec![format!(
        r#"{{"v":1,"kind":"records","contest":"{}","kiosk":"{}","epoch":"{}","seq":1,"prev":"{}"}}"#,
        of.contest,
        of.station,
        of.epoch,
        "0".repeat(64)
    )];
    for (number, (kept, _)) in (1..).zip(&chain.links) {
        lines.push(match kept {
            chain::Kept::Record(nonce, bytes) => {
                format!(r#"{{"nonce":"{}","record":{}}}"#, hex(nonce), std::str::from_utf8(bytes).unwrap())
            }
            chain::Kept::Erased(commitment) => format!(r#"{{"n":{number},"erased":"{}"}}"#, hex(commitment)),
        });
    }
    lines
}

/// The small chain of these bundles.
pub fn short() -> Chain {
    Chain::of(chain::entry(0).into_iter().take(3))
}

pub fn joined(lines: &[String]) -> Vec<u8> {
    lines.iter().flat_map(|line| [line.as_bytes(), b"\n"].concat()).collect()
}

pub fn packed(lines: &[u8]) -> Vec<u8> {
    let mut encoder = zstd::stream::write::Encoder::new(Vec::new(), 3).unwrap();
    encoder.write_all(lines).unwrap();
    encoder.finish().unwrap()
}

pub fn sealed(packed: &[u8]) -> Vec<u8> {
    let mut sealing = Sealing::begin(&[CENTRE_RECIPIENT, RECOVERY_RECIPIENT], Vec::new()).unwrap();
    sealing.write_all(packed).unwrap();
    sealing.finish().unwrap()
}

/// The bundle of the short chain with this sealed member, stated as it is.
pub fn with_payload(payload: Vec<u8>, plain_len: usize) -> Parts {
    let (of, chain) = (first_epoch(), short());
    let zeros = "0".repeat(64);
    let manifest = format!(
        r#"{{"v":1,"kind":"bundle","contest":"{}","commune":"11113","kiosk":"{}","epoch":"{}","seq":1,"prev":"{zeros}","events":{{"first":1,"last":3,"head_before":"{zeros}","head":"{}"}},"records":3,"payload":{{"len":{},"sha256":"{}","plain_len":{plain_len}}},"recipients":["{}","{}"],"packs":[],"app":"tramso 0.1.0","clock":{{"wall_ms":1790000000000,"mono_ms":12345,"boot":7,"suspect":false}},"floor_ms":1780000000000,"hardware":null}}"#,
        of.contest,
        of.station,
        of.epoch,
        hex(&chain.links[2].1),
        payload.len(),
        hex(&sha256(&[&payload])),
        &hex(&sha256(&[CENTRE_RECIPIENT.as_bytes()]))[..16],
        &hex(&sha256(&[RECOVERY_RECIPIENT.as_bytes()]))[..16],
    );
    Parts { manifest: manifest.into_bytes(), signature: String::new(), payload }.signed(&station_key(), &comment(1))
}

/// The same with these lines, everything around them right.
pub fn with_lines(lines: &[u8]) -> Parts {
    with_payload(sealed(&packed(lines)), lines.len())
}

/// The same with what zstd claims to have packed.
pub fn with_packed(bytes: &[u8], plain_len: usize) -> Parts {
    with_payload(sealed(bytes), plain_len)
}
