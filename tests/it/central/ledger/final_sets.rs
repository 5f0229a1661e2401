//! Frozen sets, words about the checklist, and who ranks.

use super::{read, rows::bare, write};
use tramso::{
    domain::{Moment, PersonKey},
    ledger::{Actor, FinalSetRow, FinalSignature, FinalWordRow, Ledger, PersonRow, Rank, Standing, Wait},
};

pub fn final_sets(ledger: &dyn Ledger) {
    sets(ledger);
    words(ledger);
    ranking(ledger);
}

fn sets(ledger: &dyn Ledger) {
    let row = |number: u32| FinalSetRow {
        number,
        frozen: Moment(i64::from(number)),
        frozen_by: Actor::CommandLine.into(),
        digest: [number as u8; 32],
        signature: None,
    };
    let signature = FinalSignature { text: "chữ ký".to_owned(), at: Moment(9), by: Actor::CommandLine.into() };
    let kept = write(ledger, |tx| {
        let first = tx.add_final_set(&row(1), &[1, 0, 255])?;
        let again = tx.add_final_set(&FinalSetRow { frozen: Moment(7), ..row(1) }, b"other")?;
        tx.add_final_set(&row(2), b"")?;
        Ok((first, again))
    });
    assert_eq!(kept.unwrap(), (true, false), "the first one stays");
    let signed = |number: u32| write(ledger, |tx| tx.sign_final_set(number, &signature)).unwrap();
    assert_eq!((signed(1), signed(1), signed(9)), (true, false, false), "signed once, and only what is there");
    let first = FinalSetRow { signature: Some(signature.clone()), ..row(1) };
    assert_eq!(read(ledger, |tx| tx.final_sets()), [row(2), first]);
    assert_eq!(read(ledger, |tx| tx.final_set_bytes(1)), Some(vec![1, 0, 255]));
    assert_eq!(read(ledger, |tx| tx.final_set_bytes(3)), None);
}

fn words(ledger: &dyn Ledger) {
    let word = |line: &str, figure: u64, word: &[u8]| FinalWordRow {
        line: line.to_owned(),
        figure,
        word: word.to_vec(),
        at: Moment(4),
        who: Actor::CommandLine.into(),
    };
    write(ledger, |tx| {
        tx.put_final_word(&word("late", 3, b"a"))?;
        tx.put_final_word(&word("gaps", 1, b"b"))?;
        tx.put_final_word(&word("late", 4, b"c"))
    })
    .unwrap();
    assert_eq!(read(ledger, |tx| tx.final_words()), [word("gaps", 1, b"b"), word("late", 4, b"c")]);
}

fn ranking(ledger: &dyn Ledger) {
    let entry = |number: u8, score: u8, seconds: Option<u32>, change: fn(&mut Standing)| {
        let mut standing = Standing {
            valid: Some(20_000),
            ranked: true,
            attempts: 1,
            score: Some(score),
            seconds,
            ..Standing::default()
        };
        change(&mut standing);
        PersonRow { standing, ..bare(number) }
    };
    let same = |_: &mut Standing| ();
    let people = [
        entry(180, 200, Some(500), same),
        entry(181, 200, None, same),
        entry(182, 200, Some(400), same),
        entry(183, 201, Some(u32::MAX), same),
        entry(184, 200, Some(500), same),
        entry(185, 202, Some(1), |one| one.waits = Wait::Sign.bit()),
        entry(186, 202, Some(1), |one| one.ranked = false),
        entry(187, 202, Some(1), |one| one.valid = None),
    ];
    let before = read(ledger, |tx| tx.count_waiting_people());
    write(ledger, |tx| tx.add_people(&people).map(drop)).unwrap();
    let keys = |most: u32| read(ledger, |tx| tx.ranking(most)).iter().map(|row| row.key).collect::<Vec<_>>();
    let wanted = [183, 182, 180, 184, 181].map(|number| PersonKey([number; 32]));
    assert_eq!(keys(5), wanted, "score, seconds, key; without a time last");
    assert_eq!(keys(2), wanted[..2]);
    let count = |score: u8, seconds: Option<u32>| read(ledger, |tx| tx.count_ranked(Rank { score, seconds }));
    assert_eq!((count(200, None), count(200, Some(500)), count(200, Some(u32::MAX)), count(202, None)), (4, 2, 1, 0));
    assert_eq!(read(ledger, |tx| tx.count_waiting_people()), before + 1);
    write(ledger, |tx| tx.remove_people(&people.each_ref().map(|row| row.key))).unwrap();
}
