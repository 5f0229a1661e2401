use super::{
    args::StationArgs,
    clock, content, diagnosis,
    error_log::logged,
    explain, lock, outbox, packs, passphrase,
    place::place_name,
    printing,
    release::{self, Launch},
    run, settings,
    worker::{Worker, WorkerConfig},
};
use crate::{
    cli::{CommandResult, Console},
    content::pack::Opened as OpenedPack,
    domain::Now,
    platform,
    record::hex,
    report::qr,
    store::{self, Checking, MarkPlaces, OpeningStep, SlotId, Station, Store, StoreError},
    text::codes,
    tui::{Failure, Model, StationLine, VolunteerLine},
};
use serde_json::json;
use std::{
    path::{Path, PathBuf},
    sync::{Arc, atomic::AtomicBool},
};

type Done = Result<(), Vec<Failure>>;

/// An open station, for the commands that work without screens.
pub struct Opened {
    /// Its store.
    pub store: Store,
    /// Its folder, as notices print it.
    pub folder: String,
    /// The pack in use; none where it has what came with the program.
    pub pack: Result<Option<OpenedPack>, Failure>,
}

/// Opens the station's screens in this terminal.
///
/// # Errors
/// No station, no terminal.
pub fn run(args: &StationArgs, console: &Console) -> CommandResult {
    let dir = dir_of(args);
    if let Launch::Ended(status) = release::launch(&dir) {
        return Ok(status);
    }
    run_with(args, None, console).map(|outcome| lock::exit_status(outcome, &dir))
}

/// The same for the demo, whose passphrase is on the screen.
///
/// # Errors
/// As `run`.
pub fn run_demo(args: &StationArgs, passphrase: String, console: &Console) -> Done {
    run_with(args, Some(passphrase), console).map(drop)
}

fn run_with(
    args: &StationArgs,
    demo_passphrase: Option<String>,
    console: &Console,
) -> Result<run::RunOutcome, Vec<Failure>> {
    if let Some(folder) = &args.content {
        // A folder that is named is refused before anything is drawn, with all its faults.
        content::load(Some(folder), clock::unjudged().at(), console.words())?;
    }
    let station = find(args)?;
    let line = line_of(&station, demo_passphrase);
    let model = Model::new(line.clone(), settings::read(station.dir()), clock::stamp_now());
    let stop = Arc::new(AtomicBool::new(false));
    let tools =
        WorkerConfig { station, line, content: args.content.clone(), drive_roots: drive_roots(), stop: stop.clone() };
    platform::fit_window();
    platform::hold_signals();
    // A window that is closed sends the signal that has a service read its files again.
    platform::hold_reload_signal();
    let dir = dir_of(args);
    let shown = Box::new(move || release::confirm(&dir));
    run::run(model, (stop, shown), move |replies| Worker::new(tools, replies))
        .map_err(|_| vec![Failure::new(codes::window::NO_TERMINAL, [])])
}

/// What the first screen shows of a station, without any key.
fn line_of(station: &Station, demo_passphrase: Option<String>) -> StationLine {
    let volunteers =
        station.slots.iter().map(|slot| VolunteerLine { slot: slot.id.0.to_string(), name: slot.name.clone() });
    StationLine {
        place: place_name(&station.village),
        demo: station.demo,
        demo_passphrase,
        volunteers: volunteers.collect(),
        enrolled: station.is_enrolled(),
        village: station.village.clone(),
        locked: platform::is_locked_station(),
        has_voice: platform::has_voice(),
        ..StationLine::default()
    }
}

/// Sticks are looked for where desktops and the locked station mount them; an administrator may name a further place.
fn drive_roots() -> Vec<PathBuf> {
    std::env::var_os("TRAMSO_DRIVES").map(PathBuf::from).into_iter().collect()
}

/// What a station has.
///
/// # Errors
/// It cannot be opened.
pub fn status(args: &StationArgs, console: &Console) -> Done {
    let opened = open(args, console)?;
    let failed = |fault: StoreError| vec![explain::store_logged(&opened.store, &fault)];
    let now = clock::now(&opened.store);
    // A pack that cannot be opened is reported by `doctor`; the counts are wanted all the same.
    let pack = opened.pack.as_ref().ok().and_then(Option::as_ref);
    let topics = match pack {
        Some(opened) => opened.pack.contest.topics.len(),
        None => content::load(args.content.as_deref(), now.at(), console.words())?.contest.topics.len(),
    };
    let counts = opened.store.counts(now.machine_date(), topics).map_err(failed)?;
    print_pack(pack, opened.store.is_demo(), console);
    console.paragraph(&console.words().with(
        "cli-status",
        &[
            ("registered", counts.registered.all.into()),
            ("finished", counts.finished.all.into()),
            ("learning", counts.learning.into()),
            ("test", counts.to_test.into()),
            ("share", counts.to_share.into()),
            ("waiting", counts.records.waiting.into()),
            ("sent", counts.records.sent.into()),
            ("confirmed", counts.records.confirmed.into()),
        ],
    ));
    print_dates(now, console);
    let outbox = outbox::status(&opened.store).map_err(failed)?;
    print_outbox(&outbox, console);
    console.json(&json!({
        "contest": opened.store.contest(),
        "kiosk": opened.store.station_id(),
        "demo": opened.store.is_demo(),
        "rehearsal": is_rehearsal(pack),
        "epoch": opened.store.epoch().id,
        "public_key": hex(&opened.store.epoch().public_key),
        "pack": pack.map(|pack| json!({
            "version": pack.manifest.version,
            "digest": hex(&pack.pack.digest),
            "fingerprint": pack.fingerprint(),
        })),
        "date": now.date().to_string(),
        "machine_date": now.machine_date().to_string(),
        "registered": counts.registered.all,
        "finished": counts.finished.all,
        "learning": counts.learning,
        "to_test": counts.to_test,
        "to_share": counts.to_share,
        "records": {
            "waiting": counts.records.waiting,
            "sent": counts.records.sent,
            "confirmed": counts.records.confirmed,
        },
        "outbox": outbox_value(&outbox),
    }));
    Ok(())
}

fn is_rehearsal(pack: Option<&OpenedPack>) -> bool {
    pack.is_some_and(|opened| opened.pack.contest.rehearsal)
}

/// The pack in use, and what its station is for where that is no real contest.
fn print_pack(pack: Option<&OpenedPack>, is_demo: bool, console: &Console) {
    console.paragraph(&pack.map_or_else(
        || console.words().get("cli-pack-built-in").into_owned(),
        |pack| {
            let (version, fingerprint) = (pack.manifest.version, pack.fingerprint());
            console.words().with("cli-pack", &[("version", version.into()), ("fingerprint", fingerprint.into())])
        },
    ));
    if is_demo {
        console.paragraph(&console.words().get("cli-demo"));
    } else if is_rehearsal(pack) {
        console.paragraph(&console.words().get("cli-rehearsal"));
    }
}

/// The date that the machine shows and the one that the station goes by.
pub fn print_dates(now: Now, console: &Console) {
    let words = console.words();
    let values = [("machine", words.date(now.machine_date()).into()), ("date", words.date(now.date()).into())];
    console.paragraph(&words.with(if now.doubt().is_some() { "clock-dates-differ" } else { "clock-dates" }, &values));
}

/// When the centre last answered.
fn print_outbox(outbox: &outbox::Status, console: &Console) {
    let words = console.words();
    if !outbox.enrolled {
        console.paragraph(&words.get("desk-not-enrolled"));
    }
    match outbox.newest {
        Some(newest) => {
            let values = [("number", newest.number.into()), ("at", words.moment(newest.made).into())];
            console.paragraph(&words.with("outbox-newest-receipt", &values));
        }
        None => console.paragraph(&words.get("outbox-no-receipt")),
    }
    if let Some(at) = outbox.last_sent {
        console.paragraph(&words.with("outbox-last-sent", &[("at", words.moment(at).into())]));
    }
}

fn outbox_value(outbox: &outbox::Status) -> serde_json::Value {
    json!({
        "enrolled": outbox.enrolled,
        "waiting": outbox.waiting,
        "sent": outbox.sent,
        "confirmed": outbox.confirmed,
        "by_mouth": outbox.spoken,
        "quarantined_bundles": outbox.quarantined,
        "receipt": outbox.newest.map(|newest| json!({
            "number": newest.number,
            "made_ms": newest.made.0,
            "taken_ms": newest.taken.0,
            "ack_upto": newest.ack_upto,
        })),
        "last_sent_ms": outbox.last_sent.map(|at| at.0),
    })
}

/// Examines a station, inside too when a passphrase file is named.
///
/// # Errors
/// Something is wrong with it: each finding has been printed.
pub fn doctor(args: &StationArgs, console: &Console) -> Done {
    let dir = dir_of(args);
    let folder = dir.display().to_string();
    let failed = |fault: StoreError| vec![explain::store(&fault, &folder)];
    let mut grave = 0_u32;
    let findings = if args.passphrase_file.is_some() {
        let mut opened = open(args, console)?;
        if let Err(failure) = &opened.pack {
            console.json(&console.finding(failure, true));
            grave += 1;
        }
        opened.store.examine(&|step| console.progress(&checking(step, console)))
    } else {
        Station::find(&dir).map_err(failed)?;
        store::doctor(&dir, None)
    };
    for found in &findings {
        let failed = diagnosis::finding(found, &folder);
        console.json(&console.finding(&failed.failure, failed.grave));
        grave += u32::from(failed.grave);
    }
    if let Some(failure) = explain::shared_user(&folder) {
        console.json(&console.finding(&failure, false));
    }
    for remark in printing::remarks() {
        console.json(&console.finding(&remark, false));
    }
    if grave > 0 {
        return Err(vec![Failure::new(codes::doctor::CHECKS_FAILED, [("n", grave.to_string())])]);
    }
    let opened = args.passphrase_file.is_some();
    let sound = if opened { "cli-sound" } else { "cli-sound-outside" };
    console.paragraph(&format!("✓ {}", console.words().get(sound)));
    console.json(&json!({ "sound": true, "opened": opened }));
    Ok(())
}

/// What is being looked at, for the line that shows progress.
fn checking(step: Checking, console: &Console) -> String {
    let words = console.words();
    match step {
        Checking::Database => words.get("cli-checking-database").into_owned(),
        Checking::Chain => words.get("cli-checking-chain").into_owned(),
        Checking::People { done, of } => words.with("cli-checking-people", &[("done", done.into()), ("of", of.into())]),
        Checking::Bundles => words.get("cli-checking-bundles").into_owned(),
    }
}

/// # Errors
/// The station cannot be opened, or the stick took nothing.
pub fn backup(args: &StationArgs, to: &Path, console: &Console) -> Done {
    outbox::stick::is_there(to).map_err(|failure| vec![failure])?;
    let mut opened = open(args, console)?;
    let dir = opened.store.station_dir().to_owned();
    let backup = opened
        .store
        .backup_to(to, &mut |done, of| console.progress(&format!("{done}/{of}")))
        .map_err(|fault| vec![logged(&dir, explain::backup(&fault, to), &fault)])?;
    let path = backup.path.display().to_string();
    console.paragraph(&console.words().with("cli-backed-up", &[("path", path.as_str().into())]));
    console.json(&json!({ "path": path }));
    Ok(())
}

/// # Errors
/// The backup cannot be read, or the new folder is not empty.
pub fn restore(args: &StationArgs, from: &Path, console: &Console) -> Done {
    let dir = dir_of(args);
    let folder = dir.display().to_string();
    let failed = |fault: StoreError| vec![explain::store(&fault, &folder)];
    let copy = Station::find(from).map_err(|fault| vec![explain::store(&fault, &from.display().to_string())])?;
    let slot = slot_of(&copy, args.volunteer.as_deref())?;
    let passphrase = passphrase::ask(args.passphrase_file.as_deref())?;
    let key = copy.key(slot, &passphrase).map_err(failed)?;
    store::restore_from(from, &dir, &key).map_err(failed)?;
    console.paragraph(&console.words().with("cli-restored", &[("folder", folder.as_str().into())]));
    console.json(&json!({ "folder": folder }));
    Ok(())
}

/// Largest code that `tramso qr` draws.
const MOST_MODULES: usize = 81;

/// # Errors
/// The text is too long for a code.
pub fn qr(text: &str, console: &Console) -> Done {
    let code = qr::matrix(text, MOST_MODULES).map_err(|_| vec![Failure::new(codes::removable::QR_TOO_LARGE, [])])?;
    let dark = |x: isize, y: isize| match (usize::try_from(x), usize::try_from(y)) {
        (Ok(x), Ok(y)) => x < code.size() && y < code.size() && code.is_dark(x, y),
        _ => false,
    };
    let size = isize::try_from(code.size()).unwrap_or(0);
    let rgb = |dark: bool| if dark { "0;0;0" } else { "255;255;255" };
    let mut y = -4;
    while y < size + 4 {
        let line: String = (-4..size + 4)
            .map(|x| format!("\x1b[48;2;{}m\x1b[38;2;{}m▄", rgb(dark(x, y)), rgb(dark(x, y + 1))))
            .collect();
        console.drawn(format!("{line}\x1b[0m"));
        y += 2;
    }
    console.json(&json!({ "text": text, "modules": code.size() }));
    Ok(())
}

/// Opens a station with a passphrase from the file or the keyboard, or with the key that the kernel keeps for its shift.
///
/// # Errors
/// No station, a wrong passphrase, or it runs already.
pub fn open(args: &StationArgs, console: &Console) -> Result<Opened, Vec<Failure>> {
    let station = find(args)?;
    let folder = station.dir().display().to_string();
    let dir = station.dir().to_owned();
    let failed = |fault: StoreError| vec![explain::store_in(&dir, &fault)];
    let slot = slot_of(&station, args.volunteer.as_deref())?;
    let passphrase = passphrase::ask(args.passphrase_file.as_deref())?;
    let mut store =
        station.unlock_watched(slot, &passphrase, &mut |step| report_step(step, console)).map_err(failed)?;
    if let Some(change) = &store.opening().key_change {
        console.note(explain::key_change(change).notice(console.words()));
    }
    // A pack that cannot be opened is reported by what needs it.
    let pack = packs::in_use(&store);
    if let Ok(Some(opened)) = &pack {
        store.know_pack(packs::dates(opened));
    }
    Ok(Opened { store, folder, pack })
}

/// Shows how far a change of the key has come that an earlier removal asked for; other steps are too short to show.
fn report_step(step: OpeningStep, console: &Console) {
    if let OpeningStep::ChangingKey { done, of } = step {
        let values = [("done", done.into()), ("of", of.into())];
        console.progress(&console.words().with("cli-changing-key", &values));
    }
}

fn slot_of(station: &Station, name: Option<&str>) -> Result<SlotId, Vec<Failure>> {
    let wanted = |slot: &&store::Slot| name.is_none_or(|name| slot.name == name);
    let missing =
        || Failure::new(codes::store::UNKNOWN_VOLUNTEER, [("volunteer", name.unwrap_or_default().to_owned())]);
    station.slots.iter().find(wanted).map(|slot| slot.id).ok_or_else(|| vec![missing()])
}

fn find(args: &StationArgs) -> Result<Station, Vec<Failure>> {
    let dir = dir_of(args);
    let station = Station::find(&dir).map_err(|fault| vec![explain::store(&fault, &dir.display().to_string())])?;
    // A demo is copied and thrown away at will, and counts nowhere.
    Ok(if station.demo { station } else { station.with_marks(MarkPlaces::of_user()) })
}

/// The station's folder.
#[must_use]
pub fn dir_of(args: &StationArgs) -> PathBuf {
    args.dir
        .clone()
        .or_else(|| std::env::var_os("TRAMSO_DIR").map(PathBuf::from))
        .or_else(platform::station_folder)
        .unwrap_or_else(|| PathBuf::from("tramso"))
}
