use super::{location::CentreLocation, open};
use crate::{
    centre::{
        Access, Actor,
        cases::actor_name,
        explain,
        trail::{line, verbs},
    },
    cli::{CommandResult, Console},
    domain::{AccountName, Date},
    ledger::NoteFilter,
    notices::{failure, legible},
    text::{Language, Words, codes},
};
use clap::{Args, builder::PossibleValuesParser};
use serde_json::json;
use std::process::ExitCode;

/// Options of `trail`.
#[derive(Args)]
pub struct Trail {
    /// Chỉ những gì tài khoản này làm
    #[arg(long, value_name = "TÊN")]
    account: Option<String>,
    /// Chỉ một loại việc
    #[arg(long, value_name = "LOẠI", value_parser = PossibleValuesParser::new(verbs()))]
    kind: Option<String>,
    /// Chỉ một ngày, dạng 2026-11-22
    #[arg(long, value_name = "NGÀY")]
    day: Option<String>,
    /// Chỉ những dòng cũ hơn dòng này
    #[arg(long, value_name = "SỐ")]
    before: Option<i64>,
    /// Nhiều nhất bao nhiêu dòng
    #[arg(long, value_name = "N", default_value_t = 100)]
    most: u32,
}

/// Prints the trail, the newest line first.
pub fn run(wanted: &Trail, location: &CentreLocation, console: &Console) -> CommandResult {
    let account = wanted.account.as_deref().map(|name| {
        let not_one = || failure(codes::account::NOT_AN_ACCOUNT_NAME, [("account", legible(name))]);
        name.parse::<AccountName>().map_err(|_| not_one())
    });
    let day = wanted
        .day
        .as_deref()
        .map(|day| day.parse::<Date>().map_err(|_| failure(codes::approve::NOT_A_DATE, [("value", legible(day))])));
    let (account, day) = (account.transpose()?, day.transpose()?);
    let filter = NoteFilter {
        before: wanted.before,
        who: account.map(|name| Actor::Account(name).to_string()),
        verb: wanted.kind.clone(),
        ..NoteFilter::on(day)
    };
    let centre = open::centre(location, console)?;
    let page = centre.trail(&Access::City, &filter, wanted.most).map_err(|fault| vec![explain::query(&fault)])?;
    let words = console.words();
    for row in &page.lines {
        let shown = line(row, words);
        let case = shown.case.map(|case| format!("{case}: ")).unwrap_or_default();
        let values = [
            ("at", words.moment(row.at).into()),
            ("who", legible(&actor_name(&row.who, words)).into()),
            ("what", legible(&shown.what).into()),
            ("detail", legible(&format!("{case}{}", shown.detail)).into()),
        ];
        console.message("centre-trail-row", &values);
    }
    match page.older {
        Some(id) => console.message("centre-trail-older", &[("id", id.to_string().into())]),
        None if page.lines.is_empty() => console.message("centre-trail-none", &[]),
        None => (),
    }
    // Programs read the same in every language.
    let fixed = Words::new(Language::Vietnamese);
    let shape = page.lines.iter().map(|row| {
        json!({ "id": row.id, "at_ms": row.at.0, "who": row.who.as_str(), "name": actor_name(&row.who, &fixed), "what": row.what })
    });
    console.json(&json!({ "lines": shape.collect::<Vec<_>>(), "older": page.older }));
    Ok(ExitCode::SUCCESS)
}
