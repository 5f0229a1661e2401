//! Pages of the city and of a unit over a ledger of as many people as a contest may ever have: rows of people who were really taken in,
//! each again under other keys, in PostgreSQL; pages by the real server at a steady rate, people by the use cases behind the pages.

use super::{
    Amount, Figure, Goal, Stop,
    ingest::people,
    place,
    server::{Postgres, QUICK},
    timed,
};
use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};
use tempfile::TempDir;
use tramso::{
    centre::{Access, Actor, Centre, SearchIndex, SearchText},
    crypto::sha256,
    domain::{Moment, PersonKey},
    judging::Card,
    ledger::{Counts, PersonRow, Residents, Scope, TallyKey, open_postgres},
    loadgen::Server,
};

/// People that are added at once.
const AT_ONCE: u64 = 10_000;
/// Days of a contest.
const DAYS: u64 = 50;
/// Searches of each kind.
const SEARCHES: usize = 200;
/// Searches for a name, each of another name in a unit.
const NAMES: usize = 50;
/// People of one unit who are registered and not finished.
const TO_REMIND: usize = 10_000;
/// Requests a second, connections that send them, and how many are sent.
const RATE: u64 = 200;
const CONNECTIONS: u64 = 16;
const REQUESTS: u64 = 4_000;
/// What the page of accounts is opened with.
const PASSWORD: &str = "mat khau cua trang xem ket qua";

pub fn all(amount: Amount) -> Result<Vec<Figure>, Stop> {
    let folder = place::scratch()?;
    let postgres = Postgres::start(&[QUICK, &["shared_buffers=1GB", "max_wal_size=8GB"]].concat());
    let place = postgres.database("pages");
    let real = Real::init(folder, &place)?;
    let city = place::city(77, amount.stations_seen)?;
    let bundles = place::bundles(&city)?;
    let ledger = open_postgres(&place, &place::keys()?.ledger_key())?;
    let centre = place::centre(ledger, &bundles, city.now)?;
    for (_, bundle) in &bundles {
        centre.ingest(&Access::City, &bundle.bytes, city.now.plus_ms(1_000))?;
    }
    let rows = people(&centre)?;
    fill(&centre, &rows, amount)?;
    postgres.sql("pages", "VACUUM ANALYZE");
    let goal = |most| if amount.people_seen >= 5_000_000 { Goal::AtMost(most) } else { Goal::None };
    let figure = |name, ours, most| Figure { name, unit: "ms", ours, bare: None, goal: goal(most) };
    let (numbers, phones) = by_key(&centre, &rows, city.now)?;
    let names = by_name(&centre, &rows, city.now)?;
    let remind = to_remind(&centre, &rows, city.now)?;
    drop(centre);
    let (took, wire) = real.asked(&place, "/")?;
    eprintln!("{} people; the overview: {wire} bytes on the wire", amount.people_seen);
    Ok(vec![
        figure("a number among all people, p99", numbers, 20.0),
        figure("a telephone among all people, p99", phones, 20.0),
        figure("the most frequent name in a unit", names, 50.0),
        figure("who is to be reminded in a unit, of 10,000", remind, 100.0),
        figure("overview at 200 requests/s, median", vec![percentile(&took, 50)], 20.0),
        figure("overview at 200 requests/s, p99", vec![percentile(&took, 99)], 20.0),
    ])
}

/// Everybody again and again under other keys and telephones, and sums by unit and day.
fn fill(centre: &Centre, rows: &[PersonRow], amount: Amount) -> Result<(), Stop> {
    let mut number = 0_u64;
    while number < amount.people_seen {
        let more: Vec<PersonRow> = (number..number + AT_ONCE)
            .filter_map(|number| {
                let mut row = rows.get(usize::try_from(number).unwrap_or(0) % rows.len())?.clone();
                let key = sha256(&[&number.to_be_bytes()]);
                row.index.phone = i64::try_from(number).ok();
                row.key = PersonKey(key);
                Some(row)
            })
            .collect();
        centre.ledger().write(&mut |tx| tx.add_people(&more).map(drop))?;
        number += AT_ONCE;
    }
    let units: Vec<String> = centre.units()?.iter().map(|unit| unit.code.as_str().to_owned()).collect();
    let each = i32::try_from(amount.people_seen / units.len() as u64 / DAYS)?;
    let counts = |people| Counts { registered: people, finished: people, valid: people, ..Counts::default() };
    let mut changes = Vec::new();
    for unit in &units {
        let key = |scope, day| TallyKey { scope, unit: unit.clone(), name: String::new(), day };
        changes.push((key(Scope::Unit, 0), counts(i64::from(each) * i64::try_from(DAYS)?)));
        let days = (0..i32::try_from(DAYS)?).map(|day| (key(Scope::Day, 20_400 + day), counts(i64::from(each))));
        changes.extend(days);
    }
    centre.ledger().write(&mut |tx| tx.add_tallies(&changes))?;
    Ok(())
}

fn actor() -> Actor {
    Actor::CommandLine
}

/// Milliseconds of searches by number and by telephone, p99 of each hundred.
fn by_key(centre: &Centre, rows: &[PersonRow], now: Moment) -> Result<(Vec<f64>, Vec<f64>), Stop> {
    let mut numbers = Vec::new();
    for row in rows.iter().step_by((rows.len() / SEARCHES).max(1)) {
        let mut found = Vec::new();
        // As a search by number does, whose number is the key's source.
        let (took, ()) = timed(|| {
            Ok(centre.ledger().read(&mut |tx| {
                found = tx.residents(&Residents::Key(row.key))?;
                Ok(())
            })?)
        })?;
        if found.len() != 1 {
            return Err(Stop("nobody".to_owned()));
        }
        numbers.push(took * 1e3);
    }
    let mut phones = Vec::new();
    for row in rows {
        let card = Card::read(&row.card).map_err(|_| Stop("card".to_owned()))?;
        let Some(wanted) = card.phone.as_deref().and_then(SearchText::parse) else { continue };
        let (took, list) = timed(|| Ok(centre.search(&Access::City, None, &wanted, (actor(), now))?))?;
        if list.people.is_empty() {
            return Err(Stop("no telephone".to_owned()));
        }
        phones.push(took * 1e3);
        if phones.len() == SEARCHES {
            break;
        }
    }
    Ok((vec![percentile(&numbers, 99)], vec![percentile(&phones, 99)]))
}

/// Milliseconds that the most frequent names of the largest unit take.
fn by_name(centre: &Centre, rows: &[PersonRow], now: Moment) -> Result<Vec<f64>, Stop> {
    let mut frequent: BTreeMap<(String, String), usize> = BTreeMap::new();
    for row in rows {
        let (Some(unit), Ok(card)) = (row.standing.unit.clone(), Card::read(&row.card)) else { continue };
        *frequent.entry((unit, card.name.clone())).or_default() += 1;
    }
    let mut names: Vec<_> = frequent.into_iter().collect();
    names.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    let (mut taken, mut most) = (Vec::new(), 0);
    for ((unit, name), _) in names.into_iter().take(NAMES) {
        let wanted = SearchText::parse(&name).ok_or_else(|| Stop("no name".to_owned()))?;
        let (took, list) = timed(|| Ok(centre.search(&Access::City, Some(&unit), &wanted, (actor(), now))?))?;
        if list.people.is_empty() {
            return Err(Stop("no such name".to_owned()));
        }
        most = most.max(list.people.len());
        taken.push(took * 1e3);
    }
    eprintln!("the most frequent name of a unit: {most} people");
    Ok(taken)
}

/// Milliseconds of the list of a unit in which ten thousand are registered and not finished.
fn to_remind(centre: &Centre, rows: &[PersonRow], now: Moment) -> Result<Vec<f64>, Stop> {
    let unit = centre.units()?.last().map(|unit| unit.code.as_str().to_owned()).unwrap_or_default();
    let index = SearchIndex::new(&place::keys()?.search_key());
    let waiting: Vec<PersonRow> = (0_u64..)
        .take(TO_REMIND)
        .filter_map(|number| {
            let mut row = rows.get(usize::try_from(number).unwrap_or(0) % rows.len())?.clone();
            let key = PersonKey(sha256(&[b"remind", &number.to_be_bytes()]));
            let card = Card::read(&row.card).ok()?;
            row.standing.unit = Some(unit.clone());
            row.standing.topics = 0b0111;
            (row.standing.finished, row.standing.valid, row.standing.score) = (None, None, None);
            row.index = index.of(&key, Some(&unit), Some(&card.name), card.phone.as_deref());
            row.key = key;
            Some(row)
        })
        .collect();
    centre.ledger().write(&mut |tx| tx.add_people(&waiting).map(drop))?;
    let mut taken = Vec::new();
    for _ in 0..9 {
        let (took, list) = timed(|| Ok(centre.to_remind(&Access::City, &unit, (actor(), now))?))?;
        // Some of them take part on One Touch, and are not called.
        if list.people.len() < TO_REMIND * 8 / 10 {
            return Err(Stop(format!("{} to remind", list.people.len())));
        }
        taken.push(took * 1e3);
    }
    Ok(taken)
}

fn percentile(values: &[f64], percent: usize) -> f64 {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    values.get((values.len() * percent / 100).min(values.len().saturating_sub(1))).copied().unwrap_or(f64::MAX)
}

/// The program with the demo's keys in a folder, over a database of PostgreSQL.
struct Real {
    folder: TempDir,
}

/// A running server.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Real {
    fn init(folder: TempDir, database: &str) -> Result<Self, Stop> {
        std::fs::write(folder.path().join("trang"), PASSWORD)?;
        std::fs::write(folder.path().join("mat-khau"), "mot cau dai hon hai muoi chu")?;
        let made = Self { folder };
        let trang = made.path("trang");
        let done = made.command(database, &["init", "--demo", "--page-passphrase-file", &trang]).output()?;
        if done.status.success() { Ok(made) } else { Err(Stop(String::from_utf8_lossy(&done.stderr).into_owned())) }
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    fn command(&self, database: &str, args: &[&str]) -> Command {
        let mut command = Command::new(Path::new(env!("CARGO_BIN_EXE_tramso-central")));
        command.args(args).args(["--dir", &self.path("trung-tam"), "--passphrase-file", &self.path("mat-khau")]);
        command.env("TRAMSO_DATABASE", database).env_remove("CREDENTIALS_DIRECTORY").stdin(Stdio::null());
        command
    }

    /// Milliseconds of each request of a page at a steady rate, from the moment at which it was due, and its bytes on the wire.
    fn asked(&self, database: &str, path: &str) -> Result<(Vec<f64>, usize), Stop> {
        let args = ["serve", "--listen", "127.0.0.1:0", "--json", "--per-address", "0"];
        let mut child = Running(self.command(database, &args).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?);
        let stdout = child.0.stdout.take().ok_or_else(|| Stop("no output".to_owned()))?;
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line)?;
        let printed: serde_json::Value = serde_json::from_str(&line).map_err(|_| Stop(line.clone()))?;
        let url = printed.get("url").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
        let cookie = Server::new(&url, None)?.sign_in(PASSWORD)?.ok_or_else(|| Stop("not signed in".to_owned()))?;
        let address = url.trim_start_matches("http://").to_owned();
        let head = format!(
            "GET {path} HTTP/1.1\r\nHost: {address}\r\nCookie: {cookie}\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n"
        );
        for _ in 0..50 {
            once(&address, &head)?;
        }
        let began = Instant::now() + Duration::from_millis(20);
        let each = |lane: u64| -> Result<Vec<(f64, usize)>, Stop> {
            (0..REQUESTS / CONNECTIONS)
                .map(|turn| {
                    let due = began + Duration::from_micros((turn * CONNECTIONS + lane) * 1_000_000 / RATE);
                    std::thread::sleep(due.saturating_duration_since(Instant::now()));
                    let length = once(&address, &head)?;
                    Ok((due.elapsed().as_secs_f64() * 1e3, length))
                })
                .collect()
        };
        let lanes: Result<Vec<_>, Stop> = std::thread::scope(|scope| {
            let each = &each;
            let lanes: Vec<_> = (0..CONNECTIONS).map(|lane| scope.spawn(move || each(lane))).collect();
            lanes.into_iter().map(|lane| lane.join().map_err(|_| Stop("a thread ended".to_owned()))?).collect()
        });
        let all: Vec<(f64, usize)> = lanes?.into_iter().flatten().collect();
        let longest = all.iter().map(|(_, length)| *length).max().unwrap_or(0);
        Ok((all.into_iter().map(|(took, _)| took).collect(), longest))
    }
}

/// One request on a connection of its own; how many bytes came back.
fn once(address: &str, head: &str) -> Result<usize, Stop> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    stream.write_all(head.as_bytes())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    if answer.starts_with(b"HTTP/1.1 200") {
        Ok(answer.len())
    } else {
        Err(Stop(String::from_utf8_lossy(answer.get(..60).unwrap_or(&answer)).into_owned()))
    }
}
