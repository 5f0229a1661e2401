//! Documents as Word files: A4, margins of 20, 20, 30 and 15 mm, Times New Roman, the page's number at the top from the second page on.

use super::{
    document::{Block, Document, Grid, Look, Paragraph},
    packed::packed,
    table::ColumnKind,
    word_styles::{HEADER, LINKS, NO_HEADER, ROOT, SETTINGS, TYPES, line_indents, style_name, styles},
    xml::escaped,
};
use std::fmt::Write;

/// Longest text of a paragraph or cell, in characters.
const LONGEST: usize = 4_000;
/// Columns of a table whose letters are as large as the text's nearly are; of one with more they are smaller.
const MOST_LARGE: usize = 6;
/// Width between the margins, and of the two sides, in twentieths of a point.
const WIDTH: u32 = 9_354;
const SIDES: [u32; 2] = [3_700, 5_654];
/// A4, its margins, and how far the page's number is from the top.
const PAGE: &str = r#"<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/><w:titlePg/>"#;

/// Writes a document.
#[must_use]
pub fn word_document(document: &Document) -> Vec<u8> {
    let parts = [
        ("[Content_Types].xml", TYPES.to_owned()),
        ("_rels/.rels", ROOT.to_owned()),
        ("docProps/core.xml", properties(document)),
        ("word/document.xml", body(document)),
        ("word/styles.xml", styles(&document.language)),
        ("word/settings.xml", SETTINGS.to_owned()),
        ("word/header1.xml", HEADER.to_owned()),
        ("word/header2.xml", NO_HEADER.to_owned()),
        ("word/_rels/document.xml.rels", LINKS.to_owned()),
    ];
    packed(&parts)
}

fn properties(document: &Document) -> String {
    let (title, day) = (escaped(&cut(&document.title)), document.made);
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title><dc:language>{}</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created></cp:coreProperties>"#,
        escaped(&document.language)
    )
}

fn body(document: &Document) -> String {
    let mut xml = String::from(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>"#,
    );
    let mut begins_page = false;
    let nexts = document.blocks.iter().skip(1).map(Some).chain([None]);
    for (block, next) in document.blocks.iter().zip(nexts) {
        match block {
            Block::Paragraph(paragraph) => {
                let place = Place { begins_page: std::mem::take(&mut begins_page), keeps_next: keeps(paragraph, next) };
                write_paragraph(&mut xml, paragraph, place, None);
            }
            Block::Sides(sides) => write_sides(&mut xml, sides),
            Block::Grid(grid) => write_grid(&mut xml, grid),
            Block::NewPage => begins_page = true,
        }
    }
    // A table is never the last thing before the end of the page's description.
    if !matches!(document.blocks.last(), Some(Block::Paragraph(_))) {
        write_paragraph(&mut xml, &Paragraph::new(Look::Space, ""), Place::default(), None);
    }
    xml.push_str(
        r#"<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:headerReference w:type="first" r:id="rId4"/>"#,
    );
    xml.push_str(PAGE);
    xml.push_str("</w:sectPr></w:body></w:document>");
    xml
}

/// Where on the pages a paragraph is.
#[derive(Clone, Copy, Default)]
struct Place {
    begins_page: bool,
    keeps_next: bool,
}

/// Whether a paragraph stays on the page of what follows it: no sentence about a table is alone at a page's end, no signature alone on a page, and
/// remarks below one heading stay together.
fn keeps(paragraph: &Paragraph, next: Option<&Block>) -> bool {
    match next {
        Some(Block::Grid(_) | Block::Sides(_)) => true,
        Some(Block::Paragraph(next)) => paragraph.look == Look::Remark && next.look == Look::Remark,
        Some(Block::NewPage) | None => false,
    }
}

/// `style`: in place of that of its look.
fn write_paragraph(xml: &mut String, paragraph: &Paragraph, place: Place, style: Option<&str>) {
    let style = style.unwrap_or_else(|| style_name(paragraph.look));
    let keep = if place.keeps_next { "<w:keepNext/>" } else { "" };
    let page = if place.begins_page { "<w:pageBreakBefore/>" } else { "" };
    let _ = write!(xml, r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{page}</w:pPr>"#); // into a text
    write_run(xml, &paragraph.text, false);
    write_run(xml, &paragraph.bold, true);
    xml.push_str("</w:p>");
    if let Some((left, right)) = line_indents(paragraph.look) {
        let _ = write!(
            xml,
            r#"<w:p><w:pPr><w:pStyle w:val="Line"/><w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr><w:ind w:left="{left}" w:right="{right}"/></w:pPr></w:p>"#
        ); // into a text
    }
}

fn write_run(xml: &mut String, text: &str, is_bold: bool) {
    if text.is_empty() {
        return;
    }
    let look = if is_bold { "<w:rPr><w:b/></w:rPr>" } else { "" };
    let text = escaped(&cut(text));
    let _ = write!(xml, r#"<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>"#); // into a text
}

fn write_sides(xml: &mut String, sides: &[Vec<Paragraph>; 2]) {
    let [left, right] = SIDES;
    let _ = write!(
        xml,
        r#"<w:tbl><w:tblPr><w:tblW w:w="{WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w="{left}"/><w:gridCol w:w="{right}"/></w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr>"#
    ); // into a text
    for (side, width) in sides.iter().zip(SIDES) {
        let _ = write!(xml, r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>"#); // into a text
        side.iter().for_each(|paragraph| write_paragraph(xml, paragraph, Place::default(), None));
        if side.is_empty() {
            write_paragraph(xml, &Paragraph::new(Look::Space, ""), Place::default(), None);
        }
        xml.push_str("</w:tc>");
    }
    xml.push_str("</w:tr></w:tbl>");
}

fn write_grid(xml: &mut String, grid: &Grid) {
    let all: u32 = grid.columns.iter().map(|column| u32::from(column.width)).sum();
    let widths: Vec<u32> = grid.columns.iter().map(|column| WIDTH * u32::from(column.width) / all.max(1)).collect();
    let _ = write!(
        xml,
        r#"<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="{WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>"#
    ); // into a text
    for width in &widths {
        let _ = write!(xml, r#"<w:gridCol w:w="{width}"/>"#); // into a text
    }
    xml.push_str("</w:tblGrid>");
    let heads: Vec<&str> = grid.columns.iter().map(|column| column.name.as_str()).collect();
    let is_wide = grid.columns.len() > MOST_LARGE;
    write_row(xml, &heads, &widths, |_| if is_wide { "TableHeadSmall" } else { "TableHead" }, true);
    for row in &grid.rows {
        let cells: Vec<&str> = row.iter().map(String::as_str).collect();
        let style = |at: usize| match (grid.columns.get(at).map(|column| column.kind), is_wide) {
            (Some(ColumnKind::Count | ColumnKind::Share), false) => "TableNumber",
            (Some(ColumnKind::Count | ColumnKind::Share), true) => "TableNumberSmall",
            (Some(ColumnKind::Text | ColumnKind::Day) | None, false) => "TableText",
            (Some(ColumnKind::Text | ColumnKind::Day) | None, true) => "TableTextSmall",
        };
        write_row(xml, &cells, &widths, style, false);
    }
    xml.push_str("</w:tbl>");
}

fn write_row(xml: &mut String, cells: &[&str], widths: &[u32], style: impl Fn(usize) -> &'static str, is_head: bool) {
    let head = if is_head { "<w:tblHeader/>" } else { "" };
    let _ = write!(xml, "<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>"); // into a text
    for (at, (cell, width)) in cells.iter().zip(widths).enumerate() {
        let _ = write!(xml, r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>"#); // into a text
        // The titles stay with the first row.
        let place = Place { begins_page: false, keeps_next: is_head };
        write_paragraph(xml, &Paragraph::new(Look::Body, *cell), place, Some(style(at)));
        xml.push_str("</w:tc>");
    }
    xml.push_str("</w:tr>");
}

/// A text of a bounded length, on one line.
fn cut(text: &str) -> String {
    text.chars().take(LONGEST).map(|ch| if matches!(ch, '\n' | '\r' | '\t') { ' ' } else { ch }).collect()
}
