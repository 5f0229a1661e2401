//! The list of a unit's people: whom it holds, who may take it, and what the trail has of it.

use super::{
    read::{part, sheets},
    *,
};
use crate::central::ingest::stocked;
use tramso::{
    centre::{
        Access, Actor, QueryError,
        reports::{Letter, ListPurpose, letter_file},
    },
    domain::UnitCode,
    ledger::NoteFilter,
};

const WHO: Actor = Actor::CommandLine;

fn commune(code: &str) -> Access {
    Access::Commune(UnitCode::parse(code).unwrap())
}

#[test]
fn a_list_of_people_is_for_the_own_commune_and_the_city_with_a_purpose_in_the_trail() {
    stocked::on_both(|centre| {
        let list = |role: &Access, unit: &str| {
            centre.people_file(role, (unit, ListPurpose::HandOut), (WHO, Moment(NOW)), &vietnamese())
        };
        let own = list(&commune(UNIT), UNIT).unwrap().unwrap();
        assert_eq!(own.people, stocked::HERE.len());
        assert!(!own.file.name.contains("Lan") && own.file.name.starts_with("danh-sach-11113-"), "{}", own.file.name);
        let sheet = part(&own.file.bytes, "xl/worksheets/sheet1.xml");
        for name in stocked::HERE {
            assert!(sheet.contains(name), "{name}: {sheet}");
        }
        assert!(!sheet.contains("Phạm Thị Mai"), "who lives elsewhere is on no list: {sheet}");
        assert!(!sheet.contains("<f>") && sheet.contains("state=\"frozen\"") && sheet.contains("<autoFilter "));
        let notes = centre.trail(&Access::City, &NoteFilter::default(), 50).unwrap().lines;
        let noted: Vec<&str> =
            notes.iter().map(|line| line.what.as_str()).filter(|line| line.starts_with("list-people")).collect();
        assert_eq!(noted, ["list-people 11113 hand-out"]);
        for (role, unit) in [(commune("11329"), UNIT), (Access::Viewer, UNIT), (commune(UNIT), "11329")] {
            assert!(matches!(list(&role, unit), Err(QueryError::NotAllowed(_))), "{role:?} {unit}");
        }
        let after = centre.trail(&Access::City, &NoteFilter::default(), 50).unwrap().lines;
        assert_eq!(after.len(), notes.len(), "who was refused read nobody");
        assert!(list(&Access::City, "99999").unwrap().is_none());
        assert!(list(&Access::City, UNIT).unwrap().is_some(), "control");
    });
}

#[test]
fn libreoffice_reads_the_list_with_days_as_days_and_numbers_that_stay_whole() {
    let dir = crate::durability::scale::scratch();
    let hall = stocked::hall();
    let role = commune(UNIT);
    let purpose = (UNIT, ListPurpose::Remind);
    let list = hall.people_file(&role, purpose, (WHO, Moment(NOW)), &vietnamese()).unwrap().unwrap();
    let path = written(dir.path(), "nguoi.xlsx", &list.file.bytes);
    let found = sheets(&path);
    let rows = &found[0].1;
    assert!(rows[0].starts_with("STT|Họ và tên|Ngày sinh|"), "{rows:?}");
    let lan = rows.iter().find(|row| row.contains("Nguyễn Thị Lan")).unwrap_or_else(|| panic!("{rows:?}"));
    assert!(lan.contains("|12/03/1985|") && lan.contains("hợp lệ"), "{lan}");
    let formula = rows.iter().find(|row| row.contains("Đỗ Thị Thu")).unwrap_or_else(|| panic!("{rows:?}"));
    // Names of villages are written with other capitals by the rule for them.
    assert!(formula.to_lowercase().contains(&stocked::HOSTILE.to_lowercase()), "shown and never calculated: {formula}");
    assert!(rows.iter().any(|row| row.contains("dùng xong thì xóa")), "{rows:?}");
}

#[test]
fn the_letter_as_a_word_file_has_the_words_and_people_of_the_page_and_is_in_the_trail() {
    stocked::on_both(|centre| {
        let day = Moment(NOW + 30 * 86_400_000).date().to_string();
        let list = "Họ tên\tNăm sinh\tCơ quan\nNguyễn Thị Lan\t1985\tUBND xã\nBùi Thị Mới\t1999\tUBND xã\n=1+1\t1980\tUBND xã\n";
        let list = list.replace("=1+1", "Vũ Văn Nam");
        let read = centre.read_roster(&commune(UNIT), UNIT, (list.as_bytes(), "theo dõi", &day), Moment(NOW)).unwrap();
        centre.keep_roster(&commune(UNIT), UNIT, &read.sealed, (WHO, Moment(NOW))).unwrap();
        let page = centre.rosters(&commune(UNIT), UNIT, (WHO, Moment(NOW))).unwrap().unwrap();
        let group = &page.groups[0];
        let take = |role: &Access, unit: &str, id: &str| centre.roster_letter(role, (unit, id), (WHO, Moment(NOW)));
        let (found, own) = take(&commune(UNIT), UNIT, &group.id).unwrap().unwrap();
        let letter = Letter::new(&found, &own, &vietnamese());
        let names: Vec<&str> = letter.people.iter().map(|(_, name, _)| name.as_str()).collect();
        assert_eq!(names, ["Bùi Thị Mới", "Vũ Văn Nam"], "who has taken part is not named");
        let file = letter_file(&letter, &vietnamese());
        let lines = read::word(&file.bytes);
        for text in [&letter.title, &letter.request, &letter.rule] {
            assert!(lines.contains(text), "{text}: {lines:?}");
        }
        assert!(lines.contains(&"1|Bùi Thị Mới|1999|".to_owned()), "{lines:?}");
        assert!(!file.name.contains("UBND") && file.name.starts_with("chua-tham-gia-11113-"), "{}", file.name);
        assert!(take(&commune("11329"), UNIT, &group.id).is_err() && take(&Access::Viewer, UNIT, &group.id).is_err());
        assert!(take(&commune("11329"), "11329", &group.id).unwrap().is_none(), "by another unit's address");
        let notes = centre.trail(&Access::City, &NoteFilter::default(), 50).unwrap().lines;
        let noted = notes.iter().filter(|line| line.what.starts_with("roster-letter 11113 "));
        assert_eq!(noted.count(), 1);
    });
}
