//! Lists of One Touch, and people who are removed.

use super::{read, rows::bare, write};
use tramso::{
    domain::{Moment, PersonKey},
    ledger::{Actor, Ledger, OneTouchImportRow, OneTouchMatchRow, OneTouchPersonRow},
};

pub fn one_touch(ledger: &dyn Ledger) {
    let import = |id: &str, kept: i64| OneTouchImportRow {
        id: id.to_owned(),
        digest: [9; 32],
        kept: Moment(kept),
        kept_by: Actor::CommandLine.into(),
        added: 2,
    };
    let key = |number: u8| PersonKey([number; 32]);
    let line = |import: &str, person: u8, alias: Option<u8>| OneTouchPersonRow {
        import: import.to_owned(),
        person: key(person),
        alias: alias.map(key),
        day: 20_000 + i32::from(person),
    };
    let (old, new) = (import("aa", 5), import("bb", 6));
    write(ledger, |tx| {
        assert!(!tx.has_unfound_aliases()?);
        tx.add_one_touch(&old, &[line("aa", 200, None), line("aa", 201, Some(201))])?;
        tx.add_one_touch(&new, &[line("bb", 200, None), line("bb", 202, Some(203))])?;
        tx.add_gone(&[key(210), key(211)])?;
        tx.add_gone(&[key(210)])
    })
    .unwrap();
    read(ledger, |tx| {
        assert_eq!(tx.one_touch_imports()?, [new.clone(), old.clone()]);
        assert_eq!(tx.one_touch_people("aa")?, [line("aa", 200, None), line("aa", 201, Some(201))]);
        assert_eq!(tx.one_touch_people("cc")?, []);
        assert_eq!(tx.one_touch_of(&[key(200), key(7)])?, [line("aa", 200, None), line("bb", 200, None)]);
        assert!(tx.has_unfound_aliases()?);
        assert_eq!(tx.unfound_aliases(&[key(203), key(201), key(9)])?, [key(201)], "203 was found to be 202");
        assert_eq!(tx.gone_among(&[key(1), key(211)])?, [key(211)]);
        Ok(())
    });
    write(ledger, |tx| {
        tx.move_one_touch(&key(201), &key(220))?;
        tx.remove_one_touch_people(&[key(202), key(99)])?;
        tx.add_people(&[bare(221), bare(222)])?;
        tx.remove_people(&[key(221), key(99)])
    })
    .unwrap();
    read(ledger, |tx| {
        assert!(!tx.has_unfound_aliases()?);
        assert_eq!(tx.one_touch_of(&[key(220)])?.len(), 1);
        assert_eq!(tx.one_touch_people("bb")?, [line("bb", 200, None)]);
        assert_eq!(tx.people(&[key(221), key(222)])?.len(), 1);
        Ok(())
    });
    write(ledger, |tx| {
        assert!(tx.remove_one_touch("bb")?);
        assert!(!tx.remove_one_touch("bb")?);
        tx.remove_people(&[key(222)])
    })
    .unwrap();
    assert_eq!(read(ledger, |tx| tx.one_touch_imports()), [old]);
    matches(ledger, &line("aa", 200, None));
}

/// Who is whom, as offices decided, and lines that name somebody by a number.
fn matches(ledger: &dyn Ledger, numbered: &OneTouchPersonRow) {
    let key = |number: u8| PersonKey([number; 32]);
    let row = |listed: u8, resident: u8, is_same: bool| OneTouchMatchRow {
        listed: key(listed),
        resident: key(resident),
        is_same,
        decided: Moment(7),
        decided_by: Actor::CommandLine.into(),
    };
    let (same, differ) = (row(201, 231, true), row(200, 232, false));
    write(ledger, |tx| {
        tx.put_one_touch_match(&same)?;
        tx.put_one_touch_match(&differ)?;
        tx.move_numbered_one_touch(&key(200), &key(231))?;
        tx.move_numbered_one_touch(&key(220), &key(231)) // that one's line has no number
    })
    .unwrap();
    read(ledger, |tx| {
        assert_eq!(tx.one_touch_matches()?, [differ.clone(), same.clone()]);
        let moved = OneTouchPersonRow { person: key(231), ..numbered.clone() };
        assert_eq!(tx.one_touch_of(&[key(231)])?, [moved]);
        assert_eq!(tx.one_touch_of(&[key(220)])?.len(), 1, "it stays");
        Ok(())
    });
    assert!(ledger.write(&mut |tx| tx.put_one_touch_match(&same)).is_err(), "something was decided about them");
    write(ledger, |tx| {
        tx.remove_one_touch_match(&key(201), &key(231))?;
        tx.remove_one_touch_match(&key(200), &key(231)) // nothing was decided about these
    })
    .unwrap();
    assert_eq!(read(ledger, |tx| tx.one_touch_matches()), [differ]);
}
