//! What a station's check of its machine found, on the station's page.

use crate::central::office::{Folder, Station};
use tramso::{
    bundle::enrol::machine::write,
    centre::Keys,
    domain::{CheckedPart, Light, MachineCheck, Moment},
    ledger::{self, StationRow},
};

fn part(part: &str, light: Light, code: Option<&str>) -> CheckedPart {
    CheckedPart { part: part.to_owned(), light, code: code.map(str::to_owned) }
}

#[test]
fn a_stations_page_shows_what_its_machine_is_like() {
    let folder = Folder::new();
    let server = folder.serve(&[]);
    let cookie = server.sign_in();
    let station = Station::new(74);
    assert_eq!(server.post("/v1/grants", &station.grant()).status, 204);
    let path = format!("/tram/{}", station.of.station);
    assert!(!server.page(&path, &cookie).text().contains("Máy của trạm"), "nothing is shown where nothing came");
    let ledger = ledger::open_sqlite(&folder.centre().join("so-cai.db"), &Keys::demo().unwrap().ledger_key()).unwrap();
    let keep = |text: String| {
        let written = ledger.write(&mut |tx| {
            let row = tx.station(&station.of.station)?.unwrap();
            tx.put_station(&StationRow { machine_check: Some(text.clone()), ..row })
        });
        written.unwrap();
    };
    let check = MachineCheck {
        at: Moment(crate::days::now().wall.0),
        columns: Some(85),
        rows: Some(24),
        answer_us: Some(1_840),
        free_mb: Some(52_100),
        memory_mb: Some(1_960),
        parts: vec![
            part("screen", Light::Green, None),
            part("printer", Light::Amber, Some("TS-D41")),
            part("user", Light::Red, Some("TS-D47")),
            part("of-a-newer-one", Light::Amber, Some("TS-D99")),
        ],
    };
    keep(String::from_utf8(write(&check)).unwrap());
    let shown = server.page(&path, &cookie).text();
    for wanted in [
        "1 mục tốt, 2 mục nên xem, 1 mục phải sửa",
        "85 cột, 24 dòng",
        "1,84 mili giây",
        "Người dùng",
        "✗ phải sửa",
        "(TS-D47)",
        "Máy chưa có máy in nào",
        "of-a-newer-one",
        "TS-D99",
    ] {
        assert!(shown.contains(wanted), "{wanted}: {shown}");
    }
    assert!(shown.find("TS-D47") < shown.find("TS-D41"), "the worst first");
    assert!(!shown.contains('⟦'), "{shown}");
    // What no program of ours has written is not shown, and breaks nothing.
    keep("<script>".to_owned());
    let page = server.page(&path, &cookie);
    assert!(page.status == 200 && !page.text().contains("Máy của trạm"));
}
