//! Who looks after a case: somebody who has taken it, so that nobody else begins with it too. It binds nobody: anyone who may decide it may
//! still do so.

use super::{
    Access, Actor, Centre,
    case_list::cared_for,
    decide::decided,
    outcome::{DecideRefusal, QueryError},
};
use crate::{
    domain::Moment,
    ledger::{CaseCount, CaseRow},
};

impl Centre {
    /// Takes an open case: the city may, and the clerk whose stations it is about. Nothing changes where the same actor has it.
    ///
    /// # Errors
    /// Why it was not taken; `Taken` where somebody else was first.
    pub fn take_case(&self, access: &Access, id: i64, (who, now): (Actor, Moment)) -> Result<(), DecideRefusal> {
        self.ledger().write_tx(|tx| {
            // The case is locked by reading it: of several who take it at once the second reads who was first.
            let row = cared_for(tx, access, id)?;
            if row.decision.is_some() {
                return Err(decided(&row));
            }
            match &row.taken {
                Some((_, by)) if by.actor() == Some(who) => return Ok(()),
                Some((at, by)) => return Err(DecideRefusal::Taken(by.clone(), *at)),
                None => (),
            }
            tx.set_case(&CaseRow { taken: Some((now, who.into())), ..row })?;
            Ok(tx.note(now, who, &format!("case-take {id}"))?)
        })
    }

    /// Gives a case back, so that another may take it: who has it may, and the city. Nothing changes where nobody has it.
    ///
    /// # Errors
    /// Why it was not given back.
    pub fn release_case(&self, access: &Access, id: i64, (who, now): (Actor, Moment)) -> Result<(), DecideRefusal> {
        self.ledger().write_tx(|tx| {
            let row = cared_for(tx, access, id)?;
            let Some((_, by)) = &row.taken else { return Ok(()) };
            if by.actor() != Some(who) {
                access.administers()?;
            }
            tx.set_case(&CaseRow { taken: None, ..row })?;
            Ok(tx.note(now, who, &format!("case-release {id}"))?)
        })
    }

    /// How many of the cases that the role may see an actor looks after, by unit, state and kind.
    ///
    /// # Errors
    /// The ledger's.
    pub fn taken_counts(&self, access: &Access, who: Actor) -> Result<Vec<CaseCount>, QueryError> {
        let mut counts = self.ledger().read_tx(|tx| tx.count_cases(Some(&who.to_string())))?;
        let own = access.unit().map(|unit| unit.as_str());
        counts.retain(|one| own.is_none() || one.unit.as_deref() == own);
        Ok(counts)
    }
}
