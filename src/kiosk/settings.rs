use crate::{
    input::Typing,
    platform::{FileFault, is_plain_console, read_up_to, write_atomically},
    text::Language,
    tui::{Settings, ThemeName},
};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// The volunteer's settings are in the clear beside the database: the first screen needs them before there is a key.
#[derive(Serialize, Deserialize)]
#[serde(default)]
struct SettingsV1 {
    language: String,
    theme: String,
    typing: String,
    idle_s: u32,
    speech: bool,
    centre: String,
    sends_itself: bool,
    printer: String,
}

impl Default for SettingsV1 {
    fn default() -> Self {
        // A person who reads with difficulty should not have to find a setting first; without a voice it has no effect.
        Self { speech: true, ..Self::from(&Settings::default()) }
    }
}

const FILE: &str = "settings.json";
/// Larger than any of ours: whatever it is, it is not looked at.
const MOST_BYTES: usize = 4096;
/// A longer address is none of ours.
const LONGEST_ADDRESS: usize = 300;
/// CUPS allows no longer name.
const LONGEST_PRINTER: usize = 127;
/// The idle time that can be chosen, in seconds (WCAG 2.2.1 asks for at least 20 with a warning).
const IDLE: std::ops::RangeInclusive<u32> = 60..=600;

/// The settings of a station; what is missing or unknown is the default. A plain console gets its own colours.
#[must_use]
pub fn read(dir: &Path) -> Settings {
    let bytes = read_up_to(&dir.join(FILE), MOST_BYTES).ok().filter(|bytes| bytes.len() <= MOST_BYTES);
    let written = bytes.and_then(|bytes| serde_json::from_slice::<SettingsV1>(&bytes).ok());
    let mut settings = written.unwrap_or_default().settings();
    if is_plain_console() {
        settings.theme = ThemeName::Console;
    }
    settings
}

/// # Errors
/// The disk refused.
pub fn write(dir: &Path, settings: &Settings) -> Result<(), FileFault> {
    // Strings and numbers only: this cannot fail.
    let bytes = serde_json::to_vec_pretty(&SettingsV1::from(settings)).unwrap_or_default();
    write_atomically(&dir.join(FILE), &bytes)
}

impl From<&Settings> for SettingsV1 {
    fn from(settings: &Settings) -> Self {
        let language = match settings.language {
            Language::Vietnamese => "vi",
            Language::English => "en",
        };
        let theme = match settings.theme {
            ThemeName::Dark => "dark",
            ThemeName::Light => "light",
            ThemeName::Console => "console",
        };
        let typing = match settings.typing {
            Typing::Telex => "telex",
            Typing::Vni => "vni",
            Typing::Off => "off",
        };
        Self {
            language: language.to_owned(),
            theme: theme.to_owned(),
            typing: typing.to_owned(),
            idle_s: settings.idle_s,
            speech: settings.speech,
            centre: settings.centre.clone(),
            sends_itself: settings.sends_itself,
            printer: settings.printer.clone(),
        }
    }
}

impl SettingsV1 {
    fn settings(&self) -> Settings {
        let plain = Settings::default();
        Settings {
            language: match self.language.as_str() {
                "en" => Language::English,
                _ => Language::Vietnamese,
            },
            theme: match self.theme.as_str() {
                "dark" => ThemeName::Dark,
                "console" => ThemeName::Console,
                _ => ThemeName::Light,
            },
            typing: match self.typing.as_str() {
                "vni" => Typing::Vni,
                "off" => Typing::Off,
                _ => Typing::Telex,
            },
            idle_s: if IDLE.contains(&self.idle_s) { self.idle_s } else { plain.idle_s },
            speech: self.speech,
            centre: self.centre.chars().take(LONGEST_ADDRESS).collect(),
            sends_itself: self.sends_itself,
            printer: self.printer.chars().take(LONGEST_PRINTER).collect(),
        }
    }
}
