use serde::{Deserialize, Serialize};

/// The answers of an attempt: the questions' ids as one digest, each option in half a byte, the seconds as they were.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Answers {
    pub questions: u64,
    pub count: u16,
    pub options: Vec<u8>,
    pub seconds: Vec<u8>,
}

impl Answers {
    /// Packs answers; the questions' ids come behind each other, each with its end.
    pub fn pack<'a>(answers: impl Iterator<Item = (&'a str, u8, u32)>, text: &mut Vec<u8>) -> Self {
        text.clear();
        let (mut options, mut seconds, mut count) = (Vec::with_capacity(10), Vec::with_capacity(24), 0_u16);
        for (question, option, spent) in answers {
            text.extend_from_slice(question.as_bytes());
            text.push(b'\n');
            let half = option.min(15);
            if count % 2 == 0 {
                options.push(half);
            } else if let Some(last) = options.last_mut() {
                *last |= half << 4;
            }
            let mut rest = spent;
            while rest >= 0x80 {
                seconds.push(rest.to_le_bytes()[0] | 0x80);
                rest >>= 7;
            }
            seconds.push(rest.to_le_bytes()[0]);
            count = count.saturating_add(1);
        }
        Self { questions: questions_digest(text), count, options, seconds }
    }

    /// The options, by their places in each question's own list.
    pub fn options(&self) -> impl Iterator<Item = u8> {
        let halves = self.options.iter().flat_map(|two| [two & 15, two >> 4]);
        halves.take(usize::from(self.count))
    }

    pub fn spent(&self) -> impl Iterator<Item = u32> {
        let mut bytes = self.seconds.iter();
        std::iter::from_fn(move || {
            let (mut value, mut shift) = (0_u32, 0);
            loop {
                let byte = *bytes.next()?;
                value |= u32::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
                shift += 7;
                if byte & 0x80 == 0 {
                    return Some(value);
                }
            }
        })
    }
}

/// The first eight bytes of SHA-256 over the questions' ids, each with its end.
pub(super) fn questions_digest(text: &[u8]) -> u64 {
    let digest = crate::crypto::sha256(&[b"tramso-questions1\n", text]);
    digest.first_chunk::<8>().map_or(0, |first| u64::from_be_bytes(*first))
}
