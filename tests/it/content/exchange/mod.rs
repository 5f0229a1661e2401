//! Other people's question files at the door of `content::exchange`.

mod encodings;
mod files;
mod hostile;
mod pasted;
mod program;
mod round_trip;
mod strangers;
mod teachers;

use tramso::exchange::{Format, Import, Item, Location, RemarkKind, import};

/// What came in: stems with their options, the right one first.
fn came_in(import: &Import) -> Vec<(&str, Vec<&str>)> {
    import.items.iter().map(|item| (item.stem.as_str(), item.options.iter().map(String::as_str).collect())).collect()
}

/// What was left out: the line and why.
fn left_out(import: &Import) -> Vec<(u32, RemarkKind)> {
    told(import, true)
}

/// What came in and somebody should look at.
fn mentioned(import: &Import) -> Vec<(u32, RemarkKind)> {
    told(import, false)
}

fn told(import: &Import, left_out: bool) -> Vec<(u32, RemarkKind)> {
    let chosen = import.remarks.iter().filter(|remark| remark.left_out == left_out);
    chosen.map(|remark| (line(&remark.place), remark.what.clone())).collect()
}

fn line(place: &Location) -> u32 {
    match place {
        Location::Line(line) => *line,
        Location::Whole => 0,
        other => panic!("a text has no {other:?}"),
    }
}

fn one(format: Format, text: &str) -> Item {
    let read = import(format, text.as_bytes());
    assert_eq!(read.remarks, [], "{text}");
    assert_eq!(read.items.len(), 1, "{text}");
    read.items.into_iter().next().unwrap()
}
