use super::{fonts::Line, qr::Matrix};
use krilla::{
    color::rgb,
    geom::{Path, PathBuilder, Point, Rect},
    num::NormalizedF32,
    paint::{Fill, FillRule, LineCap, LineJoin, Stroke},
    surface::Surface,
};

/// A colour, each dark enough to stay readable when it is printed as grey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ink(pub u8, pub u8, pub u8);

pub(super) const BLACK: Ink = Ink(0x1c, 0x1a, 0x18);
pub(super) const GREY: Ink = Ink(0x55, 0x50, 0x4a);
/// The red of the flame tree's flower (hoa phượng đỏ), Hải Phòng's own.
pub(super) const RED: Ink = Ink(0x9e, 0x1b, 0x1e);
pub(super) const BLUE: Ink = Ink(0x17, 0x3b, 0x63);
pub(super) const GOLD: Ink = Ink(0xb0, 0x7f, 0x2e);
pub(super) const WHITE: Ink = Ink(0xff, 0xff, 0xff);

/// Which point of a line is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum From {
    Left,
    Centre,
}

/// A page to draw on: points, from the upper left corner.
pub(super) struct Sheet<'a, 'b> {
    surface: &'a mut Surface<'b>,
}

impl<'a, 'b> Sheet<'a, 'b> {
    /// Draws on this surface.
    pub fn new(surface: &'a mut Surface<'b>) -> Self {
        Self { surface }
    }

    /// Sets a line with its baseline at `y`.
    pub fn set(&mut self, line: &Line, size: f32, from: From, (x, y): (f32, f32), ink: Ink) {
        let left = match from {
            From::Left => x,
            From::Centre => x - line.width(size) / 2.0,
        };
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(fill(ink)));
        self.surface.draw_glyphs(Point::from_xy(left, y), &line.glyphs, line.font.clone(), &line.text, size, false);
    }

    /// Fills a path; nothing for an empty one.
    pub fn fill(&mut self, path: Option<Path>, ink: Ink) {
        if let Some(path) = path {
            self.surface.set_stroke(None);
            self.surface.set_fill(Some(fill(ink)));
            self.surface.draw_path(&path);
        }
    }

    /// Strokes a path with a line of this width, in points.
    pub fn stroke(&mut self, path: Option<Path>, width: f32, ink: Ink) {
        if let Some(path) = path {
            self.surface.set_fill(None);
            self.surface.set_stroke(Some(Stroke {
                paint: color(ink).into(),
                width,
                line_cap: LineCap::Round,
                line_join: LineJoin::Round,
                ..Stroke::default()
            }));
            self.surface.draw_path(&path);
        }
    }

    /// Draws a code with its upper left module at a place: one path, so that no seams show between the modules.
    pub fn code(&mut self, matrix: &Matrix, (x, y): (f32, f32), module: f32) {
        let mut path = PathBuilder::new();
        let (mut top, size) = (y, matrix.size());
        for row in 0..size {
            let mut left = x;
            for column in 0..size {
                let square = Rect::from_xywh(left, top, module, module);
                if let Some(square) = square.filter(|_| matrix.is_dark(column, row)) {
                    path.push_rect(square);
                }
                left += module;
            }
            top += module;
        }
        self.fill(path.finish(), Ink(0, 0, 0));
    }
}

fn fill(ink: Ink) -> Fill {
    Fill { paint: color(ink).into(), opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
}

fn color(ink: Ink) -> rgb::Color {
    rgb::Color::new(ink.0, ink.1, ink.2)
}
