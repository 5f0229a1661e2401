use super::{cli::StationArgs, commands::open, packs, say::Say, world};
use crate::tui::Failure;
use serde_json::json;
use std::path::PathBuf;

/// Takes what the centre sent: so far content packs, of which the newest is put into use.
///
/// # Errors
/// Nothing there, or nothing that this station may take; what was in use still is.
pub fn run(args: &StationArgs, places: &[PathBuf], say: &Say) -> Result<(), Vec<Failure>> {
    let files = packs::files(places);
    if files.is_empty() {
        return Err(vec![Failure { code: "TS-K23", args: Vec::new() }]);
    }
    let mut opened = open(args)?;
    let (news, _) = packs::take_newest(&mut opened.store, &files, world::stamp_now())?;
    let values = [("version", news.version.into()), ("fingerprint", news.fingerprint.as_str().into())];
    let words = say.words();
    say.line(&words.with(if news.known { "transfer-known" } else { "transfer-received" }, &values));
    say.line(&words.with("transfer-fingerprint", &values));
    for remark in &news.remarks {
        say.line(&format!("▲ {}", remark.notice(words)));
    }
    say.value(&json!({ "version": news.version, "fingerprint": news.fingerprint, "known": news.known }));
    Ok(())
}
