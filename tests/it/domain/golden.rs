//! Papers that never change. They were computed from the written description of the draw by a second program, so that they show
//! what the format is and not what this program happens to do.

use super::{LEVELS, contest, question, stratum};
use serde_json::Value;
use std::{fs, path::Path};
use tramso::{
    domain::{DrawFault, Seed, draw},
    record::unhex,
};

#[test]
fn golden_papers_are_drawn_to_the_letter() {
    for name in ["paper-plain", "paper-zero-seed", "paper-levels-and-enemies", "paper-tiny"] {
        let golden = golden(name);
        assert_eq!(drawn(&golden, &golden["seed"]), golden["paper"], "{name}");
    }
}

/// The control: another seed, or one question fewer, gives another paper.
#[test]
fn golden_papers_depend_on_seed_and_bank() {
    let mut golden = golden("paper-plain");
    let other = Value::from("00".repeat(31) + "01");
    assert_ne!(drawn(&golden, &other), golden["paper"]);
    let seed = golden["seed"].clone();
    golden["bank"].as_array_mut().unwrap().remove(0);
    assert_ne!(drawn(&golden, &seed), golden["paper"]);
}

#[test]
fn the_order_of_the_bank_does_not_matter() {
    let mut golden = golden("paper-levels-and-enemies");
    golden["bank"].as_array_mut().unwrap().reverse();
    assert_eq!(drawn(&golden, &golden["seed"]), golden["paper"]);
}

#[test]
fn a_bank_too_small_is_said_with_its_stratum() {
    let wanted = stratum(2, None, 2);
    let bank = [
        question("a", 1, LEVELS[0], None),
        question("b", 2, LEVELS[0], Some("x")),
        question("c", 2, LEVELS[0], Some("x")),
    ];
    let contest = contest(vec![stratum(1, None, 1), wanted]);
    assert_eq!(
        draw(&contest, &bank.into_iter().collect(), Seed([0; 32])),
        Err(DrawFault { stratum: wanted, available: 1 })
    );
}

fn golden(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/it/golden/{name}.json"));
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// Draws what a golden file describes and writes the paper as it does.
fn drawn(golden: &Value, seed: &Value) -> Value {
    let level = |value: &Value| value.as_u64().map(|level| LEVELS[usize::try_from(level).unwrap() - 1]);
    let small = |value: &Value| u8::try_from(value.as_u64().unwrap()).unwrap();
    let blueprint = golden["blueprint"].as_array().unwrap().iter();
    let blueprint =
        blueprint.map(|one| stratum(small(&one["topic"]), level(&one["level"]), small(&one["count"]).into()));
    let bank = golden["bank"].as_array().unwrap().iter().map(|one| {
        let id = one["id"].as_str().unwrap();
        let mut question = question(id, small(&one["topic"]), level(&one["level"]).unwrap(), one["group"].as_str());
        question.options.truncate(small(&one["options"]).into());
        question
    });
    let seed = Seed(unhex(seed.as_str().unwrap()).unwrap());
    let paper = draw(&contest(blueprint.collect()), &bank.collect(), seed).unwrap();
    let items = paper.items.iter().map(|item| serde_json::json!({ "question": item.question.0, "order": item.order }));
    items.collect::<Vec<_>>().into()
}
