//! Kills at any moment of an update: no record is lost, and every station starts.

use super::{
    starts::{installed, program, release},
    *,
};
use crate::{
    central::office::{Folder, PASSPHRASE},
    days::now,
    durability::scale::scaled,
    pty::{
        Station,
        enrolled::{enrolled, station},
    },
};
use std::{
    fs,
    process::{Command, Stdio},
    thread,
    time::Duration,
};
use tramso::{
    crypto::Passphrase,
    kiosk::{packs, simulate},
    store,
};

/// Copies a folder with all that is in it.
fn copied(from: &Path, to: &Path) {
    let done = Command::new("cp").arg("-a").arg(from).arg(to).status().unwrap();
    assert!(done.success());
}

fn people(folder: &Folder) {
    let station = store::Station::find(Path::new(&folder.path("tram"))).unwrap();
    let mut store = station.unlock(station.slots[0].id, &Passphrase::read(PASSPHRASE).unwrap()).unwrap();
    let pack = packs::in_use(&store).unwrap().unwrap().pack;
    simulate::invent(&mut store, &pack, (6, 5), now(), &mut |_| ()).unwrap();
    store.close().unwrap();
}

fn records(folder: &Folder) -> (serde_json::Value, serde_json::Value) {
    let status = station(folder, &["status"]);
    (status["records"].clone(), status["registered"].clone())
}

/// Starts the station, and kills it at that moment; none: once it shows its first screen.
fn start_and_kill(folder: &Folder, after: Option<Duration>) {
    let mut screen = Station::start(&["--dir", &folder.path("tram")], 80, 24);
    match after {
        Some(after) => thread::sleep(after),
        None => drop(screen.see("Câu mật khẩu của Cô Mai")),
    }
    screen.kill();
}

#[test]
fn an_update_that_is_killed_at_any_moment_loses_nothing_and_every_station_starts() {
    let folder = enrolled();
    people(&folder);
    let (whole, counted) = (Path::new(&folder.path("tram")).with_file_name("nguyen"), records(&folder));
    assert!(counted.1.as_u64().unwrap() > 0, "control: there are people");
    copied(Path::new(&folder.path("tram")), &whole);
    let path = folder.path("ban.tsu");
    fs::write(&path, release(&folder, "9.1.0", program())).unwrap();
    let rounds = scaled(2, 20);
    let (mut new, mut lost, mut silent) = (0, 0, 0);
    for round in 0..rounds {
        fs::remove_dir_all(folder.path("tram")).unwrap();
        copied(&whole, Path::new(&folder.path("tram")));
        // Killed while it is checked and kept: from its first moment to behind its last.
        let mut command = Command::new(env!("CARGO_BIN_EXE_tramso"));
        command.args(["release", "install", &path, "--dir", &folder.path("tram")]);
        command.args(["--passphrase-file", &folder.path("mat-khau")]).stdout(Stdio::null()).stderr(Stdio::null());
        let mut taking = command.spawn().unwrap();
        let step = u64::try_from(round).unwrap();
        thread::sleep(Duration::from_millis(100 + step * 1500 / u64::try_from(rounds).unwrap()));
        taking.kill().unwrap();
        taking.wait().unwrap();
        // A passphrase whose try was cut off counts as a wrong one: the next has to wait a second.
        thread::sleep(Duration::from_millis(1200));
        if records(&folder) != counted {
            lost += 1;
        }
        // Put in after all, and killed while it starts: the one that chooses, and with it the one that was chosen.
        installed(&folder, "9.1.0", program());
        start_and_kill(&folder, Some(Duration::from_millis(20 + step * 1500 / u64::try_from(rounds).unwrap())));
        let screen = Station::start(&["--dir", &folder.path("tram")], 80, 24);
        if !screen.sees("Câu mật khẩu của Cô Mai", Duration::from_secs(40)) {
            silent += 1;
        }
        drop(screen);
        if records(&folder) != counted {
            lost += 1;
        }
        new += usize::from(station(&folder, &["release", "status"])["current"] == "9.1.0");
    }
    println!("{rounds} rounds: {lost} lost records, {silent} did not start, {new} run the new release");
    assert_eq!((lost, silent, new), (0, 0, rounds));
}
