/// Column list of a table: the one order of its SELECT, its INSERT and its row reader.
pub(super) struct Columns<const N: usize>(pub(super) [&'static str; N]);

impl<const N: usize> Columns<N> {
    /// `a, b, c`.
    pub(super) fn list(&self) -> String {
        self.0.join(", ")
    }

    /// `INSERT INTO table (a, b, c) VALUES (?1, ?2, ?3)`, with the engine's prefix of parameters.
    pub(super) fn insert_into(&self, table: &str, prefix: char) -> String {
        let values: Vec<String> = (1..=N).map(|at| format!("{prefix}{at}")).collect();
        format!("INSERT INTO {table} ({}) VALUES ({})", self.list(), values.join(", "))
    }

    /// `f(a), f(b), f(c)`, without the first `skipped` columns.
    pub(super) fn each(&self, skipped: usize, f: impl Fn(&str) -> String) -> String {
        self.0.iter().skip(skipped).map(|name| f(name)).collect::<Vec<_>>().join(", ")
    }

    /// `b = source.b, c = source.c`, without the first `skipped` columns: `source` is `excluded` in an upsert, or a table.
    pub(super) fn set_from(&self, source: &str, skipped: usize) -> String {
        self.each(skipped, |name| format!("{name} = {source}.{name}"))
    }
}
