/// Step of the schema, in the SQL of each engine.
pub(super) struct Step {
    /// `V1__start`: its number and name.
    pub(super) name: &'static str,
    pub(super) sqlite: &'static str,
    pub(super) postgres: &'static str,
}

/// How many steps the newest schema has.
#[must_use]
pub fn newest_schema() -> usize {
    STEPS.len()
}

/// Step with a file in each engine's `migrations`.
macro_rules! each {
    ($name:literal) => {
        Step {
            name: $name,
            sqlite: include_str!(concat!("sqlite/migrations/", $name, ".sql")),
            postgres: include_str!(concat!("postgres/migrations/", $name, ".sql")),
        }
    };
}

/// Steps of both engines, in order. A released one is never edited, only followed. One whose SQL both engines read alike may be one
/// file for both.
pub(super) const STEPS: &[Step] = &[
    each!("V1__start"),
    each!("V2__claims"),
    each!("V3__branches"),
    each!("V4__actors"),
    each!("V5__accounts"),
    each!("V7__outlines"),
    each!("V8__generation"),
    each!("V11__first_passwords"),
    each!("V13__papers"),
    each!("V14__cards"),
    each!("V15__rosters"),
    each!("V16__case_notes"),
    each!("V17__tokens"),
    each!("V18__requests"),
    each!("V19__one_touch"),
    each!("V20__stories"),
    each!("V21__takers"),
    each!("V22__certificates"),
    each!("V24__final_sets"),
    each!("V25__same_people"),
    each!("V26__machine_checks"),
];
