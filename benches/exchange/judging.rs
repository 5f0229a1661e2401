//! The centre's rules over a bundle: what was bundle_facts of whom, every paper drawn again and every answer scored again.

use super::{CENTRE_IDENTITY, People, Stop, clock};
use std::sync::Arc;
use tramso::{
    bundle::{Anchor, BundleFault, Written, examine},
    crypto::{Keyed, demo_centre},
    domain::Moment,
    judging::{BundleFacts, ContestRules, FactCollector, Person, Source, Workspace, judge},
    ledger::{BundleRow, BundleState, StationRow},
};

pub struct Hall {
    rules: ContestRules,
    source: Source,
}

impl Hall {
    pub fn new(people: &People) -> Self {
        let rules = ContestRules::new(demo_centre::CONTEST, demo_centre::person_key_secret().bytes());
        let (of, _) = people.station();
        let row = BundleRow {
            id: 0,
            station: of.station.clone(),
            epoch: of.epoch,
            seq: 1,
            digest: [1; 32],
            prev: [0; 32],
            first: 1,
            last: 1,
            head_before: [0; 32],
            head: [1; 32],
            floor: Moment(1_780_000_000_000),
            earliest: Moment(1_780_000_000_000),
            received: Moment(1_791_000_000_000),
            people: 1,
            state: BundleState::Counted,
            receipt: 1,
            installs: 0,
        };
        let station = StationRow {
            station: of.station,
            contest: of.contest,
            commune: "11113".to_owned(),
            village: "thôn Ngọc Lặc".to_owned(),
            grant: Vec::new(),
            grant_number: 1,
            enrolled: Moment(1_770_000_000_000),
            valid_from: 0,
            valid_to: 40_000,
            max_per_day: 200,
            revoked: None,
            receipts: 0,
            last_seen: None,
            pack_version: 1,
            app: String::new(),
            wall: None,
            suspect: false,
            machine_check: None,
        };
        let source = Source::new(&row, &[], &station, vec![Keyed::new(demo_centre::draw_key("", "").bytes())]);
        Self { rules: rules.with(Arc::new(people.pack.clone())), source }
    }

    fn bundle_facts(&self, people: &People, written: &Written) -> Result<BundleFacts, Stop> {
        let (of, _) = people.station();
        let examined = examine(&written.bytes, &Anchor { of: &of, key: people.key.public() })?;
        let mut collector = FactCollector::new(&self.rules);
        examined.scan(&[CENTRE_IDENTITY], |_, record| {
            if let Some(record) = record {
                collector.add(&record);
            }
            Ok::<(), BundleFault>(())
        })?;
        Ok(collector.finish())
    }

    fn verdicts(&self, bundle_facts: &BundleFacts) -> usize {
        let mut desk = Workspace::default();
        let sources = std::slice::from_ref(&self.source);
        let valid = |(key, facts): &&(_, _)| {
            let judged = judge(&Person { key: *key, facts, related: &[] }, sources, &self.rules, &mut desk);
            judged.standing.valid.is_some()
        };
        bundle_facts.people.iter().filter(valid).count()
    }

    /// From the file to verdicts.
    pub fn judged(&self, people: &People, written: &Written) -> Result<usize, Stop> {
        let bundle_facts = self.bundle_facts(people, written)?;
        let valid = self.verdicts(&bundle_facts);
        if valid == bundle_facts.people.len() {
            Ok(valid)
        } else {
            Err(Stop(format!("only {valid} entries are valid")))
        }
    }

    /// Prints what each stage costs an entry, the median of so many rounds.
    pub fn stages(&self, people: &People, written: &Written, rounds: usize) -> Result<(), Stop> {
        let (of, _) = people.station();
        let entries = self.bundle_facts(people, written)?.people.len() as f64;
        let mut stages: [(&str, Vec<f64>); 5] =
            ["verify", "scan", "gather", "judge", "pack"].map(|name| (name, Vec::new()));
        for _ in 0..rounds {
            let mut clock = Clock(clock());
            let examined = examine(&written.bytes, &Anchor { of: &of, key: people.key.public() })?;
            stages[0].1.push(clock.lap());
            let mut seen = 0;
            examined.scan(&[CENTRE_IDENTITY], |_, record| {
                seen += usize::from(record.is_some());
                Ok::<(), BundleFault>(())
            })?;
            let scan = clock.lap();
            stages[1].1.push(scan);
            let bundle_facts = self.bundle_facts(people, written)?;
            let whole = clock.lap();
            let verify = stages[0].1.last().copied().unwrap_or(0.0);
            stages[2].1.push(whole - scan - verify);
            std::hint::black_box(self.verdicts(&bundle_facts));
            stages[3].1.push(clock.lap());
            std::hint::black_box(bundle_facts.people.iter().map(|(_, facts)| facts.write().len()).sum::<usize>());
            stages[4].1.push(clock.lap());
            std::hint::black_box(seen);
        }
        for (name, times) in &mut stages {
            times.sort_by(f64::total_cmp);
            let median = times.get(times.len() / 2).copied().unwrap_or(0.0);
            println!("  {name:<7} {:>6.0} ns an entry", median * 1e9 / entries);
        }
        Ok(())
    }
}

struct Clock(f64);

impl Clock {
    fn lap(&mut self) -> f64 {
        let now = clock();
        let spent = now - self.0;
        self.0 = now;
        spent
    }
}
