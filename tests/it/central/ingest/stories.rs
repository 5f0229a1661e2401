//! Messages that may be public: what they show, what the city decides, and what the wall has of them.

use super::*;
use tramso::{
    centre::{
        QueryError,
        stories::{
            StoryDecision, StoryLine, StoryPlace, StoryReason, StoryRefusal, StorySign, StoryState, Wall, WallStory,
            story_signs,
        },
    },
    ledger::NoteFilter,
};

const UNIT: &str = "11113";
const WHO: Actor = Actor::CommandLine;
const GOOD: &str = "Nay tôi đã biết gọi điện có hình cho cháu ở xa.\nVui lắm!";
const HOSTILE: &str = "Hay quá <script>alert(1)</script> & \"tốt\"";

fn commune(code: &str) -> Access {
    Access::Commune(UnitCode::parse(code).unwrap())
}

fn shared(station: &mut Station, person: u64, text: &str, publish: bool) {
    let key = station.key(person);
    station.write(key, Body::Message { text: text.to_owned(), ready: None, dictated: false, publish });
}

/// Persons 1 to 4 allow that their words are public: the second wrote a telephone number, the third markup. The fifth allows nothing.
fn village(centre: &Centre) -> (Station, Start) {
    enrol(centre, 1);
    let mut one = station(1);
    (1..=5).for_each(|person| one.register(person));
    shared(&mut one, 1, GOOD, true);
    shared(&mut one, 2, "Ai cần học thì gọi tôi 0912.345.678 nhé", true);
    shared(&mut one, 3, HOSTILE, true);
    shared(&mut one, 4, "Tôi học được cách tra cứu bảo hiểm.", true);
    shared(&mut one, 5, "Lời này chỉ gửi Ban Tổ chức thôi.", false);
    super::units::declared(&mut one, |_, form| form.birth = "1960-01-01".to_owned());
    let next = ingest(centre, &one, Start::EPOCH);
    (one, next)
}

fn lines(centre: &Centre, state: StoryState) -> Vec<StoryLine> {
    centre.stories(&Access::City, (state, None), (None, 25), (WHO, Moment(NOW))).unwrap().lines
}

fn line(centre: &Centre, key: PersonKey, state: StoryState) -> StoryLine {
    lines(centre, state).into_iter().find(|one| one.key == key).unwrap()
}

fn decide(centre: &Centre, of: &StoryLine, decision: StoryDecision) -> Result<(), StoryRefusal> {
    centre.decide_story(&Access::City, (&of.key, &of.digest), decision, (WHO, Moment(NOW)))
}

fn wall(centre: &Centre) -> Vec<WallStory> {
    let Wall { stories, next } = centre.wall(None, (None, 20), Moment(NOW)).unwrap();
    assert_eq!(next, None);
    stories
}

fn counts(centre: &Centre) -> [u64; 3] {
    centre.stories(&Access::City, (StoryState::Waiting, None), (None, 1), (WHO, Moment(NOW))).unwrap().counts
}

#[test]
fn signs_are_seen_and_plain_sentences_have_none() {
    let cases: [(&str, &[StorySign]); 22] = [
        (GOOD, &[]),
        ("Năm 2025, 2026 tôi 65 tuổi, học ngày 25/11/2026.", &[]),
        ("Các bác học đi, cặp đôi nào cũng vui. Online rất tiện", &[]),
        ("gọi 0912 345 678", &[StorySign::Phone]),
        ("gọi +84.912.345.678", &[StorySign::Phone]),
        ("số của tôi: 0-9-1-2-3-4-5-6-7-8", &[StorySign::Phone]),
        ("số ０９１２３４５６７８ nhé", &[StorySign::Phone]),
        ("không chín một hai ba bốn năm sáu bảy tám", &[StorySign::Phone]),
        ("mã 123456", &[StorySign::Digits]),
        ("giai đoạn 2024 - 2025", &[StorySign::Digits]),
        ("xem https://vidu.example", &[StorySign::Link]),
        ("vào trang hocso.vn xem", &[StorySign::Link]),
        ("vào hocso . com . vn", &[StorySign::Link]),
        ("kết bạn zalo.me/abc", &[StorySign::Link]),
        ("thư cho toi@vidu.example", &[StorySign::Link]),
        ("trang hocso[.]vn", &[StorySign::Link]),
        (HOSTILE, &[StorySign::Markup]),
        ("<b onmouseover=alert(1)>", &[StorySign::Markup]),
        ("a & b, 3 < 4", &[]),
        ("ĐỒ NGU mà cũng học", &[StorySign::Abuse]),
        ("đ.m chúng nó", &[StorySign::Abuse]),
        ("chữ\u{202e}lạ", &[StorySign::Hidden]),
    ];
    for (text, expected) in cases {
        assert_eq!(story_signs(text), expected, "{text}");
    }
    assert!(StorySign::Phone.forbids() && StorySign::Link.forbids() && !StorySign::Abuse.forbids());
}

#[test]
fn what_the_city_approves_is_on_the_wall_until_it_is_taken_back() {
    on_both(|centre| {
        let (one, _) = village(centre);
        assert_eq!((counts(centre), wall(centre).len()), ([4, 0, 0], 0));
        assert!(lines(centre, StoryState::Waiting).iter().all(|line| line.key != one.key(5)), "not without consent");
        let first = line(centre, one.key(1), StoryState::Waiting);
        decide(centre, &first, StoryDecision::Approve).unwrap();
        assert_eq!(wall(centre), [WallStory { unit: UNIT.to_owned(), text: GOOD.to_owned() }]);
        let again = decide(centre, &first, StoryDecision::Refuse(StoryReason::Abuse));
        assert!(matches!(again, Err(StoryRefusal::Decided)), "{again:?}");
        let phone = line(centre, one.key(2), StoryState::Waiting);
        assert!(matches!(decide(centre, &phone, StoryDecision::Approve), Err(StoryRefusal::Forbidden)));
        decide(centre, &phone, StoryDecision::Refuse(StoryReason::Contact)).unwrap();
        let hostile = line(centre, one.key(3), StoryState::Waiting);
        decide(centre, &hostile, StoryDecision::Approve).unwrap();
        assert_eq!((counts(centre), wall(centre).len()), ([1, 2, 1], 2));
        let refused = line(centre, one.key(2), StoryState::Refused);
        let (_, reason, at, _) = refused.decision.unwrap();
        assert_eq!((reason, at), (Some(StoryReason::Contact), Moment(NOW)));
        let undo = |key: &PersonKey, at| centre.undo_story(&Access::City, (key, at), (WHO, Moment(NOW)));
        assert!(matches!(undo(&one.key(1), Moment(7)), Err(StoryRefusal::Open)), "another decision than was shown");
        undo(&one.key(1), Moment(NOW)).unwrap();
        assert!(matches!(undo(&one.key(1), Moment(NOW)), Err(StoryRefusal::Open)));
        assert_eq!((counts(centre), wall(centre).len()), ([2, 1, 1], 1));
        let stale =
            centre.decide_story(&Access::City, (&one.key(1), &[7; 32]), StoryDecision::Approve, (WHO, Moment(NOW)));
        assert!(matches!(stale, Err(StoryRefusal::Stale)));
        let secret = centre.decide_story(
            &Access::City,
            (&one.key(5), &first.digest),
            StoryDecision::Approve,
            (WHO, Moment(NOW)),
        );
        assert!(matches!(secret, Err(StoryRefusal::Unknown)), "without consent it is as if there were none");
        decide(centre, &line(centre, one.key(1), StoryState::Waiting), StoryDecision::Approve).unwrap();
        let first = centre.wall(None, (None, 1), Moment(NOW)).unwrap();
        let place = first.next.unwrap();
        assert_eq!(StoryPlace::parse(StoryState::Approved, &place.text()), Some(place.clone()), "as a link has it");
        // Somebody takes back what the first page showed: the next page goes on behind it, and shows nothing twice or never.
        let shown = lines(centre, StoryState::Approved).into_iter().find(|one| one.text == first.stories[0].text);
        undo(&shown.unwrap().key, Moment(NOW)).unwrap();
        let second = centre.wall(None, (Some(&place), 1), Moment(NOW)).unwrap();
        assert_eq!((second.stories.len(), &second.next), (1, &None));
        assert_ne!(second.stories, first.stories);
        for text in ["", "1", "x.00", "1.00", &format!("77701.{}", "0".repeat(65))] {
            assert_eq!(StoryPlace::parse(StoryState::Approved, text), None, "{text}");
        }
        let notes = centre.trail(&Access::City, &NoteFilter::default(), 50).unwrap().lines;
        let verbs = |verb: &str| notes.iter().filter(|line| line.what.starts_with(verb)).count();
        assert_eq!((verbs("story-approve"), verbs("story-refuse"), verbs("story-undo")), (3, 1, 2));
        assert!(verbs("story-view waiting city") > 0);
    });
}

#[test]
fn who_withdraws_is_erased_or_writes_otherwise_is_gone_from_the_wall_at_once() {
    on_both(|centre| {
        let (mut one, next) = village(centre);
        for person in [1, 3, 4] {
            decide(centre, &line(centre, one.key(person), StoryState::Waiting), StoryDecision::Approve).unwrap();
        }
        assert_eq!(wall(centre).len(), 3);
        centre.forget_person(&Access::City, &one.key(1), WHO, Moment(NOW)).unwrap();
        assert!(wall(centre).iter().all(|story| story.text != GOOD) && wall(centre).len() == 2);
        assert_eq!(centre.ledger().read_tx(|tx| tx.story(&one.key(1))).unwrap(), None);
        let key = one.key(3);
        one.write(key, Body::Withdrawal {});
        shared(&mut one, 4, "Lời khác hẳn, chưa ai duyệt.", true);
        shared(&mut one, 5, "Nay thì cho đăng.", true);
        ingest(centre, &one, next);
        assert_eq!(wall(centre), [], "one withdrew, one wrote something else");
        assert_eq!(counts(centre), [3, 0, 0], "that one waits again, and so does who has agreed since");
    });
}

#[test]
fn a_childs_words_and_ready_sentences_are_never_public() {
    let hall = hall();
    let centre = &hall.centre;
    enrol(centre, 1);
    let mut one = station(1);
    one.register(1);
    one.register(2);
    super::units::declared(&mut one, |at, form| {
        form.birth = if at == 0 { "2015-01-01" } else { "1960" }.to_owned();
    });
    shared(&mut one, 1, "Con biết dùng máy tính rồi.", true);
    let key = one.key(2);
    one.write(key, Body::Message { text: "Câu có sẵn".to_owned(), ready: Some(1), dictated: false, publish: true });
    ingest(centre, &one, Start::EPOCH);
    let waiting = lines(centre, StoryState::Waiting);
    assert_eq!((waiting.len(), waiting[0].signs.as_slice()), (1, &[StorySign::Child][..]));
    assert!(matches!(decide(centre, &waiting[0], StoryDecision::Approve), Err(StoryRefusal::Forbidden)));
}

#[test]
fn a_clerk_reads_the_own_unit_and_decides_nothing() {
    let hall = hall();
    let centre = &hall.centre;
    let (one, _) = village(centre);
    let read = |access: &Access, unit: Option<&str>| {
        centre.stories(access, (StoryState::Waiting, unit), (None, 25), (WHO, Moment(NOW)))
    };
    let own = read(&commune(UNIT), None).unwrap();
    assert_eq!((own.lines.len(), own.may_decide), (4, false));
    assert_eq!(read(&commune("11329"), None).unwrap().lines.len(), 0);
    assert!(matches!(read(&commune("11329"), Some(UNIT)), Err(QueryError::NotAllowed(_))));
    assert!(matches!(read(&Access::Viewer, None), Err(QueryError::NotAllowed(_))));
    let waiting = line(centre, one.key(1), StoryState::Waiting);
    for role in [commune(UNIT), Access::Viewer] {
        let decided =
            centre.decide_story(&role, (&waiting.key, &waiting.digest), StoryDecision::Approve, (WHO, Moment(NOW)));
        assert!(matches!(decided, Err(StoryRefusal::NotAllowed(_))));
        let undone = centre.undo_story(&role, (&waiting.key, Moment(NOW)), (WHO, Moment(NOW)));
        assert!(matches!(undone, Err(StoryRefusal::NotAllowed(_))));
    }
}
