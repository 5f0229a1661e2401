use super::{
    args::StationArgs,
    centre_client, clock,
    commands::{Opened, open},
    error_log::logged,
    explain,
    outbox::{
        handover::{self, TransferControl},
        stick,
    },
    send::Patience,
    settings,
};
use crate::{
    cli::Console,
    text::codes,
    tui::{Failure, HandedOver, Pace, Stage},
};
use serde_json::{Value, json};
use std::{
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

type Done = Result<(), Vec<Failure>>;

/// Writes results to a stick, reads them back, and ingests what is there for this station.
///
/// # Errors
/// The station cannot be opened, or the stick does not have everything: then nothing counts as handed in.
pub fn export(args: &StationArgs, to: &Path, console: &Console) -> Done {
    stick::is_there(to).map_err(|failure| vec![failure])?;
    let mut opened = open(args, console)?;
    let now = clock::now(&opened.store).stamp;
    let done =
        handover::to_drive(&mut opened.store, to, now, &mut Shown { console }).map_err(|failure| vec![failure])?;
    print(&done, console);
    Ok(())
}

/// Options of `tramso send`.
pub struct Wanted {
    /// None: the address that the station keeps.
    pub address: Option<String>,
    /// File of certificates that are trusted in place of the well-known ones.
    pub authority: Option<PathBuf>,
    /// How often a request is tried.
    pub tries: u32,
}

/// Sends results over the network.
///
/// # Errors
/// Why not everything arrived; what did is printed first and counts.
pub fn send(args: &StationArgs, wanted: &Wanted, console: &Console) -> Done {
    let Opened { mut store, .. } = open(args, console)?;
    if !store.is_enrolled() {
        return Err(vec![Failure::new(codes::handover::STATION_NOT_ENROLLED, [])]);
    }
    let dir = store.station_dir().to_owned();
    let address = wanted.address.clone().unwrap_or_else(|| settings::read(&dir).centre);
    let patience = Patience { tries: wanted.tries.max(1), ..Patience::default() };
    let client =
        centre_client::client(&dir, &address, wanted.authority.as_deref(), patience, console.words().language());
    let client = client.map_err(|failure| vec![failure])?;
    let now = clock::now(&store).stamp;
    let sent = handover::by_network(&mut store, &client, now, &mut Shown { console });
    let (done, fault) = sent.map_err(|failure| vec![failure])?;
    print(&done, console);
    let refused = |[name, code, what, now]: &[String; 4]| {
        Failure::new(
            codes::sending::BUNDLE_REFUSED,
            [("name", name.clone()), ("code", code.clone()), ("what", what.clone()), ("now", now.clone())],
        )
    };
    let mut failures: Vec<Failure> = done.refused.iter().map(refused).collect();
    failures.extend(fault.as_ref().map(|fault| logged(&dir, explain::sent(fault), fault)));
    if failures.is_empty() { Ok(()) } else { Err(failures) }
}

fn print(done: &HandedOver, console: &Console) {
    let words = console.words();
    let number = |count: u64| words.number(count);
    if let Some(folder) = &done.folder {
        let values = [
            ("bundles", number(done.bundles).into()),
            ("records", number(done.records).into()),
            ("folder", folder.as_str().into()),
        ];
        if done.bundles == 0 {
            console.paragraph(&words.get("outbox-nothing"));
        } else {
            console.paragraph(&words.with("outbox-written", &values));
        }
        console.paragraph(&words.get("cli-remove"));
        if done.bundles > 0 {
            console.paragraph(&words.get("outbox-carry"));
        }
    } else if done.arrived > 0 {
        console.paragraph(&words.with("outbox-arrived", &[("n", number(done.arrived).into())]));
    } else if done.bundles == 0 {
        console.paragraph(&words.get("outbox-nothing"));
    }
    let brought = &done.brought;
    if let Some(number) = brought.receipt {
        console.paragraph(&words.with("outbox-took-receipt", &[("number", number.into())]));
    }
    if let Some(pack) = brought.pack.as_ref().filter(|pack| !pack.known) {
        console.paragraph(&words.with("outbox-took-pack", &[("version", pack.version.into())]));
        console.paragraph(&words.with("transfer-fingerprint", &[("fingerprint", pack.fingerprint.as_str().into())]));
    }
    if brought.grant {
        console.paragraph(&words.get("outbox-took-grant"));
    }
    let notices: Vec<_> = done.lost.iter().chain(&brought.remarks).chain(&brought.refused).collect();
    for failure in &notices {
        console.paragraph(&format!("▲ {}", failure.notice(words)));
    }
    let codes: Vec<Value> = notices.iter().map(|failure| failure.code.into()).collect();
    console.json(&json!({
        "folder": done.folder,
        "bundles": done.bundles,
        "records": done.records,
        "known": done.known,
        "arrived": done.arrived,
        "refused": done.refused.iter().map(|[name, code, ..]| json!({ "name": name, "code": code })).collect::<Vec<_>>(),
        "receipt": brought.receipt,
        "pack": brought.pack.as_ref().map(|pack| pack.version),
        "grant": brought.grant,
        "notices": codes,
    }));
}

/// Progress on a terminal.
struct Shown<'s> {
    console: &'s Console,
}

impl TransferControl for Shown<'_> {
    fn pace(&mut self, pace: Pace) -> bool {
        let words = self.console.words();
        let doing = words.get(match pace.stage {
            Stage::Issuing | Stage::Making => "outbox-making",
            Stage::Writing => "outbox-writing",
            Stage::Checking => "outbox-checking",
            Stage::Sending => "outbox-sending",
        });
        let percent = pace.done.min(pace.of).saturating_mul(100) / pace.of.max(1);
        self.console.progress(&format!("{doing} {percent} %"));
        true
    }

    fn pause(&mut self, time: Duration) -> bool {
        thread::sleep(time);
        true
    }
}
