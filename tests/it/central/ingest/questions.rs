//! Statistics of questions follow from what everybody answered first, whatever the order of the bundles.

use super::*;
use tramso::{
    centre::{QuestionFile, QuestionItem},
    content::question_digest,
    crypto::hex,
    domain::QuestionId,
};

/// Answers that a station recorded: of each person the first test.
fn first_tests(stations: &[&Station]) -> BTreeMap<String, Vec<(String, u8, u32)>> {
    let mut tests = BTreeMap::new();
    for record in stations.iter().flat_map(|station| &station.records) {
        if let Body::AttemptSubmitted { answers, .. } = &record.body {
            let list = answers.iter().map(|one| (one.question.clone(), one.option, one.seconds)).collect();
            tests.entry(record.person.clone().unwrap()).or_insert(list);
        }
    }
    tests
}

/// What the file must have of a question, from the answers alone: asked, chosen, median of the seconds.
fn counted(tests: &BTreeMap<String, Vec<(String, u8, u32)>>, question: &str, options: usize) -> (u64, Vec<u64>, f64) {
    let (mut chosen, mut seconds) = (vec![0; options], Vec::new());
    for (_, option, spent) in tests.values().flatten().filter(|(asked, ..)| asked == question) {
        chosen[usize::from(*option)] += 1;
        seconds.push(*spent);
    }
    seconds.sort_unstable();
    let middle = |at: usize| f64::from(seconds[at]);
    let median = (middle((seconds.len() - 1) / 2) + middle(seconds.len() / 2)) / 2.0;
    (seconds.len() as u64, chosen, median)
}

fn file(centre: &Centre) -> QuestionFile {
    QuestionFile::from(centre.question_statistics(&Access::City, Moment(NOW)).unwrap().as_ref())
}

fn shown(file: &QuestionFile) -> String {
    serde_json::to_string(file).unwrap()
}

/// Two stations with thirty people each, some of them at both and with a second test.
fn pair() -> [Station; 2] {
    [1, 2].map(|number| {
        let mut one = station(number);
        one.now += 2 * i64::from(number) * stage::DAY;
        for person in 0..30_u64 {
            let of = person + 20 * u64::from(number - 1);
            one.register(of);
            one.test(of, number, 20 + (of * 3 % 80) as usize);
            one.share(of);
        }
        one
    })
}

#[test]
fn every_answer_of_a_first_test_is_counted_once_on_both_engines() {
    on_both(|centre| {
        let stations = pair();
        (1..=2).for_each(|number| enrol(centre, number));
        assert!(file(centre).items.is_empty() && file(centre).tests.is_empty(), "nobody yet");
        for one in &stations {
            for bundle in bundles(one, 40) {
                centre.ingest(&Access::City, &bundle.bytes, Moment(NOW)).unwrap();
            }
        }
        let tests = first_tests(&[&stations[0], &stations[1]]);
        let found = file(centre);
        assert_eq!((found.unread, found.tests.len(), found.tests[0].tests), (0, 1, tests.len() as u64));
        let pack = demo_pack();
        for item in &found.items {
            let id = QuestionId(item.question.clone());
            let question = pack.bank.iter().find(|question| question.id == id).unwrap();
            assert_eq!(item.content, question_digest(question));
            let wanted = counted(&tests, &item.question, question.options.len());
            assert_eq!((item.asked, item.chosen.clone(), item.seconds_median.unwrap()), wanted, "{}", item.question);
        }
        let asked: std::collections::BTreeSet<&String> = tests.values().flatten().map(|(asked, ..)| asked).collect();
        assert_eq!(found.items.len(), asked.len());
        let answers: u64 = found.items.iter().map(|item| item.asked).sum();
        assert_eq!(answers, 20 * tests.len() as u64);
    });
}

#[test]
fn whatever_the_order_of_the_bundles_the_file_is_the_same() {
    let stations = pair();
    let parcels: Vec<Vec<u8>> = stations.iter().flat_map(|one| bundles(one, 25)).map(|written| written.bytes).collect();
    let delivered = |order: &[usize]| {
        let hall = hall();
        (1..=2).for_each(|number| enrol(&hall.centre, number));
        for at in order {
            hall.centre.ingest(&Access::City, &parcels[*at], Moment(NOW)).unwrap();
        }
        shown(&file(&hall.centre))
    };
    let forth: Vec<usize> = (0..parcels.len()).collect();
    let wanted = delivered(&forth);
    for seed in 0..4 {
        let mut order = forth.clone();
        order.sort_by_key(|at| dice(seed, 40 + *at as u64));
        order.push(order[0]);
        assert_eq!(delivered(&order), wanted, "order {seed}, one of them twice");
    }
    assert_ne!(delivered(&forth[1..]), wanted, "control: a bundle less is another end");
}

#[test]
fn who_is_forgotten_or_withdraws_is_in_no_figure() {
    let hall = hall();
    enrol(&hall.centre, 1);
    let mut one = station(1);
    (0..3).for_each(|person| one.whole(person));
    let key = one.key(1);
    one.write(key, Body::Withdrawal {});
    for bundle in bundles(&one, 1000) {
        hall.centre.ingest(&Access::City, &bundle.bytes, Moment(NOW)).unwrap();
    }
    assert_eq!(file(&hall.centre).tests[0].tests, 2, "who withdrew is out");
    hall.centre.forget_person(&Access::City, &one.key(0), Actor::CommandLine, Moment(NOW)).unwrap();
    let left = file(&hall.centre);
    assert_eq!((left.tests[0].tests, left.items.len(), left.unread), (1, 20, 0));
    let kept = hall.centre.ledger().read_tx(|tx| tx.people(&[one.key(0), one.key(1)])).unwrap();
    assert!(kept.len() == 2 && kept.iter().all(|row| row.answers.is_empty()), "nothing of their answers is left");
}

#[test]
fn a_second_test_and_one_that_does_not_count_are_in_no_figure() {
    let hall = hall();
    enrol(&hall.centre, 1);
    let mut one = station(1);
    one.whole(1);
    let first = first_tests(&[&one]);
    one.test(1, 2, 100);
    one.register(2);
    one.test(2, 1, 60);
    let forged = one.records.len();
    for record in one.records.iter_mut().skip(forged - 2) {
        if let Body::AttemptOpened { paper, .. } = &mut record.body {
            *paper = "cd".repeat(32);
        }
    }
    for bundle in bundles(&one, 1000) {
        hall.centre.ingest(&Access::City, &bundle.bytes, Moment(NOW)).unwrap();
    }
    let found = file(&hall.centre);
    assert_eq!(found.tests[0].tests, 1);
    let right = |item: &QuestionItem| item.chosen[0];
    let of_first = first.values().flatten().filter(|(_, option, _)| *option == 0).count() as u64;
    assert_eq!(found.items.iter().map(right).sum::<u64>(), of_first, "the first test, not the best");
    let standing = hall.centre.ledger().read_tx(|tx| tx.people(&[one.key(1)])).unwrap()[0].standing.clone();
    assert_eq!((standing.attempts, standing.score), (2, Some(20)), "control: the second one counts elsewhere");
}

#[test]
fn only_who_sees_the_whole_city_sees_them() {
    let hall = hall();
    let now = Moment(NOW);
    assert!(hall.centre.question_statistics(&Access::Viewer, now).is_ok());
    let clerk = Access::Commune(UnitCode::parse("11113").unwrap());
    assert!(hall.centre.question_statistics(&clerk, now).is_err());
}

/// A ledger of before answers were kept: it has none of anybody.
#[test]
fn answers_of_an_earlier_program_come_when_bundles_are_read_again() {
    on_both(|centre| {
        enrol(centre, 1);
        let [one, _] = pair();
        for bundle in bundles(&one, 200) {
            centre.ingest(&Access::City, &bundle.bytes, Moment(NOW)).unwrap();
        }
        let wanted = file(centre);
        assert!(wanted.tests[0].tests > 0 && wanted.unread == 0, "control");
        centre
            .ledger()
            .write(&mut |tx| {
                let mut rows = tx.everybody(None, 1_000)?;
                rows.iter_mut().for_each(|row| row.answers.clear());
                tx.set_people(&rows)
            })
            .unwrap();
        let at = |hours: i64| Moment(NOW + hours * 3_600_000);
        let counted =
            |hours: i64| QuestionFile::from(centre.question_statistics(&Access::City, at(hours)).unwrap().as_ref());
        let before = counted(1);
        assert!(before.tests.is_empty() && before.unread == wanted.tests[0].tests, "{before:?}");
        centre.read_bundles_again(&Access::City, at(1), &mut |_| ()).unwrap();
        let after = counted(2);
        assert_eq!((after.unread, after.tests[0].tests), (0, before.unread));
        assert_eq!(after.items.len(), wanted.items.len());
        assert_eq!(centre.read_bundles_again(&Access::City, at(2), &mut |_| ()).unwrap(), 0, "nothing is left to read");
    });
}

#[test]
fn no_figure_names_anybody() {
    let hall = hall();
    enrol(&hall.centre, 1);
    let mut one = station(1);
    one.whole(1);
    for bundle in bundles(&one, 1000) {
        hall.centre.ingest(&Access::City, &bundle.bytes, Moment(NOW)).unwrap();
    }
    let text = shown(&file(&hall.centre));
    let told = stage::told(1);
    assert!(text.contains("\"asked\":1"), "control: {text}");
    for secret in [told.name, told.id_number.unwrap(), hex(&one.key(1).0)] {
        assert!(!text.contains(&secret), "{secret}");
    }
    let stems: Vec<String> = demo_pack().bank.iter().map(|question| question.stem.clone()).collect();
    assert!(!stems.iter().any(|stem| text.contains(stem.as_str())), "no question's text leaves the centre");
}
