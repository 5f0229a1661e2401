//! How a Word document's text looks, as far as it may mark the key.

use super::xml::Element;
use std::collections::HashMap;

/// Styles based on styles; Word itself allows eleven.
const DEEPEST: usize = 20;

/// The look of a run of text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub bold: bool,
    /// Underlined, or on a coloured ground.
    pub underscored: bool,
    /// In another colour than black.
    pub colour: Option<String>,
    pub hidden: bool,
    /// Struck through, once or twice.
    pub struck: bool,
    /// In italics.
    pub slanted: bool,
    /// The encoding of its font, of the time before Unicode.
    pub old_font: Option<&'static str>,
    /// Raised, or lowered.
    pub moved: Option<bool>,
    strikes: (bool, bool),
    underlined: bool,
    grounded: bool,
}

/// A document's styles, by id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Element>,
    /// The look of text without a style.
    usual: Look,
    /// The style of paragraphs that name none.
    usual_style: Option<String>,
    /// The fonts of the theme, for headings and for text.
    theme: [String; 2],
}

impl Styles {
    /// Reads a document's `styles.xml`, and the fonts of its theme.
    pub fn read(root: Option<&Element>, theme: Option<&Element>) -> Self {
        let named = |style: &Element| Some((style.attribute("styleId")?.to_owned(), style.clone()));
        let mut styles =
            Self { theme: ["majorFont", "minorFont"].map(|name| theme_font(theme, name)), ..Self::default() };
        let Some(root) = root else { return styles };
        styles.by_id = root.all("style").filter_map(named).collect();
        let is_usual = |style: &&Element| {
            style.attribute("type") == Some("paragraph")
                && matches!(style.attribute("default"), Some("1" | "true" | "on"))
        };
        styles.usual_style =
            root.all("style").find(is_usual).and_then(|style| style.attribute("styleId")).map(str::to_owned);
        let defaults = root.child("docDefaults").and_then(|all| all.child("rPrDefault")?.child("rPr"));
        styles.usual = defaults.map(|about| styles.with(Look::default(), about)).unwrap_or_default();
        styles
    }

    /// The look that a style gives a paragraph; without one, that of usual paragraphs.
    pub fn look(&self, id: Option<&str>) -> Look {
        let chain = id.or(self.usual_style.as_deref()).map(|id| self.chain(id)).unwrap_or_default();
        let abouts = chain.iter().rev().filter_map(|style| style.child("rPr"));
        abouts.fold(self.usual.clone(), |look, about| self.with(look, about))
    }

    /// The look of a run in a paragraph, by the run's own properties.
    pub fn run(&self, base: &Look, about: &Element) -> Look {
        let style = about.child("rStyle").and_then(|style| style.attribute("val"));
        let styled = style.map(|style| self.chain(style)).unwrap_or_default();
        let styled = styled.iter().rev().filter_map(|style| style.child("rPr"));
        let styled = styled.fold(base.clone(), |look, about| self.with(look, about));
        self.with(styled, about)
    }

    /// The list and level that a style puts its paragraphs in.
    pub fn list(&self, id: &str) -> Option<(String, Option<usize>)> {
        self.chain(id).iter().find_map(|style| {
            let list = style.child("pPr")?.child("numPr")?;
            let value = |name: &str| list.child(name).and_then(|child| child.attribute("val"));
            Some((value("numId")?.to_owned(), value("ilvl").and_then(|level| level.parse().ok())))
        })
    }

    /// A style, then what it is based on.
    fn chain(&self, id: &str) -> Vec<&Element> {
        let mut chain = Vec::new();
        let mut next = self.by_id.get(id);
        while let Some(style) = next.filter(|_| chain.len() < DEEPEST) {
            chain.push(style);
            next = style.child("basedOn").and_then(|base| self.by_id.get(base.attribute("val")?));
        }
        chain
    }
}

impl Styles {
    /// A look with what an element states.
    fn with(&self, look: Look, about: &Element) -> Look {
        let mut look = look.with(about);
        if let Some(fonts) = about.child("rFonts") {
            let own = ["ascii", "hAnsi"].iter().find_map(|name| fonts.attribute(name));
            let themed = ["asciiTheme", "hAnsiTheme"].iter().find_map(|name| fonts.attribute(name));
            let [major, minor] = &self.theme;
            let themed = themed.map(|name| if name.starts_with("major") { major.as_str() } else { minor });
            if let Some(font) = themed.or(own) {
                look.old_font = old_encoding(font);
            }
        }
        look
    }
}

fn theme_font(theme: Option<&Element>, name: &str) -> String {
    let fonts = theme.and_then(|theme| theme.child("themeElements")?.child("fontScheme")?.child(name));
    fonts.and_then(|font| font.child("latin")?.attribute("typeface")).unwrap_or_default().to_owned()
}

/// The encoding that a font of the time before Unicode is for, by its name: `.VnTime`, `VNI-Times`.
pub(super) fn old_encoding(font: &str) -> Option<&'static str> {
    let name = font.trim().trim_start_matches('.').to_ascii_lowercase();
    let is_dotted = font.trim().starts_with('.');
    match () {
        () if name.starts_with("vni") => Some("VNI"),
        () if name.starts_with("vn") && (is_dotted || name.starts_with("vntime") || name.starts_with("vnarial")) => {
            Some("TCVN3")
        }
        () => None,
    }
}

/// Whether a text holds letters that such a font shows as others; a text in Unicode is shown in another font.
pub(super) fn is_in_old_letters(text: &str) -> bool {
    let is_old = |ch: char| {
        matches!(ch, '\u{a1}'..='\u{ff}')
            && (ch.is_alphabetic() || !matches!(ch, '°' | '²' | '³' | '±' | '´' | '¿' | '¯'))
    };
    let is_new =
        |ch: char| matches!(ch, '\u{1ea0}'..='\u{1ef9}' | 'ă' | 'Ă' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | 'ĩ' | 'ũ');
    text.contains(is_old) && !text.contains(is_new)
}

impl Look {
    fn with(mut self, about: &Element) -> Self {
        let value = |name: &str| about.child(name).map(|child| child.attribute("val").unwrap_or("true"));
        let is_on = |value: &str| !matches!(value, "0" | "false" | "off" | "none");
        if let Some(bold) = value("b") {
            self.bold = is_on(bold);
        }
        if let Some(line) = value("u") {
            self.underlined = is_on(line);
        }
        if let Some(slanted) = value("i") {
            self.slanted = is_on(slanted);
        }
        if let Some(once) = value("strike") {
            self.strikes.0 = is_on(once);
        }
        if let Some(twice) = value("dstrike") {
            self.strikes.1 = is_on(twice);
        }
        if let Some(hidden) = value("vanish") {
            self.hidden = is_on(hidden);
        }
        if let Some(ground) = value("highlight") {
            self.grounded = is_on(ground) && ground != "white";
        }
        if let Some(fill) = about.child("shd").and_then(|shade| shade.attribute("fill")) {
            self.grounded |= !matches!(fill.to_ascii_lowercase().as_str(), "auto" | "ffffff");
        }
        if let Some(colour) = value("color") {
            let colour = colour.to_ascii_lowercase();
            self.colour = (!matches!(colour.as_str(), "auto" | "000000" | "ffffff")).then_some(colour); // white is the text of dark heads
        }
        if let Some(place) = value("vertAlign") {
            self.moved = match place {
                "superscript" => Some(true),
                "subscript" => Some(false),
                _ => None,
            };
        }
        self.struck = self.strikes.0 || self.strikes.1;
        self.underscored = self.underlined || self.grounded;
        self
    }
}
