//! What guessers gain: the strategies and the words that give right options away, and the order that a draw gives.

use super::Folder;
use std::fmt::Write;
use tramso::{
    content::{BankFault, FaultKind},
    domain::{Seed, draw},
};

/// A good campaign whose first topic has sixty questions, each with the options that `options` gives it, the right one first.
fn with_bank(options: impl Fn(usize) -> [String; 4]) -> Folder {
    let mut text = String::new();
    let mut facts = Folder::good().bytes("facts/1.toml").to_vec();
    let mut taught = String::new();
    for n in 0..60 {
        let [right, a, b, c] = options(n);
        write!(
            text,
            "[[question]]\nid = \"W-{n}\"\nlevel = {}\nfact = \"F{n}\"\nlesson = \"1.1\"\n\
             stem = \"Điều {n} lạ {n} lùng {n} thì nên làm gì?\"\nright = \"{right}\"\nwrong = [\"{a}\", \"{b}\", \"{c}\"]\n\
             why = \"Vì thế.\"\nsource = \"S1\"\nchecked = 2026-01-02\n\n",
            1 + n % 5 / 2,
        )
        .unwrap();
        let fact = format!(
            "\n[[fact]]\nid = \"F{n}\"\ntext = \"Việc.\"\nsource = \"S1\"\nstatus = \"seen\"\nchanges = \"stable\"\n"
        );
        facts.extend(fact.into_bytes());
        write!(taught, " F{n}").unwrap();
    }
    Folder::good()
        .replaced("lessons/1-1.md", "facts: A01 A02", &format!("facts: A01 A02{taught}"))
        .with("questions/1.toml", text)
        .with("facts/1.toml", facts)
}

/// Four options of like length that share no word but those of `extra`.
fn plain(n: usize, extra: [&str; 4]) -> [String; 4] {
    let names = ["bờ", "cá", "gà", "hũ"];
    std::array::from_fn(|at| format!("{}{n} {} {}{n}", names[at], extra[at], names[at]))
}

#[test]
fn a_bank_that_tells_nothing_is_left_alone() {
    let kinds = with_bank(|n| plain(n, ["hôm", "mai", "mốt", "kia"].map(|_| "mà"))).kinds();
    assert_eq!(kinds, []);
}

#[test]
fn a_word_that_gives_right_options_away_is_named() {
    let telling = |kinds: &[FaultKind]| {
        kinds.iter().any(|kind| matches!(kind, FaultKind::Bank(BankFault::RevealingWord { word, topic: None, hundredths }) if word == "hỏi" && *hundredths > 800))
    };
    // In half of the questions the right option alone asks somebody.
    let kinds = with_bank(|n| plain(n, [if n % 2 == 0 { "hỏi" } else { "mà" }, "mà", "mà", "mà"])).kinds();
    assert!(telling(&kinds), "{kinds:?}");
    // The control: wrong options ask as often.
    let even = with_bank(|n| {
        let mut extra = ["mà"; 4];
        extra[n % 4] = "hỏi";
        plain(n, extra)
    });
    assert_eq!(even.kinds(), []);
    // A word that only wrong options have gives as much away.
    let kinds = with_bank(|n| {
        let mut extra = ["mà"; 4];
        extra[1 + n % 3] = "vội";
        plain(n, extra)
    });
    let lacks =
        |kind: &FaultKind| matches!(kind, FaultKind::Bank(BankFault::RevealingLack { word, .. }) if word == "vội");
    assert!(kinds.kinds().iter().any(lacks));
}

#[test]
fn levels_far_from_their_shares_are_told() {
    let folder = with_bank(|n| plain(n, ["mà"; 4]));
    let text = String::from_utf8(folder.bytes("questions/1.toml").to_vec()).unwrap();
    let kinds = folder.with("questions/1.toml", text.replace("level = 2", "level = 1")).kinds();
    let shares: Vec<_> = kinds
        .iter()
        .filter_map(|kind| match kind {
            FaultKind::Bank(BankFault::LevelShare { level, percent, .. }) => Some((*level, *percent)),
            _ => None,
        })
        .collect();
    assert_eq!(shares, [(1, 80), (2, 0)]);
}

/// B02: whatever the file's order, the right option is as often first, second, third and last.
#[test]
fn a_draw_spreads_right_options_evenly() {
    let pack = with_bank(|n| plain(n, ["mà"; 4])).read().unwrap().pack;
    let mut places = [0_u32; 4];
    for number in 0..2_000_u32 {
        let mut seed = [7; 32];
        seed[..4].copy_from_slice(&number.to_le_bytes());
        for item in draw(&pack.contest, &pack.bank, Seed(seed)).unwrap().items {
            places[item.order.iter().position(|option| *option == 0).unwrap()] += 1;
        }
    }
    let all: u32 = places.iter().sum();
    let expected = f64::from(all) / 4.0;
    let off: f64 = places.iter().map(|found| (f64::from(*found) - expected).powi(2) / expected).sum();
    assert!(off < 16.3, "chi-square with 3 degrees of freedom beyond 0.001: {places:?}");
}

/// The control of the near-duplicate rules, beside their fixtures: a bank of one frame is no square and no flood.
#[test]
fn stems_of_one_frame_are_told_once_each_at_most() {
    let folder = with_bank(|n| plain(n, ["mà"; 4]));
    let text = String::from_utf8(folder.bytes("questions/1.toml").to_vec()).unwrap();
    let same = (0..60).fold(text, |text, n| {
        text.replace(&format!("Điều {n} lạ {n} lùng {n} thì nên làm gì?"), "Gặp điều lạ lùng ấy thì nên làm gì?")
    });
    let kinds = folder.with("questions/1.toml", same).kinds();
    assert_eq!(kinds.iter().filter(|kind| matches!(kind, FaultKind::Bank(BankFault::NearStem(_)))).count(), 59);
}
