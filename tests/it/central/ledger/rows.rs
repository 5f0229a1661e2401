//! Rows to keep.

use tramso::{
    domain::{Moment, PersonKey},
    ledger::{
        AppOn, BundleRow, BundleState, CaseKind, CaseRow, Counts, EpochRow, PersonIndex, PersonRow, Scope, Standing,
        StationRow, TallyKey,
    },
};

pub fn person(number: u8) -> PersonKey {
    PersonKey([number; 32])
}

pub fn station_row(number: u8) -> StationRow {
    StationRow {
        station: format!("{number:032x}").parse().unwrap(),
        contest: "hai-phong-2026".to_owned(),
        commune: "11113".to_owned(),
        village: "Thôn Đông".to_owned(),
        grant: vec![number; 300],
        grant_number: 1,
        enrolled: Moment(crate::days::MADE_MS),
        valid_from: 20_700,
        valid_to: 20_790,
        max_per_day: 400,
        revoked: None,
        receipts: 0,
        last_seen: None,
        pack_version: 0,
        app: String::new(),
        wall: None,
        suspect: false,
        machine_check: None,
    }
}

pub fn epoch(station: u8, number: u32) -> EpochRow {
    EpochRow {
        station: format!("{station:032x}").parse().unwrap(),
        epoch: format!("{number:08x}").parse().unwrap(),
        number,
        key: [station; 32],
        why: "created".to_owned(),
        certificate: None,
        confirmed: true,
    }
}

pub fn bundle(station: u8, seq: u32, digest: u8) -> BundleRow {
    BundleRow {
        id: 0,
        station: format!("{station:032x}").parse().unwrap(),
        epoch: format!("{:08x}", 1).parse().unwrap(),
        seq,
        digest: [digest; 32],
        prev: [digest.wrapping_sub(1); 32],
        first: u64::from(seq) * 100,
        last: u64::from(seq) * 100 + 99,
        head_before: [1; 32],
        head: [2; 32],
        floor: Moment(crate::days::MADE_MS),
        earliest: Moment(1_700_000_000_000),
        received: Moment(1_790_000_100_000 + i64::from(seq)),
        people: 20,
        state: BundleState::Counted,
        receipt: u64::from(seq),
        installs: 3,
    }
}

/// Somebody of whom everything is known.
pub fn whole(number: u8) -> PersonRow {
    let standing = Standing {
        unit: Some("11113".to_owned()),
        village: Some("Tổ dân phố số 3".to_owned()),
        work: Some((Some("11200".to_owned()), "Trường THCS Đoàn Kết".to_owned())),
        registered: Some(20_710),
        finished: Some(20_711),
        valid: Some(20_712),
        topics: u32::MAX,
        attempts: 255,
        score: Some(20),
        seconds: Some(u32::MAX),
        one_touch: true,
        app: Some(AppOn::NoSmartphone),
        withdrawn: true,
        stations: u16::MAX,
        on_paper: true,
        ranked: true,
        in_group: true,
        story: Some(false),
        listed: Some(20_713),
        waits: 0,
        anomalies: u32::MAX,
    };
    PersonRow {
        key: person(number),
        standing,
        facts: vec![number; 700],
        card: vec![number; 90],
        index: PersonIndex { name: Some(1023), phone: Some(i64::MIN) },
        answers: vec![number; 80],
    }
}

/// Somebody of whom next to nothing is known.
pub fn bare(number: u8) -> PersonRow {
    PersonRow {
        key: person(number),
        standing: Standing::default(),
        facts: Vec::new(),
        card: Vec::new(),
        index: PersonIndex::default(),
        answers: Vec::new(),
    }
}

pub fn sum(scope: Scope, unit: &str, name: &str, day: i32) -> TallyKey {
    TallyKey { scope, unit: unit.to_owned(), name: name.to_owned(), day }
}

pub fn counted(valid: i64) -> Counts {
    Counts { registered: valid + 1, finished: valid, valid, app: 2, on_paper: 1, no_test: 3, ..Counts::default() }
}

pub fn case(kind: CaseKind, subject: &str, opened_ms: i64) -> CaseRow {
    CaseRow {
        id: 0,
        kind,
        subject: subject.to_owned(),
        detail: "entries=31".to_owned(),
        opened: Moment(opened_ms),
        decision: None,
        decided: None,
        decided_by: None,
        aside: None,
        remark: None,
        taken: None,
    }
}
