use super::name;
use crate::domain::Platform;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

/// A contest file in which these platforms have these official links; everything else, comments too, stays as it is.
/// Nothing when the file is no TOML or `app_link` in it is no list of tables.
pub fn with_links(bytes: &[u8], links: &[(Platform, &str)]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (mark, text) = text.strip_prefix('\u{feff}').map_or(("", text), |rest| ("\u{feff}", rest));
    let mut contest: DocumentMut = text.parse().ok()?;
    let tables = contest.entry("app_link").or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    let tables = tables.as_array_of_tables_mut()?;
    for (platform, url) in links {
        let of_platform = |table: &Table| table.get("platform").and_then(Item::as_str) == Some(name(*platform));
        if let Some(table) = tables.iter_mut().find(|table| of_platform(table)) {
            set(table, url);
        } else {
            let mut table = Table::new();
            table.insert("platform", value(name(*platform)));
            set(&mut table, url);
            tables.push(table);
        }
    }
    Some(format!("{mark}{contest}"))
}

fn set(table: &mut Table, url: &str) {
    if table.get("official").and_then(Item::as_bool) == Some(false) {
        drop_remark(table);
    }
    table.insert("url", value(url));
    table.insert("official", value(true));
}

/// Removes the comment directly above a table when its statement about the link is outdated; other comments stay.
fn drop_remark(table: &mut Table) {
    let above = table.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default();
    let lines: Vec<&str> = above.split_inclusive('\n').collect();
    let own = lines.iter().rev().take_while(|line| line.starts_with('#')).count();
    let (before, remark) = lines.split_at(lines.len() - own);
    let remark = remark.concat().to_lowercase();
    if remark.contains("chính thức") || remark.contains("official") {
        let before = before.concat();
        table.decor_mut().set_prefix(before);
    }
}
