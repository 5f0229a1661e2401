//! The command line's own words, for the drivers of all three programs: pages of help and what is wrong with what was typed.
//!
//! Promises: Vietnamese, whatever the command line's crate prints by itself. Does not: know any command.

use crate::text::shown_block;
use clap::{
    Arg, ArgAction, Command, Error, Parser,
    error::{ContextKind, ContextValue, ErrorKind},
};
use std::{
    error::Error as _,
    ffi::OsString,
    io::{Write, stderr, stdout},
    net::AddrParseError,
    num::ParseIntError,
    process::ExitCode,
};

/// A page of help. The heading of its lists is set on each command and option.
const PAGE: &str = "{before-help}{about-with-newline}\nCách dùng: {usage}\n\n{all-args}{after-help}";

/// What the program was asked to do.
///
/// # Errors
/// The exit status when that is nothing: 0 once help or the version was printed, 2 once the error was printed.
pub fn parsed<P: Parser>() -> Result<P, ExitCode> {
    let matches = described_program::<P>().try_get_matches_from(typed(std::env::args_os().collect()));
    matches.and_then(|matches| P::from_arg_matches(&matches)).map_err(|fault| {
        // A reader that has gone away (`| head`) wants no more of it.
        if fault.use_stderr() {
            let _ = write!(stderr(), "{}", shown_block(&page(&fault)));
            ExitCode::from(2)
        } else {
            let _ = write!(stdout(), "{}", page(&fault));
            ExitCode::SUCCESS
        }
    })
}

/// The command line as its help describes it.
pub(super) fn described_program<P: Parser>() -> Command {
    worded(P::command(), true)
}

/// `program help lint` is `program lint --help`.
fn typed(mut words: Vec<OsString>) -> Vec<OsString> {
    if words.get(1).is_some_and(|word| word == "help") {
        words.remove(1);
        words.push("--help".into());
    }
    words
}

/// Placeholder of a space that must not become a break: an example is copied as it is.
pub(super) const HELD: char = '\u{e000}';

/// Text below a page of help, each line of it that is a command in one piece.
fn in_one_piece(text: &str) -> String {
    let held = |line: &str| match line.trim_start().starts_with("tramso") {
        true => line.replace(' ', &HELD.to_string()),
        false => line.to_owned(),
    };
    text.lines().map(held).collect::<Vec<_>>().join("\n")
}

/// A command and all below it with Vietnamese headings.
fn worded(command: Command, is_top: bool) -> Command {
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).help("Xem cách dùng");
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version).help("Xem số phiên bản");
    let command = command.disable_help_flag(true).disable_help_subcommand(true).arg(help);
    let below = command.get_after_help().map(|text| in_one_piece(&text.to_string()));
    let command = command.after_help(below.unwrap_or_default());
    let command = if is_top { command.disable_version_flag(true).arg(version) } else { command };
    command
        .help_template(PAGE)
        .subcommand_help_heading("Lệnh")
        .subcommand_value_name("LỆNH")
        .mut_args(described)
        .mut_subcommands(|below| worded(below, false))
}

/// An option with its heading, and with what it may be in its own line.
fn described(arg: Arg) -> Arg {
    let heading = if arg.is_positional() { "Ghi kèm" } else { "Tùy chọn" };
    let mut text = arg.get_help().map(ToString::to_string).unwrap_or_default();
    if !matches!(arg.get_action(), ArgAction::Set | ArgAction::Append) {
        return arg.help_heading(heading);
    }
    let possible = arg.get_possible_values();
    let names: Vec<&str> = possible.iter().filter(|one| !one.is_hide_set()).map(|one| one.get_name()).collect();
    if !names.is_empty() {
        text = format!("{text} (một trong: {})", names.join(", "));
    }
    let usual: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if !usual.is_empty() {
        text = format!("{text} (mặc định: {})", usual.join(", "));
    }
    arg.help(text.trim_start().to_owned()).help_heading(heading).hide_possible_values(true).hide_default_value(true)
}

/// A page of help as it is, anything else as a fault in Vietnamese with the way to type it.
fn page(fault: &Error) -> String {
    let Some(what) = wrong(fault) else { return own_words(&fault.to_string()) };
    let usage = fault.get(ContextKind::Usage).map(ToString::to_string).unwrap_or_default();
    let usage = usage.trim().trim_start_matches("Usage:").trim_start();
    let usage = if usage.is_empty() { String::new() } else { format!("\nCách dùng: {}\n", own_words(usage)) };
    format!("Lệnh chưa đúng: {what}\n{usage}\nXem đủ cách dùng: gõ lại lệnh và thêm --help.\n")
}

/// A page without the one English word that a line of usage always has, and with the spaces of its examples.
fn own_words(text: &str) -> String {
    text.replace("[OPTIONS]", "[TÙY CHỌN]").replace(HELD, " ")
}

/// What is wrong; nothing for pages of help and for kinds that cannot come from typing.
fn wrong(fault: &Error) -> Option<String> {
    let one = |kind| fault.get(kind).map(listed).unwrap_or_default();
    let (arg, value) = (one(ContextKind::InvalidArg), one(ContextKind::InvalidValue));
    Some(match fault.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("{arg} cần một giá trị{}.", choices(fault)),
        ErrorKind::InvalidValue => format!("{arg} không nhận giá trị «{value}»{}.", choices(fault)),
        ErrorKind::ValueValidation => format!("{arg} không nhận giá trị «{value}»{}.", needed(fault)),
        ErrorKind::UnknownArgument => {
            format!("không có mục «{arg}» ở lệnh này{}.", meant(fault, ContextKind::SuggestedArg))
        }
        ErrorKind::InvalidSubcommand => format!(
            "không có lệnh «{}»{}.",
            one(ContextKind::InvalidSubcommand),
            meant(fault, ContextKind::SuggestedSubcommand)
        ),
        ErrorKind::MissingRequiredArgument => format!("còn thiếu {arg}."),
        ErrorKind::MissingSubcommand => {
            format!("còn thiếu tên lệnh; có các lệnh: {}.", one(ContextKind::ValidSubcommand))
        }
        ErrorKind::ArgumentConflict if one(ContextKind::PriorArg) == arg || one(ContextKind::PriorArg).is_empty() => {
            format!("{arg} chỉ được ghi một lần.")
        }
        ErrorKind::ArgumentConflict => format!("không dùng {arg} cùng với {}.", one(ContextKind::PriorArg)),
        ErrorKind::NoEquals => format!("{arg} phải viết liền dấu = với giá trị."),
        ErrorKind::TooManyValues => format!("thừa giá trị «{value}» ở {arg}."),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => format!("số giá trị ghi ở {arg} không đúng."),
        ErrorKind::InvalidUtf8 => "có chữ không theo bảng mã UTF-8.".to_owned(),
        _ => return None,
    })
}

fn listed(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(many) => many.join(", "),
        other => other.to_string(),
    }
}

fn choices(fault: &Error) -> String {
    let valid = fault.get(ContextKind::ValidValue).map(listed).filter(|valid| !valid.is_empty());
    let valid = valid.map(|valid| format!("; hãy ghi một trong: {valid}")).unwrap_or_default();
    valid + &meant(fault, ContextKind::SuggestedValue)
}

/// Names that are near to what was typed, the nearest first.
fn meant(fault: &Error, kind: ContextKind) -> String {
    let near: Vec<String> = match fault.get(kind) {
        Some(ContextValue::Strings(many)) => many.iter().rev().map(|one| format!("«{one}»")).collect(),
        Some(ContextValue::String(one)) => vec![format!("«{one}»")],
        _ => Vec::new(),
    };
    if near.is_empty() { String::new() } else { format!("; gần giống: {}", near.join(", ")) }
}

/// What a value must be; numbers are refused in English by their parser.
fn needed(fault: &Error) -> String {
    let Some(source) = fault.source() else { return String::new() };
    let text = source.to_string();
    match text.split_once(" is not in ") {
        Some((_, range)) => format!("; cần một số trong khoảng {range}"),
        None if source.is::<ParseIntError>() => "; cần một số nguyên, ví dụ 1".to_owned(),
        None if source.is::<AddrParseError>() && text.contains("IP address") => {
            "; cần một địa chỉ máy, ví dụ 192.0.2.7".to_owned()
        }
        None if source.is::<AddrParseError>() => "; cần địa chỉ và cổng, ví dụ 127.0.0.1:8080".to_owned(),
        None => format!("; cần {text}"),
    }
}
