//! What a receipt states of an epoch whose copies have parted: whatever has arrived and was decided, a number in it is one record.

use super::stage::*;
use std::collections::BTreeSet;
use tramso::{
    bundle::receipt::{self, Held, Receipt},
    crypto::{demo_centre::RECEIPT_KEY, minisig::SigningKey},
    domain::Moment,
    judging::{
        chain::{self, Decisions, acknowledged, doubts, forks, state},
        receipt::{News, Numbered, receipt as contents},
    },
    ledger::{BundleRow, BundleState, CaseKind, RecordId, RejectionRow},
};

/// A bundle behind another one, of so many records.
fn behind(parent: Option<&BundleRow>, id: i64, records: u64) -> BundleRow {
    let start = bundle_row(id, 1, 1, 1, opens() + DAY);
    let (seq, prev, before, head_before) =
        parent.map_or((1, [0; 32], 0, [0; 32]), |one| (one.seq + 1, one.digest, one.last, one.head));
    let digest = tramso::crypto::sha256(&[b"bundle", &id.to_be_bytes()]);
    let head = tramso::crypto::sha256(&[b"head", &digest]);
    BundleRow { seq, prev, digest, head_before, head, first: before + 1, last: before + records, ..start }
}

/// Some copies of a station that part here and there, of which some bundles are missing, and what was decided of whom.
fn history(case: u64) -> Vec<BundleRow> {
    let pick = |of: u64, most: usize| dice(case, of) % most;
    let mut all: Vec<BundleRow> = Vec::new();
    for branch in 0..1 + pick(1, 4) as u64 {
        let mut parent = match all.len() {
            0 => None,
            len => Some(all[pick(10 + branch, len)].clone()),
        };
        for _ in 0..1 + pick(20 + branch, 5) {
            let id = all.len() as i64 + 1;
            let row = behind(parent.as_ref(), id, 1 + pick(40 + id as u64, 12) as u64);
            all.push(row.clone());
            parent = Some(row);
        }
    }
    all.retain(|row| pick(100 + row.id as u64, 5) != 0);
    all.sort_by_key(|row| dice(case, 200 + row.id as u64));
    let (found, mut decisions) = (forks(&all), Decisions::new());
    for (nth, seq) in found.iter().enumerate() {
        let branches: Vec<String> =
            all.iter().filter(|row| row.seq == *seq).map(|row| chain::short(&row.digest)).collect();
        let word = match pick(300 + nth as u64, 4) {
            0 => continue,
            1 => "all".to_owned(),
            2 => "none".to_owned(),
            _ => branches.first().cloned().unwrap_or_default(),
        };
        let subject = format!("{} {} {seq}", epoch().station, epoch().epoch);
        decisions.insert((CaseKind::Fork, subject), word);
    }
    let states: Vec<BundleState> = all
        .iter()
        .map(|row| {
            // Some came late besides, and wait for that.
            let is_late = pick(400 + row.id as u64, 8) == 0;
            state(row, &all, &doubts(row, &found, &station_row(1), &epoch(), is_late), &decisions)
        })
        .collect();
    all.iter_mut().zip(states).for_each(|(row, state)| row.state = state);
    all
}

/// Every record of every bundle does not count, for a reason that names its bundle, and is to be erased.
fn said(all: &[BundleRow]) -> Receipt {
    let records: Vec<RecordId> =
        all.iter().flat_map(|row| (row.first..=row.last).map(|number| RecordId { bundle: row.id, number })).collect();
    let rejections: Vec<RejectionRow> = records
        .iter()
        .map(|record| RejectionRow { bundle: record.bundle, number: record.number, reason: word(record.bundle) })
        .collect();
    let numbered = Numbered { generation: 1, number: 1, time: Moment(opens()) };
    contents(&station_row(1), &epoch(), all, &rejections, &records, &News::default(), numbered)
}

fn word(bundle: i64) -> String {
    format!("of-{}", "a".repeat(bundle as usize))
}

#[test]
fn a_number_in_a_receipt_is_one_record_of_one_bundle_that_it_names() {
    let key = SigningKey::from_open_file(RECEIPT_KEY).unwrap();
    let (mut with_parted, mut with_both) = (0, 0);
    for case in 0..3_000 {
        let all = history(case);
        let told = said(&all);
        assert!(receipt::write(&told, &key).is_ok(), "case {case}: {told:?}");
        let of = |bundle: &Held| all.iter().find(|row| (row.seq, row.digest) == (bundle.seq, bundle.digest)).unwrap();
        // Each bundle is named by what became of it.
        for row in &all {
            let is_quarantined = told.quarantined.iter().any(|one| of(one).id == row.id);
            assert_eq!(is_quarantined, row.state.waits(), "case {case}: {row:?}");
            assert_eq!(told.holds(row.seq, &row.digest), !is_quarantined, "case {case}: {row:?}");
        }
        // Those of the list do not overlap, and the acknowledged prefix is their beginning.
        let held: Vec<&BundleRow> = told.held.iter().map(of).collect();
        assert!(held.is_sorted_by(|one, next| one.last < next.first), "case {case}: {held:?}");
        let prefix: u64 = held.iter().filter(|row| row.last <= told.ack_upto).map(|row| row.last + 1 - row.first).sum();
        assert_eq!(prefix, told.ack_upto, "case {case}");
        assert!(held.iter().all(|row| row.last > told.judged_upto || !row.state.waits()), "case {case}");
        // Nothing goes on from a bundle that went another way.
        for row in &held {
            let is_parent = |one: &&BundleRow| (one.seq + 1, one.digest) == (row.seq, row.prev);
            let parent = all.iter().find(is_parent);
            assert!(parent.is_none_or(|one| held.iter().any(|held| held.id == one.id)), "case {case}: {row:?}");
        }
        // What is stated of a record is stated of the bundle beside it, and of all of its records.
        let wanted: Vec<(u64, String)> =
            held.iter().flat_map(|row| (row.first..=row.last).map(|number| (number, word(row.id)))).collect();
        let found = told.rejected.iter().map(|one| (one.number, one.reason.clone()));
        assert_eq!(found.collect::<Vec<_>>(), wanted, "case {case}");
        assert_eq!(told.erase, wanted.iter().map(|(number, _)| *number).collect::<Vec<_>>());
        for one in &told.parted {
            let row = of(&one.bundle);
            assert_eq!(one.erase, (row.first..=row.last).collect::<Vec<_>>(), "case {case}");
            assert!(one.rejected.iter().all(|one| one.reason == word(row.id)), "case {case}");
        }
        // In whatever order they came.
        let mut reversed = all.clone();
        reversed.reverse();
        assert_eq!(said(&reversed), told, "case {case}");
        let numbers: BTreeSet<u64> = told.erase.iter().copied().collect();
        with_parted += usize::from(!told.parted.is_empty());
        with_both += usize::from(told.parted.iter().any(|one| one.erase.iter().any(|n| numbers.contains(n))));
    }
    assert!(with_parted > 300 && with_both > 100, "the control: {with_parted} and {with_both} of such");
}

/// The words of the decision, one by one: bundle 1, then two copies of two bundles each.
#[test]
fn where_copies_part_each_bundle_is_named_on_its_branch() {
    let first = behind(None, 1, 10);
    let mut all = vec![first.clone()];
    for copy in [2, 4] {
        let second = behind(Some(&first), copy, 5);
        let third = behind(Some(&second), copy + 1, 5);
        all.extend([second, third]);
    }
    let found = forks(&all);
    let named = |word: Option<&str>| {
        let subject = format!("{} {} 2", epoch().station, epoch().epoch);
        let decisions: Decisions = word.map(|word| ((CaseKind::Fork, subject), word.to_owned())).into_iter().collect();
        let of = |row: &BundleRow| state(row, &all, &doubts(row, &found, &station_row(1), &epoch(), false), &decisions);
        let rows: Vec<BundleRow> = all.iter().map(|row| BundleRow { state: of(row), ..row.clone() }).collect();
        let told = said(&rows);
        assert_eq!((told.ack_upto, told.resend_from), (acknowledged(&rows).upto, None));
        let id = |one: &Held| all.iter().find(|row| row.digest == one.digest).unwrap().id;
        let mut parted: Vec<i64> = told.parted.iter().map(|one| id(&one.bundle)).collect();
        parted.sort_unstable();
        let held: Vec<i64> = told.held.iter().map(id).collect();
        (held, parted, told.quarantined.len(), told.ack_upto, told.judged_upto)
    };
    let [one, other] = [1, 3].map(|at| chain::short(&all[at].digest));
    assert_eq!(named(None), (vec![1], vec![], 4, 10, 10));
    assert_eq!(named(Some("all")), (vec![1], vec![2, 3, 4, 5], 0, 10, 10));
    assert_eq!(named(Some("none")), (vec![1], vec![2, 3, 4, 5], 0, 10, 10));
    assert_eq!(named(Some(&one)), (vec![1, 2, 3], vec![4, 5], 0, 20, 20));
    assert_eq!(named(Some(&other)), (vec![1, 4, 5], vec![2, 3], 0, 20, 20));
}
