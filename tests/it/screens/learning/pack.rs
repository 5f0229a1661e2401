//! A small pack, made by hand from the longest and the plainest texts of the course.

use super::stage::date;
use tramso::{
    content::Pack,
    domain::{
        Block, Check, CheckOption, Contest, Lesson, LessonId, Level, Page, Question, QuestionId, Rules, Stratum, Topic,
        TopicId, Unit, UnitCode, UnitKind,
    },
};

const TOPICS: [(&str, &str); 4] = [
    ("Nhận thức số và năng lực số cơ bản", "Nhận thức số"),
    ("Sử dụng dịch vụ số thiết yếu", "Dịch vụ số"),
    ("Tương tác trên môi trường số", "Tương tác số"),
    ("Ứng dụng AI trong công việc và cuộc sống", "Ứng dụng AI"),
];

const TITLES: [[&str; 4]; 4] = [
    ["Vì sao bà con mình học số", "Giữ an toàn cho chiếc điện thoại", "Điện thoại dễ dùng", "Học tiếp và dự thi"],
    ["VNeID", "Nộp hồ sơ, trả tiền", "Thẻ căn cước và số của mỗi người", "Bớt mang giấy"],
    ["Cuộc gọi lừa đảo", "Giữ thông tin riêng, nói năng tử tế", "Chiêu lừa khó hơn", "Con cháu và mạng xã hội"],
    ["Làm quen với AI", "Dùng AI sao cho an toàn", "Luật che chở mình", "AI giúp việc làng, việc nhà"],
];

const READY: [&str; 8] = [
    "Tôi già rồi mới sờ vào máy tính, học được một buổi thấy mình trẻ ra mấy tuổi.",
    "Tôi học để tự gọi video cho con cháu ở xa, đỡ phải nhờ hàng xóm.",
    "Tôi biết cách tắt máy khi gặp kẻ lừa đảo, và sẽ dặn cả xóm cùng biết.",
    "Tôi học số để tự làm giấy tờ ở nhà, bớt được mấy chuyến đi xa.",
    "Tôi được cháu gái dạy bấm từng nút, nay tôi dạy lại cho bà bạn bên cạnh.",
    "Tôi mong buổi họp thôn nào cũng dành ít phút chỉ nhau cách dùng điện thoại.",
    "Tôi học chậm nhưng chắc, hôm nay biết một việc, mai chỉ cho ông nhà tôi.",
    "Tôi thấy học số chẳng khó như tôi tưởng, chỉ sợ mình không chịu ngồi vào học.",
];

pub fn pack() -> Pack {
    let unit = UnitCode::parse("11113").unwrap();
    Pack {
        contest: contest(),
        lessons: (1..=4).flat_map(|topic| (1..=4).map(move |number| lesson(topic, number))).collect(),
        bank: (1..=4).flat_map(|topic| (1..=6).map(move |number| question(topic, number))).collect(),
        units: vec![Unit {
            code: unit,
            kind: UnitKind::Commune,
            name: "Tân Kỳ".to_owned(),
            population: 20_000,
            population_inferred: false,
        }],
        places: Vec::new(),
        digest: [9; 32],
        sealed: false,
        earlier: Vec::new(),
    }
}

pub fn topic(number: u8) -> TopicId {
    TopicId::new(number).unwrap()
}

pub fn lesson_id(text: &str) -> LessonId {
    LessonId::parse(text).unwrap()
}

pub fn required() -> impl Iterator<Item = LessonId> {
    (1..=4).flat_map(|at| (1..=2).map(move |number| LessonId { topic: topic(at), number }))
}

fn contest() -> Contest {
    Contest {
        id: "cds-hp-2025".to_owned(),
        rehearsal: false,
        title: "Công dân số Hải Phòng".to_owned(),
        organiser: "Sở Khoa học và Công nghệ".to_owned(),
        opens: date(2025, 10, 11),
        closes: date(2025, 11, 11),
        topics: (1..)
            .zip(TOPICS)
            .map(|(at, (title, short))| Topic { id: topic(at), title: title.to_owned(), short: short.to_owned() })
            .collect(),
        rules: Rules {
            blueprint: (1..=4).map(|at| Stratum { topic: topic(at), level: None, count: 5 }).collect(),
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
        hotline: "0904 540 490".to_owned(),
        app_name: "Smart Hải Phòng".to_owned(),
        app_links: Vec::new(),
        help_links: Vec::new(),
        check_url: "https://example.vn/".to_owned(),
        certificate: None,
        consent_version: 1,
        ready_messages: READY.map(str::to_owned).to_vec(),
        station: None,
    }
}

fn lesson(at: u8, number: u8) -> Lesson {
    let pages = match (at, number) {
        (1, 2) => phone_pages(),
        (3, 2) => private_pages(),
        _ => plain_pages(),
    };
    let remembers = (at, number) != (4, 4);
    Lesson {
        id: LessonId { topic: topic(at), number },
        title: TITLES[usize::from(at) - 1][usize::from(number) - 1].to_owned(),
        required: number <= 2,
        facts: Vec::new(),
        pages: pages.into_iter().map(|page| if remembers { page } else { forgetful(page) }).collect(),
        checks: if number == 4 { Vec::new() } else { checks(number) },
    }
}

fn forgetful(mut page: Page) -> Page {
    page.blocks.retain(|block| !matches!(block, Block::Remember(_)));
    page
}

fn page(title: &str, blocks: Vec<Block>) -> Page {
    Page { title: title.to_owned(), blocks }
}

fn say(text: &str) -> Block {
    Block::Paragraph(text.to_owned())
}

fn list<const N: usize>(lines: [&str; N]) -> Vec<String> {
    lines.map(str::to_owned).to_vec()
}

fn plain_pages() -> Vec<Page> {
    vec![
        page(
            "Chuyển đổi số là gì?",
            vec![
                say(
                    "Chuyển đổi số là đổi cách làm việc nhờ công nghệ và dữ liệu (thông tin cất trong máy). Trạm y tế \
                     ghi sổ khám vào máy, lần sau tra ra ngay.",
                ),
                say("Việc nhờ thế chạy hơn, rõ ràng hơn. Có ba trụ cột, tức ba mảng lớn:"),
                Block::Points(list([
                    "Chính quyền số: nộp hồ sơ qua mạng",
                    "Kinh tế số: bán vải qua mạng",
                    "Xã hội số: người dân học qua mạng",
                ])),
            ],
        ),
        page("Bình dân học vụ số", vec![say("Già trẻ đều học, không ai bị bỏ lại.")]),
        page(
            "Vướng thì hỏi ai?",
            vec![
                say("Tổ hướng dẫn bà con dùng điện thoại, dùng mạng."),
                Block::Remember(list(["Tuổi nào cũng học được", "Vướng thì hỏi Tổ công nghệ số cộng đồng"])),
            ],
        ),
    ]
}

fn phone_pages() -> Vec<Page> {
    vec![
        page(
            "Đặt khóa màn hình",
            vec![
                say(
                    "Lỡ mất máy, khóa màn hình giữ cho người ta không xem được ảnh, danh bạ. Mã PIN là dãy số riêng để \
                     mở máy.",
                ),
                Block::Steps(list([
                    "Mở mục Cài đặt, có hình bánh răng",
                    "Tìm mục Màn hình khóa (iPhone ghi là Mật mã)",
                    "Chọn mã PIN",
                    "Gõ dãy số mình chọn, hai lần như nhau",
                ])),
            ],
        ),
        page(
            "Tải ứng dụng ở kho chính thức",
            vec![
                say("Ứng dụng là chương trình cài vào máy, như Zalo, VNeID. Kho chính thức có sẵn trong máy:"),
                Block::Points(list(["Máy Android: Google Play, hay ghi là CH Play", "Máy iPhone: App Store"])),
                Block::Steps(list([
                    "Mở kho ứng dụng",
                    "Gõ tên ứng dụng cần tìm",
                    "Xem đúng tên nơi làm ra ứng dụng",
                    "Bấm Cài đặt hoặc Nhận",
                ])),
            ],
        ),
        page("Có người gửi tệp lạ", vec![Block::Remember(list(["Điện thoại nào cũng nên có khóa màn hình"]))]),
    ]
}

/// The last page has as many rows as a page may have: sixteen, and its frame.
fn private_pages() -> Vec<Page> {
    let sentence = "Nói trên mạng thì cả chợ nghe thấy. Pháp luật cấm bịa chuyện, vu khống, cấm đưa chuyện riêng của \
                    người khác lên mạng.";
    vec![
        page("Link lạ, ứng dụng lạ", vec![say(sentence)]),
        page(
            "Lên mạng cũng như ra chợ",
            vec![
                say(sentence),
                Block::Points(list([
                    "Đồng ý rồi vẫn rút lại được",
                    "Thấy ghi sai thì đòi sửa, đòi xóa được",
                    "Cho mượn giấy tờ để người ta làm bậy thì mình cũng phạm luật",
                ])),
                say(sentence),
                Block::Remember(list([
                    "Link lạ: đừng bấm",
                    "Chuyện riêng của ai thì hỏi người ấy đã",
                    "Tin chưa rõ thì đừng chia sẻ",
                ])),
                say(sentence),
            ],
        ),
    ]
}

fn checks(number: u8) -> Vec<Check> {
    let option = |text: &str, right| CheckOption { text: text.to_owned(), right };
    let first = Check {
        stem: "Trang lạ hứa tặng gạo, đòi ảnh căn cước của ông Tính. Ông làm gì?".to_owned(),
        options: vec![
            option("Gửi mỗi mặt trước", false),
            option("Gửi ảnh của vợ", false),
            option("Từ chối, thoát khỏi trang", true),
        ],
        why: "Căn cước là dữ liệu cá nhân. Ông được từ chối.".to_owned(),
    };
    let second = Check {
        stem: "Đổi thẻ rồi, số định danh của chị Mai ra sao?".to_owned(),
        options: vec![option("Vẫn như cũ", true), option("Thêm hai số nữa", false), option("Thành số khác", false)],
        why: "Mỗi người một số, đổi thẻ thì số vẫn giữ nguyên.".to_owned(),
    };
    if number == 3 { vec![first, second] } else { vec![first] }
}

/// The right option of each question ends with a full stop, so that tests find it on the screen.
fn question(at: u8, number: u8) -> Question {
    let long = number == 1;
    let stem = if long {
        "Bà Mận được gửi một trang giống Cổng Dịch vụ công, địa chỉ khác dichvucong.gov.vn, đòi mật khẩu VNeID. Bà nên \
         làm gì?"
            .to_owned()
    } else {
        format!("Câu hỏi {number} của chuyên đề {at}: ai giúp bác Hoa học dùng điện thoại?")
    };
    Question {
        id: QuestionId(format!("{}-{number:03}", ["A", "B", "C", "D"][usize::from(at) - 1])),
        topic: topic(at),
        level: Level::Easy,
        fact: "A01".to_owned(),
        lesson: LessonId { topic: topic(at), number: 1 + number % 2 },
        stem,
        options: list([
            "Đóng trang ấy lại và không nhập gì.",
            "Nhập mật khẩu VNeID rồi hôm sau đổi",
            "Nhập thử một mật khẩu VNeID cũ xem sao",
            "Nhờ người gửi trang ấy nhập giúp",
        ]),
        why: "Cổng thật ở địa chỉ dichvucong.gov.vn; trang địa chỉ khác mà đòi mật khẩu có thể là trang giả."
            .to_owned(),
        source: "S18".to_owned(),
        checked: date(2025, 9, 22),
        until: None,
        situation: long,
        negative: false,
        group: None,
    }
}
