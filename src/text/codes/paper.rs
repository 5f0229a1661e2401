//! Notices of tests on paper and lessons for groups.

/// TS-G01: paper ‹paper› was not printed at this station.
pub const NOT_PRINTED_HERE: &str = "TS-G01";

/// TS-G02: paper ‹paper› was not collected yet.
pub const NOT_COLLECTED: &str = "TS-G02";

/// TS-G03: paper ‹paper› is handed in already.
pub const HANDED_IN: &str = "TS-G03";

/// TS-G04: paper ‹paper› is void.
pub const IS_VOID: &str = "TS-G04";

/// TS-G05: paper ‹paper› must be keyed a second time before it is handed in.
pub const NOT_KEYED_TWICE: &str = "TS-G05";

/// TS-G06: between 1 and 60 papers are printed at once.
pub const WRONG_COUNT: &str = "TS-G06";

/// TS-G07: the content that paper ‹paper› was printed from is not here any more.
pub const CONTENT_IS_GONE: &str = "TS-G07";

/// TS-G08: the contest takes no tests on paper.
pub const NO_PAPER: &str = "TS-G08";

/// TS-G09: the contest counts no topics taught to groups.
pub const NO_GROUPS: &str = "TS-G09";

/// TS-G10: who wrote the paper has no attempt left.
pub const NO_ATTEMPT_LEFT: &str = "TS-G10";

/// TS-G11: who wrote the paper has a test on the screen that is not handed in.
pub const TEST_ON_SCREEN: &str = "TS-G11";

/// TS-G12: who wrote the paper does not take part, or no longer.
pub const NOT_TAKING_PART: &str = "TS-G12";

/// TS-G13: what was keyed in for the paper does not fit its questions.
pub const KEYED_WRONGLY: &str = "TS-G13";

/// TS-G14: nobody of those who were there could be counted as having learnt the topic.
pub const NOBODY_LEARNT: &str = "TS-G14";

/// TS-G15: nothing is keyed in for questions ‹places›.
pub const BLANKS: &str = "TS-G15";

/// TS-G16: the message on the paper is too short, too long, or has signs that are not taken.
pub const MESSAGE: &str = "TS-G16";

/// TS-G31: the content was replaced while a topic was taught from the one before.
pub const TAUGHT_FROM_EARLIER: &str = "TS-G31";

/// TS-G32: more than ‹most› people are ticked for a group's lesson.
pub const GROUP_TOO_LARGE: &str = "TS-G32";
