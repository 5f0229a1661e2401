//! A record seen as its bytes stand is the record that is read from them, and nothing else is seen.

use super::stage::Station;
use proptest::prelude::*;
use tramso::record::{Body, BodyView, Record, RecordView};

fn agrees(bytes: &[u8]) {
    let read = Record::read(bytes).ok().filter(|record| record.person_key().is_ok());
    let view = RecordView::read(bytes);
    assert_eq!(read.is_some(), view.is_some(), "{}", String::from_utf8_lossy(bytes));
    let (Some(read), Some(view)) = (read, view) else { return };
    assert_eq!((read.n, &*read.contest, read.at, read.shift), (view.n, &*view.contest, view.at, view.shift));
    assert_eq!(read.person_key().unwrap(), view.person);
    assert_eq!((&*read.helper, read.mode), (&*view.helper, view.mode));
    match (&read.body, &view.body) {
        (Body::Registration { registration: told }, BodyView::Registration { registration: seen })
        | (Body::Correction { registration: told }, BodyView::Correction { registration: seen }) => {
            assert_eq!(**told, seen.owned())
        }
        (Body::Message { text, ready, .. }, BodyView::Message { text: seen, ready: sentence, .. }) => {
            assert_eq!((&**text, ready), (&**seen, sentence));
        }
        (
            Body::AttemptSubmitted { answers, seconds, .. },
            BodyView::AttemptSubmitted { answers: seen, seconds: s, .. },
        ) => {
            assert_eq!(seconds, s);
            let one = |question: &str, option, seconds| (question.to_owned(), option, seconds);
            let read: Vec<_> = answers.iter().map(|a| one(&a.question, a.option, a.seconds)).collect();
            let seen: Vec<_> = seen.iter().map(|a| one(&a.question, a.option, a.seconds)).collect();
            assert_eq!(read, seen);
        }
        _ => (),
    }
}

fn records() -> Vec<Vec<u8>> {
    let mut station = Station::new(1, 1);
    station.whole(1);
    let golden = include_str!("../golden/records.jsonl");
    let lines = golden.lines().map(|line| line.as_bytes().to_vec());
    station.records.iter().map(Record::bytes).chain(lines).collect()
}

#[test]
fn every_kind_of_record_is_seen_as_it_is_read() {
    let all = records();
    assert!(all.len() > 15);
    for bytes in &all {
        assert!(RecordView::read(bytes).is_some(), "{}", String::from_utf8_lossy(bytes));
        agrees(bytes);
    }
}

#[test]
fn whatever_byte_changes_both_say_the_same() {
    for bytes in records() {
        for at in 0..bytes.len() {
            for flip in [1, 0x20, 0x80] {
                let mut bytes = bytes.clone();
                bytes[at] ^= flip;
                agrees(&bytes);
            }
            agrees(&bytes[..at]);
        }
    }
}

proptest! {
    #[test]
    fn any_text_is_seen_as_it_is_read(text in any::<String>(), helper in any::<String>(), n in any::<u64>(), wall in any::<i64>()) {
        let mut station = Station::new(1, 1);
        station.share(1);
        let mut record = station.records.remove(0);
        record.n = n;
        record.at.wall_ms = wall;
        record.helper = helper;
        record.body = Body::Message { text, ready: None, dictated: true, publish: false };
        prop_assert!(RecordView::read(&record.bytes()).is_some());
        agrees(&record.bytes());
    }

    /// Written otherwise than in the one form.
    #[test]
    fn other_forms_of_the_same_are_not_seen(space in prop::sample::select(vec![" ", "\n", "\t"]), at in 0_usize..400) {
        let mut station = Station::new(1, 1);
        station.register(1);
        let text = String::from_utf8(station.records[1].bytes()).unwrap();
        if text.is_char_boundary(at.min(text.len())) {
            let (head, tail) = text.split_at(at.min(text.len()));
            agrees(format!("{head}{space}{tail}").as_bytes());
            agrees(text.replace('N', "\\u004e").as_bytes());
            agrees(text.replace("\"n\":2", "\"n\":02").as_bytes());
        }
    }
}
