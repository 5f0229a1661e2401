//! What answers on the way may be anything: nothing counts but a genuine receipt.

use super::{server::*, station::*};
use tramso::{
    crypto::{Secret, minisig::SigningKey},
    kiosk::send::{Address, AddressFault, PackAsked, SendFault, SendPlan, SendReport},
};

const RECEIPT: &str = "application/vnd.tramso.receipt";

/// Everything is answered with this; what becomes of it.
fn answered(answer: impl Fn() -> Answer + Send + 'static) -> (Result<(), SendFault>, SendReport, Station) {
    let server = Server::start(move |_| answer());
    let mut station = Station::default();
    let (done, sent) = send(&server, &[parcel("a.tsb", 5_000)], &mut station);
    (done, sent, station)
}

/// What was refused, and that nothing was marked.
#[track_caller]
fn nothing_marked(answer: impl Fn() -> Answer + Send + 'static) -> SendFault {
    let (done, sent, station) = answered(answer);
    assert_eq!((sent.arrived, station.receipts.len()), (0, 0));
    done.unwrap_err()
}

#[test]
fn control_a_genuine_receipt_counts() {
    let (done, sent, station) = answered(|| reply(200, RECEIPT, good_receipt()));
    assert_eq!((done, sent.arrived, sent.bytes, sent.stumbles), (Ok(()), 1, 5_000, 0));
    assert_eq!(station.receipts.len(), 1);
    assert!(station.pauses.is_empty());
}

#[test]
fn a_sign_in_page_is_not_the_centre() {
    let page = "<html><body>Chào mừng! Bấm vào đây để dùng Wi-Fi</body></html>";
    assert_eq!(nothing_marked(move || reply(200, "text/html", page)), SendFault::NotTheCentre);
    assert_eq!(nothing_marked(move || reply(200, "application/json", page)), SendFault::NotTheCentre);
    assert_eq!(nothing_marked(|| reply(511, "text/html", "sign in")), SendFault::NotTheCentre);
    let elsewhere = || Answer::Reply {
        status: 302,
        headers: vec![("Location", "http://127.0.0.1:9/login".to_owned())],
        body: Vec::new(),
    };
    assert_eq!(nothing_marked(elsewhere), SendFault::NotTheCentre);
    let (done, ..) = answered(move || reply(404, "text/html", page));
    assert_eq!(done, Err(SendFault::NotTheCentre));
}

#[test]
fn receipts_that_are_none_of_ours_count_for_nothing() {
    let stranger = SigningKey::from_seed(&Secret::from_bytes(&mut [8; 32])).unwrap();
    let mut unsigned = good_receipt();
    let place = unsigned.len() / 2;
    unsigned[place] ^= 1;
    let other = "0".repeat(32);
    for bytes in [
        receipt_for(KIOSK, 1, &stranger),
        receipt_for(&other, 1, &receipt_key()),
        unsigned,
        Vec::new(),
        b"OK".to_vec(),
        bytes(9_000),
    ] {
        let fault = nothing_marked(move || reply(200, RECEIPT, bytes.clone()));
        assert!(matches!(fault, SendFault::NoReceipt(_)), "{fault:?}");
    }
    // More than any receipt has is not read to its end.
    let fault = nothing_marked(|| reply(200, RECEIPT, vec![0; 3 << 20]));
    assert_eq!(fault, SendFault::NotTheCentre);
}

#[test]
fn half_a_reply_is_asked_for_again() {
    let mut first = true;
    let server = Server::start(move |_| {
        let (headers, body) = (vec![("Content-Type", RECEIPT.to_owned())], good_receipt());
        match std::mem::take(&mut first) {
            true => Answer::Cut { status: 200, headers, after: body.len() - 10, body },
            false => Answer::Reply { status: 200, headers, body },
        }
    });
    let mut station = Station::default();
    let (done, sent) = send(&server, &[parcel("a.tsb", 5_000)], &mut station);
    assert_eq!((done, sent.arrived, sent.stumbles), (Ok(()), 1, 1));

    let cut = || {
        let (headers, body) = (vec![("Content-Type", RECEIPT.to_owned())], good_receipt());
        Answer::Cut { status: 200, headers, after: 100, body }
    };
    assert_eq!(nothing_marked(cut), SendFault::Broken);
    assert_eq!(nothing_marked(|| Answer::Nothing), SendFault::Broken);
}

#[test]
fn the_centres_own_trouble_passes() {
    let mut times = 0;
    let server = Server::start(move |_| {
        times += 1;
        match times {
            1 => reply(500, "text/html", "oops"),
            3 => Answer::Reply { status: 503, headers: vec![("Retry-After", "7".to_owned())], body: Vec::new() },
            2 | 4 => have(200, 0),
            _ => reply(200, RECEIPT, good_receipt()),
        }
    });
    let mut station = Station::default();
    let (done, sent) = send(&server, &[parcel("a.tsb", 5_000)], &mut station);
    assert_eq!((done, sent.arrived, sent.stumbles), (Ok(()), 1, 2));
    let [first, second] = station.pauses[..] else { panic!("{:?}", station.pauses) };
    assert!((500..=1000).contains(&first.as_millis()), "{first:?}");
    assert_eq!(second.as_secs(), 7, "as long as it was asked to");

    assert_eq!(nothing_marked(|| reply(500, "text/html", "oops")), SendFault::Failing { status: 500 });
    let long = || Answer::Reply { status: 503, headers: vec![("Retry-After", "3600".to_owned())], body: Vec::new() };
    assert_eq!(nothing_marked(long), SendFault::Busy { seconds: 3600 });
    let enough = || Answer::Reply {
        status: 429,
        headers: vec![
            ("Content-Type", "application/problem+json".to_owned()),
            ("Retry-After", "1".to_owned()), // however soon: it is not tried again
        ],
        body: br#"{"code":"TS-M54","title":"x","now":"y","retry":true}"#.to_vec(),
    };
    let (done, sent, station) = answered(enough);
    assert_eq!((done, sent.arrived, sent.stumbles), (Err(SendFault::Enough), 0, 0));
    assert_eq!((sent.refused.len(), station.pauses.len()), (0, 0), "kept, told, and not tried again");
}

/// A clock is put right by a person: trying again soon is in vain, and the station shows what is wrong there.
#[test]
fn a_centre_that_does_not_believe_its_clock_is_not_called_busy() {
    let doubt = || Answer::Reply {
        status: 503,
        headers: vec![("Content-Type", "application/problem+json".to_owned()), ("Retry-After", "1".to_owned())],
        body: br#"{"code":"TS-M151","title":"x","now":"y","retry":true}"#.to_vec(),
    };
    let (done, sent, station) = answered(doubt);
    assert_eq!((done, sent.arrived, sent.stumbles), (Err(SendFault::CentreClock), 0, 0));
    assert_eq!((sent.refused.len(), station.pauses.len()), (0, 0), "kept, and not tried again");
}

#[test]
fn pauses_grow_and_are_not_all_alike() {
    let (done, _, station) = answered(|| Answer::Nothing);
    assert_eq!(done, Err(SendFault::Broken));
    for (pause, whole) in station.pauses.iter().zip([1000, 2000, 4000]) {
        assert!((whole / 2..=whole).contains(&pause.as_millis()), "{pause:?} of {whole}");
    }
    assert_eq!(station.pauses.len(), 3, "four tries");
}

#[test]
fn a_server_that_never_answers_is_left() {
    let start = std::time::Instant::now();
    let server = Server::start(|_| Answer::Silence);
    let mut station = Station::default();
    let (done, sent) = send(&server, &[parcel("a.tsb", 5_000)], &mut station);
    assert_eq!((done, sent.arrived), (Err(SendFault::Broken), 0));
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn nobody_there_is_told_as_that() {
    let server = Server { port: nobody(), asked: Default::default() };
    let mut station = Station::default();
    let (done, sent) = send(&server, &[parcel("a.tsb", 5_000)], &mut station);
    assert_eq!((done, sent), (Err(SendFault::Unreachable), SendReport { stumbles: 4, ..SendReport::default() }));
}

#[test]
fn what_is_refused_for_good_holds_nothing_else_up() {
    let mut station = Station::default();
    let server = Server::start(|asked| match asked.query("len") {
        Some(5_000) => problem(422, "TS-B61"),
        _ => reply(200, RECEIPT, good_receipt()),
    });
    let (done, sent) = send(&server, &[parcel("a.tsb", 5_000), parcel("b.tsb", 6_000)], &mut station);
    assert_eq!((done, sent.arrived), (Ok(()), 1));
    let [refused] = &sent.refused[..] else { panic!("{sent:?}") };
    assert_eq!((refused.name.as_str(), refused.status, refused.code.as_str()), ("a.tsb", 422, "TS-B61"));
    assert_eq!(server.calls(), ["PUT /v1/uploads", "PUT /v1/uploads"], "refused things are not tried again");
}

#[test]
fn what_a_refusal_says_cannot_write_on_the_screen() {
    let body = "{\"code\":\"TS-B61\",\"title\":\"\\u001b[2J\\u202eabc\\n\",\"now\":\"\",\"retry\":false}";
    let (_, sent, _) = answered(move || reply(422, "application/problem+json", body));
    assert!(!sent.refused[0].what.contains(|sign: char| sign.is_control()), "{sent:?}");
    let strange = "{\"code\":\"</td>\",\"title\":\"x\",\"now\":\"\",\"retry\":false}";
    let (done, ..) = answered(move || reply(422, "application/problem+json", strange));
    assert_eq!(done, Err(SendFault::NotTheCentre));
}

#[test]
fn a_station_that_is_not_known_yet_shows_its_grant_once() {
    let known = std::sync::Arc::new(std::sync::Mutex::new(false));
    let server = Server::start(move |asked| match asked.calls().as_str() {
        "POST /v1/grants" => {
            assert_eq!(asked.body, b"grant");
            *known.lock().unwrap() = true;
            Answer::Reply { status: 204, headers: Vec::new(), body: Vec::new() }
        }
        _ if *known.lock().unwrap() => reply(200, RECEIPT, good_receipt()),
        _ => problem(403, "TS-B52"),
    });
    let (mut station, parcels) = (Station::default(), [parcel("a.tsb", 5_000)]);
    let (done, sent) = send_with(&server, &load(&parcels, Some(b"grant"), &[]), &mut station);
    assert_eq!((done, sent.arrived), (Ok(()), 1));
    assert_eq!(server.calls(), ["PUT /v1/uploads", "POST /v1/grants", "PUT /v1/uploads"]);

    let server = Server::start(|asked| match asked.calls().as_str() {
        "POST /v1/grants" => problem(422, "TS-B53"),
        _ => problem(403, "TS-B52"),
    });
    let (done, sent) = send_with(&server, &load(&parcels, Some(b"grant"), &[]), &mut station);
    assert_eq!((done, sent.refused[0].code.as_str()), (Ok(()), "TS-B52"));
    assert_eq!(server.calls().len(), 3, "not for ever");
}

#[test]
fn the_newest_receipt_and_pack_are_asked_for() {
    let server = Server::start(|asked| match asked.calls().as_str() {
        "GET /v1/receipts/9a3b5c7d" => reply(200, RECEIPT, receipt_for(KIOSK, 2, &receipt_key())),
        "GET /v1/receipts/00000000" => problem(404, "TS-B70"),
        "GET /v1/packs/thu-nghiem/newest" => {
            assert_eq!(asked.header("if-none-match"), Some(format!("\"{}\"", "05".repeat(32)).as_str()));
            reply(200, "application/octet-stream", "a pack")
        }
        other => panic!("{other}"),
    });
    let epochs = [EPOCH, "00000000"].map(|epoch| epoch.parse().unwrap());
    let mut station = Station::default();
    let pack = Some(PackAsked { contest: CONTEST, held: Some([5; 32]) });
    let load = SendPlan { pack, ..load(&[], None, &epochs) };
    let (done, sent) = send_with(&server, &load, &mut station);
    assert_eq!((done, sent.arrived), (Ok(()), 0));
    assert_eq!((station.receipts.len(), station.packs.as_slice()), (1, &[b"a pack".to_vec()][..]));
}

#[test]
fn plain_http_goes_nowhere_but_here() {
    for good in [
        "https://tramso.haiphong.gov.vn",
        "tramso.haiphong.gov.vn:8443/nop",
        "http://127.0.0.1:8080/",
        "http://[::1]:80",
        "http://localhost",
    ] {
        assert!(Address::parse(good).is_ok(), "{good}");
    }
    for bad in
        ["http://tramso.haiphong.gov.vn", "http://10.0.0.7:8080", "http://127.0.0.1.nip.io", "http://localhost.vn"]
    {
        assert_eq!(Address::parse(bad), Err(AddressFault::NotSecret), "{bad}");
    }
    for bad in [
        "",
        "ftp://a.vn",
        "https://",
        "http://127.0.0.1@evil.vn",
        "https://a.vn/?q=1",
        "https://a.vn/#x",
        "https://a b.vn",
    ] {
        assert_eq!(Address::parse(bad), Err(AddressFault::Unreadable), "{bad}");
    }
    assert_eq!(Address::parse("a.vn/nop/").unwrap().place("/v1/health"), "https://a.vn/nop/v1/health");
}
