/// A cell of a table of answers that was pasted cell by cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    Number(u32),
    Letter(usize),
}
