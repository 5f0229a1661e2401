//! A CUPS of the test's own: cupsd as it is installed, on a socket in a folder, with printers that are a script. What arrives is kept; what
//! a printer reports instead is a word in a file.

use std::{
    fs,
    os::unix::fs::{PermissionsExt, symlink},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};
use tramso::platform::Spooler;

const PATIENCE: Duration = Duration::from_secs(20);

/// Keeps what arrives as `N.pdf`, with what the spooler gave of it in `N.args`. A word in `trouble` is reported instead, as long as it is
/// there: `stop` stops the printer, `abort` gives the document up.
const BACKEND: &str = r#"#!/bin/sh
[ $# -eq 0 ] && { echo 'direct tram "test" "test"'; exit 0; }
there=${DEVICE_URI#tram:}
last=
while [ -s "$there/trouble" ]; do
  read -r word < "$there/trouble"
  [ "$word" = stop ] && exit 4
  [ "$word" = abort ] && exit 1
  [ -n "$word" ] && [ "$word" != "$last" ] && echo "STATE: +$word" >&2
  last=$word
  sleep 0.1
done
[ -n "$last" ] && echo "STATE: -$last" >&2
if [ -n "$6" ]; then cat "$6"; else cat; fi > "$there/$1.part"
printf '%s\n' "$@" > "$there/$1.args"
mv "$there/$1.part" "$there/$1.pdf"
"#;

/// What becomes of a document that fails at a printer.
#[derive(Clone, Copy)]
pub enum OnError {
    Stop,
    Retry,
    Abort,
}

/// A running CUPS.
pub struct Cups {
    child: Child,
    folder: tempfile::TempDir,
}

impl Cups {
    /// With these printers; the first is the machine's usual one where `has_usual`.
    pub fn start(printers: &[(&str, OnError)], has_usual: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        // Its scripts run as another user than a test that root runs.
        fs::set_permissions(root, fs::Permissions::from_mode(0o755)).unwrap();
        for name in ["etc", "spool", "cache", "run", "bin/backend", "bin/daemon", "data/mime", "log", "arrived"] {
            fs::create_dir_all(root.join(name)).unwrap();
        }
        symlink("/usr/lib/cups/daemon/cups-exec", root.join("bin/daemon/cups-exec")).unwrap();
        fs::write(root.join("data/mime/mime.types"), "application/pdf pdf string(0,%PDF)\n").unwrap();
        fs::write(root.join("data/mime/mime.convs"), "").unwrap();
        let backend = root.join("bin/backend/tram");
        fs::write(&backend, BACKEND).unwrap();
        fs::set_permissions(&backend, fs::Permissions::from_mode(0o755)).unwrap();
        let at = |name: &str| root.join(name).display().to_string();
        let conf = format!(
            "LogLevel debug\nListen {}\nBrowsing No\nDefaultAuthType None\nWebInterface No\nJobRetryInterval 5\n\
             <Location />\nAllow all\n</Location>\n<Policy default>\n\
             <Limit Cancel-Job>\nRequire user @OWNER @SYSTEM\n</Limit>\n<Limit All>\n</Limit>\n</Policy>\n",
            at("run/cups.sock")
        );
        let files = format!(
            "ServerRoot {}\nRequestRoot {}\nTempDir {1}\nCacheDir {}\nStateDir {}\nServerBin {}\nDataDir {}\nErrorLog {}\n\
             AccessLog {}\nPageLog {}\n",
            at("etc"),
            at("spool"),
            at("cache"),
            at("run"),
            at("bin"),
            at("data"),
            at("log/error"),
            at("log/access"),
            at("log/page")
        );
        let mut queues = String::new();
        for (place, (name, on_error)) in printers.iter().enumerate() {
            let kind = if place == 0 && has_usual { "DefaultPrinter" } else { "Printer" };
            let policy = match on_error {
                OnError::Stop => "stop-printer",
                OnError::Retry => "retry-current-job",
                OnError::Abort => "abort-job",
            };
            let there = at(&format!("arrived/{name}"));
            fs::create_dir(&there).unwrap();
            fs::set_permissions(&there, fs::Permissions::from_mode(0o777)).unwrap();
            queues += &format!(
                "<{kind} {name}>\nInfo Máy {name}\nDeviceURI tram:{there}\nState Idle\nAccepting Yes\nShared No\n\
                 OpPolicy default\nErrorPolicy {policy}\n</{kind}>\n"
            );
        }
        fs::write(root.join("etc/cupsd.conf"), conf).unwrap();
        fs::write(root.join("etc/cups-files.conf"), files).unwrap();
        fs::write(root.join("etc/printers.conf"), queues).unwrap();
        let child = Command::new("/usr/sbin/cupsd")
            .arg("-f")
            .arg("-c")
            .arg(root.join("etc/cupsd.conf"))
            .arg("-s")
            .arg(root.join("etc/cups-files.conf"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let child = child.unwrap_or_else(|fault| panic!("cupsd does not start ({fault}): .ci/needs"));
        let cups = Self { child, folder };
        until("cupsd answers", || cups.spooler().printers().is_ok_and(|found| found.len() == printers.len()));
        cups
    }

    pub fn socket(&self) -> PathBuf {
        self.folder.path().join("run/cups.sock")
    }

    pub fn spooler(&self) -> Spooler {
        Spooler::at(&self.socket()).unwrap()
    }

    fn arrived(&self, printer: &str) -> PathBuf {
        self.folder.path().join("arrived").join(printer)
    }

    /// From now on the printer reports this; nothing: it works.
    pub fn reports(&self, printer: &str, word: &str) {
        fs::write(self.arrived(printer).join("trouble"), word).unwrap();
    }

    /// Documents that came out of a printer, in their order.
    pub fn printed(&self, printer: &str) -> Vec<Vec<u8>> {
        with_ending(&self.arrived(printer), "pdf").iter().map(|path| fs::read(path).unwrap()).collect()
    }

    /// What the spooler gave its processes of each, a line an argument: number, owner, title, copies, options.
    pub fn arguments(&self, printer: &str) -> Vec<String> {
        with_ending(&self.arrived(printer), "args").iter().map(|path| fs::read_to_string(path).unwrap()).collect()
    }

    /// Files that the spooler keeps of documents.
    pub fn kept(&self) -> Vec<String> {
        let names = fs::read_dir(self.folder.path().join("spool")).unwrap();
        let names = names.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
        names.filter(|name| name.starts_with(['c', 'd']) && name.as_bytes()[1].is_ascii_digit()).collect()
    }

    pub fn pid(&self) -> i32 {
        i32::try_from(self.child.id()).unwrap()
    }

    /// As when the machine is switched off.
    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Cups {
    fn drop(&mut self) {
        self.kill();
    }
}

fn with_ending(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let number = |path: &PathBuf| path.file_stem().unwrap().to_string_lossy().parse::<u32>().unwrap_or(0);
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|end| end == ending)).collect();
    found.sort_by_key(number);
    found
}

/// Waits for something.
#[track_caller]
pub fn until(what: &str, is_so: impl Fn() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < PATIENCE, "never: {what}");
        thread::sleep(Duration::from_millis(20));
    }
}
