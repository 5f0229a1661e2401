//! Messages that may be public, and what was decided about them.

use super::{read, rows::bare, write};
use tramso::{
    domain::{Moment, PersonKey},
    ledger::{Actor, Ledger, PersonRow, Standing, StoryFilter, StoryPlace, StoryReason, StoryRow, StoryState},
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
    let found = |state: StoryState, unit: Option<&str>, (after, most): (Option<&StoryPlace>, u32)| {
        let rows = read(ledger, |tx| tx.stories(&StoryFilter { state, unit }, after, most));
        rows.into_iter().map(|(row, decided)| (row.key, decided)).collect::<Vec<_>>()
    };
    assert_eq!(found(StoryState::Waiting, None, (None, 9)), [(key(232), None), (key(231), None)], "by unit and key");
    let behind = StoryPlace::Waiting("77701".to_owned(), key(232));
    assert_eq!(found(StoryState::Waiting, None, (Some(&behind), 9)), [(key(231), None)]);
    assert_eq!(found(StoryState::Waiting, Some("77701"), (Some(&behind), 9)), []);
    let gone = StoryPlace::Waiting("77701".to_owned(), key(1));
    assert_eq!(found(StoryState::Waiting, None, (Some(&gone), 1)), [(key(232), None)], "a place of nobody is a place");
    assert_eq!(found(StoryState::Waiting, Some("77701"), (None, 9)), [(key(232), None)]);
    assert_eq!(found(StoryState::Refused, None, (None, 9)), [(key(235), Some(refused.clone()))]);
    let approved = decided(236, StoryState::Approved, 6);
    assert_eq!(found(StoryState::Approved, Some("77701"), (None, 1)), [(key(236), Some(approved))]);
    assert_eq!(found(StoryState::Approved, Some("77702"), (None, 9)), []);
    let keys = |after: Option<&StoryPlace>, most: u32| {
        found(StoryState::Approved, None, (after, most)).into_iter().map(|(key, _)| key).collect::<Vec<_>>()
    };
    write(ledger, |tx| {
        // Two at one moment, in order of their words.
        tx.put_story(&StoryRow { digest: [9; 32], ..decided(231, StoryState::Approved, 6) })?;
        tx.put_story(&decided(232, StoryState::Approved, 3))
    })
    .unwrap();
    assert_eq!(keys(None, 9), [key(236), key(231), key(232)], "the newest decision first");
    assert_eq!(keys(Some(&StoryPlace::Decided(Moment(6), [7; 32])), 9), [key(231), key(232)]);
    assert_eq!(keys(Some(&StoryPlace::Decided(Moment(6), [9; 32])), 9), [key(232)]);
    assert_eq!(keys(Some(&StoryPlace::Decided(Moment(3), [7; 32])), 9), []);
    write(ledger, |tx| tx.remove_stories(&[key(231), key(232)])).unwrap();
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
