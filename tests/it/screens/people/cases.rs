//! States of consent, sign-in, form and panel, each made from nothing, for the walk over all keys.

use super::{form::namesake, stage::*};
use crate::screens::keys::Case;
use tramso::tui::*;

pub const CASES: &[Case] = &[
    ("consent-short", || at(open(None, None), "<enter>1")),
    ("consent-long", || at(open(None, None), "<enter>13")),
    ("consent-2", || at(open(None, None), "<enter>13<right>")),
    ("consent, reminded", || at(open(None, None), "<enter>1<enter>")),
    ("consent, moved", || at(open(None, None), "<enter>1<down>")),
    ("consent-refused", || at(open(None, None), "<enter>12")),
    ("consent-unenrolled", || {
        let mut model = open_with(pack(), StationLine { enrolled: false, ..station() }, None, None);
        model.screen = Screen::Consent(Default::default());
        model
    }),
    ("consent again", || {
        let mut model = open(None, Some(withdrawn("Nguyễn Thị Hường")));
        model.screen = Screen::Consent(Default::default());
        at(model, "3")
    }),
    ("who", newcomer),
    ("who, typed", || at(newcomer(), "03116200")),
    ("who, too short", || at(newcomer(), "03116<enter>")),
    ("who-again", || at(newcomer(), &format!("{NUMBER}<enter>031162"))),
    ("who-differs", || at(newcomer(), &format!("{NUMBER}<enter>031162901234<enter>"))),
    ("who, looking", || looked_for(newcomer())),
    ("who-confirm", || after(looked_for(newcomer()), Msg::Person(Some(guest(KEY, "Nguyễn Thị Hường"))))),
    ("who-new", || at(after(looked_for(newcomer()), Msg::Person(None)), "<esc>")),
    ("who-unknown", || after(looked_for(at(open(None, None), "<enter>2")), Msg::Person(None))),
    ("who-reasons", || at(newcomer(), "k")),
    ("who-blocked", blocked),
    ("register-name", || form("")),
    ("register-name, typed", || form("nguyeenx thij hoaf")),
    ("register-birth", || form("nguyeenx thij hoaf<enter>3113")),
    ("register-sex", || form("nguyeenx thij hoaf<enter>05091962<down>")),
    ("register-village", || form(&to("home"))),
    ("register-village, narrowed", || form(&format!("{}ngoc", to("home")))),
    ("register-village, typed", || form(&format!("{}0Lang", to("home")))),
    ("register-village, to be typed", || form(&format!("{}0", to("home")))),
    ("register-unit", || form(&format!("{}<up>", to("home")))),
    ("register-unit, found", || form(&format!("{}<up>caamr gia", to("home")))),
    ("register-contact", || form(&format!("{}0912", to("contact")))),
    ("register-one-touch", || form(&format!("{}<enter>2", to("contact")))),
    ("register-work", || form(&format!("{}<down>", to("work")))),
    ("register-workplace", || form(&format!("{}3", to("work")))),
    ("register-work-name", || form(&format!("{}3<down>hoaf", to("work")))),
    ("register-groups", || form(&format!("{}36", to("groups")))),
    ("register-help", || form(&format!("{}<down>", to("help")))),
    ("register-summary", || form(&to("summary"))),
    ("register-mending", || form(&format!("{}3", to("summary")))),
    ("register-sent", || form(&format!("{}<enter>", to("summary")))),
    ("register-namesakes", || {
        let sent = form(&format!("{}<enter>", to("summary")));
        after(sent, Msg::Namesakes(vec![namesake(KEY), namesake(OTHER)]))
    }),
    ("register-guardian", || form("nguyeenx vawn an<enter>01022013<enter>")),
    ("register, guardian refuses", || form("nguyeenx vawn an<enter>01022013<down>1Nguyeenx Vawn Hai<enter>2")),
    ("register-summary, likely", || after(form(&to("summary")), Msg::People(vec![namesake(KEY)]))),
    ("register-summary-doubts", || form_of("097062001234", &to_of_1963())),
    ("register-summary-doubts, seen", || form_of("097062001234", &format!("{}<enter>", to_of_1963()))),
    ("register-correct", || at(panel(), "2")),
    ("panel", panel),
    ("panel-newcomer", || authorised(at(open(None, None), "<enter>11<f10>"), PinFor::Panel)),
    ("panel-mode", || at(panel(), "1")),
    ("panel-topics", || at(panel(), "3")),
    ("panel-topic-sure", || at(panel(), "32")),
    ("panel-app", || at(panel(), "4")),
    ("panel-number", || at(panel(), "503116")),
    ("panel-number, too short", || at(panel(), "503116<enter>")),
    ("panel-looking", || at(panel(), "5031162001235<enter>")),
    ("panel-move", || after(at(panel(), "5031162001235<enter>"), Msg::Person(Some(guest(OTHER, "Trần Thị Hoà"))))),
    ("panel-moving", || {
        let found = Msg::Person(Some(guest(OTHER, "Trần Thị Hoà")));
        at(after(at(panel(), "5031162001235<enter>"), found), "1")
    }),
    ("panel-withdraw", || at(panel(), "6")),
    ("panel-withdraw-sure", || at(panel(), "61")),
];

fn at(mut model: Model, keys: &str) -> Model {
    visit(&mut model, keys);
    model
}

fn after(mut model: Model, msg: Msg) -> Model {
    tell(&mut model, msg);
    model
}

fn authorised(mut model: Model, purpose: PinFor) -> Model {
    pin(&mut model, purpose);
    model
}

fn newcomer() -> Model {
    at(open(None, None), "<enter>11")
}

fn looked_for(model: Model) -> Model {
    at(model, &format!("{NUMBER}<enter>{NUMBER}<enter>"))
}

fn blocked() -> Model {
    let mut model = at(open(None, None), "<enter>2");
    for _ in 0..3 {
        model = after(looked_for(model), Msg::Person(Some(guest(KEY, "Nguyễn Thị Hường"))));
        model = at(model, "2");
    }
    at(model, "<esc>")
}

fn form(keys: &str) -> Model {
    form_of(NUMBER, keys)
}

fn form_of(digits: &str, keys: &str) -> Model {
    let model = at(open(None, None), &format!("<enter>11{digits}<enter>{digits}<enter>"));
    at(authorised(after(model, Msg::Person(None)), PinFor::Register), keys)
}

/// The keys that lead through the form to a page.
fn to(page: &str) -> String {
    let pages = [
        ("birth", "nguyeenx thij huwowngf<enter>"),
        ("home", "05091962<enter>"),
        ("contact", "1"),
        ("work", "<enter>1"),
        ("groups", "1"),
        ("help", "<enter>"),
        ("summary", "2"),
    ];
    let last = pages.iter().position(|(name, _)| *name == page).unwrap();
    pages[..=last].iter().map(|(_, keys)| *keys).collect()
}

fn to_of_1963() -> String {
    to("summary").replace("05091962<enter>", "1963<down>2")
}

fn panel() -> Model {
    authorised(at(open(None, Some(guest(KEY, "Nguyễn Thị Hường"))), "<f10>"), PinFor::Panel)
}
