//! CUPS, asked in its own language (IPP) at its local socket. `lp` would take the end of its input for the end of the document, so that a
//! station that is killed while it writes would have half a document printed; a question of a stated length is taken whole or not at all.

use super::{
    Document, JobId, JobState, Printer, Sides, SpoolFault, SpoolJob, Trouble,
    ipp::{Answer, Group, Operation, Question},
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, percent_decode_str, utf8_percent_encode};
use std::{
    env,
    io::{self, ErrorKind, Read, Write},
    os::unix::net::UnixStream,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

/// Where CUPS listens on Linux, and on the systems before `/run`.
const SOCKETS: [&str; 2] = ["/run/cups/cups.sock", "/var/run/cups/cups.sock"];
/// What stays as it is in the name of a queue.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.');
/// Owner of all documents at the spooler, by whatever user of the machine. CUPS believes any name at its local socket, and its policy asks that
/// who cancels a document is who brought it.
const OWNER: &str = "tramso";
/// An answer of CUPS is some kilobytes.
const LARGEST_ANSWER: u64 = 1 << 20;
/// Longest wait for one piece of an answer, and for a whole one: a large document is copied meanwhile.
const PIECE: Duration = Duration::from_secs(5);
const WHOLE: Duration = Duration::from_secs(30);
/// The pages of every document here.
const MEDIA: &str = "iso_a4_210x297mm";

/// Attributes of a printer and of a document that are read here.
const OF_PRINTER: [&str; 5] =
    ["printer-name", "printer-info", "printer-state", "printer-state-reasons", "printer-is-accepting-jobs"];
const OF_JOB: [&str; 6] =
    ["job-id", "job-name", "job-state", "job-printer-uri", "job-printer-state-reasons", "job-preserved"];

/// CUPS at its socket.
pub(super) struct Spooler {
    socket: PathBuf,
}

impl Spooler {
    pub(super) fn find() -> Option<Self> {
        let named = env::var_os("CUPS_SERVER").map(PathBuf::from).filter(|path| path.is_absolute());
        let usual = || SOCKETS.iter().map(PathBuf::from).find(|path| path.exists());
        named.or_else(usual).map(|socket| Self { socket })
    }

    pub(super) fn at(socket: &Path) -> Option<Self> {
        Some(Self { socket: socket.to_owned() })
    }

    pub(super) fn printers(&self) -> Result<Vec<Printer>, SpoolFault> {
        let usual = match self.ask("/", &asked(Operation::CUPS_GET_DEFAULT).wanted(&["printer-name"]).with(&[])) {
            Ok(answer) => answer.first()?.text("printer-name").unwrap_or_default().to_owned(),
            Err(SpoolFault::Unknown) => String::new(),
            Err(fault) => return Err(fault), // else: it is not known what there is
        };
        match self.ask("/", &asked(Operation::CUPS_GET_PRINTERS).wanted(&OF_PRINTER).with(&[])) {
            Ok(answer) => Ok(answer.each().iter().filter_map(|group| printer(group, &usual)).collect()),
            // Where there is no printer at all, CUPS finds nothing.
            Err(SpoolFault::Unknown) => Ok(Vec::new()),
            Err(fault) => Err(fault), // else: it is not known what there is
        }
    }

    pub(super) fn print(&self, printer: &str, document: &Document<'_>) -> Result<JobId, SpoolFault> {
        let sides = match document.sides {
            Sides::One => "one-sided",
            Sides::Both => "two-sided-long-edge",
        };
        let question = Question::new(Operation::PRINT_JOB)
            .uri("printer-uri", &address(printer))
            .name("requesting-user-name", OWNER)
            .name("job-name", document.title)
            .format("application/pdf")
            .of_job()
            .keyword("media", MEDIA)
            .keyword("sides", sides)
            .with(document.pdf);
        let answer = self.ask(&format!("/printers/{}", named(printer)), &question)?;
        answer.first()?.number("job-id").map(JobId).ok_or(SpoolFault::NotUnderstood)
    }

    pub(super) fn state(&self, job: JobId, printer: &str) -> Result<JobState, SpoolFault> {
        let question = Question::new(Operation::GET_JOB_ATTRIBUTES)
            .uri("job-uri", &format!("ipp://localhost/jobs/{}", job.0))
            .name("requesting-user-name", OWNER)
            .wanted(&OF_JOB)
            .with(&[]);
        let answer = match self.ask("/", &question) {
            Ok(answer) => answer,
            Err(SpoolFault::Unknown) => return Ok(JobState::Gone(self.trouble(printer)?)),
            Err(fault) => return Err(fault), // else: it is not known what there is
        };
        let group = answer.first()?;
        Ok(match group.number("job-state") {
            Some(7) => JobState::Cancelled,
            Some(8) => JobState::Aborted,
            Some(9) => JobState::Done,
            Some(_) => JobState::Under(trouble(group, "job-printer-state-reasons")),
            None => return Err(SpoolFault::NotUnderstood),
        })
    }

    pub(super) fn forget(&self, job: JobId) -> Result<(), SpoolFault> {
        let question = Question::new(Operation::CANCEL_JOB)
            .uri("job-uri", &format!("ipp://localhost/jobs/{}", job.0))
            .name("requesting-user-name", OWNER)
            // CUPS' own: its pages and its line in the lists go too, at once.
            .yes("purge-job")
            .with(&[]);
        // A document that was not over is over by the first, without its pages; the second takes its line too.
        for _ in 0..2 {
            match self.ask("/jobs/", &question) {
                Ok(_) => (),
                Err(SpoolFault::Unknown) => return Ok(()),
                Err(fault) => return Err(fault), // else: it is not known what there is
            }
        }
        Ok(())
    }

    pub(super) fn jobs(&self) -> Result<Vec<SpoolJob>, SpoolFault> {
        let question = Question::new(Operation::GET_JOBS)
            .uri("printer-uri", "ipp://localhost/")
            .name("requesting-user-name", OWNER)
            .keyword("which-jobs", "all")
            .yes("my-jobs")
            .wanted(&OF_JOB)
            .with(&[]);
        match self.ask("/", &question) {
            Ok(answer) => Ok(answer.each().iter().filter_map(spool_job).collect()),
            Err(SpoolFault::Unknown) => Ok(Vec::new()),
            Err(fault) => Err(fault), // else: it is not known what there is
        }
    }

    fn trouble(&self, printer: &str) -> Result<Option<Trouble>, SpoolFault> {
        let question = asked(Operation::GET_PRINTER_ATTRIBUTES).uri("printer-uri", &address(printer));
        match self.ask("/", &question.wanted(&OF_PRINTER).with(&[])) {
            Ok(answer) => Ok(trouble(answer.first()?, "printer-state-reasons")),
            Err(SpoolFault::Unknown) => Ok(None),
            Err(fault) => Err(fault), // else: it is not known what there is
        }
    }

    /// One question on a line of its own.
    fn ask(&self, path: &str, question: &[u8]) -> Result<Answer, SpoolFault> {
        let until = Instant::now() + WHOLE;
        let mut line = UnixStream::connect(&self.socket).map_err(|error| fault(&error))?;
        for limit in [UnixStream::set_read_timeout, UnixStream::set_write_timeout] {
            limit(&line, Some(PIECE)).map_err(|error| fault(&error))?;
        }
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/ipp\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            question.len()
        );
        let whole = [head.as_bytes(), question].concat();
        for piece in whole.chunks(1 << 16) {
            line.write_all(piece).map_err(|error| fault(&error))?;
            if Instant::now() > until {
                return Err(SpoolFault::Silent);
            }
        }
        let answer = read_answer(&mut line, until)?;
        Answer::read(body_of(&answer)?)
    }
}

fn asked(operation: Operation) -> Question {
    Question::new(operation).name("requesting-user-name", OWNER)
}

/// Everything until CUPS closes the line.
fn read_answer(line: &mut UnixStream, until: Instant) -> Result<Vec<u8>, SpoolFault> {
    let mut bytes = Vec::new();
    let mut piece = [0; 8192];
    loop {
        let count = match line.read(&mut piece) {
            Ok(0) => return Ok(bytes),
            Ok(count) => count,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(fault(&error)),
        };
        bytes.extend(piece.iter().take(count));
        if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > LARGEST_ANSWER {
            return Err(SpoolFault::NotUnderstood);
        }
        if Instant::now() > until {
            return Err(SpoolFault::Silent);
        }
    }
}

/// What is behind the head of an HTTP answer; a refusal of HTTP itself is one of the spooler.
fn body_of(answer: &[u8]) -> Result<&[u8], SpoolFault> {
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n").ok_or(SpoolFault::NotUnderstood)?;
    let (head, body) = answer.split_at_checked(end + 4).ok_or(SpoolFault::NotUnderstood)?;
    let status = head.get(9..12).and_then(|digits| std::str::from_utf8(digits).ok()?.parse().ok());
    match status {
        Some(200) => Ok(body),
        Some(404) => Err(SpoolFault::Unknown),
        Some(status) => Err(SpoolFault::Refused(status)),
        None => Err(SpoolFault::NotUnderstood),
    }
}

fn fault(error: &io::Error) -> SpoolFault {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::ConnectionRefused | ErrorKind::PermissionDenied => SpoolFault::NotThere,
        ErrorKind::WouldBlock | ErrorKind::TimedOut => SpoolFault::Silent,
        kind => SpoolFault::Broken(kind),
    }
}

fn address(printer: &str) -> String {
    format!("ipp://localhost/printers/{}", named(printer))
}

/// A queue's name in an address: it may have any letters but space, `/` and `#`.
fn named(printer: &str) -> PercentEncode<'_> {
    utf8_percent_encode(printer, PLAIN)
}

fn printer(group: &Group, usual: &str) -> Option<Printer> {
    let name = group.text("printer-name")?.to_owned();
    let shown = group.text("printer-info").filter(|info| !info.trim().is_empty()).unwrap_or(&name);
    Some(Printer {
        shown: shown.to_owned(),
        is_default: name == usual,
        accepts: group.truth("printer-is-accepting-jobs").unwrap_or(true),
        is_stopped: group.number("printer-state") == Some(5),
        name,
    })
}

fn spool_job(group: &Group) -> Option<SpoolJob> {
    let printer = group.text("job-printer-uri").and_then(|uri| uri.rsplit('/').next()).unwrap_or_default();
    Some(SpoolJob {
        id: JobId(group.number("job-id")?),
        printer: percent_decode_str(printer).decode_utf8_lossy().into_owned(),
        is_over: group.number("job-state")? >= 7,
        is_kept: group.truth("job-preserved").unwrap_or(false),
    })
}

/// The gravest of what a printer reports. Its own word for how grave it is (`-error`, `-warning`, `-report`) is not believed: backends
/// report an empty tray as a warning.
fn trouble(group: &Group, name: &str) -> Option<Trouble> {
    let reasons: Vec<&str> = group.texts(name).map(plain).collect();
    let has = |wanted: &[&str]| reasons.iter().any(|reason| wanted.contains(reason));
    REASONS.iter().find(|(wanted, _)| has(wanted)).map(|(_, trouble)| *trouble)
}

/// Keywords of RFC 8011 and of CUPS, what stops everything first.
const REASONS: [(&[&str], Trouble); 6] = [
    (&["media-jam"], Trouble::Jam),
    (&["cover-open", "door-open", "interlock-open", "input-tray-missing", "output-tray-missing"], Trouble::Open),
    (&["media-empty", "media-needed"], Trouble::NoPaper),
    (&["toner-empty", "marker-supply-empty", "developer-empty", "ink-empty"], Trouble::NoInk),
    (&["offline", "shutdown", "timed-out", "connecting-to-device"], Trouble::Off),
    (&["paused", "moving-to-paused", "stopped-partly"], Trouble::Stopped),
];

fn plain(reason: &str) -> &str {
    ["-error", "-warning", "-report"].iter().find_map(|end| reason.strip_suffix(end)).unwrap_or(reason)
}
