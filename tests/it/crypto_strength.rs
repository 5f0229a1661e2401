//! Chosen passphrases: which are refused as easy to guess, with which reason, and which are not.

use std::time::{Duration, Instant};
use tramso::{
    crypto::{Guards, Passphrase, PassphraseFault, Weakness, judge},
    notices::weak_passphrase,
    text::{Language, Words},
};

/// Each was accepted while only its length counted.
const WEAK: [(&str, Weakness); 18] = [
    ("toihocsotoilantoatoihocso", Weakness::Common),
    ("Sử dụng thông minh, sống an toàn", Weakness::Common),
    ("aaaaaaaaaaaaaaaaaaaa", Weakness::Repeats),
    ("xxxxxxxxxxxxxxxxxxx1", Weakness::Repeats),
    ("12345678901234567890", Weakness::Repeats),
    ("passwordpasswordpassword", Weakness::Repeats),
    ("Mật khẩu, mật khẩu, mật khẩu", Weakness::Repeats),
    ("trần hưng đạo trần hưng đạo", Weakness::Repeats),
    ("qwertyuiopasdfghjklzxcvbnm", Weakness::Common),
    ("abcdefghijklmnopqrstuvwxyz", Weakness::Row),
    ("1q2w3e4r5t6y7u8i9o0p", Weakness::Common),
    ("mật khẩu trạm số Hải Phòng", Weakness::Common),
    ("matkhautramsohaiphong2025", Weakness::Common),
    ("Nguyễn Văn An 01/01/1990", Weakness::Common),
    ("01/01/1990 02/02/1992", Weakness::Date),
    ("Hải Phòng, Việt Nam, trạm số", Weakness::Common),
    ("Anh yêu em nhiều lắm!", Weakness::Common),
    ("ba-ba-ba-ba-ba-ba", Weakness::Repeats),
];

const STRONG: [&str; 6] = [
    "mười hai con vịt bơi ngoài đồng",
    "con trâu trắng nhà bà Tám biết hát chèo",
    "muoihaiconvitboingoaidong",
    "mot cau du dai cho nguoi thu 1",
    "cột cờ phơi áo mưa tím dưới trăng",
    "J8!kd02;mVq_4tR-zzP3",
];

#[test]
fn what_is_easy_to_guess_is_refused_with_its_reason() {
    for (text, reason) in WEAK {
        assert_eq!(Passphrase::choose(text, &[]).err(), Some(PassphraseFault::Guessable(reason)), "{text}");
        assert!(Passphrase::read(text).is_ok(), "control: what opens today goes on opening: {text}");
    }
}

#[test]
fn a_sentence_of_ones_own_and_six_syllables_are_accepted() {
    for text in STRONG {
        assert_eq!(Passphrase::choose(text, &["Trần Thị Bích"]).map(|_| ()), Ok(()), "{text}");
    }
    for _ in 0..200 {
        let made = Passphrase::generate();
        assert_eq!(Passphrase::choose(made.text(), &[]).map(|read| read.text().to_owned()), Ok(made.text().to_owned()));
    }
}

#[test]
fn the_persons_own_words_are_guessed_first() {
    let text = "Lưu Thị Kim Xuyến 77";
    assert_eq!(judge(text, Guards::Account, &[]), Ok(()), "control");
    assert_eq!(judge(text, Guards::Account, &["Lưu Thị Kim Xuyến"]), Err(Weakness::Common));
}

#[test]
fn an_account_may_have_less_than_a_key_file() {
    let text = "tre-xanh-noi-7421";
    assert_eq!(judge(text, Guards::Account, &[]), Ok(()));
    assert!(judge("ho-an-5", Guards::Account, &[]).is_err());
}

#[test]
fn the_longest_text_is_judged_in_little_time() {
    let began = Instant::now();
    let _ = judge(&"aB1$ế".repeat(100), Guards::Key, &["x"; 64]);
    assert!(began.elapsed() < Duration::from_secs(3), "{:?}", began.elapsed());
}

#[test]
fn each_reason_has_a_notice_in_both_languages() {
    for reason in [Weakness::Repeats, Weakness::Row, Weakness::Common, Weakness::Date, Weakness::Short] {
        for language in [Language::Vietnamese, Language::English] {
            let notice = weak_passphrase(reason).notice(&Words::new(language));
            assert!(!notice.what().contains('⟦') && notice.now().len() > 20, "{notice}");
        }
    }
}
