use super::{
    fonts::{Line, int},
    qr::{Matrix, QUIET},
};
use krilla::{
    color::rgb,
    geom::{Path, PathBuilder, Point, Rect, Size, Transform},
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
/// What is written across a page below its words: seen at once, and no word on it is harder to read.
pub(super) const PALE: Ink = Ink(0xe2, 0xe2, 0xe2);

/// Which point of a line is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum From {
    Left,
    Centre,
    Right,
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
            From::Right => x - line.width(size),
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

    /// Draws what is turned about a point, by degrees clockwise.
    pub fn turned(&mut self, degrees: f32, (x, y): (f32, f32), draw: impl FnOnce(&mut Self)) {
        self.surface.push_transform(&Transform::from_rotate_at(degrees, x, y));
        draw(self);
        self.surface.pop();
    }

    /// Draws what is made smaller, its upper left corner at a place.
    pub fn reduced<T>(&mut self, scale: f32, (x, y): (f32, f32), draw: impl FnOnce(&mut Self) -> T) -> T {
        self.surface.push_transform(&Transform::from_row(scale, 0.0, 0.0, scale, x, y));
        let drawn = draw(self);
        self.surface.pop();
        drawn
    }

    /// Fills a rectangle.
    pub fn rectangle(&mut self, (x, y): (f32, f32), (width, height): (f32, f32), ink: Ink) {
        self.fill(outline((x, y), (width, height)), ink);
    }

    /// Draws a rectangle's outline, its line in the middle of the edge.
    pub fn frame(&mut self, (x, y): (f32, f32), (width, height): (f32, f32), line: f32, ink: Ink) {
        self.stroke(outline((x, y), (width, height)), line, ink);
    }

    /// A picture with its upper left corner at a place.
    pub fn picture(&mut self, picture: krilla::image::Image, (x, y): (f32, f32), (width, height): (f32, f32)) {
        if let Some(size) = Size::from_wh(width, height) {
            self.surface.push_transform(&Transform::from_translate(x, y));
            self.surface.draw_image(picture, size);
            self.surface.pop();
        }
    }

    /// A level line of dots to write on.
    pub fn dotted(&mut self, (from, to): (f32, f32), y: f32) {
        let mut path = PathBuilder::new();
        let mut x = from;
        while x + DOT <= to {
            if let Some(dot) = Rect::from_xywh(x, y, DOT, DOT) {
                path.push_rect(dot);
            }
            x += DOT_PITCH;
        }
        self.fill(path.finish(), GREY);
    }

    /// Draws a code with its upper left module at a place: one path, so that no seams show between the modules, on the light of its
    /// quiet zone, which a trial's mark must not darken.
    pub fn code(&mut self, matrix: &Matrix, (x, y): (f32, f32), module: f32) {
        let quiet = module * int(QUIET);
        let side = module * int(matrix.size()) + 2.0 * quiet;
        self.rectangle((x - quiet, y - quiet), (side, side), WHITE);
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

/// Side of a dot to write on, and from one to the next.
const DOT: f32 = 0.8;
const DOT_PITCH: f32 = 3.0;

fn outline((x, y): (f32, f32), (width, height): (f32, f32)) -> Option<Path> {
    let mut path = PathBuilder::new();
    path.push_rect(Rect::from_xywh(x, y, width, height)?);
    path.finish()
}

fn fill(ink: Ink) -> Fill {
    Fill { paint: color(ink).into(), opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
}

fn color(ink: Ink) -> rgb::Color {
    rgb::Color::new(ink.0, ink.1, ink.2)
}
