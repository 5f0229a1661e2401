use image::{GrayImage, ImageReader, Limits, imageops::FilterType};
use std::{collections::BTreeSet, io::Cursor};

/// How large a photo may be.
#[derive(Clone, Copy, Debug)]
pub struct PhotoLimits {
    /// Largest side, in pixels.
    pub side: u32,
    /// Most memory that decoding may take, in bytes.
    pub memory: u64,
}

impl PhotoLimits {
    /// At an office's own machine: twice what telephones make.
    pub const OFFICE: Self = Self { side: 16_000, memory: 1 << 30 };
    /// From anybody, at a server: what telephones make.
    pub const ANYBODY: Self = Self { side: 8_200, memory: 200 << 20 };
}

/// Longer sides that are tried one after the other: a large photo's noise hides what its small copy shows.
const SIDES: [u32; 4] = [1600, 1000, 2400, 600];
/// A photo with a shorter side than this is tried at twice its size too: where a module of the code is two or three dots wide, the reader
/// counts dots of noise.
const SMALL: u32 = 1200;

/// Why a photo shows no codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhotoFault {
    /// Neither PNG nor JPEG, cut short or damaged.
    #[error("not a photo, or damaged")]
    Unreadable,
    /// More pixels than any telephone makes.
    #[error("too many pixels")]
    TooLarge,
}

/// The texts of all QR codes on a photo, each once, in no order; none when no code can be read.
///
/// # Errors
/// The file is no photo, or too large a one.
pub fn codes(bytes: &[u8], most: PhotoLimits) -> Result<Vec<String>, PhotoFault> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| PhotoFault::Unreadable)?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(most.side);
    limits.max_image_height = Some(most.side);
    limits.max_alloc = Some(most.memory);
    reader.limits(limits);
    let photo = reader.decode().map_err(|fault| match fault {
        image::ImageError::Limits(_) => PhotoFault::TooLarge,
        _ => PhotoFault::Unreadable,
    })?;
    let mut found = BTreeSet::new();
    for (width, height) in sizes(photo.width(), photo.height()) {
        let grey = match (width, height) == (photo.width(), photo.height()) {
            true => photo.to_luma8(),
            false => photo.resize_exact(width, height, FilterType::Triangle).to_luma8(),
        };
        for grey in [stretched(&grey), grey] {
            found.extend(read(grey));
        }
        if !found.is_empty() {
            break;
        }
    }
    Ok(found.into_iter().collect())
}

/// The widths and heights at which a photo is tried, each once: as it is or smaller, then a small one larger.
fn sizes(width: u32, height: u32) -> Vec<(u32, u32)> {
    let longer = width.max(height).max(1);
    let part = |of: u32, side: u32| {
        let length = u64::from(of) * u64::from(side) / u64::from(longer);
        u32::try_from(length).unwrap_or(u32::MAX).max(1)
    };
    let twice = (longer <= SMALL).then_some(2 * longer);
    let mut sides: Vec<u32> = SIDES.iter().map(|side| longer.min(*side)).chain(twice).collect();
    let mut tried = BTreeSet::new();
    sides.retain(|side| tried.insert(*side));
    sides.into_iter().map(|side| (part(width, side), part(height, side))).collect()
}

/// With the darkest shade black and the lightest white: a photo in a dim room.
fn stretched(grey: &GrayImage) -> GrayImage {
    let (low, high) = grey.pixels().fold((u8::MAX, u8::MIN), |(low, high), pixel| {
        let [shade] = pixel.0;
        (low.min(shade), high.max(shade))
    });
    let range = u32::from(high.saturating_sub(low)).max(1);
    let mut wide = grey.clone();
    for pixel in wide.pixels_mut() {
        let [shade] = pixel.0;
        let shade = u32::from(shade.saturating_sub(low)) * 255 / range;
        pixel.0 = [u8::try_from(shade).unwrap_or(u8::MAX)];
    }
    wide
}

fn read(grey: GrayImage) -> Vec<String> {
    let (width, height) = (grey.width() as usize, grey.height() as usize);
    let shades = grey.into_raw();
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
        shades.get(y * width + x).copied().unwrap_or(u8::MAX)
    });
    prepared.detect_grids().iter().filter_map(|grid| Some(grid.decode().ok()?.1)).collect()
}
