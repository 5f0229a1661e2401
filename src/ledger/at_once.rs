use std::{panic::resume_unwind, thread};

/// Items that one processor reads alone: a thread costs as much as a few of them.
const ALONE: usize = 250;

/// Reads every item, on all processors where there are many; the order stays.
///
/// # Errors
/// That of the first item, in their order, that could not be read.
pub fn at_once<I: Sync, T: Send, E: Send>(items: &[I], read: impl Fn(&I) -> Result<T, E> + Sync) -> Result<Vec<T>, E> {
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let each = items.len().div_ceil(processors.min(items.len() / ALONE).max(1)).max(1);
    let read = |part: &[I]| part.iter().map(&read).collect::<Result<Vec<T>, E>>();
    let mut parts = items.chunks(each);
    let first = parts.next().unwrap_or_default();
    thread::scope(|scope| {
        let others: Vec<_> = parts.map(|part| scope.spawn(move || read(part))).collect();
        let mut all = read(first)?;
        for other in others {
            all.append(&mut other.join().unwrap_or_else(|panic| resume_unwind(panic))?);
        }
        Ok(all)
    })
}
