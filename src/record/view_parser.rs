use super::{
    AnswerView, BodyView, HelpMode, HowLearnt, InstallV1, Medium, RecordKind, RecordView, RegistrationView, StampV1,
    VERSION, WorkView, unhex,
};
use crate::domain::PersonKey;
use std::borrow::Cow;

impl<'a> RecordView<'a> {
    /// Reads canonical bytes; nothing for any other.
    #[must_use]
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut scan = Scan(std::str::from_utf8(bytes).ok()?);
        scan.expect_text("{\"v\":")?;
        if scan.number()? != u64::from(VERSION) {
            return None;
        }
        scan.expect_text(",\"n\":")?;
        let n = scan.number()?;
        scan.expect_text(",\"contest\":")?;
        let contest = scan.text()?;
        scan.expect_text(",\"person\":")?;
        let person = match scan.or_null(Scan::text)? {
            Some(text) => Some(PersonKey(unhex(&text)?)),
            None => None,
        };
        scan.expect_text(",\"at\":{\"wall_ms\":")?;
        let wall_ms = scan.signed()?;
        scan.expect_text(",\"mono_ms\":")?;
        let mono_ms = scan.number()?;
        scan.expect_text(",\"boot\":")?;
        let boot = scan.number()?;
        scan.expect_text(",\"suspect\":")?;
        let suspect = scan.flag()?;
        scan.expect_text("},\"shift\":")?;
        let shift = scan.number()?;
        scan.expect_text(",\"helper\":")?;
        let helper = scan.text()?;
        scan.expect_text(",\"mode\":")?;
        let mode = scan.one_of(&[
            ("\"alone\"", HelpMode::Alone),
            ("\"read-out\"", HelpMode::ReadOut),
            ("\"read-and-pressed\"", HelpMode::ReadAndPressed),
        ])?;
        scan.expect_text(",\"body\":{\"kind\":")?;
        let body = scan.body()?;
        scan.expect_text("}}")?;
        let at = StampV1 { wall_ms, mono_ms, boot, suspect };
        scan.0.is_empty().then_some(Self { n, contest, person, at, shift, helper, mode, body })
    }
}

/// How many bytes precede the first that ends a string or needs more than being copied: a quote, a backslash, a control
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
pub(super) struct Scan<'a>(&'a str);

impl<'a> Scan<'a> {
    /// Compares in place: as a call it would cost more than what it compares.
    #[inline]
    pub(super) fn expect_text(&mut self, word: &str) -> Option<()> {
        let (front, rest) = self.0.split_at_checked(word.len())?;
        self.0 = if front == word { rest } else { return None };
        Some(())
    }

    fn one_of<T: Copy>(&mut self, words: &[(&str, T)]) -> Option<T> {
        words.iter().find_map(|(word, value)| self.expect_text(word).map(|()| *value))
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

    pub(super) fn small<T: TryFrom<u64>>(&mut self) -> Option<T> {
        T::try_from(self.number()?).ok()
    }

    fn signed(&mut self) -> Option<i64> {
        if self.expect_text("-").is_none() {
            return i64::try_from(self.number()?).ok();
        }
        match self.number()? {
            0 => None,
            value => 0_i64.checked_sub_unsigned(value),
        }
    }

    fn or_null<T>(&mut self, value: impl FnOnce(&mut Self) -> Option<T>) -> Option<Option<T>> {
        if self.expect_text("null").is_some() { Some(None) } else { value(self).map(Some) }
    }

    /// A string in its one form.
    #[inline]
    pub(super) fn text(&mut self) -> Option<Cow<'a, str>> {
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

    pub(super) fn list<T>(&mut self, mut one: impl FnMut(&mut Self) -> Option<T>, about: usize) -> Option<Vec<T>> {
        self.expect_text("[")?;
        let mut list = Vec::with_capacity(about);
        if self.expect_text("]").is_some() {
            return Some(list);
        }
        loop {
            list.push(one(self)?);
            match self.expect_text(",") {
                Some(()) => (),
                None => return self.expect_text("]").map(|()| list),
            }
        }
    }

    fn body(&mut self) -> Option<BodyView<'a>> {
        match self.text()?.parse().ok()? {
            RecordKind::Consent => self
                .expect_text(",\"text_version\":")
                .and_then(|()| self.small())
                .map(|text_version| BodyView::Consent { text_version }),
            RecordKind::Registration => self.registration().map(|registration| BodyView::Registration { registration }),
            RecordKind::Correction => self.registration().map(|registration| BodyView::Correction { registration }),
            RecordKind::Withdrawal => Some(BodyView::Withdrawal),
            RecordKind::TopicDone => self.topic_done(),
            RecordKind::AttemptOpened => self.opened(),
            RecordKind::AttemptSubmitted => self.submitted(),
            RecordKind::Message => self.message(),
            RecordKind::CertificateAsked => self.certificate(),
            RecordKind::App => {
                self.expect_text(",\"install\":")?;
                let words = [
                    ("\"installed-now\"", InstallV1::InstalledNow),
                    ("\"had-it\"", InstallV1::HadIt),
                    ("\"no-smartphone\"", InstallV1::NoSmartphone),
                ];
                self.one_of(&words).map(|install| BodyView::App { install })
            }
            RecordKind::ShiftOpened => {
                self.expect_text(",\"shift\":")?;
                let shift = self.number()?;
                self.expect_text(",\"helper\":")?;
                Some(BodyView::ShiftOpened { shift, helper: self.text()? })
            }
            RecordKind::ShiftClosed => {
                self.expect_text(",\"shift\":")?;
                let shift = self.number()?;
                self.expect_text(",\"people\":")?;
                let people = self.small()?;
                self.expect_text(",\"finished\":")?;
                Some(BodyView::ShiftClosed { shift, people, finished: self.small()? })
            }
            RecordKind::Moved => {
                self.expect_text(",\"to\":")?;
                let to = self.text()?;
                self.expect_text(",\"from_event\":")?;
                let from_event = self.number()?;
                self.expect_text(",\"to_event\":")?;
                Some(BodyView::Moved { to, from_event, to_event: self.number()? })
            }
            RecordKind::Erased => self.erased(),
            RecordKind::GroupLesson => self.group_lesson(),
            RecordKind::PapersPrinted => self.papers_printed(),
            RecordKind::PapersCollected => {
                self.serials().map(|(batch, serials)| BodyView::PapersCollected { batch, serials })
            }
            RecordKind::PaperHanded => self.paper_handed(),
            RecordKind::PaperRekeyed => self.paper_rekeyed(),
            RecordKind::PapersVoid => self.serials().map(|(batch, serials)| BodyView::PapersVoid { batch, serials }),
            RecordKind::ClockConfirmed => {
                self.expect_text(",\"date\":")?;
                Some(BodyView::ClockConfirmed { date: self.text()? })
            }
        }
    }

    fn erased(&mut self) -> Option<BodyView<'a>> {
        self.expect_text(",\"events\":")?;
        let events = self.list(Self::number, 4)?;
        self.expect_text(",\"why\":")?;
        Some(BodyView::Erased { events, why: self.text()? })
    }

    fn topic_done(&mut self) -> Option<BodyView<'a>> {
        self.expect_text(",\"topic\":")?;
        let topic = self.small()?;
        self.expect_text(",\"how\":")?;
        let words = [
            ("\"alone\"", HowLearnt::Alone),
            ("\"group\"", HowLearnt::Group),
            ("\"other-station\"", HowLearnt::OtherStation),
        ];
        let how = self.one_of(&words)?;
        self.expect_text(",\"pack\":")?;
        Some(BodyView::TopicDone { topic, how, pack: self.text()? })
    }

    fn opened(&mut self) -> Option<BodyView<'a>> {
        let (attempt, pack, paper) = self.drawn()?;
        self.expect_text(",\"medium\":")?;
        let medium = self.one_of(&[("\"screen\"", Medium::Screen), ("\"paper\"", Medium::Paper)])?;
        Some(BodyView::AttemptOpened { attempt, pack, paper, medium })
    }

    /// A paper: its attempt, its pack and its digest.
    pub(super) fn drawn(&mut self) -> Option<(u8, Cow<'a, str>, Cow<'a, str>)> {
        self.expect_text(",\"attempt\":")?;
        let attempt = self.small()?;
        self.expect_text(",\"pack\":")?;
        let pack = self.text()?;
        self.expect_text(",\"paper\":")?;
        Some((attempt, pack, self.text()?))
    }

    fn submitted(&mut self) -> Option<BodyView<'a>> {
        self.expect_text(",\"attempt\":")?;
        let attempt = self.small()?;
        self.expect_text(",\"late\":")?;
        let late = self.flag()?;
        self.expect_text(",\"seconds\":")?;
        let seconds = self.small()?;
        self.expect_text(",\"answers\":")?;
        let answer = |scan: &mut Self| {
            scan.expect_text("{\"question\":")?;
            let question = scan.text()?;
            scan.expect_text(",\"option\":")?;
            let option = scan.small()?;
            scan.expect_text(",\"seconds\":")?;
            let seconds = scan.small()?;
            scan.expect_text("}")?;
            Some(AnswerView { question, option, seconds })
        };
        let answers = self.list(answer, 20)?;
        Some(BodyView::AttemptSubmitted { attempt, late, seconds, answers })
    }

    fn message(&mut self) -> Option<BodyView<'a>> {
        self.expect_text(",\"text\":")?;
        let text = self.text()?;
        self.expect_text(",\"ready\":")?;
        let ready = self.or_null(Self::small)?;
        self.expect_text(",\"told_aloud\":")?;
        let dictated = self.flag()?;
        self.expect_text(",\"publish\":")?;
        Some(BodyView::Message { text, ready, dictated, publish: self.flag()? })
    }

    fn certificate(&mut self) -> Option<BodyView<'a>> {
        self.expect_text(",\"certificate\":{\"number\":")?;
        let number = self.text()?;
        self.expect_text(",\"check\":")?;
        let check = self.text()?;
        self.expect_text("}")?;
        Some(BodyView::CertificateAsked { number, check })
    }

    fn registration(&mut self) -> Option<RegistrationView<'a>> {
        self.expect_text(",\"told\":{\"name\":")?;
        let name = self.text()?;
        self.expect_text(",\"birth\":")?;
        let birth = self.text()?;
        self.expect_text(",\"sex\":")?;
        let sex = self.text()?;
        self.expect_text(",\"id_number\":")?;
        let id_number = self.or_null(Self::text)?;
        self.expect_text(",\"no_id\":")?;
        let no_id = self.or_null(Self::text)?;
        self.expect_text(",\"lives\":{\"unit\":")?;
        let lives_unit = self.text()?;
        self.expect_text(",\"village\":")?;
        let lives_village = self.text()?;
        self.expect_text("},\"phone\":")?;
        let phone = self.or_null(Self::text)?;
        self.expect_text(",\"guardian\":")?;
        let guardian = self.or_null(Self::text)?;
        self.expect_text(",\"work\":")?;
        let work = self.or_null(Self::work)?;
        self.expect_text(",\"member_of\":")?;
        let member_of = self.list(Self::text, 0)?;
        self.expect_text(",\"one_touch\":")?;
        let one_touch = self.flag()?;
        self.expect_text("}")?;
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
        self.expect_text("{\"kind\":")?;
        let kind = self.text()?;
        self.expect_text(",\"unit\":")?;
        let unit = self.or_null(Self::text)?;
        self.expect_text(",\"name\":")?;
        let name = self.text()?;
        self.expect_text("}")?;
        Some(WorkView { kind, unit, name })
    }
}
