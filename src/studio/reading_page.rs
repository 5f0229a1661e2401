//! The reading of a file as a page: each question as it was understood, in the file's order, and what was left out and why.

use super::exchange::{place_text, remark_place, remark_text};
use crate::{
    domain::Level,
    exchange::{Import, Item, Remark},
    text::{Value, Words},
};
use std::fmt::Write;

/// Looks of the page; it names no other file.
const STYLE: &str = "body{font:16px/1.5 sans-serif;max-width:50em;margin:1em auto;padding:0 1em;color:#111;background:#fff}\
article{border:1px solid #999;border-radius:.3em;padding:.3em 1em;margin:1em 0;break-inside:avoid}\
article.left{border-left:.5em solid #b00020}article.noted{border-left:.5em solid #8a6100}\
h1{font-size:1.4em}small{color:#444}ol{margin:.3em 0}li.right{font-weight:bold}p{margin:.3em 0}";

/// The page of a reading of a file of this name.
#[must_use]
pub fn reading_page(words: &Words, file: &str, read: &Import, left: usize) -> String {
    let title = words.with("reading-page-title", &[("file", file.into())]);
    let sums = words.with("reading-page-sums", &[("count", read.items.len().into()), ("left", left.into())]);
    let mut out = format!(
        "<!doctype html><html lang=\"{}\"><meta charset=\"utf-8\"><title>{title}</title><style>{STYLE}</style><h1>{title}</h1><p>{}</p>\n",
        words.get("reading-page-language"),
        escaped(&sums),
        title = escaped(&title),
    );
    // Questions and remarks in the file's order, each once.
    let mut remarks = read.remarks.iter().peekable();
    for item in &read.items {
        while let Some(remark) = remarks.next_if(|remark| remark.place <= item.place) {
            add_remark(&mut out, words, remark);
        }
        add_item(&mut out, words, item);
    }
    remarks.for_each(|remark| add_remark(&mut out, words, remark));
    out + "</html>\n"
}

fn add_remark(out: &mut String, words: &Words, remark: &Remark) {
    let (what, now) = remark_text(words, remark);
    let (class, head) = if remark.left_out { ("left", "reading-page-left") } else { ("noted", "reading-page-noted") };
    let place = remark_place(words, remark);
    let texts = [words.get(head).as_ref(), &place, &what, &now].map(escaped);
    let [head, place, what, now] = texts;
    put(
        out,
        format_args!(
            "<article class=\"{class}\"><small>{head}: {place}</small><p>{what}</p><p>→ {now}</p></article>\n"
        ),
    );
}

fn add_item(out: &mut String, words: &Words, item: &Item) {
    let place = place_text(words, &item.place);
    let about = [item.name.as_deref(), Some(place.as_str()), item.topic.as_deref()];
    let about = about.into_iter().flatten().map(escaped).collect::<Vec<_>>().join(" · ");
    put(out, format_args!("<article><small>{about}</small><p><b>{}</b></p><ol>", lines(&item.stem)));
    let key = escaped(&words.get("reading-page-key"));
    for (at, option) in item.options.iter().enumerate() {
        let mark = if at == 0 { format!("<li class=\"right\">✓ {key}: ") } else { "<li>".to_owned() };
        put(out, format_args!("{mark}{}</li>", lines(option)));
    }
    out.push_str("</ol>");
    let why = item.why.as_deref().map(|why| words.with("reading-page-why", &[("text", why.into())]));
    let level = item.level.map(Level::number).map(usize::from);
    let level = level.map(|level| words.with("reading-page-level", &[("level", Value::from(level))]));
    for text in why.into_iter().chain(level) {
        put(out, format_args!("<p>{}</p>", lines(&text)));
    }
    out.push_str("</article>\n");
}

fn lines(text: &str) -> String {
    escaped(text).replace('\n', "<br>")
}

/// A text of others on the page.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for ch in text.chars() {
        match ch {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            ch => out.push(ch),
        }
    }
    out
}

/// Writing to a text cannot fail.
fn put(out: &mut String, what: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(what);
}
