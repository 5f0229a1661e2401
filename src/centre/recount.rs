use super::{
    Access, Centre, PAGE,
    contest_cache::ended,
    erasure_list::forget,
    outcome::{Difference, QueryError},
};
use crate::{
    domain::PersonKey,
    judging::Changes,
    ledger::{Counts, Scope, TallyKey},
};
use std::collections::BTreeMap;

impl Centre {
    /// Erases everybody who is in the list of erasures and came back to the ledger, and returns how many they were.
    ///
    /// # Errors
    /// The role may not see the whole city, or the ledger's.
    pub fn erase_again(&self, access: &Access) -> Result<u64, QueryError> {
        access.reads_city()?;
        let (mut erased, mut after) = (0, None);
        while let Some(page) = self.ledger().read_tx(|tx| self.next_page(tx, after))? {
            after = Some(page.last);
            if !page.back.is_empty() {
                erased += self.ledger().write_tx(|tx| forget(tx, self.keys(), &page.back))?;
            }
        }
        Ok(erased)
    }

    /// Recounts everybody and compares with the sums that are kept; changes nothing but that everybody who came back from erasure is erased
    /// before. While bundles are ingested, a difference means nothing on an engine that does not read all at one moment.
    ///
    /// # Errors
    /// The role may not see the whole city; `TermOver`; or the ledger's.
    pub fn recount(&self, access: &Access) -> Result<Vec<Difference>, QueryError> {
        self.erase_again(access)?;
        if let Some(at) = self.ledger().read_tx(|tx| ended(tx))? {
            return Err(QueryError::TermOver { at });
        }
        let mut differences = Vec::new();
        self.ledger().read(&mut |tx| {
            let mut counting = Changes::default();
            let mut after: Option<PersonKey> = None;
            loop {
                let page = tx.everybody(after, PAGE)?;
                let Some(last) = page.last() else { break };
                after = Some(last.key);
                page.iter().for_each(|row| counting.add(None, &row.standing));
            }
            let mut sums: BTreeMap<TallyKey, (Counts, Counts)> = BTreeMap::new();
            for (key, counts) in counting.list() {
                sums.entry(key).or_default().1 = counts;
            }
            for scope in [Scope::Unit, Scope::Village, Scope::Agency, Scope::Day] {
                for (key, counts) in tx.tallies(scope, None)? {
                    sums.entry(key).or_default().0 = counts;
                }
            }
            let differ = |(key, (held, counted)): (TallyKey, (Counts, Counts))| {
                (held != counted).then_some(Difference { key, held, counted })
            };
            differences = sums.into_iter().filter_map(differ).collect();
            Ok(())
        })?;
        Ok(differences)
    }
}
