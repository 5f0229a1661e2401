//! Figures of questions and tests, beside figures that a script took straight from the definitions
//! (tests/it/fixtures/statistics/derive.py).

use serde_json::Value;
use tramso::statistics::{Answer, Collector, ItemFigures, Remark, remarks};

const FIXED: &str = include_str!("fixtures/statistics/fixed.json");
const DRAWN: &str = include_str!("fixtures/statistics/drawn.json");

/// How far a figure may be from the derived one.
const NEAR: f64 = 1e-6;

fn tests_of(derived: &Value) -> Vec<Vec<Answer>> {
    let number = |value: &Value| value.as_u64().unwrap();
    let answer = |one: &Value| Answer {
        item: number(&one[0]) as usize,
        option: number(&one[1]) as u8,
        seconds: Some(number(&one[2]) as u32),
    };
    let test = |one: &Value| one.as_array().unwrap().iter().map(answer).collect();
    derived["tests"].as_array().unwrap().iter().map(test).collect()
}

fn empty(derived: &Value) -> Collector {
    let options = derived["options"].as_array().unwrap().iter().map(|one| one.as_u64().unwrap() as usize);
    Collector::new(derived["size"].as_u64().unwrap() as usize, options)
}

fn collected<'t>(derived: &Value, tests: impl Iterator<Item = &'t Vec<Answer>>) -> Collector {
    let mut collector = empty(derived);
    tests.for_each(|test| assert!(collector.add(test)));
    collector
}

#[track_caller]
fn same(found: Option<f64>, derived: &Value, what: &str) {
    match (found, derived.as_f64()) {
        (None, None) => (),
        (Some(found), Some(derived)) => assert!((found - derived).abs() < NEAR, "{what}: {found} is not {derived}"),
        other => panic!("{what}: {other:?}"),
    }
}

fn item_figures(found: &ItemFigures) -> [(&'static str, Option<f64>); 9] {
    [
        ("facility", found.facility),
        ("deviation", found.deviation),
        ("guess", Some(found.guess)),
        ("intended_weight", Some(found.intended_weight)),
        ("effective_weight", found.effective_weight),
        ("discrimination", found.discrimination),
        ("efficiency", found.efficiency),
        ("seconds_mean", found.seconds_mean),
        ("seconds_median", found.seconds_median),
    ]
}

fn agrees(derived: &str) -> Value {
    let derived: Value = serde_json::from_str(derived).unwrap();
    let tests = tests_of(&derived);
    let collector = collected(&derived, tests.iter());
    let (test, wanted) = (collector.test(), &derived["test"]);
    assert_eq!(test.tests, wanted["tests"].as_u64().unwrap());
    let figures = [
        ("mean", test.mean),
        ("median", test.median),
        ("deviation", test.deviation),
        ("skewness", test.skewness),
        ("kurtosis", test.kurtosis),
        ("consistency", test.consistency),
        ("error_ratio", test.error_ratio),
        ("standard_error", test.standard_error),
    ];
    for (name, figure) in figures {
        same(figure, &wanted[name], name);
    }
    let items = collector.items();
    let wanted = derived["items"].as_array().unwrap();
    assert_eq!(items.len(), wanted.len());
    for (at, (found, wanted)) in items.iter().zip(wanted).enumerate() {
        assert_eq!(found.asked, wanted["asked"].as_u64().unwrap(), "{at}");
        assert_eq!(serde_json::json!(found.chosen), wanted["chosen"], "{at}");
        assert_eq!(found.is_negative, wanted["negative"].as_bool().unwrap(), "{at}");
        for (name, figure) in item_figures(found) {
            same(figure, &wanted[name], &format!("question {at}: {name}"));
        }
    }
    derived
}

#[test]
fn a_test_that_is_the_same_for_everybody_has_the_figures_of_the_definitions() {
    let derived = agrees(FIXED);
    assert!(derived["test"]["consistency"].as_f64().unwrap() > 10.0, "control: the coefficient is worth comparing");
    let negative = |one: &Value| one["negative"].as_bool().unwrap();
    assert!(derived["items"].as_array().unwrap().iter().any(negative), "control: a covariance is negative");
}

#[test]
fn papers_that_are_drawn_have_them_too_over_the_tests_that_asked() {
    let derived = agrees(DRAWN);
    assert!(derived["test"]["consistency"].is_null(), "not defined");
    let asked = |one: &Value| one["asked"].as_u64().unwrap() < derived["test"]["tests"].as_u64().unwrap();
    assert!(derived["items"].as_array().unwrap().iter().all(asked), "control: nobody was asked everything");
}

#[test]
fn no_order_changes_a_digit() {
    let derived: Value = serde_json::from_str(DRAWN).unwrap();
    let tests = tests_of(&derived);
    let forth = collected(&derived, tests.iter());
    let mut turned: Vec<Vec<Answer>> = tests.iter().rev().cloned().collect();
    turned.iter_mut().for_each(|test| test.reverse());
    let back = collected(&derived, turned.iter());
    assert_eq!((forth.items(), forth.test()), (back.items(), back.test()));
    let less = collected(&derived, tests.iter().skip(1));
    assert_ne!(forth.items(), less.items(), "control");
}

#[test]
fn the_mean_of_a_tests_weights_is_a_whole() {
    let derived: Value = serde_json::from_str(FIXED).unwrap();
    let items = collected(&derived, tests_of(&derived).iter()).items();
    let weights: f64 = items.iter().filter_map(|item| item.effective_weight).sum();
    assert!((weights - 100.0).abs() < NEAR, "{weights}");
    assert!(items.iter().any(|item| item.effective_weight.is_none()), "control: a negative one has none");
}

#[test]
fn what_is_not_defined_is_none_and_what_does_not_fit_is_left_out() {
    let answer = |item, option| Answer { item, option, seconds: None };
    let mut collector = Collector::new(2, [4, 4, 3].into_iter());
    assert_eq!((collector.test().mean, collector.items()[0].facility), (None, None), "nobody yet");
    assert!(collector.add(&[answer(0, 0), answer(2, 1)]));
    let (one, test) = (&collector.items()[0], collector.test());
    assert_eq!((one.facility, one.deviation, one.discrimination, one.seconds_mean), (Some(100.0), None, None, None));
    assert_eq!((test.mean, test.deviation, test.skewness, test.kurtosis), (Some(1.0), None, None, None));
    assert!(collector.add(&[answer(0, 0), answer(2, 1)]), "a second one just like it");
    let one = &collector.items()[0];
    assert_eq!((one.deviation, one.discrimination, one.efficiency), (Some(0.0), None, None), "no spread");
    assert_eq!(collector.test().consistency, None);
    let unfit: [&[Answer]; 5] = [
        &[answer(0, 0)],
        &[answer(0, 0), answer(0, 1)],
        &[answer(0, 0), answer(3, 0)],
        &[answer(0, 0), answer(2, 3)],
        &[answer(0, 0), answer(1, 0), answer(2, 0)],
    ];
    for test in unfit {
        assert!(!collector.add(test), "{test:?}");
    }
    assert_eq!(collector.test().tests, 2);
}

#[test]
fn what_is_dubious_has_its_reason_and_too_few_have_none() {
    let item = |asked, chosen: &[u64], facility, discrimination, efficiency| ItemFigures {
        asked,
        chosen: chosen.to_vec(),
        facility: Some(facility),
        guess: 25.0,
        discrimination: Some(discrimination),
        efficiency: Some(efficiency),
        ..ItemFigures::default()
    };
    let cases: [(ItemFigures, &[Remark]); 8] = [
        (item(100, &[60, 20, 10, 10], 60.0, 40.0, 50.0), &[]),
        (item(29, &[0, 29, 0, 0], 0.0, -80.0, -90.0), &[]),
        (item(100, &[60, 20, 10, 10], 60.0, -1.0, -2.0), &[Remark::Negative]),
        (item(100, &[30, 50, 10, 10], 30.0, 40.0, 50.0), &[Remark::WrongLeads]),
        (item(100, &[20, 50, 20, 10], 20.0, 40.0, 50.0), &[Remark::WrongLeads, Remark::BelowGuess]),
        (item(100, &[95, 3, 2, 0], 95.0, 40.0, 50.0), &[Remark::Easy, Remark::IdleOption]),
        (item(100, &[60, 20, 10, 10], 60.0, 19.9, 14.9), &[Remark::Weak, Remark::Inefficient]),
        (item(100, &[5, 50, 35, 10], 5.0, 40.0, 50.0), &[Remark::WrongLeads, Remark::BelowGuess, Remark::Hard]),
    ];
    for (item, wanted) in cases {
        assert_eq!(remarks(&item), wanted, "{item:?}");
    }
}
