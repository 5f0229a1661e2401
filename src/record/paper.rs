use super::hex;
use crate::{
    crypto::sha256,
    domain::{Bank, Drawn, Paper},
};

/// Hex of the SHA-256 over a paper's canonical text: one line for each question, its id, a tab, and the digits of the order in
/// which its options are shown.
#[must_use]
pub fn paper_digest(paper: &Paper) -> String {
    let mut text = Vec::new();
    for item in &paper.items {
        line(&mut text, &item.question.0, &item.order);
    }
    hex(&digest(&text))
}

/// The same of a paper that is known by its places in a bank; `text` is used again and again.
#[must_use]
pub fn drawn_digest(drawn: &Drawn, bank: &Bank, text: &mut Vec<u8>) -> [u8; 32] {
    text.clear();
    for (place, order) in drawn.items() {
        if let Some(question) = bank.get(place as usize) {
            line(text, &question.id.0, order);
        }
    }
    digest(text)
}

fn digest(text: &[u8]) -> [u8; 32] {
    sha256(&[b"tramso-paper1\n", text])
}

fn line(text: &mut Vec<u8>, id: &str, order: &[u8]) {
    text.extend_from_slice(id.as_bytes());
    text.push(b'\t');
    for place in order {
        match place {
            0..=9 => text.push(b'0' + place),
            more => text.extend_from_slice(more.to_string().as_bytes()),
        }
    }
    text.push(b'\n');
}
