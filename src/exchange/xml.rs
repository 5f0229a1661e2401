//! XML from anywhere: Moodle's files and the parts of Word and Excel files.

use super::RemarkKind;
use quick_xml::{
    Reader,
    escape::unescape,
    events::{Event, attributes::Attributes},
};
use std::borrow::Cow;

/// Elements within each other; Moodle's, Word's and Excel's files stay far below it.
const DEEPEST: usize = 200;
/// Elements of one question, paragraph or row that are held at a time.
const MOST_ELEMENTS: usize = 200_000;

/// Why a file is not read on, and the line where.
#[derive(Debug)]
pub(super) struct XmlFault {
    pub line: u32,
    pub what: RemarkKind,
}

impl XmlFault {
    /// The fault alone, for a part of a packed file, which has no lines of its own.
    pub(super) fn kind(self) -> RemarkKind {
        self.what
    }
}

/// XML event; an empty element is reported as its start and its end, CDATA as text.
#[derive(Debug)]
pub(super) enum Step<'a> {
    Start(Element),
    End,
    Text(Cow<'a, str>),
}

/// An element without its namespace's prefix.
#[derive(Clone, Debug, Default)]
pub(super) struct Element {
    pub name: String,
    pub line: u32,
    attributes: Vec<(String, String)>,
    /// All text directly inside it.
    pub text: String,
    pub children: Vec<Element>,
}

impl Element {
    /// The value of an attribute, whatever its namespace's prefix.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let of = |key: &str| key.rsplit(':').next() == Some(name);
        self.attributes.iter().find(|(key, _)| of(key)).map(|(_, value)| value.as_str())
    }

    pub fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.name == name)
    }
}

/// Reads step by step. Nothing outside the text is ever fetched: a document type declaration is refused at its place, so
/// that no entity can be declared, and a reference to one that XML itself does not know is a fault.
pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    text: &'a str,
    /// How far lines were counted, and the line there.
    counted: (usize, u32),
    depth: usize,
    /// An empty element whose end is still to be reported.
    ends: bool,
}

impl<'a> Xml<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { reader: Reader::from_str(text), text, counted: (0, 1), depth: 0, ends: false }
    }

    /// The next step, or nothing at the end of a document whose elements are all closed.
    pub fn step(&mut self) -> Result<Option<Step<'a>>, XmlFault> {
        if std::mem::take(&mut self.ends) {
            self.depth -= 1;
            return Ok(Some(Step::End));
        }
        loop {
            let event = self.reader.read_event();
            let event = event.map_err(|fault| self.fault(RemarkKind::Syntax { message: fault.to_string() }))?;
            return Ok(Some(match event {
                Event::Start(start) => self.start(start.name().as_ref(), start.attributes_raw())?,
                Event::Empty(start) => {
                    self.ends = true;
                    self.start(start.name().as_ref(), start.attributes_raw())?
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Step::End
                }
                Event::Text(text) => Step::Text(text.into_inner()),
                Event::CData(text) => Step::Text(text.into_inner()),
                Event::GeneralRef(reference) => Step::Text(self.reference(&reference.into_inner())?),
                Event::DocType(_) => return Err(self.fault(RemarkKind::DocType)),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
                Event::Eof if self.depth > 0 => return Err(self.fault(RemarkKind::CutShort)),
                Event::Eof => return Ok(None),
            }));
        }
    }

    /// The whole of an element that has just begun.
    pub fn element(&mut self, start: Element) -> Result<Element, XmlFault> {
        let mut open = vec![start];
        let mut left = MOST_ELEMENTS;
        loop {
            let Some(step) = self.step()? else { return Err(self.fault(RemarkKind::CutShort)) };
            match step {
                Step::Start(child) => {
                    left = left.checked_sub(1).ok_or_else(|| self.fault(RemarkKind::TooManyElements))?;
                    open.push(child);
                }
                Step::Text(text) => {
                    if let Some(inner) = open.last_mut() {
                        inner.text.push_str(&text);
                    }
                }
                Step::End => {
                    let Some(done) = open.pop() else { return Err(self.fault(RemarkKind::CutShort)) };
                    match open.last_mut() {
                        Some(outer) => outer.children.push(done),
                        None => return Ok(done),
                    }
                }
            }
        }
    }

    /// Passes over the rest of an element that has just begun.
    pub fn skip(&mut self) -> Result<(), XmlFault> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if self.step()?.is_none() {
                break;
            }
        }
        Ok(())
    }

    /// The line that has been reached, from 1.
    pub fn line(&mut self) -> u32 {
        let at = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX).min(self.text.len());
        let (from, line) = self.counted;
        let passed = self.text.as_bytes().get(from..at).unwrap_or_default();
        let breaks = passed.iter().filter(|byte| **byte == b'\n').count();
        self.counted = (at.max(from), line.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX)));
        self.counted.1
    }

    pub fn fault(&mut self, what: RemarkKind) -> XmlFault {
        XmlFault { line: self.line(), what }
    }

    fn start(&mut self, name: &str, attributes: &str) -> Result<Step<'a>, XmlFault> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.fault(RemarkKind::TooDeep { most: DEEPEST }));
        }
        let mut known = Vec::new();
        for attribute in Attributes::new(attributes, 0).with_checks(false) {
            let attribute = attribute.map_err(|fault| self.fault(RemarkKind::Syntax { message: fault.to_string() }))?;
            let value = unescape(&attribute.value)
                .map_err(|fault| self.fault(RemarkKind::Syntax { message: fault.to_string() }))?;
            known.push((attribute.key.as_ref().to_owned(), value.into_owned()));
        }
        let line = self.line();
        let name = name.rsplit(':').next().unwrap_or(name).to_owned();
        Ok(Step::Start(Element { name, line, attributes: known, ..Element::default() }))
    }

    fn reference(&mut self, name: &str) -> Result<Cow<'a, str>, XmlFault> {
        match unescape(&format!("&{name};")) {
            Ok(ch) => Ok(Cow::Owned(ch.into_owned())),
            Err(_) => Err(self.fault(RemarkKind::UnknownEntity(name.chars().take(40).collect()))),
        }
    }
}

/// A file's text: UTF-8 or as its byte-order mark states.
pub(super) fn decoded(bytes: &[u8]) -> Option<Cow<'_, str>> {
    match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, mark)) => encoding.decode_without_bom_handling_and_without_replacement(bytes.get(mark..)?),
        None => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
    }
}

/// A text without the characters that no XML file may hold, escaped for text and attributes.
pub(super) fn escaped(text: &str) -> String {
    let allowed =
        |ch: &char| !matches!(*ch, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    quick_xml::escape::escape(text.chars().filter(allowed).collect::<String>()).into_owned()
}

/// A small part of a packed file as one element.
pub(super) fn whole(bytes: &[u8]) -> Result<Element, RemarkKind> {
    let text = decoded(bytes).ok_or(RemarkKind::Encoding)?;
    let mut xml = Xml::new(&text);
    while let Some(step) = xml.step().map_err(XmlFault::kind)? {
        if let Step::Start(start) = step {
            return xml.element(start).map_err(XmlFault::kind);
        }
    }
    Err(RemarkKind::CutShort)
}
