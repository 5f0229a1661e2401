//! A PostgreSQL of a test's own: its data in a folder that is thrown away, reached by a socket in it and by nothing else.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex, OnceLock},
    thread,
};
use tempfile::TempDir;

/// A server that ends with its owner: when it is dropped, and when the thread that began it ends in any way.
pub struct Postgres {
    place: TempDir,
    settings: Vec<String>,
    server: Option<Child>,
    /// Errors that it has reported since it was made.
    errors: Arc<Mutex<Vec<String>>>,
}

/// For tests: nothing is synced to the disk. A server that is killed loses nothing by it, only a machine would.
pub const QUICK: &[&str] = &["fsync=off", "full_page_writes=off", "shared_buffers=64MB"];

const INSTALL: &str = "PostgreSQL is needed to test the centre: apt-get install postgresql";

impl Postgres {
    /// Makes a new server and waits until it takes connections.
    ///
    /// # Panics
    /// Where PostgreSQL is not installed, with the command that installs it.
    pub fn start(settings: &[&str]) -> Self {
        let _ = folder(); // first of all: without it there may be no such user either
        let place = owned();
        succeeds(Command::new("cp").arg("-a").arg(empty()).arg(place.path().join("data")));
        let settings = settings.iter().map(|setting| (*setting).to_owned()).collect();
        let mut made = Self { place, settings, server: None, errors: Arc::default() };
        made.begin();
        made
    }

    /// Starts it again after `crash`.
    pub fn begin(&mut self) {
        let mut postgres = program("postgres");
        postgres.arg("-D").arg(self.data()).arg("-k").arg(self.place.path());
        postgres.args(["-c", "listen_addresses=", "-c", "max_connections=60", "-c", "lc_messages=C"]);
        for setting in &self.settings {
            postgres.args(["-c", setting]);
        }
        let mut server = postgres.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let mut told = BufReader::new(server.stderr.take().unwrap());
        self.server = Some(server);
        let mut line = String::new();
        let mut all = String::new();
        while !line.contains("ready to accept connections") {
            line.clear();
            assert!(told.read_line(&mut line).unwrap() > 0, "PostgreSQL did not start:\n{all}");
            all.push_str(&line);
        }
        // It must never wait for somebody to read what it prints.
        let errors = self.errors.clone();
        thread::spawn(move || {
            let is_error =
                |line: &String| ["ERROR:", "FATAL:", "PANIC:", "STATEMENT:"].iter().any(|kind| line.contains(kind));
            let lines = told.lines().map_while(Result::ok).filter(is_error);
            lines.for_each(|line| errors.lock().unwrap().push(line));
        });
    }

    /// Ends it at once, as a cut of the power would but for the disk; every connection breaks.
    pub fn crash(&mut self) {
        self.end("-QUIT");
    }

    /// Makes a new, empty database and answers with its address.
    pub fn database(&self, name: &str) -> String {
        self.sql("postgres", &format!("CREATE DATABASE {name}"));
        self.address(name)
    }

    /// The address of a database that is there.
    pub fn address(&self, name: &str) -> String {
        let socket = self.place.path().to_str().unwrap().replace('/', "%2F");
        format!("postgresql://postgres@{socket}/{name}")
    }

    /// Runs statements in a database and answers with what they return, columns apart by `|`.
    pub fn sql(&self, database: &str, sql: &str) -> String {
        self.try_sql(database, sql).unwrap()
    }

    /// The same, or what the database answers to what it refuses.
    pub fn try_sql(&self, database: &str, sql: &str) -> Result<String, String> {
        let mut psql = program("psql");
        psql.args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-U", "postgres", "-h"]).arg(self.place.path());
        psql.args(["-d", database, "-f", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut psql = psql.spawn().unwrap();
        let mut told = psql.stdin.take().unwrap();
        let sql = sql.to_owned();
        let writer = thread::spawn(move || told.write_all(sql.as_bytes()));
        let output = psql.wait_with_output().unwrap();
        let _ = writer.join();
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned());
        }
        Ok(String::from_utf8(output.stdout).unwrap())
    }

    /// Everything in a database as statements that make it again.
    pub fn dump(&self, database: &str) -> String {
        let mut dump = program("pg_dump");
        dump.args(["-U", "postgres", "--no-owner", "--inserts", "-d", database, "-h"]).arg(self.place.path());
        let output = dump.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let all = String::from_utf8(output.stdout).unwrap();
        // What begins with a backslash is for psql, and older ones do not know all of it.
        all.lines().filter(|line| !line.starts_with('\\')).map(|line| format!("{line}\n")).collect()
    }

    /// The folder that holds all it knows.
    pub fn data(&self) -> PathBuf {
        self.place.path().join("data")
    }

    fn end(&mut self, how: &str) {
        let Some(mut server) = self.server.take() else { return };
        let _ = Command::new("kill").args([how, &server.id().to_string()]).status();
        let _ = server.wait();
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        self.end("-INT");
        if thread::panicking() {
            eprintln!("PostgreSQL's errors:\n{}", self.errors.lock().unwrap().join("\n"));
        }
    }
}

/// One of PostgreSQL's programs, ended when we end. It refuses to be run by root.
fn program(name: &str) -> Command {
    let mut command = Command::new("setpriv");
    if is_root() {
        command.args(["--reuid", "postgres", "--regid", "postgres", "--init-groups"]);
    }
    command.args(["--pdeathsig", "INT"]).arg(folder().join(name));
    command.current_dir("/").env("LC_ALL", "C.UTF-8").env_remove("PGOPTIONS");
    // Always at the machine's own clock: a database whose clock is faked ends transactions as too old at random (libfaketime is not
    // made to be asked from a signal handler), and no moment in the ledger is the database's.
    command.env_remove("LD_PRELOAD");
    command
}

/// A new folder that belongs to PostgreSQL's user.
fn owned() -> TempDir {
    let place = tempfile::tempdir().unwrap();
    if is_root() {
        succeeds(Command::new("chown").arg("postgres:").arg(place.path()));
    }
    place
}

/// A data folder in which nothing is yet, to be copied: `initdb` takes nearly a second, and every test wants its own server. It is made
/// once for each major version and gets its name when it is whole, so that runs beside each other may both make it.
fn empty() -> PathBuf {
    static EMPTY: OnceLock<PathBuf> = OnceLock::new();
    let made = EMPTY.get_or_init(|| {
        let version = folder().parent().and_then(|version| version.file_name()?.to_str().map(str::to_owned)).unwrap();
        let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("postgresql-{version}-empty-1mb"));
        if !kept.is_dir() {
            let place = owned();
            let mut initdb = program("initdb");
            initdb.args([
                "--no-sync",
                "--auth=trust",
                "--username=postgres",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                // Of 39 MB, sixteen were a log that nobody had written.
                "--wal-segsize=1",
                "-D",
            ]);
            succeeds(initdb.arg(place.path().join("data")).stdout(Stdio::null()));
            let unnamed = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
            succeeds(Command::new("cp").arg("-a").arg(place.path().join("data")).arg(unnamed.path()));
            let named = fs::rename(unnamed.path().join("data"), &kept);
            assert!(kept.is_dir(), "{}: {named:?}", kept.display());
        }
        kept
    });
    made.clone()
}

fn is_root() -> bool {
    // SAFETY: it only asks.
    unsafe { libc::geteuid() == 0 }
}

/// Folder of the newest one that is installed.
fn folder() -> PathBuf {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut found: Vec<(u32, PathBuf)> = versions
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .filter(|(_, bin): &(u32, PathBuf)| bin.join("initdb").exists())
        .collect();
    found.sort();
    found.pop().unwrap_or_else(|| panic!("{INSTALL}")).1
}

fn succeeds(command: &mut Command) {
    let output = command.stderr(Stdio::piped()).output().unwrap_or_else(|fault| panic!("{command:?}: {fault}"));
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}
