//! Spellings that were merged, and rosters.

use super::{read, write};
use tramso::{
    domain::Moment,
    ledger::{Actor, Ledger, RosterPersonRow, RosterRow, Scope, SpellingRow},
};

pub fn spellings(ledger: &dyn Ledger) {
    let row = |scope, unit: &str, written: &str, meant: &str| SpellingRow {
        scope,
        unit: unit.to_owned(),
        written: written.to_owned(),
        meant: meant.to_owned(),
        merged: Moment(7),
        merged_by: Actor::CommandLine.into(),
    };
    let village = row(Scope::Village, "11113", "làng Á", "thôn Á");
    let agency = row(Scope::Agency, "11113", "làng Á", "UBND");
    write(ledger, |tx| {
        tx.put_spelling(&row(Scope::Village, "11113", "làng Á", "thôn Bắc"))?;
        tx.put_spelling(&village)?; // takes the place of the one before
        tx.put_spelling(&agency)?;
        tx.put_spelling(&row(Scope::Village, "11200", "làng Á", "thôn Á"))?;
        assert!(tx.remove_spelling(Scope::Village, "11200", "làng Á")?);
        assert!(!tx.remove_spelling(Scope::Village, "11200", "làng Á")?);
        Ok(())
    })
    .unwrap();
    assert_eq!(read(ledger, |tx| tx.spellings("11113")), [agency, village]);
    assert_eq!(read(ledger, |tx| tx.spellings("11200")), []);
}

pub fn rosters(ledger: &dyn Ledger) {
    let roster = |id: &str, last_day: i32, kept: i64| RosterRow {
        id: id.to_owned(),
        unit: "11113".to_owned(),
        last_day,
        head: vec![1, 2],
        kept: Moment(kept),
        kept_by: Actor::CommandLine.into(),
    };
    let person = |id: &str, line: u32, found: Option<Vec<u8>>| RosterPersonRow {
        roster: id.to_owned(),
        line,
        card: vec![0, 255],
        found,
    };
    let (old, new) = (roster("aa", 20_000, 5), roster("bb", 20_001, 6));
    let people = [person("bb", 2, Some(vec![9])), person("bb", 3, None)];
    write(ledger, |tx| {
        tx.add_roster(&old, &[person("aa", 1, None)])?;
        tx.add_roster(&new, &people)?;
        tx.set_found("bb", 3, Some(&[7]))?;
        tx.set_found("bb", 9, Some(&[7])) // no such line
    })
    .unwrap();
    assert_eq!(read(ledger, |tx| tx.rosters("11113")), [new.clone(), old.clone()]);
    assert_eq!(read(ledger, |tx| tx.rosters("11200")), []);
    assert_eq!(read(ledger, |tx| tx.roster("bb")), Some(new));
    assert_eq!(read(ledger, |tx| tx.roster("cc")), None);
    let found = read(ledger, |tx| tx.roster_people("bb"));
    assert_eq!(found, [people[0].clone(), person("bb", 3, Some(vec![7]))]);
    assert_eq!(read(ledger, |tx| tx.rosters_before(20_000)), [""; 0]);
    assert_eq!(read(ledger, |tx| tx.rosters_before(20_001)), ["aa"]);
    write(ledger, |tx| {
        tx.set_found("bb", 3, None)?;
        assert!(tx.remove_roster("aa")?);
        assert!(!tx.remove_roster("aa")?);
        Ok(())
    })
    .unwrap();
    assert_eq!(read(ledger, |tx| tx.roster_people("aa")), []);
    assert_eq!(read(ledger, |tx| tx.roster_people("bb"))[1].found, None);
}
