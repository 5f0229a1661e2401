use super::{
    HelpMode, HowLearnt, InstallV1, Medium, StampV1, VERSION,
    registration_view::{RegistrationView, WorkView, RecordKind},
    unhex,
};
use crate::domain::PersonKey;
use std::borrow::Cow;

/// A record as its bytes stand, read without keeping anything of its own: what a centre goes through by the hundred thousand.
///
/// `RecordView::read` takes exactly the bytes that `Record::read` takes with a sound person key; why others are refused, that one
/// tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordView<'a> {
    pub n: u64,
    pub contest: Cow<'a, str>,
    pub person: Option<PersonKey>,
    pub at: StampV1,
    pub shift: u64,
    pub helper: Cow<'a, str>,
    pub mode: HelpMode,
    pub body: BodyView<'a>,
}

/// What a record says: see `Body`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BodyView<'a> {
    Consent { text_version: u16 },
    Registration { told: RegistrationView<'a> },
    Correction { told: RegistrationView<'a> },
    Withdrawal,
    TopicDone { topic: u8, how: HowLearnt, pack: Cow<'a, str> },
    AttemptOpened { attempt: u8, pack: Cow<'a, str>, paper: Cow<'a, str>, medium: Medium },
    AttemptSubmitted { attempt: u8, late: bool, seconds: u32, answers: Vec<AnswerView<'a>> },
    Message { text: Cow<'a, str>, ready: Option<u8>, told_aloud: bool, publish: bool },
    CertificateAsked { number: Cow<'a, str>, check: Cow<'a, str> },
    App { install: InstallV1 },
    ShiftOpened { shift: u64, helper: Cow<'a, str> },
    ShiftClosed { shift: u64, people: u32, finished: u32 },
    Moved { to: Cow<'a, str>, from_event: u64, to_event: u64 },
    Erased { events: Vec<u64>, why: Cow<'a, str> },
}

/// See `AnswerV1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerView<'a> {
    pub question: Cow<'a, str>,
    pub option: u8,
    pub seconds: u32,
}

impl<'a> RecordView<'a> {
    /// Reads canonical bytes; nothing for any other.
    #[must_use]
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut scan = Scan(std::str::from_utf8(bytes).ok()?);
        scan.word("{\"v\":")?;
        if scan.number()? != u64::from(VERSION) {
            return None;
        }
        scan.word(",\"n\":")?;
        let n = scan.number()?;
        scan.word(",\"contest\":")?;
        let contest = scan.text()?;
        scan.word(",\"person\":")?;
        let person = match scan.or_null(Scan::text)? {
            Some(text) => Some(PersonKey(unhex(&text)?)),
            None => None,
        };
        scan.word(",\"at\":{\"wall_ms\":")?;
        let wall_ms = scan.signed()?;
        scan.word(",\"mono_ms\":")?;
        let mono_ms = scan.number()?;
        scan.word(",\"boot\":")?;
        let boot = scan.number()?;
        scan.word(",\"suspect\":")?;
        let suspect = scan.flag()?;
        scan.word("},\"shift\":")?;
        let shift = scan.number()?;
        scan.word(",\"helper\":")?;
        let helper = scan.text()?;
        scan.word(",\"mode\":")?;
        let mode = scan.one_of(&[
            ("\"alone\"", HelpMode::Alone),
            ("\"read-out\"", HelpMode::ReadOut),
            ("\"read-and-pressed\"", HelpMode::ReadAndPressed),
        ])?;
        scan.word(",\"body\":{\"kind\":")?;
        let body = scan.body()?;
        scan.word("}}")?;
        let at = StampV1 { wall_ms, mono_ms, boot, suspect };
        scan.0.is_empty().then_some(Self { n, contest, person, at, shift, helper, mode, body })
    }
}

/// How many bytes stand before the first that ends a string or needs more than being copied: a quote, a backslash, a control
/// character. Eight bytes at a time.
fn plain(text: &[u8]) -> Option<usize> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = ONES << 7;
    // The lowest bit that is set marks the first such byte; above it a borrow may have set others.
    let below = |word: u64, value: u8| word.wrapping_sub(ONES * u64::from(value)) & !word & HIGH;
    let same = |word: u64, value: u8| below(word ^ (ONES * u64::from(value)), 1);
    let (words, rest) = text.as_chunks::<8>();
    for (at, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let marks = below(word, 0x20) | same(word, b'"') | same(word, b'\\');
        if marks != 0 {
            return Some(at * 8 + (marks.trailing_zeros() / 8) as usize);
        }
    }
    let found = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f))?;
    Some(words.len() * 8 + found)
}

/// The text that is still to be read.
struct Scan<'a>(&'a str);

impl<'a> Scan<'a> {
    /// Compares in place: as a call it would cost more than what it compares.
    #[inline]
    fn word(&mut self, word: &str) -> Option<()> {
        let (front, rest) = self.0.split_at_checked(word.len())?;
        self.0 = if front == word { rest } else { return None };
        Some(())
    }

    fn one_of<T: Copy>(&mut self, words: &[(&str, T)]) -> Option<T> {
        words.iter().find_map(|(word, value)| self.word(word).map(|()| *value))
    }

    fn flag(&mut self) -> Option<bool> {
        self.one_of(&[("true", true), ("false", false)])
    }

    /// Digits without needless zeros.
    #[inline]
    fn number(&mut self) -> Option<u64> {
        let digits = self.0.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = self.0.split_at_checked(digits)?;
        if digits == 0 || (digits > 1 && number.starts_with('0')) {
            return None;
        }
        let next = |sum: u64, digit: u8| sum.checked_mul(10)?.checked_add(u64::from(digit - b'0'));
        let value = number.bytes().try_fold(0, next)?;
        self.0 = rest;
        Some(value)
    }

    fn small<T: TryFrom<u64>>(&mut self) -> Option<T> {
        T::try_from(self.number()?).ok()
    }

    fn signed(&mut self) -> Option<i64> {
        if self.word("-").is_none() {
            return i64::try_from(self.number()?).ok();
        }
        match self.number()? {
            0 => None,
            value => 0_i64.checked_sub_unsigned(value),
        }
    }

    fn or_null<T>(&mut self, value: impl FnOnce(&mut Self) -> Option<T>) -> Option<Option<T>> {
        if self.word("null").is_some() { Some(None) } else { value(self).map(Some) }
    }

    /// A string in its one form.
    #[inline]
    fn text(&mut self) -> Option<Cow<'a, str>> {
        let inside = self.0.strip_prefix('"')?;
        let end = plain(inside.as_bytes())?;
        let (text, rest) = inside.split_at_checked(end)?;
        match rest.strip_prefix('"') {
            Some(rest) => {
                self.0 = rest;
                Some(Cow::Borrowed(text))
            }
            None => self.escaped(),
        }
    }

    /// The same with signs that are not written as they are: rare, and left to those who know them.
    #[cold]
    fn escaped(&mut self) -> Option<Cow<'a, str>> {
        let mut words = serde_json::Deserializer::from_str(self.0).into_iter::<String>();
        let text = words.next()?.ok()?;
        let (written, rest) = self.0.split_at_checked(words.byte_offset())?;
        self.0 = rest;
        (serde_json::to_string(&text).ok()? == written).then_some(Cow::Owned(text))
    }

    fn list<T>(&mut self, mut one: impl FnMut(&mut Self) -> Option<T>, about: usize) -> Option<Vec<T>> {
        self.word("[")?;
        let mut list = Vec::with_capacity(about);
        if self.word("]").is_some() {
            return Some(list);
        }
        loop {
            list.push(one(self)?);
            match self.word(",") {
                Some(()) => (),
                None => return self.word("]").map(|()| list),
            }
        }
    }

    fn body(&mut self) -> Option<BodyView<'a>> {
        match self.text()?.parse().ok()? {
            RecordKind::Consent => self
                .word(",\"text_version\":")
                .and_then(|()| self.small())
                .map(|text_version| BodyView::Consent { text_version }),
            RecordKind::Registration => self.registration().map(|told| BodyView::Registration { told }),
            RecordKind::Correction => self.registration().map(|told| BodyView::Correction { told }),
            RecordKind::Withdrawal => Some(BodyView::Withdrawal),
            RecordKind::TopicDone => self.topic_done(),
            RecordKind::AttemptOpened => self.opened(),
            RecordKind::AttemptSubmitted => self.submitted(),
            RecordKind::Message => self.message(),
            RecordKind::CertificateAsked => self.certificate(),
            RecordKind::App => {
                self.word(",\"install\":")?;
                let words = [
                    ("\"installed-now\"", InstallV1::InstalledNow),
                    ("\"had-it\"", InstallV1::HadIt),
                    ("\"no-smartphone\"", InstallV1::NoSmartphone),
                ];
                self.one_of(&words).map(|install| BodyView::App { install })
            }
            RecordKind::ShiftOpened => {
                self.word(",\"shift\":")?;
                let shift = self.number()?;
                self.word(",\"helper\":")?;
                Some(BodyView::ShiftOpened { shift, helper: self.text()? })
            }
            RecordKind::ShiftClosed => {
                self.word(",\"shift\":")?;
                let shift = self.number()?;
                self.word(",\"people\":")?;
                let people = self.small()?;
                self.word(",\"finished\":")?;
                Some(BodyView::ShiftClosed { shift, people, finished: self.small()? })
            }
            RecordKind::Moved => {
                self.word(",\"to\":")?;
                let to = self.text()?;
                self.word(",\"from_event\":")?;
                let from_event = self.number()?;
                self.word(",\"to_event\":")?;
                Some(BodyView::Moved { to, from_event, to_event: self.number()? })
            }
            RecordKind::Erased => {
                self.word(",\"events\":")?;
                let events = self.list(Self::number, 4)?;
                self.word(",\"why\":")?;
                Some(BodyView::Erased { events, why: self.text()? })
            }
        }
    }

    fn topic_done(&mut self) -> Option<BodyView<'a>> {
        self.word(",\"topic\":")?;
        let topic = self.small()?;
        self.word(",\"how\":")?;
        let words = [
            ("\"alone\"", HowLearnt::Alone),
            ("\"group\"", HowLearnt::Group),
            ("\"other-station\"", HowLearnt::OtherStation),
        ];
        let how = self.one_of(&words)?;
        self.word(",\"pack\":")?;
        Some(BodyView::TopicDone { topic, how, pack: self.text()? })
    }

    fn opened(&mut self) -> Option<BodyView<'a>> {
        self.word(",\"attempt\":")?;
        let attempt = self.small()?;
        self.word(",\"pack\":")?;
        let pack = self.text()?;
        self.word(",\"paper\":")?;
        let paper = self.text()?;
        self.word(",\"medium\":")?;
        let medium = self.one_of(&[("\"screen\"", Medium::Screen), ("\"paper\"", Medium::Paper)])?;
        Some(BodyView::AttemptOpened { attempt, pack, paper, medium })
    }

    fn submitted(&mut self) -> Option<BodyView<'a>> {
        self.word(",\"attempt\":")?;
        let attempt = self.small()?;
        self.word(",\"late\":")?;
        let late = self.flag()?;
        self.word(",\"seconds\":")?;
        let seconds = self.small()?;
        self.word(",\"answers\":")?;
        let answer = |scan: &mut Self| {
            scan.word("{\"question\":")?;
            let question = scan.text()?;
            scan.word(",\"option\":")?;
            let option = scan.small()?;
            scan.word(",\"seconds\":")?;
            let seconds = scan.small()?;
            scan.word("}")?;
            Some(AnswerView { question, option, seconds })
        };
        let answers = self.list(answer, 20)?;
        Some(BodyView::AttemptSubmitted { attempt, late, seconds, answers })
    }

    fn message(&mut self) -> Option<BodyView<'a>> {
        self.word(",\"text\":")?;
        let text = self.text()?;
        self.word(",\"ready\":")?;
        let ready = self.or_null(Self::small)?;
        self.word(",\"told_aloud\":")?;
        let told_aloud = self.flag()?;
        self.word(",\"publish\":")?;
        Some(BodyView::Message { text, ready, told_aloud, publish: self.flag()? })
    }

    fn certificate(&mut self) -> Option<BodyView<'a>> {
        self.word(",\"certificate\":{\"number\":")?;
        let number = self.text()?;
        self.word(",\"check\":")?;
        let check = self.text()?;
        self.word("}")?;
        Some(BodyView::CertificateAsked { number, check })
    }

    fn registration(&mut self) -> Option<RegistrationView<'a>> {
        self.word(",\"told\":{\"name\":")?;
        let name = self.text()?;
        self.word(",\"birth\":")?;
        let birth = self.text()?;
        self.word(",\"sex\":")?;
        let sex = self.text()?;
        self.word(",\"id_number\":")?;
        let id_number = self.or_null(Self::text)?;
        self.word(",\"no_id\":")?;
        let no_id = self.or_null(Self::text)?;
        self.word(",\"lives\":{\"unit\":")?;
        let lives_unit = self.text()?;
        self.word(",\"village\":")?;
        let lives_village = self.text()?;
        self.word("},\"phone\":")?;
        let phone = self.or_null(Self::text)?;
        self.word(",\"guardian\":")?;
        let guardian = self.or_null(Self::text)?;
        self.word(",\"work\":")?;
        let work = self.or_null(Self::work)?;
        self.word(",\"member_of\":")?;
        let member_of = self.list(Self::text, 0)?;
        self.word(",\"one_touch\":")?;
        let one_touch = self.flag()?;
        self.word("}")?;
        Some(RegistrationView {
            name,
            birth,
            sex,
            id_number,
            no_id,
            lives_unit,
            lives_village,
            phone,
            guardian,
            work,
            member_of,
            one_touch,
        })
    }

    fn work(&mut self) -> Option<WorkView<'a>> {
        self.word("{\"kind\":")?;
        let kind = self.text()?;
        self.word(",\"unit\":")?;
        let unit = self.or_null(Self::text)?;
        self.word(",\"name\":")?;
        let name = self.text()?;
        self.word("}")?;
        Some(WorkView { kind, unit, name })
    }
}
