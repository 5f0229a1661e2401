//! A line that breaks costs at most one piece; what the centre has is not sent again.

use super::{server::*, station::*};
use std::sync::{Arc, Mutex};
use tramso::{crypto::hex, kiosk::send::SendFault};

const PIECE: usize = 512 << 10;
const RECEIPT: &str = "application/vnd.tramso.receipt";

/// A centre that keeps what came, as the protocol requires.
fn centre(kept: Arc<Mutex<Vec<u8>>>, whole: usize) -> impl FnMut(&Asked) -> Answer + Send {
    move |asked| {
        let mut kept = kept.lock().unwrap();
        let held = u64::try_from(kept.len()).unwrap();
        if asked.method == "GET" {
            return have(200, held);
        }
        if asked.query("at") != Some(held) {
            return have(409, held);
        }
        if kept.is_empty() {
            assert!(asked.body.len() >= 128 << 10, "manifest and signature come first");
        }
        kept.extend(&asked.body);
        if kept.len() == whole {
            reply(200, RECEIPT, good_receipt())
        } else {
            have(202, u64::try_from(kept.len()).unwrap())
        }
    }
}

#[test]
fn a_large_file_goes_up_in_pieces_and_arrives_whole() {
    let (kept, whole) = (Arc::new(Mutex::new(Vec::new())), 3 * PIECE + 12_345);
    let server = Server::start(centre(kept.clone(), whole));
    let mut station = Station::default();
    let one = parcel("a.tsb", whole);
    let (done, sent) = send(&server, std::slice::from_ref(&one), &mut station);
    assert_eq!((done, sent.arrived, sent.bytes), (Ok(()), 1, one.len));
    assert_eq!(*kept.lock().unwrap(), bytes(whole));
    let asked = server.asked.lock().unwrap();
    assert_eq!(asked.len(), 5, "asked once, then four pieces");
    assert!(asked[0].path.contains(&hex(&one.sha256)) && asked[0].query("len") == Some(one.len));
    let last = station.paces.last().unwrap();
    assert_eq!((last.done, last.of), (one.len, one.len));
}

#[test]
fn a_line_that_breaks_in_the_middle_costs_less_than_a_piece() {
    let (kept, whole) = (Arc::new(Mutex::new(Vec::new())), 6 * PIECE);
    let mut put = 0;
    let tear = move |asked: &Asked| {
        put += u32::from(asked.method == "PUT");
        (asked.method == "PUT" && matches!(put, 3 | 5)).then_some(200_000)
    };
    let server = Server::start_with(None, tear, centre(kept.clone(), whole));
    let mut station = Station::default();
    let (done, sent) = send(&server, &[parcel("a.tsb", whole)], &mut station);
    assert_eq!((done, sent.arrived, sent.stumbles), (Ok(()), 1, 2));
    assert_eq!(*kept.lock().unwrap(), bytes(whole));
    let twice = sent.bytes - u64::try_from(whole).unwrap();
    eprintln!("resume: {twice} bytes of {whole} went up twice after two breaks");
    assert!(twice > 0 && twice <= 2 * u64::try_from(PIECE).unwrap(), "{twice}");
}

#[test]
fn control_without_resuming_everything_would_go_up_again() {
    // A centre that forgets at every break.
    let (kept, whole) = (Arc::new(Mutex::new(Vec::new())), 4 * PIECE);
    let (forgets, mut put) = (kept.clone(), 0);
    let tear = move |asked: &Asked| {
        put += u32::from(asked.method == "PUT");
        let breaks = asked.method == "PUT" && put == 4;
        if breaks {
            forgets.lock().unwrap().clear();
        }
        breaks.then_some(1_000)
    };
    let server = Server::start_with(None, tear, centre(kept.clone(), whole));
    let (done, sent) = send(&server, &[parcel("a.tsb", whole)], &mut Station::default());
    assert_eq!((done, sent.arrived), (Ok(()), 1));
    assert!(sent.bytes >= u64::try_from(whole + 3 * PIECE).unwrap(), "{sent:?}");
}

#[test]
fn a_later_run_goes_on_where_the_first_one_was_stopped() {
    let (kept, whole) = (Arc::new(Mutex::new(Vec::new())), 4 * PIECE);
    let server = Server::start(centre(kept.clone(), whole));
    let mut station = Station { stop_at: Some(2 * u64::try_from(PIECE).unwrap() + 1), ..Station::default() };
    let (done, sent) = send(&server, &[parcel("a.tsb", whole)], &mut station);
    assert_eq!((done, sent.arrived), (Err(SendFault::Stopped), 0));
    assert_eq!(kept.lock().unwrap().len(), 2 * PIECE);
    let (done, sent) = send(&server, &[parcel("a.tsb", whole)], &mut Station::default());
    assert_eq!((done, sent.arrived, sent.bytes), (Ok(()), 1, 2 * u64::try_from(PIECE).unwrap()));
}

#[test]
fn where_the_centre_stands_is_believed_only_within_the_file() {
    for answer in [have(409, 9_999_999), have(202, 9_999_999)] {
        let Answer::Reply { status, body, .. } = answer else { unreachable!() };
        let server = Server::start(move |_| reply(status, "application/json", body.clone()));
        let (done, sent) = send(&server, &[parcel("a.tsb", 5_000)], &mut Station::default());
        assert_eq!((done, sent.arrived), (Err(SendFault::NotTheCentre), 0));
    }
    // One that never comes further is left, and so is one that goes back and forth.
    let server = Server::start(|_| have(409, 0));
    let (done, _) = send(&server, &[parcel("a.tsb", 5_000)], &mut Station::default());
    assert_eq!(done, Err(SendFault::Broken));
    let mut step = 0;
    let server = Server::start(move |_| {
        step += 1;
        have(409, step % 2)
    });
    let (done, _) = send(&server, &[parcel("a.tsb", 5_000)], &mut Station::default());
    assert_eq!(done, Err(SendFault::Broken));
    assert!(server.calls().len() < 12, "{}", server.calls().len());
}

#[test]
fn a_file_of_our_own_that_was_damaged_is_told_as_that() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.tsb");
    std::fs::write(&path, bytes(100)).unwrap();
    let whole = parcel("a.tsb", 5_000);
    let damaged = tramso::kiosk::outbox::OutFile { source: tramso::kiosk::outbox::Source::File(path), ..whole };
    let server = Server::start(|_| reply(200, RECEIPT, good_receipt()));
    let (done, sent) = send(&server, &[damaged], &mut Station::default());
    assert_eq!((done, sent.arrived), (Err(SendFault::Spoilt("a.tsb".into())), 0));
}
