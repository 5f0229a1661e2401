/// Where the arrows are in a list of choices: at its first line from the beginning. Nothing is chosen by that; Enter chooses what
/// is in focus, and where a choice weighs (a consent, an answer) only once the arrows were moved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Focus {
    at: usize,
    has_moved: bool,
}

impl Focus {
    /// Above the first line: the next one down is that.
    #[must_use]
    pub fn before_first() -> Self {
        Self { at: usize::MAX, has_moved: false }
    }

    /// At a line that was moved to.
    #[must_use]
    pub fn at_line(at: usize) -> Self {
        Self { at, has_moved: true }
    }

    /// One line up or down among `count`; behind the last comes the first.
    pub fn step(&mut self, by: isize, count: usize) {
        let last = count.saturating_sub(1);
        self.at = match self.at.checked_add_signed(by) {
            Some(at) if at <= last => at,
            // else: past an end, or from above the first line
            Some(_) | None if by > 0 => 0,
            Some(_) | None => last,
        };
        self.has_moved = true;
    }

    /// Where the arrows set out from beside a mark: where they are once they were moved, else at the marked line, or above the first one.
    #[must_use]
    pub fn from_mark(self, marked: Option<usize>) -> Self {
        match marked {
            _ if self.has_moved => self,
            Some(at) => Self::at_line(at),
            None => Self::before_first(),
        }
    }

    /// The line in focus, counted from 0.
    #[must_use]
    pub fn at(self) -> usize {
        self.at
    }

    /// The line that the arrows were moved to, where it is not the marked one.
    #[must_use]
    pub fn beside_mark(self, marked: Option<usize>) -> Option<usize> {
        Some(self.at).filter(|at| self.has_moved && marked != Some(*at))
    }

    /// Whether somebody has moved the arrows here.
    #[must_use]
    pub fn has_moved(self) -> bool {
        self.has_moved
    }
}
