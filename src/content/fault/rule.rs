use super::Severity;

/// A rule as docs/LINT.md and `lint --help` list it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its short name: `I09`.
    pub id: &'static str,
    /// How grave its faults are; both where it depends on how far a text goes.
    pub severities: &'static [Severity],
}

const E: &[Severity] = &[Severity::Error];
const W: &[Severity] = &[Severity::Warning];
const EW: &[Severity] = &[Severity::Error, Severity::Warning];

const fn rule(id: &'static str, severities: &'static [Severity]) -> Rule {
    Rule { id, severities }
}

/// Every rule: F files, C contest, U units, I, B and L items, bank and lessons as in the checklist, D facts (dữ kiện).
#[rustfmt::skip] // ten a line
pub const RULES: &[Rule] = &[
    rule("F01", E), rule("F02", E), rule("F03", E), rule("F04", E), rule("F05", E), rule("F06", E), rule("F07", W), rule("F08", E), rule("F09", E), rule("F10", E),
    rule("C01", E), rule("C02", E), rule("C03", E), rule("C04", E), rule("C05", W), rule("C06", E), rule("C07", E), rule("C08", E), rule("C09", E),
    rule("I01", E), rule("I02", E), rule("I03", E), rule("I04", W), rule("I05", E), rule("I06", E), rule("I07", E), rule("I08", EW), rule("I09", E), rule("I10", E),
    rule("I11", W), rule("I12", W), rule("I13", W), rule("I14", W), rule("I15", W), rule("I16", W), rule("I17", W), rule("I18", W), rule("I19", E), rule("I20", E),
    rule("I21", E), rule("I22", E), rule("I23", E), rule("I24", W), rule("I25", E), rule("I26", E), rule("I27", W),
    rule("B01", E), rule("B03", E), rule("B04", E), rule("B05", W), rule("B06", W), rule("B07", W), rule("B08", W), rule("B09", E), rule("B10", E), rule("B12", E),
    rule("B13", E), rule("B14", W), rule("B15", W), rule("B16", E), rule("B17", E), rule("B18", E),
    rule("L01", EW), rule("L02", E), rule("L03", W), rule("L04", W), rule("L05", E), rule("L07", E), rule("L08", E), rule("L09", W), rule("L10", W), rule("L11", E),
    rule("L12", E), rule("L13", E), rule("L14", E), rule("L15", E), rule("L16", E), rule("L17", E), rule("L18", E),
    rule("D01", E), rule("D02", E), rule("D03", W), rule("D04", W),
    rule("U01", E), rule("U02", E), rule("U03", E), rule("U04", EW), rule("U05", E), rule("U06", E), rule("U07", W),
];

/// Syllables beyond which a sentence is refused (L01); a lower limit of that rule only warns.
pub(in crate::content) const SENTENCE_MOST: usize = 30;
