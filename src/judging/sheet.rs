//! What a numbered paper's sheet must show, by what was keyed in.

use super::{ContestRules, Facts, Workspace, facts::What};
use crate::{
    crypto::Keyed,
    domain::{PaperBatch, PaperNumber},
    ledger::RecordId,
    record::printed_paper_seed_by,
};

/// For each place of the paper that this record hands in, which of its options is crossed, from 0. None where the person's facts do
/// not have it, where the pack is not known, or where the paper is not the one that its number draws.
#[must_use]
pub fn sheet_letters(facts: &Facts, record: RecordId, draws: &[Keyed], rules: &ContestRules) -> Option<Vec<u8>> {
    let fact = facts.fact(record)?;
    let What::Paper { pack, paper, batch, serial, answers, .. } = &fact.what else { return None };
    let number = PaperNumber::new(PaperBatch::new(*batch)?, *serial)?;
    let pack = rules.pack(&facts.packs.get(usize::from(*pack))?.0)?;
    let mut workspace = Workspace::default();
    draws.iter().find(|key| workspace.draws(pack, printed_paper_seed_by(key, &rules.contest, number), &paper.0))?;
    let place = |(order, option): (&[u8], u8)| {
        order.iter().position(|place| *place == option).and_then(|at| u8::try_from(at).ok())
    };
    workspace.orders().zip(answers.options()).map(place).collect()
}
