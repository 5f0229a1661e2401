use super::{
    args::StationArgs,
    clock,
    commands::open,
    outbox::{
        self,
        receive::{Received, take},
    },
};
use crate::{
    cli::Console,
    text::{Words, codes},
    tui::Failure,
};
use serde_json::json;
use std::path::PathBuf;

/// Takes what the centre sent: receipts, packs, of which the newest is put into use, and newer grants.
///
/// # Errors
/// Nothing there, or nothing that this station may take; what was there before still is.
pub fn run(args: &StationArgs, places: &[PathBuf], console: &Console) -> Result<(), Vec<Failure>> {
    let files = outbox::inbox(places);
    if files.is_empty() {
        return Err(vec![Failure::new(codes::handover::NO_FILES_FOUND, [])]);
    }
    let mut opened = open(args, console)?;
    let now = clock::now(&opened.store).stamp;
    let received = take(&mut opened.store, &files, now).map_err(|failure| vec![failure])?;
    for line in lines(&received, console.words()) {
        console.paragraph(&line);
    }
    console.json(&value(&received));
    let nothing = received.receipts.is_empty() && received.pack.is_none() && received.grant.is_none();
    let mut failures: Vec<Failure> = received.refused.into_iter().map(|(_, failure)| failure).collect();
    if nothing {
        return Err(failures);
    }
    // Something was ingested: a file that was not is reported, and is no reason to do it all again.
    for failure in failures.drain(..) {
        console.paragraph(&format!("▲ {}", failure.notice(console.words())));
    }
    Ok(())
}

/// What was taken, line by line, in the volunteer's words.
#[must_use]
pub fn lines(received: &Received, words: &Words) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(grant) = &received.grant {
        let key = if grant.known { "enrol-known" } else { "enrol-accepted" };
        lines.push(words.with(key, &[("centre", grant.centre.as_str().into()), ("number", grant.number.into())]));
    }
    let mut remarks = Vec::new();
    if let Some(pack) = &received.pack {
        let values = [("version", pack.version.into()), ("fingerprint", pack.fingerprint.as_str().into())];
        lines.push(words.with(if pack.known { "transfer-known" } else { "transfer-received" }, &values));
        lines.push(words.with("transfer-fingerprint", &values));
        remarks.extend(&pack.remarks);
    }
    for receipt in &received.receipts {
        let values =
            [("number", receipt.number.into()), ("held", receipt.held.into()), ("newly", receipt.newly_held.into())];
        lines.push(words.with(if receipt.older { "receipt-older" } else { "receipt-taken" }, &values));
    }
    remarks.extend(&received.remarks);
    lines.extend(remarks.into_iter().map(|remark| format!("▲ {}", remark.notice(words))));
    lines
}

fn value(received: &Received) -> serde_json::Value {
    let receipts: Vec<_> = received
        .receipts
        .iter()
        .map(|one| {
            json!({
                "number": one.number,
                "older": one.older,
                "held": one.held,
                "newly_held": one.newly_held,
                "resend_from": one.resend_from,
            })
        })
        .collect();
    json!({
        "receipts": receipts,
        "pack": received.pack.as_ref().map(|pack| json!({
            "version": pack.version, "fingerprint": pack.fingerprint, "known": pack.known,
        })),
        "grant": received.grant.as_ref().map(|grant| json!({ "number": grant.number, "known": grant.known })),
        "remarks": received.remarks.iter().map(|one| one.code).collect::<Vec<_>>(),
        "refused": received.refused.iter().map(|(path, failure)| json!({
            "file": path.display().to_string(), "code": failure.code,
        })).collect::<Vec<_>>(),
    })
}
