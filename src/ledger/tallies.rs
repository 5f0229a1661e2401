use super::{LedgerError, columns::Columns, names::names};
use std::ops::AddAssign;

/// Queries about tallies.
pub trait Tallies {
    /// Adds changes to the tallies.
    fn add_tallies(&mut self, changes: &[(TallyKey, Counts)]) -> Result<(), LedgerError>;
    /// The tallies of a scope, of one unit or of all, in order of their keys, without those that are zero throughout.
    fn tallies(&mut self, scope: Scope, unit: Option<&str>) -> Result<Vec<(TallyKey, Counts)>, LedgerError>;
    /// What was reached on each day, in a unit or in all together, in order of days: (days since 1970-01-01 in Vietnam, sums), without
    /// days on which nothing was.
    fn day_sums(&mut self, unit: Option<&str>) -> Result<Vec<(i32, Counts)>, LedgerError>;
}

/// Scope of a tally: which people it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// A unit (xã, phường, đặc khu), by residence.
    Unit,
    /// A village or neighbourhood of a unit, by residence.
    Village,
    /// An agency, school or enterprise, by workplace.
    Agency,
    /// One day, by residence.
    Day,
}

names! { Scope, "scope of a sum":
    Unit = "unit",
    Village = "village",
    Agency = "agency",
    Day = "day",
}

/// Key of a tally.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TallyKey {
    /// Which people it counts.
    pub scope: Scope,
    /// Five digits; empty for an agency without a unit.
    pub unit: String,
    /// The village or agency; empty for units and days.
    pub name: String,
    /// Days since 1970-01-01 in Vietnam; 0 for a scope other than `Day`.
    pub day: i32,
}

/// The list of figures: from it follow the struct, its sums, the columns of both engines, and what programs read.
macro_rules! figures {
    ($($(#[$doc:meta])+ $name:ident,)+) => {
        /// Figures of a tally: how many people, or the change of it.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub struct Counts {
            $($(#[$doc])+ pub $name: i64,)+
        }

        impl Counts {
            /// Names of the figures, in the order of `values`.
            pub const NAMES: [&'static str; Self::LEN] = [$(stringify!($name)),+];
            /// Number of figures.
            pub const LEN: usize = [$(stringify!($name)),+].len();

            /// All figures, in the order of `NAMES`.
            #[must_use]
            pub const fn values(&self) -> [i64; Self::LEN] {
                [$(self.$name),+]
            }
        }

        impl From<[i64; Counts::LEN]> for Counts {
            fn from([$($name),+]: [i64; Self::LEN]) -> Self {
                Self { $($name),+ }
            }
        }

        impl AddAssign for Counts {
            fn add_assign(&mut self, more: Self) {
                $(self.$name += more.$name;)+
            }
        }
    };
}

figures! {
    /// Registered.
    registered,
    /// Have done all parts by the records.
    finished,
    /// Have done all parts validly.
    valid,
    /// Took part on One Touch, by a list of the city or by their own word at a station.
    one_touch,
    /// Took part on One Touch and are valid here too: counted once in a sum of both.
    both,
    /// Have the app: installed at a station, or before.
    app,
    /// Are valid by a test that was written on paper.
    on_paper,
    /// Took part on One Touch by a list of the city, whether or not they registered at a station.
    listed,
    /// Are to be called and lack the first topic. To be called: registered, without a valid entry, not on One Touch.
    no_topic_1,
    /// The same of the second topic.
    no_topic_2,
    /// The same of the third topic.
    no_topic_3,
    /// The same of the fourth topic.
    no_topic_4,
    /// The same of the test.
    no_test,
    /// The same of the message.
    no_message,
}

impl Counts {
    /// Took part: valid at a station or on One Touch, each person once.
    #[must_use]
    pub const fn took_part(&self) -> i64 {
        self.valid + self.one_touch - self.both
    }

    /// Took part on One Touch by nothing but their own word.
    #[must_use]
    pub const fn by_own_word(&self) -> i64 {
        self.one_touch - self.listed
    }

    /// People to be called who lack each topic, the first topic first.
    #[must_use]
    pub const fn no_topics(&self) -> [i64; 4] {
        [self.no_topic_1, self.no_topic_2, self.no_topic_3, self.no_topic_4]
    }
}

/// Query of the sums of days, by the columns of an engine; its condition on a unit is the engine's.
pub(super) fn day_sums<const N: usize>(columns: &Columns<N>, of_unit: &str) -> String {
    let sums = columns.each(KEY_COLUMNS, |name| format!("CAST(sum({name}) AS bigint)"));
    format!("SELECT day, {sums} FROM tally WHERE scope = '{}'{of_unit} GROUP BY day ORDER BY day", Scope::Day.as_str())
}

/// Columns of a tally's key.
const KEY: [&str; 4] = ["scope", "unit", "name", "day"];
/// How many columns a tally has before its figures.
pub(super) const KEY_COLUMNS: usize = KEY.len();

/// Columns of a tally: its key, then the figures, by the name that the engine gives to each.
pub(super) fn tally_columns(named: fn(&'static str) -> &'static str) -> Columns<{ KEY_COLUMNS + Counts::LEN }> {
    let mut columns = [""; KEY_COLUMNS + Counts::LEN];
    let names = KEY.into_iter().chain(Counts::NAMES.into_iter().map(named));
    columns.iter_mut().zip(names).for_each(|(column, name)| *column = name);
    Columns(columns)
}
