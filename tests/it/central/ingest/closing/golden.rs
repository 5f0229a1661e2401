//! The one form of a frozen set: this file is what others have signed, and it never changes.

use super::*;
use tramso::{
    centre::closing::{FrozenSet, SetFault},
    domain::PersonKey,
    judging::Card,
    ledger::{Counts, PersonIndex, PersonRow, Scope, Standing, TallyKey},
};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/fixtures/closing/so-lieu-chot-demo-1.json");

/// A hostile name, a person on paper, equal ones, a commune with a rate.
pub fn filled(centre: &Centre) {
    let entry = |number: u8, name: &str, score: u8, seconds: Option<u32>| {
        let standing = Standing {
            unit: Some("11113".to_owned()),
            village: Some("Thôn \"Ngọc\"\tLặc".to_owned()),
            registered: Some(20_400),
            finished: Some(20_401),
            valid: Some(20_401),
            ranked: true,
            on_paper: seconds.is_none(),
            topics: 15,
            attempts: 2,
            score: Some(score),
            seconds,
            stations: 1,
            anomalies: 0b101,
            ..Standing::default()
        };
        let card = if name.is_empty() { Vec::new() } else { Card::listed(name, "1960-03-12").write() };
        let index = PersonIndex::default();
        PersonRow { key: PersonKey([number; 32]), standing, facts: Vec::new(), card, index, answers: Vec::new() }
    };
    let people = [
        entry(1, "Nguyễn Thị Lan", 20, Some(301)),
        entry(2, "=HYPERLINK(\"x\")<script>", 20, Some(320)),
        entry(3, "Phạm Văn A", 20, Some(320)),
        entry(4, "", 19, Some(100)),
        entry(5, "Lê B", 19, None),
        entry(6, "Trần C", 19, None),
        entry(7, "Đỗ D", 19, None),
    ];
    let key = TallyKey { scope: Scope::Unit, unit: "11113".to_owned(), name: String::new(), day: 0 };
    let counts = Counts {
        registered: 9,
        finished: 8,
        valid: 7,
        on_paper: 3,
        one_touch: 2,
        both: 1,
        listed: 1,
        app: 4,
        ..Counts::default()
    };
    centre
        .ledger()
        .write(&mut |tx| {
            tx.add_people(&people)?;
            tx.add_tallies(&[(key.clone(), counts)])
        })
        .unwrap();
}

#[test]
fn a_set_has_one_form_for_ever() {
    on_both(|centre| {
        filled(centre);
        state_words(centre, Moment(NOW));
        let frozen = freeze(centre, 1, Moment(NOW)).unwrap();
        if std::env::var_os("TRAMSO_WRITE").is_some() {
            std::fs::create_dir_all(std::path::Path::new(FILE).parent().unwrap()).unwrap();
            std::fs::write(FILE, &frozen.bytes).unwrap();
        }
        let golden = std::fs::read(FILE).unwrap();
        assert_eq!(String::from_utf8(frozen.bytes).unwrap(), String::from_utf8(golden.clone()).unwrap());
        let read = FrozenSet::read(&golden).unwrap();
        assert_eq!((read.write(), &read), (golden.clone(), &frozen.set));
        // Control: another form of the same values, something more, something less, a later version.
        let text = String::from_utf8(golden).unwrap();
        let others = [
            text.replacen(':', ": ", 1),
            format!("{text}\n"),
            text.replacen("{\"v\":1", "{\"v\":1,\"x\":1", 1),
            text.replacen("{\"v\":1", "{\"v\":2", 1),
            text.replacen("\"rehearsal\":false,", "", 1),
            text.replacen("\"first\"", "\"zeroth\"", 1),
            text[..text.len() / 2].to_owned(),
            String::new(),
        ];
        for other in others {
            assert!(
                matches!(FrozenSet::read(other.as_bytes()), Err(SetFault::Shape(_))),
                "{}",
                &other[..other.len().min(60)]
            );
        }
        assert_eq!(FrozenSet::read(&vec![b' '; (8 << 20) + 1]), Err(SetFault::TooLarge));
    });
}
