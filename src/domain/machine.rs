//! What a check of a station's machine found, without anything about a person: it goes with the request for enrolment.

use super::Moment;

/// How good something is that was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Light {
    /// As it should be.
    Green,
    /// The station works; somebody should look at it.
    Amber,
    /// To be seen to before the station is used.
    Red,
}

impl Light {
    /// All of them, the best first.
    pub const ALL: [Self; 3] = [Self::Green, Self::Amber, Self::Red];

    /// Its name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Green => "green",
            Self::Amber => "amber",
            Self::Red => "red",
        }
    }

    /// The light of this name in files.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|light| light.name() == name)
    }
}

/// The list of what is looked at: each with its name in files.
macro_rules! machine_parts {
    ($($(#[$doc:meta])* $part:ident $name:literal,)+) => {
        /// What a check of a machine looks at.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum MachinePart {
            $($(#[$doc])* $part,)+
        }

        impl MachinePart {
            /// All of them, in the order in which they are shown.
            pub const ALL: &[Self] = &[$(Self::$part,)+];

            /// Its name in files.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$part => $name,)+
                }
            }

            /// The part of this name in files; none for one that a newer program looks at.
            #[must_use]
            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|part| part.name() == name)
            }
        }
    };
}

machine_parts! {
    /// Columns and rows of the terminal.
    Screen "screen",
    /// How many colours it has.
    Colours "colours",
    /// Whether letters travel as UTF-8.
    Encoding "encoding",
    /// How wide it draws Vietnamese letters.
    Letters "letters",
    /// How wide it draws the blocks of QR codes.
    Blocks "blocks",
    /// The keys that the station needs.
    Keyboard "keyboard",
    /// A scanner that acts as a keyboard.
    Scanner "scanner",
    /// Date and time.
    Clock "clock",
    /// How fast and how surely an answer is on the disk.
    Disk "disk",
    /// Room on the disk.
    Space "space",
    /// Memory.
    Memory "memory",
    /// Whether there is a printer.
    Printer "printer",
    /// Whether there is a voice that reads aloud.
    Voice "voice",
    /// Whether there is something that makes sound.
    Sound "sound",
    /// Whether memory is swapped out in the clear.
    Swap "swap",
    /// Whether memory is written to the disk for a long sleep.
    Sleep "sleep",
    /// Under whom the program runs.
    User "user",
    /// Where the program came from.
    Package "package",
}

/// One part as a check found it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedPart {
    /// Name of the part in files; a newer program may have looked at more than this one knows.
    pub part: String,
    /// How good it is.
    pub light: Light,
    /// Code of the notice that names the problem.
    pub code: Option<String>,
}

/// What a check found, as it travels: figures of the machine and a light for each part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MachineCheck {
    /// When it was made, by the machine's clock.
    pub at: Moment,
    /// Columns of the terminal, where there was one.
    pub columns: Option<u16>,
    /// Its rows.
    pub rows: Option<u16>,
    /// Microseconds until an answer was on the disk, in the middle of several.
    pub answer_us: Option<u32>,
    /// Megabytes free where the station keeps its data.
    pub free_mb: Option<u32>,
    /// Megabytes of memory.
    pub memory_mb: Option<u32>,
    /// The parts that were looked at.
    pub parts: Vec<CheckedPart>,
}

impl MachineCheck {
    /// How many parts have a light.
    #[must_use]
    pub fn count(&self, light: Light) -> usize {
        self.parts.iter().filter(|part| part.light == light).count()
    }

    /// Parts that are not green, the worst first.
    pub fn problems(&self) -> impl Iterator<Item = &CheckedPart> {
        let of = |light: Light| self.parts.iter().filter(move |part| part.light == light);
        of(Light::Red).chain(of(Light::Amber))
    }
}
