//! Stations and a server that lost what it had confirmed, by the programs over HTTP.

use super::there_and_back::Made;
use crate::{central::office::Folder, days::now};
use serde_json::Value;
use std::fs;
use tramso::kiosk::outbox;

fn central(folder: &Folder, args: &[&str]) -> Value {
    let output = folder.run(&[args, &["--json"]].concat());
    assert!(output.status.success(), "{args:?} {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Some people more at a station.
fn work(made: &Made, seed: &str) {
    made.run(&["simulate", "--people", "2", "--seed", seed]);
}

fn waiting(made: &Made) -> u64 {
    made.run(&["status"])["records"]["waiting"].as_u64().unwrap()
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("{value}"))
}

#[test]
fn what_a_restored_server_lacks_is_offered_again_and_its_old_copy_confirms_nothing() {
    let (made, late, folder) = (Made::new("3"), Made::new("2"), Folder::new());
    let server = folder.serve(&[]);
    let address = format!("http://{}", server.address);
    made.run(&["send", &address]);
    work(&made, "6");
    made.run(&["send", &address]);
    let usb = folder.dir.path().join("usb");
    fs::create_dir(&usb).unwrap();
    let backup = central(&folder, &["backup", usb.to_str().unwrap()])["backup"].as_str().unwrap().to_owned();
    for seed in ["7", "8"] {
        work(&made, seed);
        made.run(&["send", &address]);
    }
    late.run(&["send", &address]);
    assert_eq!((waiting(&made), waiting(&late)), (0, 0));
    assert_eq!(number(&central(&folder, &["status"])["bundles"]), 5);
    drop(server);

    let other = Folder::empty();
    let generation = number(&central(&other, &["restore", &backup])["generation"]);
    let restored = other.serve(&[]);
    let there = format!("http://{}", restored.address);
    let before = central(&other, &["status"]);
    assert_eq!((number(&before["bundles"]), number(&before["generation"])), (2, generation), "{before}");
    // Nothing is new at the station, and what the server lacks travels all the same.
    let sent = made.run(&["send", &there]);
    assert_eq!((number(&sent["bundles"]), number(&sent["arrived"])), (2, 2), "{sent}");
    assert_eq!(sent["notices"], serde_json::json!(["TS-N17"]), "{sent}");
    // A station that the backup does not know introduces itself again.
    let sent = late.run(&["send", &there]);
    assert_eq!(number(&sent["arrived"]), 1, "{sent}");
    let after = central(&other, &["status"]);
    assert_eq!((number(&after["bundles"]), number(&after["missing"])), (5, 0), "{after}");
    let again = made.run(&["send", &there]);
    assert_eq!((number(&again["bundles"]), &again["notices"]), (0, &serde_json::json!([])), "control: once is enough");

    // The machine that was given up for lost is switched on again.
    let old = folder.serve(&[]);
    let old = format!("http://{}", old.address);
    work(&made, "9");
    let unsent = waiting(&made);
    assert!(unsent > 0);
    let refused = made.output(&["send", &old]);
    let printed = String::from_utf8_lossy(&refused.stdout);
    assert!(refused.status.code() == Some(1) && printed.contains("TS-N18"), "{printed}");
    assert!(printed.contains("\"receipt\":null"), "nor is its receipt taken: {printed}");
    assert_eq!(waiting(&made), unsent, "what an old copy confirms does not count");
    let sent = made.run(&["send", &there]);
    assert_eq!((number(&sent["arrived"]), waiting(&made)), (1, 0), "{sent}");
    assert_eq!(central(&other, &["recount"])["differences"], serde_json::json!([]));
}

/// The whole folder of a centre was put back, its mark with it: nothing beside it contradicts it but a station's receipts.
#[test]
fn a_server_that_answers_with_less_than_it_acknowledged_is_named_an_old_one() {
    let (made, folder) = (Made::new("2"), Folder::new());
    let server = folder.serve(&[]);
    made.run(&["send", &format!("http://{}", server.address)]);
    drop(server);
    let old = Folder::empty();
    crate::store::slots::copy(&folder.centre(), &old.centre());
    let server = folder.serve(&[]);
    work(&made, "21");
    let address = format!("http://{}", server.address);
    assert_eq!(number(&made.run(&["send", &address])["arrived"]), 1);
    let again = made.run(&["send", &address]);
    assert_eq!(again["notices"], serde_json::json!([]), "control: the server that holds it all is believed");
    drop(server);

    let server = old.serve(&[]);
    let there = format!("http://{}", server.address);
    for seed in [None, Some("22")] {
        if let Some(seed) = seed {
            work(&made, seed);
        }
        let unsent = waiting(&made);
        let refused = made.output(&["send", &there]);
        let printed = String::from_utf8_lossy(&refused.stdout);
        assert!(refused.status.code() == Some(1) && printed.contains("TS-N18"), "{printed}");
        assert_eq!(waiting(&made), unsent);
    }
}

#[test]
fn a_missing_number_is_a_figure_of_its_station_wherever_it_is_looked_at() {
    let (made, folder) = (Made::new("1"), Folder::new());
    let server = folder.serve(&["--per-address", "0"]);
    let mut bundles = Vec::new();
    let (grant, id);
    {
        for seed in ["11", "12", "13", "14"] {
            outbox::prepare(&mut made.open(), now(), &mut |_| ()).unwrap();
            work(&made, seed);
        }
        let mut store = made.open();
        outbox::prepare(&mut store, now(), &mut |_| ()).unwrap();
        for line in store.bundles().unwrap() {
            bundles.push(fs::read(store.spooled(&line.name)).unwrap());
        }
        (grant, id) = (store.grant_file().unwrap().unwrap().bytes, store.station_id().short().to_owned());
    }
    assert_eq!(bundles.len(), 5);
    assert_eq!(server.post("/v1/grants", &grant).status, 204);
    let cookie = server.sign_in();
    let figures = || {
        let status = central(&folder, &["status"]);
        let listed = central(&folder, &["enrol", "list"]);
        let page = server.page("/tram", &cookie).text();
        let (_, page) = page.split_once("id=\"con-thieu\"").unwrap();
        let page = page.split("</section>").next().unwrap();
        let on_page = page.contains(&format!("<span class=\"quiet\">{id}</span>"));
        (number(&status["missing"]), number(&listed["stations"][0]["missing"]), on_page, status)
    };
    for number in [1, 2, 3] {
        assert_eq!(server.post("/v1/bundles", &bundles[number - 1]).status, 200);
    }
    let (status, listed, on_page, _) = figures();
    assert_eq!((status, listed, on_page), (0, 0, false), "control: nothing is missing yet");
    assert_eq!(server.post("/v1/bundles", &bundles[4]).status, 200);
    let (status, listed, on_page, whole) = figures();
    assert_eq!((status, listed, on_page), (1, 1, true));
    assert_eq!(whole["gaps"][0]["numbers"], serde_json::json!([[4, 4]]), "{whole}");
    let shown = |args: &[&str]| String::from_utf8(folder.run(args).stdout).unwrap();
    for args in [&["status"][..], &["enrol", "list"]] {
        let shown = shown(args);
        assert!(shown.contains(&id) && shown.contains("số 4"), "{shown}");
    }
    assert_eq!(server.post("/v1/bundles", &bundles[3]).status, 200);
    let (status, listed, on_page, _) = figures();
    assert_eq!((status, listed, on_page), (0, 0, false), "it came after all");
}
