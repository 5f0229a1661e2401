//! Looks of an administrative document as Word keeps them: Phụ lục I of Nghị định 30/2020/NĐ-CP gives the sizes of each part.

use super::{document::Look, xml::escaped};
use std::fmt::Write;

/// How a style looks.
struct Style {
    name: &'static str,
    /// Size in points.
    size: u8,
    is_bold: bool,
    is_italic: bool,
    /// `left`, `center`, `right`, `both`.
    align: &'static str,
    /// Space before and after, and the indent of the first line, in twentieths of a point.
    before: u16,
    after: u16,
    first: u16,
    /// Whether it stays on the page of what follows.
    keeps_next: bool,
}

const PLAIN: Style = Style {
    name: "",
    size: 14,
    is_bold: false,
    is_italic: false,
    align: "center",
    before: 0,
    after: 0,
    first: 0,
    keeps_next: false,
};
const BODY: Style = Style { name: "Body", align: "both", before: 60, after: 60, first: 720, ..PLAIN };

/// Name of the style of a look.
pub(super) fn style_name(look: Look) -> &'static str {
    style(look).name
}

/// Indents of the line below a look, within the side or the page that it is on; none where it has none.
pub(super) fn line_indents(look: Look) -> Option<(u16, u16)> {
    match look {
        Look::Motto => Some((1_180, 1_180)),
        Look::Agency => Some((1_300, 1_300)),
        Look::Subject => Some((3_700, 3_700)),
        _ => None, // else: the form has no line there
    }
}

fn style(look: Look) -> Style {
    match look {
        Look::Nation => Style { name: "Nation", size: 12, is_bold: true, ..PLAIN },
        Look::Motto => Style { name: "Motto", size: 13, is_bold: true, ..PLAIN },
        Look::Superior => Style { name: "Superior", size: 12, ..PLAIN },
        Look::AgencyName | Look::Agency => Style { name: "Agency", size: 12, is_bold: true, ..PLAIN },
        Look::Number => Style { name: "Number", size: 13, before: 60, ..PLAIN },
        Look::PlaceDate => Style { name: "PlaceDate", size: 13, is_italic: true, before: 60, ..PLAIN },
        Look::Kind => Style { name: "Kind", is_bold: true, before: 360, keeps_next: true, ..PLAIN },
        Look::Subject => Style { name: "Subject", is_bold: true, ..PLAIN },
        Look::To => Style { name: "To", before: 120, after: 120, ..PLAIN },
        Look::Heading => Style { name: "Heading", is_bold: true, before: 120, keeps_next: true, ..BODY },
        Look::Body => BODY,
        Look::Item => Style { name: "Item", ..BODY },
        Look::Remark => Style { name: "Remark", size: 12, is_italic: true, ..BODY },
        Look::Annex => Style { name: "Annex", is_bold: true, after: 60, keeps_next: true, ..PLAIN },
        Look::CopiesHead => {
            Style { name: "CopiesHead", size: 12, is_bold: true, is_italic: true, align: "left", ..PLAIN }
        }
        Look::Copies => Style { name: "Copies", size: 11, align: "left", ..PLAIN },
        Look::Signer => Style { name: "Signer", is_bold: true, ..PLAIN },
        Look::SignHow => Style { name: "SignHow", size: 13, is_italic: true, after: 1_100, ..PLAIN },
        Look::SignName => Style { name: "SignName", is_bold: true, ..PLAIN },
        Look::Space => Style { name: "Space", size: 13, ..PLAIN },
    }
}

/// Every look, and what cells of tables look like.
const LOOKS: [Look; 20] = [
    Look::Nation,
    Look::Motto,
    Look::Superior,
    Look::Agency,
    Look::Number,
    Look::PlaceDate,
    Look::Kind,
    Look::Subject,
    Look::To,
    Look::Heading,
    Look::Body,
    Look::Item,
    Look::Remark,
    Look::Annex,
    Look::CopiesHead,
    Look::Copies,
    Look::Signer,
    Look::SignHow,
    Look::SignName,
    Look::Space,
];
const CELLS: [Style; 7] = [
    Style { name: "TableHead", size: 12, is_bold: true, before: 20, after: 20, ..PLAIN },
    Style { name: "TableText", size: 12, align: "left", before: 20, after: 20, ..PLAIN },
    Style { name: "TableNumber", size: 12, align: "right", before: 20, after: 20, ..PLAIN },
    Style { name: "TableHeadSmall", size: 10, is_bold: true, before: 20, after: 20, ..PLAIN },
    Style { name: "TableTextSmall", size: 10, align: "left", before: 20, after: 20, ..PLAIN },
    Style { name: "TableNumberSmall", size: 10, align: "right", before: 20, after: 20, ..PLAIN },
    Style { name: "Line", size: 4, before: 40, ..PLAIN },
];

/// The part with all styles, in this language.
pub(super) fn styles(language: &str) -> String {
    let language = escaped(language);
    let mut xml = format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="Times New Roman"/><w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="{language}"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style><w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:left w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:bottom w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:right w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:tblBorders></w:tblPr></w:style>"#
    );
    for look in LOOKS {
        write_style(&mut xml, &style(look));
    }
    CELLS.iter().for_each(|style| write_style(&mut xml, style));
    xml.push_str("</w:styles>");
    xml
}

fn write_style(xml: &mut String, style: &Style) {
    let Style { name, size, align, before, after, first, .. } = style;
    let size = u16::from(*size) * 2;
    let keep = if style.keeps_next { "<w:keepNext/>" } else { "" };
    let indent = if *first > 0 { format!(r#"<w:ind w:firstLine="{first}"/>"#) } else { String::new() };
    let (bold, italic) = (if style.is_bold { "<w:b/>" } else { "" }, if style.is_italic { "<w:i/>" } else { "" });
    let _ = write!(
        xml,
        r#"<w:style w:type="paragraph" w:customStyle="1" w:styleId="{name}"><w:name w:val="Tram {name}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{keep}<w:spacing w:before="{before}" w:after="{after}"/>{indent}<w:jc w:val="{align}"/></w:pPr><w:rPr>{bold}{italic}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>"#
    ); // into a text
}

pub(super) const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/><Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/><Override PartName="/word/header2.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#;
pub(super) const ROOT: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#;
pub(super) const LINKS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/><Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header2.xml"/></Relationships>"#;
pub(super) const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:defaultTabStop w:val="720"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>"#;
/// The page's number, from the second page on.
pub(super) const HEADER: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:pPr><w:pStyle w:val="Space"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>"#;
/// The first page has none.
pub(super) const NO_HEADER: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:pPr><w:pStyle w:val="Space"/></w:pPr></w:p></w:hdr>"#;
