//! A certificate's code as a telephone sees it: printed in grey, tilted, out of focus, in a dim room, and saved as JPEG.

use image::{GrayImage, Luma, codecs::jpeg::JpegEncoder};
use std::{
    io::Write,
    process::{Command, Stdio},
};

/// Where the code and what is around it are on the page, in points: left, top, width, height.
const AREA: [u32; 4] = [16, 392, 220, 190];
/// Dots an inch of the printed page, as the telephone resolves them.
const DOTS: [u32; 4] = [130, 150, 170, 200];

/// A photo of a page's code: another angle, light and focus for each number.
pub fn film(pdf: &[u8], number: u32) -> Vec<u8> {
    let mut chance = number.wrapping_mul(2_654_435_761) | 1;
    let mut next = |most: u32| {
        chance ^= chance << 13;
        chance ^= chance >> 17;
        chance ^= chance << 5;
        chance % most
    };
    let page = printed(pdf, DOTS[next(4) as usize]);
    // Up to nine degrees to either side, the far edge up to a tenth narrower.
    let (turn, far) = ((next(19) as f32 - 9.0).to_radians(), next(100) as f32 / 1_000.0);
    let mut photo = tilted(&page, turn, far);
    for _ in 0..next(3) {
        photo = image::imageops::blur(&photo, 0.7);
    }
    let (low, range) = (30 + next(40), 110 + next(70));
    for pixel in photo.pixels_mut() {
        let lit = low + u32::from(pixel.0[0]) * range / 255 + next(14);
        pixel.0 = [lit.min(255) as u8];
    }
    let mut bytes = Vec::new();
    let quality = 55 + next(40) as u8;
    JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(&photo).unwrap();
    bytes
}

/// A part of the page, in grey.
fn printed(pdf: &[u8], dots: u32) -> GrayImage {
    let [left, top, width, height] = AREA.map(|points| (points * dots / 72).to_string());
    let mut tool = Command::new("pdftoppm")
        .args(["-gray", "-r", &dots.to_string(), "-x", &left, "-y", &top, "-W", &width, "-H", &height, "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("poppler-utils are in .ci/needs");
    tool.stdin.take().unwrap().write_all(pdf).unwrap();
    let output = tool.wait_with_output().unwrap();
    assert!(output.status.success());
    grey(&output.stdout)
}

/// `P5 width height 255`, then a byte a dot.
fn grey(pgm: &[u8]) -> GrayImage {
    let mut words = pgm.splitn(4, u8::is_ascii_whitespace).skip(1);
    let mut number = || -> u32 { std::str::from_utf8(words.next().unwrap()).unwrap().parse().unwrap() };
    let (width, height) = (number(), number());
    let dots = pgm[pgm.len() - (width * height) as usize..].to_vec();
    GrayImage::from_raw(width, height, dots).unwrap()
}

/// Seen from the side and turned: each dot of the photo from where it is on the page, between four dots.
fn tilted(page: &GrayImage, turn: f32, far: f32) -> GrayImage {
    let (width, height) = (page.width() as f32, page.height() as f32);
    let (sin, cos) = turn.sin_cos();
    GrayImage::from_fn(page.width(), page.height(), |x, y| {
        let (x, y) = (x as f32 - width / 2.0, y as f32 - height / 2.0);
        // The upper edge is further away.
        let away = 1.0 + far * (0.5 - y / height);
        let (x, y) = (x * away, y * away);
        let (x, y) = (x * cos + y * sin + width / 2.0, y * cos - x * sin + height / 2.0);
        Luma([between(page, x, y)])
    })
}

fn between(page: &GrayImage, x: f32, y: f32) -> u8 {
    let dot = |x: f32, y: f32| {
        let is_on = x >= 0.0 && y >= 0.0 && x < page.width() as f32 && y < page.height() as f32;
        // Beside the paper there is a table.
        if is_on { f32::from(page.get_pixel(x as u32, y as u32).0[0]) } else { 140.0 }
    };
    let (left, top) = (x.floor(), y.floor());
    let (right, low) = (x - left, y - top);
    let upper = dot(left, top) * (1.0 - right) + dot(left + 1.0, top) * right;
    let lower = dot(left, top + 1.0) * (1.0 - right) + dot(left + 1.0, top + 1.0) * right;
    (upper * (1.0 - low) + lower * low) as u8
}
