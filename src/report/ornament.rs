use super::sheet::{GOLD, Ink, RED, Sheet, WHITE};
use krilla::geom::{Path, PathBuilder, Rect};
use std::f32::consts::{FRAC_PI_2, PI, TAU};

/// How far the frame reaches from the page's edge: printers cannot reach the outer 5 mm, and nothing else is in it.
pub(super) const FRAME: f32 = 40.0;

/// The frame's outer line, from the page's edge.
const OUTER: f32 = 20.0;
/// Cubic curves come nearest to a circle with handles of this share of the radius.
const ROUND: f32 = 0.5523;

/// A frame of waves between two lines, with a flower of the flame tree in each corner.
pub(super) fn frame(sheet: &mut Sheet<'_, '_>, width: f32, height: f32) {
    let band = FRAME - OUTER;
    let (right, bottom) = (width - FRAME, height - FRAME);
    for phase in [0.0, PI / 3.0, 2.0 * PI / 3.0] {
        for y in [OUTER + band / 2.0, height - OUTER - band / 2.0] {
            sheet.stroke(wave((FRAME, y), (right, y), band * 0.3, phase), 0.45, GOLD);
        }
        for x in [OUTER + band / 2.0, width - OUTER - band / 2.0] {
            sheet.stroke(wave((x, FRAME), (x, bottom), band * 0.3, phase), 0.45, GOLD);
        }
    }
    sheet.stroke(rectangle(OUTER, OUTER, width - 2.0 * OUTER, height - 2.0 * OUTER), 2.0, RED);
    sheet.stroke(rectangle(FRAME, FRAME, width - 2.0 * FRAME, height - 2.0 * FRAME), 0.8, GOLD);
    for (x, y) in [(OUTER, OUTER), (right, OUTER), (OUTER, bottom), (right, bottom)] {
        sheet.fill(rectangle(x, y, band, band), WHITE);
        sheet.stroke(rectangle(x, y, band, band), 0.8, GOLD);
        flower(sheet, (x + band / 2.0, y + band / 2.0), band * 0.42);
    }
    sheet.stroke(rectangle(OUTER, OUTER, width - 2.0 * OUTER, height - 2.0 * OUTER), 2.0, RED);
}

/// A flower of five petals with a golden heart.
pub(super) fn flower(sheet: &mut Sheet<'_, '_>, (x, y): (f32, f32), radius: f32) {
    for petal in 0..5_u8 {
        let angle = TAU * f32::from(petal) / 5.0 - FRAC_PI_2;
        let turn = |along: f32, aside: f32| {
            let (sin, cos) = angle.sin_cos();
            (x + radius * (along * cos - aside * sin), y + radius * (along * sin + aside * cos))
        };
        let mut path = PathBuilder::new();
        let (from, out) = (turn(0.14, 0.0), turn(1.0, 0.0));
        path.move_to(from.0, from.1);
        for side in [1.0, -1.0] {
            let (to, near, far) = match side > 0.0 {
                true => (out, turn(0.38, 0.22), turn(0.92, 0.62)),
                false => (from, turn(0.92, -0.62), turn(0.38, -0.22)),
            };
            path.cubic_to(near.0, near.1, far.0, far.1, to.0, to.1);
        }
        path.close();
        sheet.fill(path.finish(), RED);
    }
    sheet.fill(circle((x, y), radius * 0.17), GOLD);
}

/// A rule that fades into a flower: two lines with a flower between them.
pub(super) fn divider(sheet: &mut Sheet<'_, '_>, (x, y): (f32, f32), half: f32) {
    let gap = 12.0;
    for side in [-1.0, 1.0] {
        sheet.stroke(straight((x + side * gap, y), (x + side * half, y)), 0.8, GOLD);
        sheet.fill(circle((x + side * half, y), 1.5), GOLD);
    }
    flower(sheet, (x, y), 7.0);
}

/// A tick in a ring, for what is done.
pub(super) fn tick(sheet: &mut Sheet<'_, '_>, (x, y): (f32, f32), radius: f32, ink: Ink) {
    sheet.stroke(circle((x, y), radius), 0.9, ink);
    let mut path = PathBuilder::new();
    path.move_to(x - radius * 0.45, y + radius * 0.05);
    path.line_to(x - radius * 0.1, y + radius * 0.42);
    path.line_to(x + radius * 0.5, y - radius * 0.42);
    sheet.stroke(path.finish(), 1.3, ink);
}

/// A ring about a middle.
pub(super) fn ring(sheet: &mut Sheet<'_, '_>, middle: (f32, f32), radius: f32, (width, ink): (f32, Ink)) {
    sheet.stroke(circle(middle, radius), width, ink);
}

/// A box with half circles at its sides.
pub(super) fn lozenge(x: f32, y: f32, width: f32, height: f32) -> Option<Path> {
    let (radius, right, bottom) = (height / 2.0, x + width, y + height);
    let hook = radius * (1.0 - ROUND);
    let mut path = PathBuilder::new();
    path.move_to(x + radius, y);
    path.line_to(right - radius, y);
    path.cubic_to(right - hook, y, right, y + hook, right, y + radius);
    path.cubic_to(right, bottom - hook, right - hook, bottom, right - radius, bottom);
    path.line_to(x + radius, bottom);
    path.cubic_to(x + hook, bottom, x, bottom - hook, x, bottom - radius);
    path.cubic_to(x, y + hook, x + hook, y, x + radius, y);
    path.close();
    path.finish()
}

fn circle((x, y): (f32, f32), radius: f32) -> Option<Path> {
    lozenge(x - radius, y - radius, 2.0 * radius, 2.0 * radius)
}

fn rectangle(x: f32, y: f32, width: f32, height: f32) -> Option<Path> {
    let mut path = PathBuilder::new();
    path.push_rect(Rect::from_xywh(x, y, width, height)?);
    path.finish()
}

fn straight(from: (f32, f32), to: (f32, f32)) -> Option<Path> {
    let mut path = PathBuilder::new();
    path.move_to(from.0, from.1);
    path.line_to(to.0, to.1);
    path.finish()
}

/// A wave from one point to another, level or upright; a whole number of waves, each about 26 points long.
fn wave(from: (f32, f32), to: (f32, f32), height: f32, phase: f32) -> Option<Path> {
    let (across, down) = (to.0 - from.0, to.1 - from.1);
    let length = across.hypot(down);
    let waves = (length / 26.0).round().max(1.0);
    let at = |share: f32| {
        let swing = height * (TAU * waves * share + phase).sin();
        (from.0 + across * share - down / length * swing, from.1 + down * share + across / length * swing)
    };
    let steps = 12.0 * waves;
    let mut path = PathBuilder::new();
    let begin = at(0.0);
    path.move_to(begin.0, begin.1);
    let mut step = 1.0;
    while step <= steps {
        let point = at(step / steps);
        path.line_to(point.0, point.1);
        step += 1.0;
    }
    path.finish()
}
