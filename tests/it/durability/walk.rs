//! Somebody who goes through a script at a real station, from wherever it is.

use super::{
    judge,
    place::Place,
    script::{Ask, Plan, Script},
};
use tramso::{
    record::HelpMode,
    session::Visit,
    store::{Act, Store, StoreError},
};

pub struct Walker<'s> {
    script: &'s Script,
    place: Place,
    store: Option<Store>,
    visits: Vec<Visit>,
    done: usize,
    next: usize,
}

/// What one step of the plan was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Went {
    /// So many events are kept now.
    Saved(usize),
    Otherwise,
    /// The script is at its end.
    Nowhere,
}

impl<'s> Walker<'s> {
    /// Opens the station and finds out how far the script has come; what is there must be exactly that far.
    pub fn open(script: &'s Script, place: &Place) -> Result<Self, StoreError> {
        let store = place.open()?;
        let done = judge::progress(&store, script).unwrap_or_else(|fault| panic!("{fault}"));
        let visits = (0..script.people.len()).map(|person| script.visit(done, person)).collect();
        let mut walker = Self { script, place: place.clone(), store: Some(store), visits, done, next: 0 };
        walker.next = walker.after_save(done);
        Ok(walker)
    }

    pub fn done(&self) -> usize {
        self.done
    }

    /// Closed by a failure to open it again in mid-script, nothing goes on.
    pub fn is_open(&self) -> bool {
        self.store.is_some()
    }

    pub fn visit(&self, person: usize) -> &Visit {
        &self.visits[person]
    }

    /// Takes the next step. After a failure the same step may be tried again.
    pub fn go_on(&mut self) -> Result<Went, StoreError> {
        let Some(step) = self.script.plan.get(self.next) else { return Ok(Went::Nowhere) };
        match step {
            Plan::Save => {
                self.save()?;
                self.done += 1;
            }
            // The volunteer sees a notice when the log cannot be brought home; the next visit goes on all the same.
            Plan::Leave => {
                if let Err(StoreError::Lost) = self.store().checkpoint() {
                    return Err(StoreError::Lost);
                }
            }
            Plan::Reopen => {
                if let Some(store) = self.store.take() {
                    store.close()?;
                }
                self.store = Some(self.place.open()?);
            }
        }
        self.next += 1;
        Ok(if *step == Plan::Save { Went::Saved(self.done) } else { Went::Otherwise })
    }

    /// Goes through to the end of the script.
    pub fn finish(mut self) -> Result<(), StoreError> {
        while self.go_on()? != Went::Nowhere {}
        self.close()
    }

    pub fn close(mut self) -> Result<(), StoreError> {
        self.store.take().map_or(Ok(()), Store::close)
    }

    fn save(&mut self) -> Result<(), StoreError> {
        let save = &self.script.saves[self.done];
        let act = Act { at: save.at, shift: 1, helper: "1".to_owned(), mode: HelpMode::ReadOut };
        let script = self.script;
        let store = self.store.as_mut().unwrap();
        match &save.ask {
            Ask::OpenShift => drop(store.open_shift(tramso::store::SlotId(1), save.at)?),
            Ask::CloseShift => drop(store.close_shift(save.at, 3, 1)?),
            Ask::Arrive(person) => {
                store.new_person(script.people[*person].key, &act, &save.events)?;
                self.visits[*person] = script.visit(self.done + 1, *person);
            }
            Ask::Step(person, command) => {
                let (visit, events) = self.visits[*person].step(&script.pack, command.clone(), save.at).unwrap();
                assert_eq!(events, save.events, "the session decides otherwise than before");
                let row = store.find_by_key(&script.people[*person].key)?;
                store.save(row, &act, &events)?;
                self.visits[*person] = visit;
            }
        }
        Ok(())
    }

    pub fn store(&mut self) -> &mut Store {
        self.store.as_mut().unwrap()
    }

    /// The place in the plan behind the n-th save.
    fn after_save(&self, saves: usize) -> usize {
        let mut places = self.script.plan.iter().enumerate().filter(|(_, step)| **step == Plan::Save);
        saves.checked_sub(1).map_or(0, |last| places.nth(last).unwrap().0 + 1)
    }
}
