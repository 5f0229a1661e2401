//! A printer as something to draw on (GDI): pages go there as pictures, which every driver takes.

use super::{
    spooler::{Opened, opened},
    wide::wide,
};
use std::ptr::{null, null_mut};
use windows_sys::Win32::{
    Graphics::Gdi::{
        BI_RGB, BITMAPINFO, BITMAPINFOHEADER, CreateDCW, DEVMODEW, DIB_RGB_COLORS, DM_DUPLEX, DM_IN_BUFFER,
        DM_ORIENTATION, DM_OUT_BUFFER, DM_PAPERSIZE, DMDUP_SIMPLEX, DMDUP_VERTICAL, DeleteDC, GetDeviceCaps, HDC,
        LOGPIXELSX, LOGPIXELSY, PHYSICALOFFSETX, PHYSICALOFFSETY, RGBQUAD, SRCCOPY, StretchDIBits,
    },
    Graphics::Printing::DocumentPropertiesW,
    Storage::Xps::{AbortDoc, DOCINFOW, EndDoc, EndPage, StartDocW, StartPage},
};

/// `DMPAPER_A4` and `DMORIENT_PORTRAIT` of the headers of GDI.
const A4: i16 = 9;
const PORTRAIT: i16 = 1;
/// Rows that are handed over at once.
const BAND: usize = 256;

/// A document that is being drawn. One that is not finished is thrown away whole.
pub struct PrinterCanvas {
    dc: HDC,
    id: i32,
    is_ended: bool,
}

/// A page as points, upright: grey, or blue, green, red; rows from above.
pub struct PageImage {
    /// Points in a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Bytes of a point: one or three.
    pub depth: usize,
    /// All points.
    pub points: Vec<u8>,
    /// Points in an inch.
    pub per_inch: u32,
}

#[repr(C)]
struct Described {
    header: BITMAPINFOHEADER,
    greys: [RGBQUAD; 256],
}

impl PrinterCanvas {
    /// Begins a document on A4 pages: on both sides, turned over the long edge, where the printer can do that.
    ///
    /// # Errors
    /// The printer is not there, or the spooler does not take documents.
    pub fn begin(printer: &str, title: &str, on_both: bool) -> Option<Self> {
        let (name, title) = (wide(printer)?, wide(title)?);
        let wishes = wishes(&opened(printer).ok()?, &name, on_both);
        let mode = wishes.as_ref().map_or(null(), |room| room.as_ptr().cast::<DEVMODEW>());
        // SAFETY: the name ends with a zero; the mode is one that the printer has written, or null.
        let dc = unsafe { CreateDCW(null(), name.as_ptr(), null(), mode) };
        if dc.is_null() {
            return None;
        }
        let mut canvas = Self { dc, id: 0, is_ended: false };
        let size = i32::try_from(size_of::<DOCINFOW>()).ok()?;
        let document = DOCINFOW { cbSize: size, lpszDocName: title.as_ptr(), ..DOCINFOW::default() };
        // SAFETY: the canvas is open; the structure and its text are there until after the call.
        canvas.id = unsafe { StartDocW(canvas.dc, &raw const document) };
        (canvas.id > 0).then_some(canvas)
    }

    /// Points in an inch, the lesser of both ways.
    #[must_use]
    pub fn per_inch(&self) -> u32 {
        let least = self.caps(LOGPIXELSX).min(self.caps(LOGPIXELSY));
        u32::try_from(least).unwrap_or(0)
    }

    /// Draws one page in its own size, from the upper left corner of the paper.
    ///
    /// # Errors
    /// The spooler does not take it.
    pub fn page(&mut self, page: &PageImage) -> Option<()> {
        // SAFETY: the document was begun.
        if unsafe { StartPage(self.dc) } <= 0 {
            return None;
        }
        let mut described = described(page)?;
        let per_row = (page.width * page.depth).next_multiple_of(4);
        let scaled = |at: usize, caps: u32| {
            let at = i64::try_from(at).unwrap_or(i64::MAX);
            i32::try_from(at * i64::from(self.caps(caps)) / i64::from(page.per_inch.max(1))).unwrap_or(i32::MAX)
        };
        let (left, above) = (-self.caps(PHYSICALOFFSETX), -self.caps(PHYSICALOFFSETY));
        for top in (0..page.height).step_by(BAND) {
            let rows = BAND.min(page.height - top);
            // A picture of GDI has its last row first.
            let mut band = vec![0_u8; per_row * rows];
            for (to, row) in band.chunks_exact_mut(per_row).rev().zip(top..) {
                let from = page.points.get(row * page.width * page.depth..(row + 1) * page.width * page.depth)?;
                to.get_mut(..from.len())?.copy_from_slice(from);
            }
            described.header.biHeight = i32::try_from(rows).ok()?;
            let (from, to) = (scaled(top, LOGPIXELSY), scaled(top + rows, LOGPIXELSY));
            let (wide, width) = (scaled(page.width, LOGPIXELSX), i32::try_from(page.width).ok()?);
            let height = described.header.biHeight;
            // SAFETY: the band has as many bytes as its description claims; both are there until after the call.
            let drawn = unsafe {
                StretchDIBits(
                    self.dc,
                    left,
                    above + from,
                    wide,
                    to - from,
                    0,
                    0,
                    width,
                    height,
                    band.as_ptr().cast(),
                    (&raw const described).cast::<BITMAPINFO>(),
                    DIB_RGB_COLORS,
                    SRCCOPY,
                )
            };
            if drawn <= 0 {
                return None;
            }
        }
        // SAFETY: the page was begun.
        (unsafe { EndPage(self.dc) } > 0).then_some(())
    }

    /// Hands the document over; returns its number at the spooler.
    ///
    /// # Errors
    /// The spooler does not take it.
    pub fn finish(mut self) -> Option<i32> {
        self.is_ended = true;
        // SAFETY: the document was begun, and has ended with this.
        (unsafe { EndDoc(self.dc) } > 0).then_some(self.id)
    }

    fn caps(&self, which: u32) -> i32 {
        // SAFETY: the canvas is open.
        unsafe { GetDeviceCaps(self.dc, i32::try_from(which).unwrap_or_default()) }
    }
}

impl Drop for PrinterCanvas {
    fn drop(&mut self) {
        if !self.is_ended && self.id > 0 {
            // SAFETY: the document was begun and has not ended: the spooler throws it away.
            let _ = unsafe { AbortDoc(self.dc) };
        }
        // SAFETY: the canvas is open, and closed once.
        let _ = unsafe { DeleteDC(self.dc) };
    }
}

/// What the printer makes of our wishes; none where it reports no settings.
fn wishes(printer: &Opened, name: &[u16], on_both: bool) -> Option<Vec<u64>> {
    let ask = |to: *mut DEVMODEW, from: *const DEVMODEW, mode: u32| {
        // SAFETY: the handle is open; the name ends with a zero; both rooms are as large as the printer has asked for.
        unsafe { DocumentPropertiesW(null_mut(), printer.0, name.as_ptr(), to, from, mode) }
    };
    let size = usize::try_from(ask(null_mut(), null(), 0)).ok().filter(|size| *size >= size_of::<DEVMODEW>())?;
    let mut room = vec![0_u64; size.div_ceil(8)];
    let mode = room.as_mut_ptr().cast::<DEVMODEW>();
    (ask(mode, null(), DM_OUT_BUFFER) >= 0).then_some(())?;
    // SAFETY: the printer has written a whole structure there, which nobody else uses.
    let own = unsafe { &mut *mode };
    own.dmFields |= DM_ORIENTATION | DM_PAPERSIZE | DM_DUPLEX;
    own.dmDuplex = if on_both { DMDUP_VERTICAL } else { DMDUP_SIMPLEX };
    // SAFETY: of the union this is the half that printers have.
    let paper = unsafe { &mut own.Anonymous1.Anonymous1 };
    (paper.dmOrientation, paper.dmPaperSize) = (PORTRAIT, A4);
    (ask(mode, mode, DM_IN_BUFFER | DM_OUT_BUFFER) >= 0).then_some(room)
}

fn described(page: &PageImage) -> Option<Described> {
    let grey = |value: u8| RGBQUAD { rgbBlue: value, rgbGreen: value, rgbRed: value, rgbReserved: 0 };
    let header = BITMAPINFOHEADER {
        biSize: u32::try_from(size_of::<BITMAPINFOHEADER>()).ok()?,
        biWidth: i32::try_from(page.width).ok()?,
        biPlanes: 1,
        biBitCount: u16::try_from(8 * page.depth).ok()?,
        biCompression: BI_RGB,
        ..BITMAPINFOHEADER::default()
    };
    let greys = std::array::from_fn(|value| grey(u8::try_from(value).unwrap_or(u8::MAX)));
    Some(Described { header, greys })
}
