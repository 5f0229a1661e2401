use super::{Replies, Worker};
use crate::{
    domain::Stamp,
    kiosk::{
        handbook,
        place::place_name,
        posting::{Locality, Print, SHEETS, draw, in_part, lacks_codes, posting},
    },
    report::{Fonts, PostedPart},
    store::StoreError,
    text::Words,
    tui::Msg,
};
use std::collections::BTreeSet;

impl Worker {
    /// Everything that is posted up and handed out at this station, and the volunteer's handbook, with its place and the contest's help line; hours are written on by hand.
    pub(super) fn print_posters(&mut self, now: Stamp) -> Replies {
        let Some(pack) = self.pack.clone() else { return Err(StoreError::NoPerson) };
        let words = Words::new(self.language());
        let print = Print { date: self.line.known.now(now).date(), trial: self.trial(&pack) };
        let store = self.open()?;
        let here = Locality {
            unit: Some(store.unit().clone()),
            place: Some(place_name(store.village())),
            ..Locality::default()
        };
        let posting = posting(&pack, &here, print, &words);
        let form = self.form(&pack, &words, (now, 1));
        let (mut files, mut cut) = (Vec::new(), BTreeSet::new());
        let drawn = Fonts::embedded().and_then(|fonts| {
            for (sheet, name) in SHEETS {
                let drawn = draw(sheet, (&posting, &form), &words, &fonts)?;
                cut.extend(drawn.cut);
                files.push((self.named(name, print.date, "pdf"), drawn.pdf));
            }
            // The volunteer's own goes along.
            for (form, name) in handbook::DOCUMENTS {
                let drawn = handbook::draw(form, print.date, &words, &fonts)?;
                files.push((self.named(name, print.date, "pdf"), drawn.pdf));
            }
            Ok(())
        });
        if let Err(fault) = drawn {
            return Ok(vec![Msg::Failed(self.not_drawn(&fault))]);
        }
        let paths = match self.write_files(&files) {
            Ok(paths) => paths,
            Err(failure) => return Ok(vec![Msg::Failed(*failure)]),
        };
        let cut: Vec<PostedPart> = cut.into_iter().collect();
        let remarks = [lacks_codes(&posting, &words), in_part(&cut, &words)];
        let remarks = remarks.into_iter().flatten().map(Msg::Failed);
        Ok([Msg::PostersPrinted(paths)].into_iter().chain(remarks).collect())
    }
}
