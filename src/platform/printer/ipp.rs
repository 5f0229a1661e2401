//! The part of IPP (RFC 8010) that CUPS is asked in: a question with its attributes and a document behind it, an answer with groups of
//! attributes. Answers are untrusted: what is cut short or too large is not understood, and nothing is allocated by a length in them.

use super::SpoolFault;

/// Number of an operation (RFC 8011, and CUPS' own).
#[derive(Clone, Copy)]
pub(super) struct Operation([u8; 2]);

impl Operation {
    pub(super) const PRINT_JOB: Self = Self([0x00, 0x02]);
    pub(super) const CANCEL_JOB: Self = Self([0x00, 0x08]);
    pub(super) const GET_JOB_ATTRIBUTES: Self = Self([0x00, 0x09]);
    pub(super) const GET_JOBS: Self = Self([0x00, 0x0a]);
    pub(super) const GET_PRINTER_ATTRIBUTES: Self = Self([0x00, 0x0b]);
    pub(super) const CUPS_GET_DEFAULT: Self = Self([0x40, 0x01]);
    pub(super) const CUPS_GET_PRINTERS: Self = Self([0x40, 0x02]);
}

/// Tags of groups.
const OPERATION: u8 = 0x01;
const JOB: u8 = 0x02;
const END: u8 = 0x03;
const PRINTER: u8 = 0x04;
/// Tags below this begin a group.
const VALUES_FROM: u8 = 0x10;

/// Tags of values.
const INTEGER: u8 = 0x21;
const BOOLEAN: u8 = 0x22;
const ENUM: u8 = 0x23;
const NAME: u8 = 0x42;
const KEYWORD: u8 = 0x44;
const URI: u8 = 0x45;
const CHARSET: u8 = 0x47;
const LANGUAGE: u8 = 0x48;
const FORMAT: u8 = 0x49;
const TEXTS_FROM: u8 = 0x41;
const TEXTS_UP_TO: u8 = 0x4a;

/// Refusals that have a meaning of their own here.
const NOT_FOUND: u16 = 0x0406;
const NOT_ACCEPTING: u16 = 0x0506;
const DEACTIVATED: u16 = 0x050a;

/// A question to the spooler.
pub(super) struct Question {
    bytes: Vec<u8>,
}

impl Question {
    pub(super) fn new(operation: Operation) -> Self {
        let Operation([high, low]) = operation;
        // Version 2.0, the operation, and the number of this question on its line: there is one a line.
        let mut bytes = vec![2, 0, high, low, 0, 0, 0, 1, OPERATION];
        add(&mut bytes, CHARSET, "attributes-charset", b"utf-8");
        add(&mut bytes, LANGUAGE, "attributes-natural-language", b"en");
        Self { bytes }
    }

    pub(super) fn uri(self, name: &str, value: &str) -> Self {
        self.value(URI, name, value.as_bytes())
    }

    pub(super) fn name(self, name: &str, value: &str) -> Self {
        self.value(NAME, name, value.as_bytes())
    }

    pub(super) fn keyword(self, name: &str, value: &str) -> Self {
        self.value(KEYWORD, name, value.as_bytes())
    }

    pub(super) fn format(self, value: &str) -> Self {
        self.value(FORMAT, "document-format", value.as_bytes())
    }

    pub(super) fn yes(self, name: &str) -> Self {
        self.value(BOOLEAN, name, &[1])
    }

    /// Names of the attributes that the answer shall have.
    pub(super) fn wanted(mut self, names: &[&str]) -> Self {
        for (at, name) in names.iter().enumerate() {
            // Further values of an attribute have no name.
            add(&mut self.bytes, KEYWORD, if at == 0 { "requested-attributes" } else { "" }, name.as_bytes());
        }
        self
    }

    /// What follows describes the document's printing.
    pub(super) fn of_job(mut self) -> Self {
        self.bytes.push(JOB);
        self
    }

    /// The whole question, with the document behind it.
    pub(super) fn with(mut self, document: &[u8]) -> Vec<u8> {
        self.bytes.push(END);
        self.bytes.extend_from_slice(document);
        self.bytes
    }

    fn value(mut self, tag: u8, name: &str, value: &[u8]) -> Self {
        add(&mut self.bytes, tag, name, value);
        self
    }
}

/// Longer values are none of ours: they are cut, and the spooler refuses them.
fn add(bytes: &mut Vec<u8>, tag: u8, name: &str, value: &[u8]) {
    bytes.push(tag);
    for part in [name.as_bytes(), value] {
        let size = u16::try_from(part.len()).unwrap_or(u16::MAX);
        bytes.extend_from_slice(&size.to_be_bytes());
        bytes.extend(part.iter().take(usize::from(size)));
    }
}

/// Answer to a question.
pub(super) struct Answer {
    /// Groups behind that of the operation.
    groups: Vec<Group>,
}

/// Attributes that belong together: a printer's, a document's.
#[derive(Default)]
pub(super) struct Group {
    values: Vec<(String, Value)>,
}

enum Value {
    Number(i32),
    Truth(bool),
    Text(String),
    /// Of a kind that nothing here asks for.
    Other,
}

impl Answer {
    /// Reads an answer.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, SpoolFault> {
        let mut left = Left(bytes);
        let _version = left.number()?;
        let status = left.number()?;
        let _number_of_the_question = (left.number()?, left.number()?);
        match status {
            0x0000..=0x00ff => Self::groups(left),
            NOT_FOUND => Err(SpoolFault::Unknown),
            NOT_ACCEPTING | DEACTIVATED => Err(SpoolFault::NotAccepting),
            refused => Err(SpoolFault::Refused(refused)),
        }
    }

    fn groups(mut left: Left<'_>) -> Result<Self, SpoolFault> {
        let mut groups: Vec<(u8, Group)> = Vec::new();
        let mut name = String::new();
        loop {
            match left.byte()? {
                END => break,
                tag if tag < VALUES_FROM => groups.push((tag, Group::default())),
                tag => {
                    let named = left.sized()?;
                    // Further values of an attribute have no name.
                    if !named.is_empty() {
                        name = String::from_utf8_lossy(named).into_owned();
                    }
                    let value = Value::of(tag, left.sized()?)?;
                    let (_, group) = groups.last_mut().ok_or(SpoolFault::NotUnderstood)?;
                    group.values.push((name.clone(), value));
                }
            }
        }
        let asked_for = groups.into_iter().filter(|(tag, _)| [JOB, PRINTER].contains(tag));
        Ok(Self { groups: asked_for.map(|(_, group)| group).collect() })
    }

    /// The groups, in their order.
    pub(super) fn each(&self) -> &[Group] {
        &self.groups
    }

    /// The first group.
    pub(super) fn first(&self) -> Result<&Group, SpoolFault> {
        self.groups.first().ok_or(SpoolFault::NotUnderstood)
    }
}

impl Value {
    fn of(tag: u8, bytes: &[u8]) -> Result<Self, SpoolFault> {
        Ok(match tag {
            INTEGER | ENUM => {
                Self::Number(i32::from_be_bytes(bytes.try_into().map_err(|_| SpoolFault::NotUnderstood)?))
            }
            BOOLEAN => Self::Truth(bytes == [1]),
            TEXTS_FROM..=TEXTS_UP_TO => Self::Text(String::from_utf8_lossy(bytes).into_owned()),
            _ => Self::Other,
        })
    }
}

impl Group {
    pub(super) fn number(&self, name: &str) -> Option<i32> {
        self.of(name).find_map(|value| if let Value::Number(number) = value { Some(*number) } else { None })
    }

    pub(super) fn truth(&self, name: &str) -> Option<bool> {
        self.of(name).find_map(|value| if let Value::Truth(truth) = value { Some(*truth) } else { None })
    }

    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.texts(name).next()
    }

    pub(super) fn texts(&self, name: &str) -> impl Iterator<Item = &str> {
        self.of(name).filter_map(|value| if let Value::Text(text) = value { Some(text.as_str()) } else { None })
    }

    fn of(&self, name: &str) -> impl Iterator<Item = &Value> {
        self.values.iter().filter(move |(known, _)| known == name).map(|(_, value)| value)
    }
}

/// What is still to be read.
struct Left<'a>(&'a [u8]);

impl<'a> Left<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], SpoolFault> {
        let (taken, left) = self.0.split_at_checked(count).ok_or(SpoolFault::NotUnderstood)?;
        self.0 = left;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8, SpoolFault> {
        self.take(1)?.first().copied().ok_or(SpoolFault::NotUnderstood)
    }

    fn number(&mut self) -> Result<u16, SpoolFault> {
        let bytes = self.take(2)?.try_into().map_err(|_| SpoolFault::NotUnderstood)?;
        Ok(u16::from_be_bytes(bytes))
    }

    fn sized(&mut self) -> Result<&'a [u8], SpoolFault> {
        let size = self.number()?;
        self.take(usize::from(size))
    }
}
