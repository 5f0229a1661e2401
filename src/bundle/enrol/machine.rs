//! The check of a station's machine as it is written (docs/FORMATS.md 26): in the station's folder, in its request, and in the centre's
//! ledger alike.

use crate::{
    bundle::{
        BundleFault,
        json::{read_canonical, write as json},
    },
    domain::{CheckedPart, Light, MachineCheck, Moment},
};
use serde::{Deserialize, Serialize};

/// What a check is called where a fault of it is named.
const MEMBER: &str = "machine.json";
/// Most parts that a program may look at.
const MOST_PARTS: usize = 40;
/// Longest name of a part.
const LONGEST_NAME: usize = 16;
/// Longest code of a notice.
const LONGEST_CODE: usize = 8;
/// Largest check, in bytes.
pub const MOST_CHECK: usize = 3 << 10;

/// The one form of a check.
#[must_use]
pub fn write(check: &MachineCheck) -> Vec<u8> {
    json(&CheckV1::from(check))
}

/// Reads a check that was kept.
///
/// # Errors
/// It is larger than a check, or not in its one form.
pub fn read(bytes: &[u8]) -> Result<MachineCheck, BundleFault> {
    let fault = |field| BundleFault::Value { member: MEMBER.to_owned(), field };
    if bytes.len() > MOST_CHECK {
        return Err(fault("check"));
    }
    let shape: CheckV1 = read_canonical(MEMBER, bytes)?;
    shape.open().ok_or(fault("check"))
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckV1 {
    at_ms: i64,
    columns: Option<u16>,
    rows: Option<u16>,
    answer_us: Option<u32>,
    free_mb: Option<u32>,
    memory_mb: Option<u32>,
    parts: Vec<PartV1>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PartV1 {
    part: String,
    light: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    code: Option<String>,
}

impl From<&MachineCheck> for CheckV1 {
    fn from(check: &MachineCheck) -> Self {
        let part = |one: &CheckedPart| PartV1 {
            part: one.part.clone(),
            light: one.light.name().to_owned(),
            code: one.code.clone(),
        };
        Self {
            at_ms: check.at.0,
            columns: check.columns,
            rows: check.rows,
            answer_us: check.answer_us,
            free_mb: check.free_mb,
            memory_mb: check.memory_mb,
            parts: check.parts.iter().map(part).collect(),
        }
    }
}

impl CheckV1 {
    /// The check, where every name and code has the form of one: no text that somebody typed can be in it.
    pub(super) fn open(self) -> Option<MachineCheck> {
        let (count, names) = (self.parts.len(), self.parts.iter().map(|part| part.part.clone()));
        let names: std::collections::BTreeSet<String> = names.collect();
        if count == 0 || count > MOST_PARTS || names.len() != count {
            return None;
        }
        let part = |shape: PartV1| {
            let light = Light::parse(&shape.light)?;
            let is_sound = is_name(&shape.part) && shape.code.as_deref().is_none_or(is_code);
            // What is green has nothing to report, and what is not has.
            (is_sound && shape.code.is_some() == (light != Light::Green)).then_some(CheckedPart {
                part: shape.part,
                light,
                code: shape.code,
            })
        };
        Some(MachineCheck {
            at: Moment(self.at_ms),
            columns: self.columns,
            rows: self.rows,
            answer_us: self.answer_us,
            free_mb: self.free_mb,
            memory_mb: self.memory_mb,
            parts: self.parts.into_iter().map(part).collect::<Option<_>>()?,
        })
    }
}

/// Small letters and hyphens.
fn is_name(text: &str) -> bool {
    (1..=LONGEST_NAME).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}

/// `TS-D21`.
fn is_code(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("TS-").filter(|_| text.len() <= LONGEST_CODE) else { return false };
    let digits = rest.trim_start_matches(|ch: char| ch.is_ascii_uppercase());
    digits.len() < rest.len() && (2..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}
