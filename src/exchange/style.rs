//! How a Word document's text looks, as far as it may mark the key.

use super::xml::Element;
use std::collections::HashMap;

/// Styles based on styles; Word itself allows eleven.
const DEEPEST: usize = 20;

/// The look of a run of text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// Bold, underlined, or on a coloured ground.
    pub marked: bool,
    /// Underlined, or on a coloured ground.
    pub underscored: bool,
    /// In another colour than black.
    pub colour: Option<String>,
    pub hidden: bool,
    /// Raised, or lowered.
    pub moved: Option<bool>,
    bold: bool,
    underlined: bool,
    grounded: bool,
}

/// A document's styles, by id.
#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<String, Element>);

impl Styles {
    /// Reads a document's `styles.xml`.
    pub fn read(root: &Element) -> Self {
        let named = |style: &Element| Some((style.attribute("styleId")?.to_owned(), style.clone()));
        Self(root.all("style").filter_map(named).collect())
    }

    /// The look that a style gives.
    pub fn look(&self, id: &str) -> Look {
        self.chain(id)
            .iter()
            .rev()
            .filter_map(|style| style.child("rPr"))
            .fold(Look::default(), |look, about| look.with(about))
    }

    /// The look of a run in a paragraph, by the run's own properties.
    pub fn run(&self, base: &Look, about: &Element) -> Look {
        let style = about.child("rStyle").and_then(|style| style.attribute("val"));
        let styled = style.map(|style| self.chain(style)).unwrap_or_default();
        let styled = styled.iter().rev().filter_map(|style| style.child("rPr"));
        styled.fold(base.clone(), |look, about| look.with(about)).with(about)
    }

    /// The list and level that a style puts its paragraphs in.
    pub fn list(&self, id: &str) -> Option<(String, usize)> {
        self.chain(id).iter().find_map(|style| {
            let list = style.child("pPr")?.child("numPr")?;
            let value = |name: &str| list.child(name).and_then(|child| child.attribute("val"));
            Some((value("numId")?.to_owned(), value("ilvl").and_then(|level| level.parse().ok()).unwrap_or(0)))
        })
    }

    /// A style, then what it is based on.
    fn chain(&self, id: &str) -> Vec<&Element> {
        let mut chain = Vec::new();
        let mut next = self.0.get(id);
        while let Some(style) = next.filter(|_| chain.len() < DEEPEST) {
            chain.push(style);
            next = style.child("basedOn").and_then(|base| self.0.get(base.attribute("val")?));
        }
        chain
    }
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
            self.colour = (!matches!(colour.as_str(), "auto" | "000000")).then_some(colour);
        }
        if let Some(place) = value("vertAlign") {
            self.moved = match place {
                "superscript" => Some(true),
                "subscript" => Some(false),
                _ => None,
            };
        }
        self.underscored = self.underlined || self.grounded;
        self.marked = self.bold || self.underscored;
        self
    }
}
