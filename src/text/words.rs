use super::{Value, digits::grouped};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle, types::FluentNumber};
use std::{borrow::Cow, fmt, sync::OnceLock};
use unic_langid::LanguageIdentifier;

/// The wording files: what each key begins with, up to the first `-`, and the file that holds it. A new screen adds one
/// line here and one file in each language's folder.
const FILES: &[File] = files![
    "certificate" => "certificate",
    "figures" => "figures",
    "ts" => "notices",
    "announce" => "announce",
    "app" => "app",
    "award" => "award",
    "clock" => "clock",
    "closing" => "closing",
    "consent" => "consent",
    "course" => "course",
    "desk" => "desk",
    "enrol" => "enrol",
    "exchange" => "exchange",
    "fault" => "fault",
    "found" => "found",
    "frame" => "frame",
    "class" => "group",
    "help" => "help",
    "idle" => "idle",
    "installs" => "installs",
    "intro" => "intro",
    "links" => "links",
    "lesson" => "lesson",
    "light" => "light",
    "spoken" => "spoken",
    "machine" => "machine",
    "menu" => "menu",
    "notice" => "notice",
    "now" => "now",
    "outbox" => "outbox",
    "overview" => "overview",
    "panel" => "panel",
    "people" => "people",
    "pin" => "pin",
    "practice" => "practice",
    "printer" => "printer",
    "quick" => "quick",
    "quiz" => "quiz",
    "receipt" => "receipt",
    "receive" => "receive",
    "register" => "register",
    "result" => "result",
    "review" => "review",
    "settings" => "settings",
    "share" => "share",
    "site" => "site",
    "shift" => "shift",
    "verify" => "verify",
    "thanks" => "thanks",
    "transfer" => "transfer",
    "units" => "units",
    "voice" => "voice",
    "volunteers" => "volunteers",
    "waiting" => "waiting",
    "welcome" => "welcome",
    "who" => "who",
    "cli" => "cli",
    "pack" => "pack",
    "stats" => "stats",
    "preview" => "preview",
    "papers" => "papers",
    "poster" => "poster",
    "print" => "print",
    "checklist" => "checklist",
    "coverage" => "coverage",
    "lint" => "lint",
    "loadgen" => "loadgen",
    "centre" => "centre",
    "commune" => "commune",
    "onetouch" => "onetouch",
    "wall" => "wall",
    "prize" => "prize",
    "certify" => "certify",
    "final" => "final",
    "office" => "office",
    "release" => "release",
    "reports" => "reports",
    "reading" => "reading",
    "importer" => "importer",
];

/// Language of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// Tiếng Việt.
    Vietnamese,
    /// English.
    English,
}

impl Language {
    pub(super) fn thousands_sign(self) -> char {
        match self {
            Self::Vietnamese => '.',
            Self::English => ',',
        }
    }

    pub(super) fn decimal_sign(self) -> char {
        match self {
            Self::Vietnamese => ',',
            Self::English => '.',
        }
    }
}

/// All wording in one language, with Vietnamese behind it. A file is read when its first word is asked for, so that the
/// first screen waits for its own words only.
pub struct Words {
    language: Language,
    /// The files to look on, in this order.
    files: Vec<TextFile>,
}

impl Words {
    /// The texts of a language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let files = match language {
            Language::Vietnamese => vec![TextFile::new(Language::Vietnamese)],
            Language::English => vec![TextFile::new(Language::English), TextFile::new(Language::Vietnamese)],
        };
        Self { language, files }
    }

    /// Language of these texts.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// A message without variables; the key in ⟦brackets⟧ where there is none.
    #[must_use]
    pub fn get(&self, key: &str) -> Cow<'_, str> {
        self.files
            .iter()
            .find_map(|file| file.format(key, None, None))
            .unwrap_or_else(|| Cow::Owned(format!("⟦{key}⟧")))
    }

    /// A message with its variables: `words.with("quiz-place", &[("n", 3_usize.into())])`. A variable that is not handed in
    /// shows as `{$n}`.
    #[must_use]
    pub fn with(&self, key: &str, variables: &[(&str, Value<'_>)]) -> String {
        self.format(key, None, variables).unwrap_or_else(|| format!("⟦{key}⟧"))
    }

    /// What a message advises: its attribute `.now`, shown like the message itself where it is missing.
    #[must_use]
    pub fn advice(&self, key: &str, variables: &[(&str, Value<'_>)]) -> String {
        self.format(key, Some("now"), variables).unwrap_or_else(|| format!("⟦{key}⟧"))
    }

    /// The names of the wording files, as in each language's folder without `.ftl`, and what their keys begin with.
    pub fn files() -> impl Iterator<Item = (&'static str, &'static str)> {
        FILES.iter().map(|file| (file.name, file.prefix))
    }

    /// A message, or one of its attributes.
    pub(super) fn format(&self, key: &str, attribute: Option<&str>, variables: &[(&str, Value<'_>)]) -> Option<String> {
        let mut args = FluentArgs::with_capacity(variables.len());
        for (name, value) in variables {
            args.set(*name, value.to_fluent());
        }
        self.files.iter().find_map(|file| file.format(key, attribute, Some(&args)).map(Cow::into_owned))
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Words({:?})", self.language)
    }
}

struct File {
    prefix: &'static str,
    name: &'static str,
    vietnamese: &'static str,
    english: &'static str,
}

macro_rules! files {
    ($($prefix:literal => $name:literal),* $(,)?) => {
        &[$(File {
            prefix: $prefix,
            name: $name,
            vietnamese: include_str!(concat!("../../assets/text/vi/", $name, ".ftl")),
            english: include_str!(concat!("../../assets/text/en/", $name, ".ftl")),
        }),*]
    };
}
use files;

/// One language's files, each parsed when it is first needed.
struct TextFile {
    language: Language,
    books: Vec<OnceLock<Book>>,
}

type Book = FluentBundle<FluentResource>;

impl TextFile {
    fn new(language: Language) -> Self {
        Self { language, books: FILES.iter().map(|_| OnceLock::new()).collect() }
    }

    fn format<'a>(
        &'a self,
        key: &str,
        attribute: Option<&str>,
        args: Option<&'a FluentArgs<'a>>,
    ) -> Option<Cow<'a, str>> {
        let (prefix, _) = key.split_once('-')?;
        let at = FILES.iter().position(|file| file.prefix == prefix)?;
        let (file, book) = (FILES.get(at)?, self.books.get(at)?);
        let book = book.get_or_init(|| open(self.language, file));
        let message = book.get_message(key)?;
        let pattern = match attribute {
            Some(name) => message.get_attribute(name)?.value(),
            None => message.value()?,
        };
        Some(book.format_pattern(pattern, args, &mut Vec::new()))
    }
}

/// A message that cannot be read is left out, and then shows as its key; a test reads every file.
fn open(language: Language, file: &File) -> Book {
    let (source, locale) = match language {
        Language::Vietnamese => (file.vietnamese, "vi"),
        Language::English => (file.english, "en"),
    };
    let resource = match FluentResource::try_new(source.to_owned()) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    // The locale only chooses plural forms; "vi" and "en" always parse.
    let locale: LanguageIdentifier = locale.parse().unwrap_or_default();
    let mut book = Book::new_concurrent(vec![locale]);
    // No script here runs from right to left, and the marks would be visible in PDF text and on terminals as boxes.
    book.set_use_isolating(false);
    book.set_formatter(Some(match language {
        Language::Vietnamese => |value, _| count_in(value, Language::Vietnamese),
        Language::English => |value, _| count_in(value, Language::English),
    }));
    book.add_resource_overriding(resource);
    book
}

fn count_in(value: &FluentValue<'_>, language: Language) -> Option<String> {
    match value {
        FluentValue::Number(FluentNumber { value, .. }) => {
            Some(grouped(&format!("{value:.0}"), language.thousands_sign()))
        }
        _ => None,
    }
}
