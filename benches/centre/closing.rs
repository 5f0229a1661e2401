//! The end of a contest among as many people as it may ever have: the page of prizes, which reads the first rows of an index, and
//! freezing, which reads all sums and all stations. The bare limit sorts the same people in the database by score and seconds.

use super::{
    Amount, Figure, Goal, Stop, place,
    server::{Postgres, QUICK},
    timed,
};
use tramso::{
    centre::{Access, Actor, Centre},
    crypto::sha256,
    domain::{Moment, PersonKey},
    judging::Card,
    ledger::{Counts, Ledger, PersonIndex, PersonRow, Scope, Standing, StationRow, TallyKey, open_postgres},
};

/// People that are added at once.
const AT_ONCE: u64 = 20_000;
/// How often each thing is done.
const ROUNDS: usize = 30;
/// Stations of a contest.
const STATIONS: u32 = 3_000;

pub fn all(amount: Amount) -> Result<Vec<Figure>, Stop> {
    let folder = place::scratch()?;
    let postgres = Postgres::start(&[QUICK, &["shared_buffers=512MB", "max_wal_size=8GB"]].concat());
    let place = postgres.database("closing");
    let file = closed(place::embedded(folder.path())?, amount, &|| Ok(()))?;
    let open = open_postgres(&place, &place::keys()?.ledger_key())?;
    let server = closed(open, amount, &|| {
        postgres.sql("closing", "VACUUM ANALYZE");
        Ok(())
    })?;
    let sorted =
        "SELECT key, score, seconds FROM person WHERE valid IS NOT NULL AND ranked AND waits = 0 AND score IS NOT NULL
        ORDER BY score DESC, coalesce(seconds, 4294967295), key";
    postgres.sql("closing", "DROP INDEX person_by_rank");
    let mut bare = Vec::new();
    for _ in 0..3 {
        let count = format!("SELECT count(*) FROM (SELECT * FROM ({sorted}) all_of_them LIMIT 111) some_of_them");
        bare.push(timed(|| Ok(postgres.sql("closing", &count)))?.0 * 1e3);
    }
    let goal = |most| if amount.people_seen >= 5_000_000 { Goal::AtMost(most) } else { Goal::None };
    let figure = |name, ours, most| Figure { name, unit: "ms", ours, bare: None, goal: goal(most) };
    Ok(vec![
        figure("prizes among all people, SQLite", file.prizes, 100.0),
        figure("prizes among all people, PostgreSQL", server.prizes, 100.0),
        Figure {
            name: "the same sorted without the index, PostgreSQL",
            unit: "ms",
            ours: bare,
            bare: None,
            goal: Goal::None,
        },
        figure("freezing, SQLite", file.freezing, 1_000.0),
        figure("freezing, PostgreSQL", server.freezing, 1_000.0),
    ])
}

/// Milliseconds of each round.
struct Took {
    prizes: Vec<f64>,
    freezing: Vec<f64>,
}

fn closed(ledger: Box<dyn Ledger>, amount: Amount, settle: &dyn Fn() -> Result<(), Stop>) -> Result<Took, Stop> {
    let centre = Centre::open(ledger, place::keys()?)?;
    fill(&centre, amount.people_seen)?;
    settle()?;
    let now = Moment(1_795_000_000_000);
    let city = (Actor::CommandLine, now);
    let mut took = Took { prizes: Vec::new(), freezing: Vec::new() };
    for _ in 0..ROUNDS {
        let (seconds, found) = timed(|| centre.prizes(&Access::City, city).map_err(|_| refused()))?;
        if found.persons.len() < 11 || found.communes.len() < 10 {
            return Err(Stop(format!("{} persons, {} communes", found.persons.len(), found.communes.len())));
        }
        took.prizes.push(seconds * 1e3);
    }
    let list = centre.closing_checklist(&Access::City, now).map_err(|_| refused())?;
    for one in list.open().filter(|one| list.unstated().any(|line| line == one.line)) {
        centre
            .state_final_word(&Access::City, (one.line, one.figure), "measured", city)
            .map_err(|fault| Stop(fault.to_string()))?;
    }
    for number in 1..=10 {
        let (seconds, frozen) =
            timed(|| centre.freeze(&Access::City, number, city).map_err(|fault| Stop(format!("{fault:?}"))))?;
        took.freezing.push(seconds * 1e3);
        if number == 1 {
            eprintln!("{} people, {STATIONS} stations: a set of {} bytes", amount.people_seen, frozen.bytes.len());
        }
    }
    Ok(took)
}

fn refused() -> Stop {
    Stop("refused".to_owned())
}

/// So many people with scores as a test gives them, their sums, and stations.
fn fill(centre: &Centre, many: u64) -> Result<(), Stop> {
    let units: Vec<String> = centre.units()?.iter().map(|unit| unit.code.as_str().to_owned()).collect();
    let card = Card::listed("Nguyễn Thị Minh Khai", "1961-03-12").write();
    let mut number = 0;
    while number < many {
        let end = many.min(number + AT_ONCE);
        let rows: Vec<PersonRow> = (number..end).map(|number| person(number, &units, &card)).collect();
        centre.ledger().write(&mut |tx| tx.add_people(&rows).map(drop))?;
        number = end;
    }
    let each = i64::try_from(many).unwrap_or(i64::MAX) / 114;
    let key = |unit: &String| TallyKey { scope: Scope::Unit, unit: unit.clone(), name: String::new(), day: 0 };
    let counts = Counts { registered: each, finished: each, valid: each, ..Counts::default() };
    let sums: Vec<_> = units.iter().map(|unit| (key(unit), counts)).collect();
    centre.ledger().write(&mut |tx| {
        tx.add_tallies(&sums)?;
        (0..STATIONS).try_for_each(|at| tx.put_station(&station(at, &units)))
    })?;
    Ok(())
}

fn person(number: u64, units: &[String], card: &[u8]) -> PersonRow {
    let digest = sha256(&[&number.to_be_bytes()]);
    let [one, two, three, ..] = digest;
    let seconds = 180 + u32::from(one) * 4 + u32::from(two) % 4;
    let at = usize::try_from(number).unwrap_or_default() % units.len().max(1);
    let standing = Standing {
        unit: units.get(at).cloned(),
        village: Some("Thôn Đông".to_owned()),
        registered: Some(20_700),
        finished: Some(20_700),
        valid: Some(20_700),
        topics: 15,
        attempts: 1,
        score: Some(20 - three % 12),
        seconds: Some(seconds),
        ranked: true,
        stations: 1,
        ..Standing::default()
    };
    let index = PersonIndex::default();
    PersonRow { key: PersonKey(digest), standing, facts: vec![0; 200], card: card.to_vec(), index, answers: Vec::new() }
}

fn station(at: u32, units: &[String]) -> StationRow {
    StationRow {
        station: format!("{at:032x}").parse().unwrap_or_else(|_| unreachable!("hex digits are an id")),
        contest: "demo".to_owned(),
        commune: units.get(at as usize % units.len().max(1)).cloned().unwrap_or_default(),
        village: "Thôn Đông".to_owned(),
        grant: vec![0; 300],
        grant_number: 1,
        enrolled: Moment(1_790_000_000_000),
        valid_from: 20_700,
        valid_to: 20_790,
        max_per_day: 200,
        revoked: None,
        receipts: 30,
        last_seen: Some(Moment(1_794_900_000_000)),
        pack_version: 1,
        app: "tramso 0.2.0".to_owned(),
        wall: None,
        suspect: false,
        machine_check: None,
    }
}
