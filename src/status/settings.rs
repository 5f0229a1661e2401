use crate::{input::Typing, text::Language};

/// The volunteer's settings, kept by the station.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Language of screens and notices.
    pub language: Language,
    /// Colours.
    pub theme: ThemeName,
    /// Vietnamese input method.
    pub typing: Typing,
    /// Seconds without a key until the idle warning.
    pub idle_s: u32,
    /// Read-aloud is offered, where a voice is installed.
    pub speech: bool,
    /// Where the centre is reached over the network; empty where it was never set.
    pub centre: String,
    /// Results are sent whenever there is a network, without being asked.
    pub sends_itself: bool,
    /// The printer that was chosen, by its name at the spooler; empty where none was.
    pub printer: String,
}

/// Choice of colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ThemeName {
    /// Light text on a dark page.
    Dark,
    /// Dark text on a light page, which reads like paper.
    #[default]
    Light,
    /// The sixteen colours of a plain console.
    Console,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: Language::Vietnamese,
            theme: ThemeName::default(),
            typing: Typing::Telex,
            idle_s: 180,
            speech: false,
            centre: String::new(),
            sends_itself: false,
            printer: String::new(),
        }
    }
}
