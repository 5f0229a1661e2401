//! A whole run: stations are made and let in, their bundles sent as they would come, and what the centre says is held against
//! what it must say.

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

/// What is to be done.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    pub habits: Habits,
    /// Records a bundle.
    pub records: u64,
    /// Senders at once.
    pub threads: usize,
    /// How often one bundle is tried while the server is away or busy.
    pub tries: u32,
}

/// How far a run has come: so many of so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    Made(usize, usize),
    LetIn(usize, usize),
    Sent(usize, usize),
    Checked(usize, usize),
}

/// Why a run ended before its check.
#[derive(Debug)]
pub enum RunFault {
    City(CityFault),
    Server(ServerFault),
    /// The server refuses a grant of the demo centre: it is another centre's.
    OtherCentre {
        code: String,
    },
    /// The server has bundles of these stations already: the same seed was used before.
    SeedUsed,
    /// The office's page does not take the password.
    Password,
}

/// What happened, and what is not as it must be.
#[derive(Debug, Default)]
pub struct Report {
    pub stations: usize,
    pub people: u32,
    pub records: u64,
    pub bundles: usize,
    /// Bytes of all bundles once.
    pub bytes: u64,
    pub sent_twice: usize,
    pub cut: usize,
    /// Answers that the server was busy or away, all of them tried again.
    pub tried_again: u32,
    pub made_s: f64,
    pub sent_s: f64,
    /// Milliseconds from the first byte to the receipt, in order: bundles that were new, and that were known.
    pub new_ms: Vec<f64>,
    pub known_ms: Vec<f64>,
    /// The office's sums were held against the people, too.
    pub sums_compared: bool,
    pub findings: Vec<Finding>,
}

impl Report {
    /// Entries that arrived a second while bundles were sent.
    #[must_use]
    pub fn entries_a_second(&self) -> f64 {
        f64::from(self.people) / self.sent_s.max(1e-9)
    }
}

/// The value below which so many of a hundred lie; of an ordered list.
#[must_use]
pub fn percentile(ordered: &[f64], of_a_hundred: usize) -> f64 {
    let place = ordered.len().saturating_sub(1) * of_a_hundred / 100;
    ordered.get(place).copied().unwrap_or(0.0)
}

/// Sends the whole city to the server and checks that its receipts are exactly the union.
///
/// # Errors
/// Why nothing could be checked. What the check finds stands in the report.
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

/// Signs in and reads the sums. Each time anew: what was sent may have taken longer than a session lasts.
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
    match server.receipt(&station.of.kiosk, &station.of.epoch).map_err(RunFault::Server)? {
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
