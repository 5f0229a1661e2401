//! The handbook for communes: every label that it names is on a page, every picture and page that it refers to is there; pictures are
//! taken of the program.

use std::{
    fs,
    path::{Path, PathBuf},
};

const FOLDER: &str = "docs/so-tay-xa";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The handbook's pages by name.
fn pages() -> Vec<(PathBuf, String)> {
    let files = fs::read_dir(root().join(FOLDER)).unwrap().map(|entry| entry.unwrap().path());
    let pages = files.filter(|path| path.extension().is_some_and(|ending| ending == "md"));
    pages.map(|path| (path.clone(), fs::read_to_string(&path).unwrap())).collect()
}

/// One space between words, small letters.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// What pages can show: their templates without markup, and the texts with values.
fn shown() -> String {
    let mut all = String::new();
    let templates = fs::read_dir(root().join("assets/page")).unwrap().map(|entry| entry.unwrap().path());
    let templates = templates.filter(|path| path.extension().is_some_and(|ending| ending == "html"));
    let texts = ["site", "commune", "onetouch", "reports"]
        .map(|name| root().join("assets/text/vi").join(name).with_extension("ftl"));
    for path in templates.chain(texts) {
        let mut depth = 0;
        for ch in fs::read_to_string(path).unwrap().chars() {
            match ch {
                '<' | '{' => depth += 1,
                '>' | '}' if depth > 0 => {
                    depth -= 1;
                    all.push(' ');
                }
                _ if depth == 0 => all.push(ch),
                _ => (),
            }
        }
        all.push(' ');
    }
    plain(&all)
}

/// What is between two marks, one after another.
fn between<'t>(text: &'t str, open: &str, close: &str) -> Vec<&'t str> {
    text.split(open).skip(1).filter_map(|rest| rest.split_once(close)).map(|(inside, _)| inside).collect()
}

fn labels(text: &str) -> Vec<&str> {
    text.split("**").skip(1).step_by(2).collect()
}

#[test]
fn every_label_that_the_handbook_names_is_on_a_page() {
    let (pages, shown) = (pages(), shown());
    assert_eq!(pages.len(), 13);
    let mut named = 0;
    for (path, text) in &pages {
        for label in labels(text) {
            named += 1;
            let label = plain(label);
            assert!(shown.contains(label.trim_end_matches(':')), "{}: **{label}** is on no page", path.display());
        }
    }
    assert!(named > 30, "control: {named}");
    assert!(!shown.contains("nút không có ở đâu"), "control");
}

#[test]
fn every_page_and_picture_that_it_refers_to_is_there() {
    let mut pictures = 0;
    for (path, text) in pages() {
        for target in between(&text, "](", ")") {
            assert!(path.parent().unwrap().join(target).is_file(), "{}: {target}", path.display());
            pictures += usize::from(Path::new(target).extension().is_some_and(|ending| ending == "png"));
        }
    }
    assert!(pictures >= 8, "{pictures}");
}

/// Pictures of the handbooks of communes and of the centre are those that `tests/browser/pictures.mjs` takes of the demo's pages.
#[test]
fn every_picture_is_taken_by_the_script_and_shown_by_a_page() {
    let script = fs::read_to_string(root().join("tests/browser/pictures.mjs")).unwrap();
    for (folder, constant) in [(FOLDER, "COMMUNE"), ("docs/so-tay-trung-tam", "CITY")] {
        let names = |folder: PathBuf, ending: &str| -> Vec<String> {
            let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
            let mut names: Vec<String> = files
                .filter(|path| path.extension().is_some_and(|known| known == ending))
                .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
                .collect();
            names.sort();
            names
        };
        let mut taken = between(&script, &format!("  [{constant}, \""), "\"");
        taken.sort_unstable();
        assert!(taken.len() >= 8, "control: {taken:?}");
        assert_eq!(names(root().join(folder).join("anh"), "png"), taken, "{folder}");
        let pages: String = names(root().join(folder), "md")
            .iter()
            .map(|name| fs::read_to_string(root().join(folder).join(name).with_extension("md")).unwrap())
            .collect();
        for name in taken {
            assert!(pages.contains(&format!("(anh/{name}.png)")), "{folder}: no page shows {name}");
        }
    }
}
