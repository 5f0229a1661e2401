use super::Words;
use crate::domain::{Light, MachinePart};

/// What a part of a station's machine is called; one that a newer program looks at by its name in files.
#[must_use]
pub fn machine_part(words: &Words, name: &str) -> String {
    MachinePart::parse(name).map_or_else(|| name.to_owned(), |part| words.get(part_key(part)).into_owned())
}

/// The sign of a light, which is never known by its colour alone.
#[must_use]
pub fn light_sign(light: Light) -> &'static str {
    match light {
        Light::Green => "✓",
        Light::Amber => "▲",
        Light::Red => "✗",
    }
}

/// What a light means, in a word or two.
#[must_use]
pub fn light_word(words: &Words, light: Light) -> String {
    let key = match light {
        Light::Green => "machine-green",
        Light::Amber => "machine-amber",
        Light::Red => "machine-red",
    };
    words.get(key).into_owned()
}

fn part_key(part: MachinePart) -> &'static str {
    match part {
        MachinePart::Screen => "machine-screen",
        MachinePart::Colours => "machine-colours",
        MachinePart::Encoding => "machine-encoding",
        MachinePart::Letters => "machine-letters",
        MachinePart::Blocks => "machine-blocks",
        MachinePart::Keyboard => "machine-keyboard",
        MachinePart::Scanner => "machine-scanner",
        MachinePart::Clock => "machine-clock",
        MachinePart::Disk => "machine-disk",
        MachinePart::Space => "machine-space",
        MachinePart::Memory => "machine-memory",
        MachinePart::Printer => "machine-printer",
        MachinePart::Voice => "machine-voice",
        MachinePart::Sound => "machine-sound",
        MachinePart::Swap => "machine-swap",
        MachinePart::Sleep => "machine-sleep",
        MachinePart::User => "machine-user",
        MachinePart::Package => "machine-package",
    }
}
