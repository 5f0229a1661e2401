//! Villages and agencies of units: the campaign's own file, and the list that a commune fills in.

use super::Folder;
use tramso::{
    content::{FaultKind, PlaceFault, Severity, builtin},
    domain::{Place, PlaceKind, Unit, UnitCode},
    exchange::{Format, Roster, RosterFault, roster, roster_template},
};

const HEAD: &str = "unit,kind,heads,name\n";

fn code() -> UnitCode {
    UnitCode::parse("11113").unwrap()
}

fn unit() -> Unit {
    builtin::haiphong().unwrap().into_iter().find(|unit| unit.code == code()).unwrap()
}

fn of_campaign(name: &str, rows: &str) -> Vec<(u32, FaultKind)> {
    let faults = Folder::good().with(&format!("places/{name}"), format!("{HEAD}{rows}")).faults();
    faults.into_iter().map(|fault| (fault.line, fault.what)).collect()
}

#[test]
fn a_campaign_holds_the_places_of_its_units() {
    let rows = "# ghi chú\n11113,thôn,812,Ngọc Lặc\r\n11113,trường học,,Trường THCS Tân Kỳ, cơ sở 2\n\n11113,thôn,,Cẩm Giang\n11113,thôn,,Cẩm Giàng\n";
    let pack = Folder::good().with("places/11113.csv", format!("{HEAD}{rows}")).read().unwrap().pack;
    let place = |kind, name: &str, heads| Place { unit: code(), kind, name: name.into(), heads };
    let wanted = [
        place(PlaceKind::Village, "Ngọc Lặc", Some(812)),
        place(PlaceKind::School, "Trường THCS Tân Kỳ, cơ sở 2", None),
        place(PlaceKind::Village, "Cẩm Giang", None),
        place(PlaceKind::Village, "Cẩm Giàng", None),
    ];
    assert_eq!(pack.places, wanted);
    assert_eq!(pack.places(&code()).count(), 4);
    // Who registers at a station of the unit is offered them.
    let villages = Some(pack.villages(&code()));
    let added: Vec<String> = ["thôn Ngọc Lặc", "thôn Cẩm Giang", "thôn Cẩm Giàng"].map(str::to_owned).to_vec();
    let named = Folder::good().read().unwrap().pack.contest.station.unwrap();
    assert_eq!(named.unit, code());
    assert_eq!(villages, Some([named.villages, added].concat()));
    assert_eq!(pack.places(&UnitCode::parse("11116").unwrap()).count(), 0);
    assert_eq!(pack.villages(&UnitCode::parse("11116").unwrap()), Vec::<String>::new());
}

#[test]
fn each_fault_of_a_places_file_is_told_at_its_line() {
    let one = |rows: &str| of_campaign("11113-thon.csv", rows);
    let fault = |line, what| vec![(line, FaultKind::Place(what))];
    assert_eq!(one("11113,thôn,1,An\n"), [], "the control");
    assert_eq!(of_campaign("thon.csv", ""), fault(1, PlaceFault::FileName));
    assert_eq!(of_campaign("00001.csv", ""), fault(1, PlaceFault::UnknownUnit("00001".into())));
    assert_eq!(one("11116,thôn,1,An\n"), fault(2, PlaceFault::OtherUnit("11116".into())));
    assert_eq!(one("11113,thôn,An\n"), fault(2, PlaceFault::Row));
    assert_eq!(one("11113,làng,1,An\n"), fault(2, PlaceFault::Kind("làng".into())));
    for heads in ["0", "-1", "1.5", "nhiều", "99999999999"] {
        assert_eq!(one(&format!("11113,thôn,{heads},An\n")), fault(2, PlaceFault::Heads(heads.into())));
    }
    assert_eq!(one("11113,thôn,1,\n"), fault(2, PlaceFault::NoName));
    assert_eq!(one("11113,thôn,1,Thôn An\n"), fault(2, PlaceFault::KindInName { name: "Thôn An".into() }));
    assert_eq!(
        one("11113,cơ quan,1,An\n11113,thôn,1,An\n11113,thôn,2,AN\n"),
        fault(4, PlaceFault::Twice { name: "AN".into() })
    );
    let long = "a".repeat(71);
    assert_eq!(one(&format!("11113,thôn,1,{long}\n")), fault(2, PlaceFault::NameLength { chars: 71, most: 70 }));
    let population = unit().population;
    let heads = u64::from(population) + 1;
    assert_eq!(one(&format!("11113,thôn,{heads},An\n")), fault(1, PlaceFault::MoreThanUnit { heads, population }));
    assert_eq!(one(&format!("11113,doanh nghiệp,{heads},An\n")), [], "a firm's roster is no part of the population");
    assert_eq!(FaultKind::Place(PlaceFault::MoreThanUnit { heads, population }).severity(), Severity::Warning);
}

fn read(format: Format, bytes: &[u8]) -> Result<Roster, RosterFault> {
    roster("tan-ky", format, bytes, &builtin::haiphong().unwrap())
}

#[test]
fn an_empty_list_names_its_unit_and_shows_how() {
    for format in [Format::Xlsx, Format::Csv] {
        let bytes = roster_template(&unit(), format).unwrap();
        assert_eq!(bytes, roster_template(&unit(), format).unwrap());
        // Nothing but the row to show how, which is passed over.
        let Err(RosterFault::Rows(faults)) = read(format, &bytes) else { panic!("{format:?}") };
        assert_eq!(faults.iter().map(|fault| &fault.what).collect::<Vec<_>>(), [&FaultKind::Place(PlaceFault::Row)]);
    }
    assert!(roster_template(&unit(), Format::Docx).is_none());
}

#[test]
fn a_filled_in_list_becomes_the_campaigns_file() {
    let text = "Mã đơn vị;11113;xã Tân Kỳ\r\nLoại;Tên;Số người;Ghi chú\r\nthon;Thôn Ngọc Lặc;1.250;\r\nTrường học;Trường THCS Thuỷ Nguyên;;mới\r\n;;;\r\n";
    let plain = read(Format::Csv, text.as_bytes()).unwrap();
    let wide: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(Format::Csv, &wide).unwrap().places, plain.places);
    assert_eq!(plain.path(), "places/11113.csv");
    assert_eq!(
        plain.file(),
        "# Tân Kỳ\nunit,kind,heads,name\n11113,thôn,1250,Ngọc Lặc\n11113,trường học,,Trường THCS Thủy Nguyên\n"
    );
    let reading = Folder::good().with(&plain.path(), plain.file()).read().unwrap();
    assert_eq!((reading.warnings, reading.pack.places), (vec![], plain.places));
}

#[test]
fn all_faults_of_a_list_are_told_at_once_by_row() {
    let text = "Mã đơn vị,11113\nLoại,Tên,Số người\nlàng xóm,An,5\nthôn,,5\nthôn,Bình,1.5\nthôn,Cả,12\nthôn,Cả,12\n";
    let Err(RosterFault::Rows(faults)) = read(Format::Csv, text.as_bytes()) else { panic!() };
    let told: Vec<_> = faults.iter().map(|fault| (fault.file.as_str(), fault.line, fault.rule)).collect();
    assert_eq!(told, [("tan-ky", 3, "U04"), ("tan-ky", 4, "U05"), ("tan-ky", 5, "U04"), ("tan-ky", 7, "U06")]);
    let unknown = text.replace("11113", "00001");
    let Err(RosterFault::Rows(faults)) = read(Format::Csv, unknown.as_bytes()) else { panic!() };
    assert_eq!(faults[0].what, FaultKind::Place(PlaceFault::UnknownUnit("00001".into())));
    assert!(matches!(read(Format::Xlsx, b"PK nothing"), Err(RosterFault::File(_))));
}

/// A filled-in sheet of Tân Kỳ whose cell C6 is this.
fn with_cell(cell: &str) -> Result<Roster, RosterFault> {
    use std::io::{Cursor, Read, Write};
    use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};
    let empty = roster_template(&unit(), Format::Xlsx).unwrap();
    let mut old = ZipArchive::new(Cursor::new(empty)).unwrap();
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut part = old.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        if name.ends_with("sheet1.xml") {
            let word = |place: &str, text: &str| format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
            let row = format!("<row r=\"6\">{}{}{cell}</row></sheetData>", word("A6", "thôn"), word("B6", "An"));
            text = text.replace("</sheetData>", &row);
            assert!(text.contains(&row));
        }
        new.start_file(&*name, SimpleFileOptions::default()).unwrap();
        new.write_all(text.as_bytes()).unwrap();
    }
    read(Format::Xlsx, &new.finish().unwrap().into_inner())
}

#[test]
fn a_formula_is_told_with_its_cell() {
    let told = |faults: &[tramso::content::Fault]| -> Vec<_> {
        faults.iter().map(|fault| (fault.line, fault.severity, fault.what.clone())).collect()
    };
    let cell = || "C6".to_owned();
    for cell_text in ["<c r=\"C6\"><f>400+412</f><v></v></c>", "<c r=\"C6\" t=\"str\"><f>400+412</f></c>"] {
        let Err(RosterFault::Rows(faults)) = with_cell(cell_text) else { panic!("{cell_text} came in") };
        let fault = FaultKind::Place(PlaceFault::NoResult { cell: cell() });
        assert_eq!(told(&faults), [(6, Severity::Error, fault)], "{cell_text}");
    }
    let Err(RosterFault::Rows(faults)) = with_cell("<c r=\"C6\" t=\"e\"><f>A1/0</f><v>#DIV/0!</v></c>") else {
        panic!()
    };
    assert_eq!(faults[0].what, FaultKind::Place(PlaceFault::NoResult { cell: cell() }));
    let computed = with_cell("<c r=\"C6\"><f>400+412</f><v>812</v></c>").unwrap();
    assert_eq!(computed.places[0].heads, Some(812));
    let fault = FaultKind::Place(PlaceFault::Formula { cell: cell() });
    assert_eq!(told(&computed.warnings), [(6, Severity::Warning, fault)]);
    // The control: a number that was typed is reported nowhere.
    assert_eq!(with_cell("<c r=\"C6\"><v>812</v></c>").unwrap().warnings, []);
}
