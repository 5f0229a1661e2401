//! How long the lessons of a topic take to read. One table of speeds for everything that judges or invents reading.

use super::{Pack, measure::syllables};
use crate::domain::{Block, Lesson, TopicId};

/// Syllables that an adult reads silently in a minute: most read 150 to 250 (Brysbaert 2019 gives 238 words of English; a
/// Vietnamese syllable is a short word).
pub const SYLLABLES_A_MINUTE: u64 = 200;

/// Milliseconds that the required lessons of a topic take to read, with their check questions; 0 for a topic without any.
#[must_use]
pub fn topic_reading_ms(pack: &Pack, topic: TopicId) -> u64 {
    pack.required_lessons(topic).map(lesson_reading_ms).sum()
}

/// Milliseconds that a lesson takes to read, with its check questions.
#[must_use]
pub fn lesson_reading_ms(lesson: &Lesson) -> u64 {
    let read: usize = lesson.pages.iter().map(|page| syllables(&page.title) + of_blocks(&page.blocks)).sum();
    let checks = lesson.checks.iter().map(|check| {
        syllables(&check.stem) + check.options.iter().map(|option| syllables(&option.text)).sum::<usize>()
    });
    let all = u64::try_from(read + checks.sum::<usize>()).unwrap_or(u64::MAX);
    all.saturating_mul(60_000) / SYLLABLES_A_MINUTE
}

fn of_blocks(blocks: &[Block]) -> usize {
    let of = |block: &Block| match block {
        Block::Paragraph(text) => syllables(text),
        Block::Steps(list) | Block::Points(list) | Block::Remember(list) => {
            list.iter().map(|text| syllables(text)).sum()
        }
    };
    blocks.iter().map(of).sum()
}
