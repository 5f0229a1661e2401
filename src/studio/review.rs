//! Questions of a file one by one, before anything is written: a person takes, mends or skips each.

use super::exchange::place_text;
use crate::{cli::Console, domain::tidy_spaces, exchange::Item};
use std::io::stdin;

/// The questions that the person at the keyboard takes, as mended; nothing where they stop, or where the input ends before.
pub fn review(items: Vec<Item>, console: &Console) -> Option<Vec<Item>> {
    let count = items.len();
    let (mut taken, mut skipped) = (Vec::with_capacity(count), 0);
    let mut items = (1_usize..).zip(items);
    while let Some((at, mut item)) = items.next() {
        show(&item, at, count, console);
        loop {
            match typed("reading-ask", count, console)?.to_lowercase().as_str() {
                "" => {
                    taken.push(item);
                    break;
                }
                "s" => {
                    mend(&mut item, console)?;
                    show(&item, at, count, console);
                }
                "b" => {
                    skipped += 1;
                    break;
                }
                "t" => {
                    taken.push(item);
                    taken.extend(items.map(|(_, item)| item));
                    return Some(ended(taken, skipped, console));
                }
                "q" => return None,
                _ => (), // asked again
            }
        }
    }
    Some(ended(taken, skipped, console))
}

fn ended(taken: Vec<Item>, skipped: usize, console: &Console) -> Vec<Item> {
    if skipped > 0 {
        console.message("reading-skipped", &[("count", skipped.into())]);
    }
    taken
}

fn show(item: &Item, at: usize, count: usize, console: &Console) {
    let place = place_text(console.words(), &item.place);
    console.verbatim("");
    console.message("reading-at", &[("at", at.into()), ("count", count.into()), ("place", place.as_str().into())]);
    console.paragraph(&format!("  {}", item.stem));
    for (number, option) in (1..).zip(&item.options) {
        let mark = if number == 1 { "✓" } else { " " };
        console.paragraph(&format!("  {mark} {number}. {option}"));
    }
    if let Some(why) = &item.why {
        console.message("reading-page-why", &[("text", why.as_str().into())]);
    }
}

fn mend(item: &mut Item, console: &Console) -> Option<()> {
    loop {
        let options = item.options.len();
        match typed("reading-ask-part", options, console)?.to_lowercase().as_str() {
            "" => return Some(()),
            "d" => {
                let right = typed("reading-ask-key", options, console)?.parse::<usize>().ok();
                if let Some(first) =
                    right.and_then(|right| item.options.get_mut(..right).filter(|part| !part.is_empty()))
                {
                    first.rotate_right(1);
                }
            }
            part => {
                let place = part.parse::<usize>().ok();
                let text = match place {
                    Some(0) => Some(&mut item.stem),
                    Some(number) => number.checked_sub(1).and_then(|at| item.options.get_mut(at)),
                    None => None,
                };
                let Some(text) = text else { continue };
                let new = tidy_spaces(&typed("reading-ask-text", options, console)?);
                if !new.is_empty() {
                    *text = new;
                }
            }
        }
    }
}

/// A line from the keyboard; nothing at its end.
fn typed(key: &str, count: usize, console: &Console) -> Option<String> {
    console.prompt(&console.words().with(key, &[("count", count.into())]));
    let mut line = String::new();
    match stdin().read_line(&mut line) {
        Ok(0) | Err(_) => None,
        Ok(_) => Some(line.trim().to_owned()),
    }
}
