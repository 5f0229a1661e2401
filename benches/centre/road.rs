//! From a station's database to the receipt: export, upload over HTTP on loopback, verified intake, receipt; and the same bundle
//! once more. The server is the real program.

use super::{Amount, Figure, Goal, Stop, place, timed};
use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};
use tempfile::TempDir;
use tramso::{
    kiosk::outbox,
    loadgen::{Answer, Server},
};

pub fn all(amount: Amount) -> Result<Vec<Figure>, Stop> {
    let (filled, demo) = timed(Demo::start)?;
    let (mut first, mut again) = (Vec::new(), Vec::new());
    for round in 0..amount.rounds {
        let mut filled = place::Filled::new(500 + round as u64, place::ENTRIES)?;
        let (took, bytes) = timed(|| {
            let ready = outbox::prepare(&mut filled.store, place::now(), &mut |_| ())?;
            demo.server.admit(&filled.grant)?;
            let bundle = ready.bundles.first().ok_or_else(|| Stop("no bundle".to_owned()))?;
            let bytes = std::fs::read(&bundle.path)?;
            held(demo.server.post(&bytes)?, false)?;
            Ok(bytes)
        })?;
        let (repeated, ()) = timed(|| held(demo.server.post(&bytes)?, true))?;
        first.push(took * 1e3);
        again.push(repeated * 1e3);
    }
    Ok(vec![
        Figure {
            name: "the demo, from the command until it serves filled",
            unit: "s",
            ours: vec![filled],
            bare: None,
            goal: Goal::AtMost(20.0),
        },
        Figure {
            name: "export, upload, verified intake, receipt of 500 entries",
            unit: "ms",
            ours: first,
            bare: None,
            goal: Goal::AtMost(300.0),
        },
        Figure {
            name: "the same bundle answered again",
            unit: "ms",
            ours: again,
            bare: None,
            goal: Goal::AtMost(40.0),
        },
    ])
}

fn held(answer: Answer, wanted: bool) -> Result<(), Stop> {
    match answer {
        Answer::Held { known, .. } if known == wanted => Ok(()),
        other => Err(Stop(format!("{other:?}"))),
    }
}

/// The program's demo centre, until it is dropped.
pub struct Demo {
    pub server: Server,
    pub password: String,
    /// The folder of everything that the program keeps.
    pub folder: TempDir,
    child: Child,
}

impl Demo {
    pub fn start() -> Result<Self, Stop> {
        let folder = place::scratch()?;
        let mut child = Command::new(env!("CARGO_BIN_EXE_tramso-central"))
            .args(["demo", "--listen", "127.0.0.1:0"])
            .env("TMPDIR", folder.path())
            .env("LANG", "en_US.UTF-8")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let stdout = child.stdout.take().ok_or_else(|| Stop("no output".to_owned()))?;
        let mut lines = BufReader::new(stdout).lines();
        let (mut url, mut password) = (None, None);
        while url.is_none() || password.is_none() {
            let Some(line) = lines.next() else {
                return Err(Stop("the demo did not start".to_owned()));
            };
            let line = line?;
            let words = || line.split([' ', ',', ';']).map(|word| word.trim_end_matches('.'));
            url = url.or_else(|| words().find(|word| word.starts_with("http://")).map(str::to_owned));
            password = password.or_else(|| passphrase(&line));
        }
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        let server = Server::new(&url.unwrap_or_default(), None)?;
        Ok(Self { server, password: password.unwrap_or_default(), folder, child })
    }
}

/// Six syllables, as passphrases are.
fn passphrase(line: &str) -> Option<String> {
    let words: Vec<&str> = line.trim().split('-').collect();
    let plain = |word: &&str| !word.is_empty() && word.bytes().all(|sign| sign.is_ascii_lowercase());
    (words.len() == 6 && words.iter().all(plain)).then(|| line.trim().to_owned())
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        let _ = self.child.wait();
    }
}
