use super::hex;
use crate::{crypto::sha256, domain::Paper};

/// Hex of the SHA-256 over a paper's canonical text: one line for each question, its id, a tab, and the digits of the order in
/// which its options are shown.
#[must_use]
pub fn paper_digest(paper: &Paper) -> String {
    let line = |id: &str, order: &[u8]| {
        let digits: String = order.iter().map(|place| format!("{place}")).collect();
        format!("{id}\t{digits}\n")
    };
    let text: String = paper.items.iter().map(|item| line(&item.question.0, &item.order)).collect();
    hex(&sha256(&[b"tramso-paper1\n", text.as_bytes()]))
}
