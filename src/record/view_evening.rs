//! Bodies of a group's lesson and of numbered papers, for the view of a record.

use super::{BodyView, view_parser::Scan};
use std::borrow::Cow;

impl<'a> Scan<'a> {
    pub(super) fn group_lesson(&mut self) -> Option<BodyView<'a>> {
        self.expect_text(",\"topic\":")?;
        let topic = self.small()?;
        self.expect_text(",\"pack\":")?;
        let pack = self.text()?;
        self.expect_text(",\"lessons\":")?;
        let lessons = self.list(Self::text, 4)?;
        self.expect_text(",\"seconds\":")?;
        let seconds = self.small()?;
        self.expect_text(",\"present\":")?;
        let present = self.small()?;
        self.expect_text(",\"raised\":")?;
        let raised = self.list(|scan| scan.list(Self::small, 4), 4)?;
        Some(BodyView::GroupLesson { topic, pack, lessons, seconds, present, raised })
    }

    pub(super) fn papers_printed(&mut self) -> Option<BodyView<'a>> {
        let batch = self.batch()?;
        self.expect_text(",\"count\":")?;
        let count = self.small()?;
        self.expect_text(",\"pack\":")?;
        Some(BodyView::PapersPrinted { batch, count, pack: self.text()? })
    }

    pub(super) fn paper_handed(&mut self) -> Option<BodyView<'a>> {
        let (batch, serial) = (self.batch()?, self.serial()?);
        let (attempt, pack, paper) = self.drawn()?;
        self.expect_text(",\"answers\":")?;
        let answer = |scan: &mut Self| {
            scan.expect_text("{\"question\":")?;
            let question = scan.text()?;
            scan.expect_text(",\"option\":")?;
            let option = scan.small()?;
            scan.expect_text("}")?;
            Some((question, option))
        };
        Some(BodyView::PaperHanded { batch, serial, attempt, pack, paper, answers: self.list(answer, 20)? })
    }

    pub(super) fn paper_rekeyed(&mut self) -> Option<BodyView<'a>> {
        let (batch, serial) = (self.batch()?, self.serial()?);
        self.expect_text(",\"differs\":")?;
        Some(BodyView::PaperRekeyed { batch, serial, differs: self.list(Self::small, 0)? })
    }

    /// A batch and serials of it.
    pub(super) fn serials(&mut self) -> Option<(Cow<'a, str>, Vec<u8>)> {
        let batch = self.batch()?;
        self.expect_text(",\"serials\":")?;
        Some((batch, self.list(Self::small, 32)?))
    }

    fn batch(&mut self) -> Option<Cow<'a, str>> {
        self.expect_text(",\"batch\":")?;
        self.text()
    }

    fn serial(&mut self) -> Option<u8> {
        self.expect_text(",\"serial\":")?;
        self.small()
    }
}
