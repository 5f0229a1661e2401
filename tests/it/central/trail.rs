//! The trail's words: whatever is noted is read in words, on the page and by command.

use std::{fs, path::Path};
use tramso::{
    centre::{
        Actor,
        cases::detail,
        trail::{line, verb_name, verbs},
    },
    domain::Moment,
    ledger::{CaseKind, CaseRow, NoteRow, RecordedActor},
    text::{Language, Words},
};

/// The verbs that sources below a folder note: the first word of the text of each call.
fn noted(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            noted(&path, found);
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for (at, _) in text.match_indices(".note(now, ") {
            let call: String = text[at..].chars().take(120).collect();
            let Some(what) = call.split('"').nth(1).filter(|_| call.contains('"')) else { continue };
            let verb = what.split(' ').next().unwrap();
            if !verb.starts_with('{') {
                found.push(verb.to_owned());
            }
        }
    }
}

#[test]
fn every_line_of_the_trail_is_read_in_words() {
    let mut found = Vec::new();
    noted(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/centre"), &mut found);
    assert!(found.len() >= 10, "{found:?}");
    for language in [Language::Vietnamese, Language::English] {
        let words = Words::new(language);
        for verb in verbs().map(str::to_owned).chain(found.clone()) {
            let name = verb_name(&verb, &words).unwrap_or_else(|| panic!("{verb} has no words"));
            assert!(!name.contains('⟦'), "{verb}: {name}");
        }
    }
    assert!(verb_name("vanish", &Words::new(Language::English)).is_none());
}

#[test]
fn a_role_is_read_in_words() {
    let detail = |what: &str, language| {
        let row = NoteRow { id: 1, at: Moment(0), who: RecordedActor::from(Actor::CommandLine), what: what.to_owned() };
        line(&row, &Words::new(language)).detail
    };
    let cases = [
        ("account-add lan city", "lan: văn phòng thành phố", "lan: the city's office"),
        ("account-add xem viewer", "xem: chỉ xem", "xem: may only look"),
        ("account-add tan-ky commune 11113", "tan-ky: đơn vị 11113", "tan-ky: unit 11113"),
        ("account-add lan quan-tri", "lan quan-tri", "lan quan-tri"),
        ("account-disable lan", "lan", "lan"),
        ("remind 11113", "đơn vị 11113", "unit 11113"),
        ("search city", "toàn thành phố", "the whole city"),
        ("story-view waiting city", "toàn thành phố: Chờ duyệt", "the whole city: Waiting"),
        ("story-refuse 0f9438d1 abuse", "0f9438d1: lời lẽ xúc phạm", "0f9438d1: insults"),
        ("request 7 erase", "yêu cầu số 7: Xóa dữ liệu", "request 7: Erase the data"),
        ("request-done 7 view", "yêu cầu số 7: Xem dữ liệu của mình", "request 7: See one's data"),
        (
            "merge 11113 village: kỳ trung > Kỳ Trung",
            "đơn vị 11113, thôn: kỳ trung → Kỳ Trung",
            "unit 11113, village: kỳ trung → Kỳ Trung",
        ),
        ("split 11113 agency: trạm y tế", "đơn vị 11113, cơ quan: trạm y tế", "unit 11113, agency: trạm y tế"),
        ("roster-keep 11113 0f9438d1 17", "đơn vị 11113, 17 người", "unit 11113, 17 people"),
        ("sheet 3 4f1c22d0 048192170 same", "phiếu số 048192170: khớp", "paper 048192170: the same"),
        ("sheet 3 4f1c22d0 048192170 la", "3 4f1c22d0 048192170 la", "3 4f1c22d0 048192170 la"),
        ("decide 7 4f1c22d0 00000001 3 count", "Tính", "Count"),
        ("decide 4f1c22d0 00000001 3 count", "Tính (4f1c22d0 00000001 3)", "Count (4f1c22d0 00000001 3)"),
    ];
    for (what, vietnamese, english) in cases {
        let found = [Language::Vietnamese, Language::English].map(|language| detail(what, language));
        assert_eq!(found, [vietnamese, english], "{what}");
    }
}

/// A case that nobody has decided.
fn case(kind: CaseKind, subject: &str, detail: &str) -> CaseRow {
    CaseRow {
        id: 1,
        kind,
        subject: subject.to_owned(),
        detail: detail.to_owned(),
        opened: Moment(0),
        decision: None,
        decided: None,
        decided_by: None,
        aside: None,
        remark: None,
        taken: None,
    }
}

#[test]
fn what_a_case_says_of_a_station_that_was_put_back_is_in_words() {
    let words = Words::new(Language::Vietnamese);
    let row = |detail: &str| case(CaseKind::Epoch, "4f1c22d0 00000001", detail);
    let shown = detail(&row("rolled-back seen=12 kept=7"), &words);
    assert_eq!(shown, "trạm từng ghi tới bản ghi 12, bản đang dùng chỉ tới 7");
    // A mark of another epoch: its number is no later than the copy's.
    for other in ["rolled-back seen=0 kept=7", "rolled-back seen=7 kept=7"] {
        assert_eq!(detail(&row(other), &words), "trạm từng ghi một nhánh khác mà bản đang dùng không có");
    }
    assert_eq!(detail(&row("rolled-back"), &words), "rolled-back", "what has no numbers stays as it is recorded");
}

#[test]
fn the_values_of_a_case_are_in_words() {
    let words = Words::new(Language::Vietnamese);
    let row = |sign: &str, detail: &str| case(CaseKind::Anomaly, &format!("4f1c22d0 00000001 3 {sign}"), detail);
    let cases = [
        ("burst", "entries=34 minutes=20 most=16 from=0", "34 người; nhiều nhất 16 bài trong 20 phút, từ "),
        ("per-day", "entries=210 day=2026-11-22 that-day=210 limit=200", "ngày 22/11/2026 có 210 bài"),
        ("fast", "entries=1234 least-seconds=12 limit=3", "1.234 người; bài nhanh nhất 12 giây"),
        ("keys", "entries=4", "4 bài"),
        ("no-shift", "records=7", "7 bản ghi"),
        ("sheet:9", "paper=048192170 finding=differs places=3,5", "phiếu số 048192170: lệch ở câu 3, 5"),
        ("sheet:9", "paper=048192170 finding=missing places=", "phiếu số 048192170: không có phiếu"),
        ("sheet", "entries=2 sheets=3", "2 người; 3 phiếu"),
    ];
    for (sign, recorded, expected) in cases {
        let shown = detail(&row(sign, recorded), &words);
        assert!(shown.contains(expected) && !shown.contains('='), "{sign} {recorded}: {shown}");
    }
    // What another version has recorded, or what lacks a value, stays as it is recorded.
    for (sign, recorded) in [("burst", "entries=34"), ("burst", "entries=x minutes=1 most=2 from=3"), ("la", "a=1")] {
        assert_eq!(detail(&row(sign, recorded), &words), recorded);
    }
}
