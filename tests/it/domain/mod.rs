//! The domain room at its door.

mod contest;
mod draw;
mod golden;
mod group;
mod name_order;
mod now;
mod paper_number;
mod people;
mod places;
mod prizes;
mod spelling;

use crate::days::date as day;
use tramso::domain::{Contest, Level, Question, QuestionId, Rules, Stratum, Topic, TopicId};

/// A contest of four topics with this blueprint, open in January 2026.
fn contest(blueprint: Vec<Stratum>) -> Contest {
    Contest {
        id: "thu".into(),
        rehearsal: false,
        title: "Thử".into(),
        organiser: "Thử".into(),
        opens: day(2026, 1, 1),
        closes: day(2026, 1, 31),
        topics: (1..=4).map(|n| Topic { id: topic(n), title: format!("T{n}"), short: format!("T{n}") }).collect(),
        rules: Rules {
            blueprint,
            attempts: 3,
            minutes: None,
            pass_mark: None,
            message_from: 10,
            message_up_to: 500,
            review: true,
            least_age: None,
            recognised: false,
            groups: true,
            on_paper: true,
            paper_ranks: false,
            prizes: Default::default(),
            paper_from: tramso::domain::PaperFrom::All,
            signs: Default::default(),
        },
        hotline: String::new(),
        app_name: String::new(),
        app_links: Vec::new(),
        help_links: Vec::new(),
        check_url: String::new(),
        certificate: None,
        consent_version: 1,
        ready_messages: Vec::new(),
        station: None,
    }
}

fn question(id: &str, topic_number: u8, level: Level, group: Option<&str>) -> Question {
    Question {
        id: QuestionId(id.into()),
        topic: topic(topic_number),
        level,
        fact: "A01".into(),
        lesson: tramso::domain::LessonId { topic: topic(topic_number), number: 1 },
        stem: String::new(),
        options: ["a", "b", "c", "d"].map(str::to_owned).to_vec(),
        why: String::new(),
        source: String::new(),
        checked: day(2026, 1, 1),
        until: None,
        situation: false,
        negative: false,
        group: group.map(str::to_owned),
    }
}

fn stratum(topic_number: u8, level: Option<Level>, count: usize) -> Stratum {
    Stratum { topic: topic(topic_number), level, count }
}

fn topic(number: u8) -> TopicId {
    TopicId::new(number).unwrap()
}

const LEVELS: [Level; 3] = [Level::Easy, Level::Middle, Level::Hard];
