//! What somebody states about lines of the checklist.

use super::{
    check_line::CheckLine,
    refusals::ClosingRefusal,
    seal::{open_word, seal_word},
};
use crate::{
    centre::{Access, Actor, Centre},
    domain::{Moment, is_forbidden_char, tidy_spaces},
    ledger::{FinalWordRow, LedgerError, RecordedActor, Tx},
};

/// Longest word, in characters.
pub const LONGEST_WORD: usize = 200;

/// What somebody stated about a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FinalWord {
    /// The line.
    pub line: CheckLine,
    /// The line's figure then.
    pub figure: u64,
    /// The word.
    pub text: String,
    /// When.
    pub at: Moment,
    /// By whom.
    pub who: RecordedActor,
}

impl Centre {
    /// Keeps what somebody states about a line of this figure. It holds while the line has this figure.
    ///
    /// # Errors
    /// Why it was not kept.
    pub fn state_final_word(
        &self,
        access: &Access,
        (line, figure): (CheckLine, u64),
        text: &str,
        (who, now): (Actor, Moment),
    ) -> Result<(), ClosingRefusal> {
        access.administers()?;
        let text = tidy_spaces(text);
        let is_sound = !text.is_empty() && !text.chars().any(is_forbidden_char);
        if !is_sound || text.chars().count() > LONGEST_WORD {
            return Err(ClosingRefusal::Word);
        }
        let list = self.closing_checklist(access, now)?;
        if !list.open().any(|one| one.line == line && one.figure == figure) {
            return Err(ClosingRefusal::Changed(line));
        }
        let word = seal_word(self.keys(), line.as_str(), &text)?;
        let row = FinalWordRow { line: line.as_str().to_owned(), figure, word, at: now, who: who.into() };
        self.ledger().write_tx(|tx| {
            tx.put_final_word(&row)?;
            Ok(tx.note(now, who, &format!("state-closing {} {figure}", line.as_str()))?)
        })
    }

    /// All that was stated. Lines of a later version are left out.
    pub(super) fn final_words(&self, tx: &mut dyn Tx) -> Result<Vec<FinalWord>, LedgerError> {
        let mut words = Vec::new();
        for row in tx.final_words()? {
            let Some(line) = CheckLine::parse(&row.line) else { continue };
            let text = open_word(self.keys(), &row.line, &row.word)?;
            words.push(FinalWord { line, figure: row.figure, text, at: row.at, who: row.who });
        }
        Ok(words)
    }
}
