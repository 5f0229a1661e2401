use super::{
    Fonts, PdfFault,
    ornament::lozenge,
    sheet::{From, PALE, RED, Sheet, WHITE},
};
use crate::text::Words;

/// Why a document is not a real one. It is printed on every page, so that nobody takes it for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Trial {
    /// A station of the demo contest: nothing of it counts anywhere.
    Demo,
    /// A rehearsal's pack: nothing of it counts for the real contest.
    Rehearsal,
}

/// How far down and up the watermark's middle is from the page's, as a share of its height: the middle of a page is its fullest part.
const SHARE: f32 = 0.72;

impl Trial {
    /// What a station with this contest prints; none: a real document. A demo stays one whatever its pack is.
    #[must_use]
    pub fn of(is_demo: bool, is_rehearsal: bool) -> Option<Self> {
        match (is_demo, is_rehearsal) {
            (true, _) => Some(Self::Demo),
            (false, true) => Some(Self::Rehearsal),
            (false, false) => None,
        }
    }

    /// Key of the words that are written across a page.
    #[must_use]
    pub fn mark(self) -> &'static str {
        match self {
            Self::Demo => "print-trial-demo",
            Self::Rehearsal => "print-trial-rehearsal",
        }
    }

    /// Key of the sentence at the head of a page or a screen.
    #[must_use]
    pub fn remark(self) -> &'static str {
        match self {
            Self::Demo => "print-trial-demo-head",
            Self::Rehearsal => "print-trial-rehearsal-head",
        }
    }

    /// The words in large pale letters from the lower left to the upper right; everything else is drawn over them.
    pub(super) fn watermark(
        self,
        sheet: &mut Sheet<'_, '_>,
        (words, fonts): (&Words, &Fonts),
        (width, height): (f32, f32),
    ) -> Result<(), PdfFault> {
        let line = fonts.bold.line(&words.get(self.mark()), 0.02)?;
        let size = SHARE * width.hypot(height) / line.width(1.0);
        let angle = -(height / width).atan().to_degrees();
        sheet.turned(angle, (width / 2.0, height / 2.0), |sheet| {
            sheet.set(&line, size, From::Centre, (width / 2.0, height / 2.0 + size * 0.36), PALE);
        });
        Ok(())
    }

    /// The sentence in a frame whose middle is at `x` and whose upper edge is at `y`, 17 points high.
    pub(super) fn head(
        self,
        sheet: &mut Sheet<'_, '_>,
        (words, fonts): (&Words, &Fonts),
        (x, y): (f32, f32),
    ) -> Result<(), PdfFault> {
        let line = fonts.bold.line(&words.get(self.remark()), 0.01)?;
        let width = line.width(HEAD) + 26.0;
        let frame = || lozenge(x - width / 2.0, y, width, 17.0);
        sheet.fill(frame(), WHITE);
        sheet.stroke(frame(), 1.0, RED);
        sheet.set(&line, HEAD, From::Centre, (x, y + 12.2), RED);
        Ok(())
    }
}

/// Size of the sentence at a page's head.
const HEAD: f32 = 10.0;
