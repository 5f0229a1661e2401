//! The craft of options: I04 and I11 to I15.

use super::{
    super::{FaultKind, Mixed, QuestionFault, draft::Written, fault::Faults},
    spelled::{Item, Spelled, Syllable, set_of, shared, stands_in},
};

/// Percent of shared syllables from which two options mean nearly the same (I04).
const ALIKE: usize = 80;
/// A shorter part proves nothing: "Anh Tân" and "Hàng xóm anh Tân" are two people.
const SHORTEST_PART: usize = 3;
/// Options are of like length when the longest is at most so many times the shortest, or so many characters longer (I11).
const TIMES: usize = 2;
const SIGNS: usize = 20;
/// The right option in hundredths of the others' mean (I11).
const RIGHT_OF_MEAN: usize = 130;
/// Words that nothing in life deserves: guessers shun options with them (I12).
const ABSOLUTE: [&str; 11] = [
    "luôn luôn",
    "không bao giờ",
    "tuyệt đối",
    "hoàn toàn",
    "chỉ cần",
    "tất cả mọi",
    "mọi thứ",
    "mọi việc",
    "mọi lúc",
    "mọi cuộc",
    "mọi trường",
];

pub(super) fn check(spelled: &Spelled<'_>, faults: &mut Faults) {
    let absolute: Vec<(&str, Vec<Syllable>)> =
        ABSOLUTE.iter().filter_map(|words| Some((*words, spelled.phrase(words)?))).collect();
    for item in &spelled.items {
        let stem = &item.draft.stem;
        overlap(item, faults);
        let found = [lengths(item), right_length(item), self::absolute(item, &absolute), clang(item)];
        for what in found.into_iter().flatten().chain(mixed(item)).chain(order(item)) {
            faults.add(item.draft.file, stem.line, what);
        }
    }
}

/// I04: an option that is a part of another, or means nearly the same.
fn overlap(item: &Item<'_>, faults: &mut Faults) {
    let sets: Vec<Vec<Syllable>> = item.options.iter().map(|option| set_of(option)).collect();
    let all: Vec<(&Written, &Vec<Syllable>, &Vec<Syllable>)> =
        item.draft.options().zip(&item.options).zip(&sets).map(|((text, option), set)| (text, option, set)).collect();
    for (behind, (text, option, set)) in (1..).zip(&all) {
        let others = all.iter().skip(behind);
        let alike = |other: &&Vec<Syllable>| {
            let common = shared(set, other);
            100 * common >= ALIKE * (set.len() + other.len() - common)
        };
        let is_part = |a: &[Syllable], b: &[Syllable]| a.len() >= SHORTEST_PART && stands_in(a, b);
        for (other, _, _) in others.filter(|(_, o, s)| alike(s) || is_part(o, option) || is_part(option, o)) {
            if other.text != text.text {
                let (option, other_option) = (other.text.clone(), text.text.clone());
                let what = FaultKind::Question(QuestionFault::OverlappingOptions { option, other: other_option });
                faults.add(item.draft.file, other.line, what);
            }
        }
    }
}

fn lengths(item: &Item<'_>) -> Option<FaultKind> {
    let (shortest, longest) = (*item.lengths.iter().min()?, *item.lengths.iter().max()?);
    (longest > TIMES * shortest && longest - shortest > SIGNS)
        .then_some(FaultKind::Question(QuestionFault::OptionLengths { shortest, longest }))
}

fn right_length(item: &Item<'_>) -> Option<FaultKind> {
    let (right, wrong) = item.lengths.split_first()?;
    let sum: usize = wrong.iter().sum();
    let mean = sum / wrong.len().max(1);
    (100 * right * wrong.len() > RIGHT_OF_MEAN * sum)
        .then_some(FaultKind::Question(QuestionFault::RightLength { chars: *right, mean }))
}

/// I12: an absolute word that only the right option has, or only wrong ones.
fn absolute(item: &Item<'_>, words: &[(&str, Vec<Syllable>)]) -> Option<FaultKind> {
    let (right, wrong) = item.options.split_first()?;
    let (word, _) = words.iter().find(|(_, phrase)| {
        let right_has = stands_in(phrase, right);
        let wrong_has = wrong.iter().any(|option| stands_in(phrase, option));
        right_has != wrong_has
    })?;
    Some(FaultKind::Question(QuestionFault::AbsoluteWord((*word).to_owned())))
}

/// I13: two syllables in a row that the stem shares with the right option and no other.
fn clang(item: &Item<'_>) -> Option<FaultKind> {
    let (right, wrong) = item.options.split_first()?;
    let pair = right
        .windows(2)
        .find(|pair| stands_in(pair, &item.stem) && !wrong.iter().any(|option| stands_in(pair, option)))?;
    Some(FaultKind::Question(QuestionFault::Clang(as_written(item, pair)?)))
}

/// The words of the right option behind a run of syllables.
fn as_written(item: &Item<'_>, pair: &[Syllable]) -> Option<String> {
    let right = item.options.first()?;
    let at = right.windows(pair.len()).position(|run| run == pair)?;
    let words = item.draft.right.text.split(|ch: char| !ch.is_alphanumeric()).filter(|word| !word.is_empty());
    Some(words.skip(at).take(pair.len()).collect::<Vec<_>>().join(" "))
}

/// What an option may have.
type Has = fn(&str) -> bool;

/// I14: options differ in what they begin or end with.
fn mixed(item: &Item<'_>) -> Vec<FaultKind> {
    let some_only = |is: Has| {
        let having = item.draft.options().filter(|option| is(&option.text)).count();
        having > 0 && having < item.options.len()
    };
    let tests: [(Mixed, Has); 3] = [
        (Mixed::Numbers, |text| text.starts_with(|ch: char| ch.is_ascii_digit()) && text.contains(' ')),
        (Mixed::Stops, |text| text.ends_with('.')),
        (Mixed::Capitals, |text| text.starts_with(char::is_uppercase)),
    ];
    let numbers = some_only(tests[0].1);
    let found = tests.into_iter().filter(|(mixed, is)| some_only(*is) && !(numbers && *mixed == Mixed::Capitals));
    found.map(|(mixed, _)| FaultKind::Question(QuestionFault::MixedOptions(mixed))).collect()
}

/// I15: options that are all numbers are in ascending order in the file, so that a reader sees gaps and doubles. The screen
/// shuffles them like all others. Codes have no order.
fn order(item: &Item<'_>) -> Option<FaultKind> {
    if item.draft.stem.text.split(' ').any(|word| matches!(word, "mã" | "Mã")) {
        return None;
    }
    let plain = |text: &str| text.replace('.', "").parse::<u64>().ok();
    let wrong: Vec<u64> = item.draft.wrong.iter().map(|option| plain(&option.text)).collect::<Option<_>>()?;
    plain(&item.draft.right.text)?;
    (!wrong.is_sorted()).then_some(FaultKind::Question(QuestionFault::NumbersOrder))
}
