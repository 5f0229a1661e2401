//! Numbers of printed papers (docs/FORMATS.md section 19).

use tramso::domain::{PaperBatch, PaperCode, PaperNumber, PaperNumberFault, StationId};

fn number(batch: &str, serial: u8) -> PaperNumber {
    PaperNumber::new(PaperBatch::parse(batch).unwrap(), serial).unwrap()
}

#[test]
fn a_number_is_printed_in_groups_and_read_however_it_is_typed() {
    let paper = number("048192", 17);
    assert_eq!((paper.to_string().as_str(), paper.digits().as_str()), ("048 192 17-0", "048192170"));
    for typed in ["048 192 17-0", "048192170", " 048.192.17 0 ", "048\u{a0}192\u{a0}17\u{2013}0"] {
        assert_eq!(PaperNumber::parse(typed), Ok(paper), "{typed:?}");
    }
    assert_eq!((paper.batch().to_string().as_str(), paper.serial()), ("048192", 17));
}

#[test]
fn every_wrong_digit_and_every_swap_of_neighbours_is_found() {
    for paper in [number("048192", 17), number("000000", 1), number("999999", 60), number("271828", 9)] {
        let digits = paper.digits().into_bytes();
        for at in 0..digits.len() {
            for other in b'0'..=b'9' {
                let mut typed = digits.clone();
                typed[at] = other;
                let read = PaperNumber::parse(std::str::from_utf8(&typed).unwrap());
                let wanted = if typed == digits { Ok(paper) } else { Err(PaperNumberFault::Check) };
                assert_eq!(read, wanted, "{at} {other}");
            }
            let mut typed = digits.clone();
            if at + 1 < typed.len() {
                typed.swap(at, at + 1);
            }
            let read = PaperNumber::parse(std::str::from_utf8(&typed).unwrap());
            assert!(typed == digits || read == Err(PaperNumberFault::Check), "{at}");
        }
    }
}

#[test]
fn what_is_no_number_is_refused_with_its_reason() {
    fn fault(typed: &str) -> PaperNumberFault {
        PaperNumber::parse(typed).unwrap_err()
    }
    assert_eq!(fault(" - "), PaperNumberFault::Empty);
    assert_eq!(fault("048 192 l7-0"), PaperNumberFault::NotDigits);
    assert_eq!(fault("048192"), PaperNumberFault::Length(6));
    assert_eq!(fault(&"1".repeat(5_000)), PaperNumberFault::Length(5_000));
    assert_eq!(fault("048 192 17-1"), PaperNumberFault::Check);
    assert_eq!(fault("000 000 00-0"), PaperNumberFault::Serial(0));
    let batch = PaperBatch::parse("048192").unwrap();
    assert_eq!([0, 61, 255].map(|serial| PaperNumber::new(batch, serial)), [None; 3]);
    assert_eq!(["48192", "0481920", "04819x", "+48192", ""].map(PaperBatch::parse), [None; 5]);
    assert_eq!(
        (PaperBatch::new(7).map(|batch| batch.to_string()), PaperBatch::new(1_000_000)),
        (Some("000007".into()), None)
    );
}

#[test]
fn a_code_holds_the_station_and_the_number() {
    let station = StationId::parse(&"4f1c22d0".repeat(4)).unwrap();
    let code = PaperCode::new(&station, number("048192", 17));
    assert_eq!(code.to_string(), "TS2:4f1c22d0:048192170");
    for scanned in ["TS2:4f1c22d0:048192170", " ts2:4F1C22D0:048192170\r\n"] {
        assert_eq!(PaperCode::parse(scanned).as_ref(), Some(&code), "{scanned:?}");
    }
    for other in [
        "",
        "TS2",
        "TS1:4f1c22d0:048192170",
        "TS2:4f1c22d:048192170",
        "TS2:4f1c22d0:048192171",
        "TS2:4f1c22d0",
        "Đề:4f1c22d0:0",
    ] {
        assert_eq!(PaperCode::parse(other), None, "{other:?}");
    }
}

#[test]
fn one_paper_in_five_is_keyed_twice() {
    let is_keyed_twice = |serial| tramso::record::is_keyed_twice(&[7; 32], "hoc-so-2025", number("048192", serial));
    // docs/FORMATS.md section 19.
    assert_eq!((1..=30).filter(|serial| is_keyed_twice(*serial)).collect::<Vec<_>>(), [2, 12, 13, 15, 23]);
    let all = (0..1_000).flat_map(|batch| (1..=60).map(move |serial| (batch, serial)));
    let twice = all.filter(|(batch, serial)| {
        let paper = PaperNumber::new(PaperBatch::new(*batch).unwrap(), *serial).unwrap();
        tramso::record::is_keyed_twice(&[7; 32], "hoc-so-2025", paper)
    });
    assert!((11_600..12_400).contains(&twice.count()));
}
