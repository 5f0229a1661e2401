//! How screens look: contrasts, what is dimmed behind a window, and what stays where it is too narrow for everything.

use super::desk::stage as desk;
use ratatui::{
    buffer::Buffer,
    style::{Color, Style},
};
use tramso::{
    domain::TopicId,
    tui::{
        Model, Press, Settings, ThemeName,
        draw::{Picture, Theme, wrap},
    },
};

/// WCAG 2.2, 1.4.6: what residents read.
const ENHANCED: f64 = 7.0;
/// WCAG 2.2, 1.4.3: what may be overlooked.
const LEAST: f64 = 4.5;

/// Each style of text with the contrast that it owes.
fn styles(theme: &Theme) -> Vec<(&'static str, Style, f64)> {
    vec![
        ("page", theme.page, ENHANCED),
        ("dim", theme.dim, ENHANCED),
        ("strong", theme.strong, ENHANCED),
        ("title", theme.title, ENHANCED),
        ("head", theme.head, ENHANCED),
        ("badge", theme.badge, ENHANCED),
        ("chosen", theme.chosen, ENHANCED),
        ("good", theme.good, ENHANCED),
        ("bad", theme.bad, ENHANCED),
        ("band", theme.band, ENHANCED),
        ("a digit on a band", theme.title.bg(theme.band.bg.unwrap()), ENHANCED),
        ("band_focused", theme.band_focused, ENHANCED),
        ("band_good", theme.band_good, ENHANCED),
        ("band_bad", theme.band_bad, ENHANCED),
        ("note", theme.note, ENHANCED),
        ("a heading on a note", theme.title.bg(theme.note.bg.unwrap()), ENHANCED),
        ("slip", theme.slip, ENHANCED),
        ("seal", theme.seal, ENHANCED),
        ("footer", theme.footer, ENHANCED),
        ("key", theme.key, ENHANCED),
        ("line", theme.line, ENHANCED),
        ("field", theme.field, ENHANCED),
        ("field_active", theme.field_active, ENHANCED),
        ("placeholder", theme.placeholder, LEAST),
    ]
}

fn luminance(colour: Color) -> f64 {
    let Color::Rgb(red, green, blue) = colour else { panic!("{colour:?} has no parts") };
    let part = |value: u8| {
        let share = f64::from(value) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue)
}

fn contrast(one: Color, other: Color) -> f64 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn every_text_of_both_themes_has_its_contrast() {
    assert!((contrast(Color::Rgb(0, 0, 0), Color::Rgb(255, 255, 255)) - 21.0).abs() < 0.01, "control");
    for name in [ThemeName::Light, ThemeName::Dark] {
        for (style, pair, owed) in styles(&name.into()) {
            let found = contrast(pair.fg.unwrap(), pair.bg.unwrap());
            assert!(found >= owed, "{name:?}: {style} has {found:.2}:1, not {owed}:1");
        }
    }
}

#[test]
fn what_is_typed_looks_unlike_what_is_to_be_typed() {
    for name in [ThemeName::Light, ThemeName::Dark, ThemeName::Console] {
        let theme = Theme::from(name);
        assert_eq!(theme.placeholder.bg, theme.field_active.bg, "{name:?}: one field");
        assert_ne!(theme.placeholder.fg, theme.field_active.fg, "{name:?}");
    }
}

#[test]
fn a_plain_console_gets_named_colours_and_no_others() {
    let theme = Theme::from(ThemeName::Console);
    let is_named = |colour: Option<Color>| !matches!(colour, Some(Color::Rgb(..) | Color::Indexed(_)));
    for (style, pair, _) in styles(&theme) {
        assert!(is_named(pair.fg) && is_named(pair.bg), "{style}");
    }
    let mut model = desk::at_desk();
    model.shared.theme = theme;
    model.overlays.clear();
    desk::press(&mut model, Press::F(1));
    for cell in &desk::frame(&model, 80, 24).content {
        assert!(is_named(Some(cell.fg)) && is_named(Some(cell.bg)), "{cell:?}");
    }
}

#[test]
fn residents_see_paper_unless_somebody_chose_otherwise() {
    assert_eq!(Settings::default().theme, ThemeName::Light);
}

#[test]
fn behind_a_window_the_page_is_dimmed_and_the_keys_are_not() {
    let (mut model, _) = desk::open(None);
    desk::press(&mut model, Press::Enter);
    let before = desk::frame(&model, 80, 24);
    desk::press(&mut model, Press::Esc);
    let after = desk::frame(&model, 80, 24);
    assert_eq!(model.overlays.len(), 1, "control: the menu is open");
    let ground = model.shared.theme.page.bg.unwrap();
    let mut dimmed = 0;
    for (x, y) in (0..22).flat_map(|y| [0, 1, 2, 3, 77, 78, 79].map(|x| (x, y))) {
        let (was, is) = (&before[(x, y)], &after[(x, y)]);
        assert_eq!(was.symbol(), is.symbol(), "at {x}, {y}");
        if was.symbol() != " " {
            assert!(contrast(is.fg, ground) < contrast(was.fg, ground), "at {x}, {y}");
            dimmed += 1;
        }
    }
    assert!(dimmed > 5, "control: something stands behind the menu");
    let key = (0..80).map(|x| &after[(x, 23)]).find(|cell| cell.symbol() == "E").unwrap();
    assert_eq!((Some(key.fg), Some(key.bg)), (model.shared.theme.key.fg, model.shared.theme.key.bg));
}

#[test]
fn further_lines_of_a_point_are_below_its_words() {
    assert_eq!(wrap("• một hai ba bốn", 12), ["• một hai ba", "  bốn"]);
    assert_eq!(wrap("✓ Xong", 12), ["✓ Xong"]);
    assert_eq!(wrap("một hai ba bốn", 12), ["một hai ba", "bốn"]);
    assert!(wrap("• một hai ba bốn năm sáu bảy tám", 20).iter().all(|line| line.chars().count() <= 20));
    assert_eq!(wrap("12. một hai ba bốn", 14), ["12. một hai ba", "    bốn"]);
    assert_eq!(wrap("2026. một hai ba", 14), ["2026. một hai", "ba"], "no place in a list");
}

#[test]
fn a_telephone_number_is_not_broken() {
    assert_eq!(wrap("xin gọi 0904 540 490.", 16), ["xin gọi", "0904 540 490."]);
    assert_eq!(wrap("gọi 0904 540 490, bấm 12", 16), ["gọi", "0904 540 490,", "bấm 12"]);
    assert_eq!(wrap("câu 1, 2, 3", 8), ["câu 1,", "2, 3"], "control: a list of numbers is none");
    assert_eq!(wrap("0904 540 490 111 222", 12), ["0904 540 490", "111 222"], "control: longer than a line");
}

/// All options of a list are of one height, whichever is chosen: so many edges as before.
#[test]
fn what_is_chosen_is_as_high_as_its_neighbours() {
    let edges = |model: &Model| {
        let buffer = desk::frame(model, 100, 30);
        (4..26).filter(|y| matches!(buffer[(10, *y)].symbol(), "▄" | "▀")).count()
    };
    let (mut model, _) = desk::open(Some(desk::guest("Nguyễn Thị Hường", desk::Upto::Learnt)));
    model.screen = tramso::tui::Screen::TestIntro(Default::default());
    desk::press(&mut model, Press::Enter);
    let _ = model.update(desk::now(), tramso::tui::Msg::Seed(tramso::domain::Seed([7; 32])));
    let ticket = model.shared.last_ticket;
    let _ = model.update(desk::now(), tramso::tui::Msg::Saved(ticket));
    let before = edges(&model);
    desk::press(&mut model, Press::Char('2'));
    assert!(desk::read(&model, 100, 30).contains("● 2."), "control: it is chosen");
    assert!(before >= 4, "control: options have edges: {before}");
    assert_eq!(edges(&model), before);
}

/// Head, page, prompt and footer have one margin at the left and at the right.
#[test]
fn everything_begins_in_one_column() {
    for (columns, rows) in [(80, 24), (100, 30), (160, 45)] {
        let (mut model, _) = desk::open(Some(desk::guest("Nguyễn Thị Hường", desk::Upto::Learnt)));
        model.screen = tramso::tui::Screen::App(Default::default());
        let buffer = desk::frame(&model, columns, rows);
        let cell = |x: u16, y: u16| buffer[(x, y)].symbol() != " ";
        let first = |y: u16| (0..columns).find(|x| cell(*x, y));
        let lines = [0, 1, rows - 2, rows - 1].map(first);
        assert!(lines.iter().all(|line| *line == lines[0]), "{columns}x{rows}: {lines:?}");
        let last = |y: u16| (0..columns).rev().find(|x| cell(*x, y));
        assert!(last(1) <= last(0), "{columns}x{rows}: {:?} {:?}", last(0), last(1));
    }
}

#[test]
fn small_letters_are_told_of_where_their_height_is_known() {
    let shown = |tenths: Option<u16>| {
        let (mut model, _) = desk::open(None);
        model.shared.station.letters_tenths = tenths;
        desk::read(&model, 80, 24)
    };
    assert!(shown(Some(20)).contains("2,0 mm"));
    for enough in [None, Some(30), Some(44)] {
        assert!(!shown(enough).contains(" mm"), "{enough:?}");
    }
}

#[test]
fn every_topic_has_a_picture_of_its_own_within_the_widest() {
    let topics: Vec<TopicId> = (1..=4).map(|number| TopicId::new(number).unwrap()).collect();
    for (at, topic) in topics.iter().enumerate() {
        let picture = Picture::of_topic(*topic);
        assert!(picture.width() <= Picture::WIDEST && picture.height() <= 11);
        for other in topics.iter().skip(at + 1) {
            assert_ne!(picture, Picture::of_topic(*other));
        }
    }
}

/// Cells in the style of chosen things.
fn chosen(buffer: &Buffer, theme: &Theme) -> usize {
    buffer.content.iter().filter(|cell| Some(cell.bg) == theme.chosen.bg && Some(cell.fg) == theme.chosen.fg).count()
}

#[test]
fn a_window_of_the_console_has_frames_and_no_half_blocks() {
    let (mut model, _) = desk::open(None);
    model.shared.theme = ThemeName::Console.into();
    desk::press(&mut model, Press::Enter);
    let buffer = desk::frame(&model, 80, 24);
    assert_eq!(chosen(&buffer, &model.shared.theme), 0, "nothing is chosen before somebody chooses");
    let text: String = buffer.content.iter().map(|cell| cell.symbol()).collect();
    assert!(text.contains('╭') && text.contains('╯'), "options are framed");
}
