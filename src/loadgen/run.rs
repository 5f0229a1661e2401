//! Load run: makes and admits the stations, sends their bundles as they would come, and compares what the centre reports with
//! what it must report.

use super::{
    City, CityFault, Habits, Route, Server, ServerFault, Trip,
    check::{Finding, held_again, newest},
    each::Each,
    make::{Made, make},
    send::{Delivered, deliver},
    server::Answer,
    totals::{UnitSums, grown, sums},
    trips,
};
use std::{
    sync::{Mutex, PoisonError},
    time::Instant,
};

/// Options of a run.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// How the bundles travel.
    pub habits: Habits,
    /// Records in a bundle.
    pub records: u64,
    /// Senders at once.
    pub threads: usize,
    /// How many times one bundle is tried while the server is away or busy.
    pub tries: u32,
}

/// Progress of a run: how many are done, and of how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Stations made.
    Made(usize, usize),
    /// Stations admitted.
    LetIn(usize, usize),
    /// Bundles sent.
    Sent(usize, usize),
    /// Stations whose receipt is checked.
    Checked(usize, usize),
}

/// Fault that ends a run before its check.
#[derive(Debug, thiserror::Error)]
pub enum RunFault {
    /// The city cannot be made.
    #[error("the city cannot be made")]
    City(#[source] CityFault),
    /// The server does not answer, or not as a centre does.
    #[error("the server gives no usable answer")]
    Server(#[source] ServerFault),
    /// The server refuses a grant of the demo centre: it is another centre's.
    #[error("the server refuses the demo centre's grants: {code}")]
    OtherCentre {
        /// Notice code of the refusal.
        code: String,
    },
    /// The server has bundles of these stations already: the same seed was used before.
    #[error("the server has bundles of this seed already")]
    SeedUsed,
    /// The office's page refuses the password.
    #[error("the office's page refuses the password")]
    Password,
}

/// Report of a run: counts, times and findings.
#[derive(Debug, Default)]
pub struct Report {
    /// Number of stations.
    pub stations: usize,
    /// Number of residents.
    pub people: u32,
    /// Number of records of all stations.
    pub records: u64,
    /// Number of bundles, each counted once.
    pub bundles: usize,
    /// Bytes of all bundles once.
    pub bytes: u64,
    /// Number of deliveries of a bundle that the server had already.
    pub sent_twice: usize,
    /// Number of uploads that did not go in one piece.
    pub cut: usize,
    /// Answers that the server was busy or away, all of them tried again.
    pub tried_again: u32,
    /// Seconds to make the stations.
    pub made_s: f64,
    /// Seconds to send the bundles.
    pub sent_s: f64,
    /// Milliseconds from the first byte to the receipt, of bundles that were new to the server; sorted.
    pub new_ms: Vec<f64>,
    /// Milliseconds from the first byte to the receipt, of bundles that the server had already; sorted.
    pub known_ms: Vec<f64>,
    /// Whether the office's sums were compared with the people, too.
    pub sums_compared: bool,
    /// What the check found; empty when the centre holds exactly what was sent.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Entries per second while bundles were sent.
    #[must_use]
    pub fn entries_a_second(&self) -> f64 {
        f64::from(self.people) / self.sent_s.max(1e-9)
    }
}

/// Percentile of a sorted list; 0 for an empty one.
#[must_use]
pub fn percentile(ordered: &[f64], of_a_hundred: usize) -> f64 {
    let place = ordered.len().saturating_sub(1) * of_a_hundred / 100;
    ordered.get(place).copied().unwrap_or(0.0)
}

/// Sends the whole city to the server and checks that its receipts are exactly the union.
///
/// # Errors
/// Why nothing could be checked. What the check finds is in the report.
pub fn run(
    server: &Server,
    city: &City,
    wanted: Wanted,
    password: Option<&str>,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Report, RunFault> {
    server.is_well().map_err(RunFault::Server)?;
    let office = password.map(|password| Ok((password, sums_now(server, password)?))).transpose()?;
    let started = Instant::now();
    let made = all_made(city, wanted, progress)?;
    let made_s = started.elapsed().as_secs_f64();
    let let_in = Each::new(made.len(), wanted.threads, |done| progress(Progress::LetIn(done, made.len())));
    let_in.run(|at| made.get(at).map_or(Ok(()), |station| let_in_one(server, station)))?;

    let counts: Vec<u32> =
        made.iter().map(|station| u32::try_from(station.bundles.len()).unwrap_or(u32::MAX)).collect();
    let trips = trips(city.seed, &counts, wanted.habits);
    let started = Instant::now();
    let mut report = sent((server, city), &made, &trips, wanted, progress);
    let sent_s = started.elapsed().as_secs_f64();

    let findings = Mutex::new(std::mem::take(&mut report.findings));
    let checked = Each::new(made.len(), wanted.threads, |done| progress(Progress::Checked(done, made.len())));
    checked.run(|at| {
        let found = made.get(at).map(|station| newest(server, station, city.keys.receipt.public()));
        add(&findings, found.transpose().map_err(RunFault::Server)?.unwrap_or_default());
        Ok(())
    })?;
    let mut findings = findings.into_inner().unwrap_or_else(PoisonError::into_inner);
    if let Some((password, before)) = &office {
        let now = sums_now(server, password)?;
        findings.extend(grown(city, before, &now));
    }
    let bundles = made.iter().flat_map(|station| &station.bundles);
    Ok(Report {
        stations: made.len(),
        people: city.people,
        records: made.iter().map(|station| station.last).sum(),
        bundles: bundles.clone().count(),
        bytes: bundles.map(|bundle| bundle.bytes.len() as u64).sum(),
        made_s,
        sent_s,
        sums_compared: office.is_some(),
        findings,
        ..report
    })
}

/// Signs in and reads the sums. Each time again: what was sent may have taken longer than a session lasts.
fn sums_now(server: &Server, password: &str) -> Result<UnitSums, RunFault> {
    let cookie = server.sign_in(password).map_err(RunFault::Server)?.ok_or(RunFault::Password)?;
    sums(server, &cookie).map_err(RunFault::Server)
}

fn all_made(city: &City, wanted: Wanted, progress: &(dyn Fn(Progress) + Sync)) -> Result<Vec<Made>, RunFault> {
    let total = city.stations as usize;
    let made = Mutex::new(Vec::with_capacity(total));
    let each = Each::new(total, wanted.threads, |done| progress(Progress::Made(done, total)));
    each.run(|at| {
        let station = make(city, u32::try_from(at).unwrap_or(u32::MAX), wanted.records).map_err(RunFault::City)?;
        add(&made, [(at, station)]);
        Ok(())
    })?;
    let mut made = made.into_inner().unwrap_or_else(PoisonError::into_inner);
    made.sort_by_key(|(at, _)| *at);
    Ok(made.into_iter().map(|(_, station)| station).collect())
}

fn let_in_one(server: &Server, station: &Made) -> Result<(), RunFault> {
    match server.admit(&station.grant).map_err(RunFault::Server)? {
        Answer::Refused { code, .. } => return Err(RunFault::OtherCentre { code }),
        Answer::Held { .. } | Answer::More(_) | Answer::Busy { .. } => (),
    }
    match server.receipt(&station.of.station, &station.of.epoch).map_err(RunFault::Server)? {
        Some(_) => Err(RunFault::SeedUsed),
        None => Ok(()),
    }
}

/// Sends every bundle; what could not be sent is among the findings.
fn sent(
    (server, city): (&Server, &City),
    made: &[Made],
    trips: &[Trip],
    wanted: Wanted,
    progress: &(dyn Fn(Progress) + Sync),
) -> Report {
    let report = Mutex::new(Report::default());
    let answers: Mutex<Vec<(Trip, Delivered)>> = Mutex::new(Vec::new());
    let each = Each::new(trips.len(), wanted.threads, |done| progress(Progress::Sent(done, trips.len())));
    let _ = each.run(|at| {
        let Some((trip, bundle)) = trips
            .get(at)
            .and_then(|trip| Some((*trip, made.get(trip.station as usize)?.bundles.get(trip.bundle as usize)?)))
        else {
            return Ok(());
        };
        let delivered = deliver(server, &bundle.bytes, trip.route, wanted.tries);
        let mut report = report.lock().unwrap_or_else(PoisonError::into_inner);
        report.cut += usize::from(trip.route != Route::Whole);
        match delivered {
            Ok(delivered) => {
                report.tried_again += delivered.tried_again;
                let list = if delivered.known { &mut report.known_ms } else { &mut report.new_ms };
                list.push(delivered.ms);
                add(&answers, [(trip, delivered)]);
            }
            Err(fault) => report.findings.push(Finding::NotTaken { bundle: bundle.name.clone(), fault }),
        }
        Ok::<(), RunFault>(())
    });
    let mut report = report.into_inner().unwrap_or_else(PoisonError::into_inner);
    let answers = answers.into_inner().unwrap_or_else(PoisonError::into_inner);
    report.sent_twice = answers.len().saturating_sub(report.new_ms.len());
    report.findings.extend(held_again(made, &answers, city.keys.receipt.public()));
    report.new_ms.sort_by(f64::total_cmp);
    report.known_ms.sort_by(f64::total_cmp);
    report
}

fn add<T>(list: &Mutex<Vec<T>>, some: impl IntoIterator<Item = T>) {
    list.lock().unwrap_or_else(PoisonError::into_inner).extend(some);
}
