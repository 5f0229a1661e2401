//! Messages that may be public, and what was decided about them.

use super::{read, rows::bare, write};
use tramso::{
    domain::{Moment, PersonKey},
    ledger::{Actor, Ledger, PersonRow, Standing, StoryFilter, StoryReason, StoryRow, StoryState},
};

pub fn stories(ledger: &dyn Ledger) {
    let key = |number: u8| PersonKey([number; 32]);
    let writes = |number: u8, unit: &str, story: Option<bool>| {
        let standing = Standing { unit: Some(unit.to_owned()), story, ..Standing::default() };
        PersonRow { standing, card: vec![1, 0], ..bare(number) }
    };
    let decided = |number: u8, state: StoryState, at: i64| StoryRow {
        resident: key(number),
        state,
        digest: [7; 32],
        reason: (state == StoryState::Refused).then_some(StoryReason::Abuse),
        decided: Moment(at),
        decided_by: Actor::CommandLine.into(),
    };
    let people = [
        writes(231, "77702", Some(true)),
        writes(232, "77701", Some(true)),
        writes(233, "77701", Some(false)),
        writes(234, "77701", None),
        writes(235, "77701", Some(true)),
        writes(236, "77701", Some(true)),
    ];
    let refused = decided(235, StoryState::Refused, 5);
    write(ledger, |tx| {
        tx.add_people(&people)?;
        tx.put_story(&decided(235, StoryState::Approved, 4))?;
        tx.put_story(&refused)?; // takes the place of the one before
        tx.put_story(&decided(236, StoryState::Approved, 6))?;
        tx.put_story(&decided(233, StoryState::Approved, 7))?; // may not be public (any more)
        tx.put_story(&decided(240, StoryState::Approved, 8)) // of nobody
    })
    .unwrap();
    let found = |state: StoryState, unit: Option<&str>, page: (u32, u32)| {
        let rows = read(ledger, |tx| tx.stories(&StoryFilter { state, unit }, page));
        rows.into_iter().map(|(row, decided)| (row.key, decided)).collect::<Vec<_>>()
    };
    assert_eq!(found(StoryState::Waiting, None, (0, 9)), [(key(232), None), (key(231), None)], "by unit and key");
    assert_eq!(found(StoryState::Waiting, None, (1, 9)), [(key(231), None)]);
    assert_eq!(found(StoryState::Waiting, Some("77701"), (0, 9)), [(key(232), None)]);
    assert_eq!(found(StoryState::Refused, None, (0, 9)), [(key(235), Some(refused.clone()))]);
    let approved = decided(236, StoryState::Approved, 6);
    assert_eq!(found(StoryState::Approved, Some("77701"), (0, 1)), [(key(236), Some(approved))]);
    assert_eq!(found(StoryState::Approved, Some("77702"), (0, 9)), []);
    read(ledger, |tx| {
        assert_eq!(tx.count_stories(None)?, [2, 1, 1]);
        assert_eq!(tx.count_stories(Some("77702"))?, [1, 0, 0]);
        assert_eq!(tx.story(&key(235))?, Some(refused.clone()));
        assert_eq!(tx.story(&key(231))?, None);
        Ok(())
    });
    write(ledger, |tx| {
        tx.remove_stories(&[key(236), key(233), key(240), key(99)])?;
        tx.remove_people(&people.each_ref().map(|row| row.key))
    })
    .unwrap();
    assert_eq!(read(ledger, |tx| tx.story(&key(236))), None);
}
