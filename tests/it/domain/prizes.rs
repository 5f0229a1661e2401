//! Places and prizes against a count by hand.

use crate::judging::stage::dice;
use tramso::domain::{Award, Prize, PrizeRules, TieRule, Worth, shared_places};

/// Places of one of a list: how many are better, and how many are alike.
fn naive(all: &[Worth], of: &Worth) -> (u64, u64) {
    let better = all.iter().filter(|one| *one < of).count() as u64;
    let alike = all.iter().filter(|one| *one == of).count() as u64;
    (better + 1, better + alike)
}

#[test]
fn equal_results_share_their_places_and_the_jury_decides_where_prizes_are_too_few() {
    for seed in 0..400 {
        let ties = if seed % 2 == 0 { TieRule::Seconds } else { TieRule::Jury };
        let persons = [dice(seed, 1) % 3, dice(seed, 2) % 3, dice(seed, 3) % 4, dice(seed, 4) % 6].map(|n| n as u8);
        let rules = PrizeRules { ties, persons, ..PrizeRules::default() };
        let count = dice(seed, 5) % 25;
        let result = |at: usize| {
            let seconds = dice(seed, 200 + at as u64) % 4;
            rules.worth(18 + (dice(seed, 100 + at as u64) % 3) as u8, (seconds > 0).then_some(seconds as u32 * 60))
        };
        let mut all: Vec<Worth> = (0..count).map(result).collect();
        all.sort_unstable();
        let places = shared_places(&all);
        for (worth, found) in all.iter().zip(&places) {
            assert_eq!((*found.start(), *found.end()), naive(&all, worth), "seed {seed}");
        }
        // A prize is given when all who are alike fit into it, whichever way they are put in order.
        let mut slots: Vec<Option<Prize>> = Vec::new();
        for (prize, n) in Prize::ALL.into_iter().zip(persons) {
            slots.extend(std::iter::repeat_n(Some(prize), usize::from(n)));
        }
        for found in &places {
            let own: Vec<Option<Prize>> =
                (*found.start()..=*found.end()).map(|place| slots.get(place as usize - 1).copied().flatten()).collect();
            let wanted = match own.first().copied().flatten() {
                Some(prize) if own.iter().all(|one| *one == Some(prize)) => Award::Given(prize),
                None => Award::Nothing,
                Some(_) => Award::Jury,
            };
            assert_eq!(rules.award(found), wanted, "seed {seed}, {found:?} of {persons:?}");
        }
    }
}

#[test]
fn communes_share_their_prize_or_leave_it_to_the_jury() {
    let rules = PrizeRules::default();
    let awards =
        [(1, 1), (9, 10), (10, 10), (10, 11), (11, 11), (3, 200)].map(|(from, to)| rules.commune_award(&(from..=to)));
    let given = Award::Given(());
    assert_eq!(awards, [given, given, given, Award::Jury, Award::Nothing, Award::Jury]);
    assert_eq!(PrizeRules { communes: 0, ..rules }.commune_award(&(1..=1)), Award::Nothing);
}

#[test]
fn a_test_on_paper_is_behind_those_with_a_time() {
    let rules = PrizeRules::default();
    assert!(rules.worth(20, Some(900)) < rules.worth(20, None));
    assert!(rules.worth(20, None) < rules.worth(19, Some(1)));
    let jury = PrizeRules { ties: TieRule::Jury, ..rules };
    assert_eq!(jury.worth(20, Some(900)), jury.worth(20, None));
}
