use super::Press;
use ratatui::layout::{Position, Rect};

/// A place on the screen that acts as a key when it is clicked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hot {
    /// Cells of the place.
    pub area: Rect,
    /// Key that a click means.
    pub press: Press,
}

impl Hot {
    /// The key of the topmost place under a click; places drawn later are above.
    #[must_use]
    pub fn at(places: &[Self], column: u16, row: u16) -> Option<Press> {
        places.iter().rfind(|hot| hot.area.contains(Position::new(column, row))).map(|hot| hot.press)
    }
}
