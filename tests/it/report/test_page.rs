//! The printer's test page: its code is read from a print of 150 dots an inch, its ruler is as long as it claims, and nothing of it is lost.

use super::{Paper, paper::is_inside, poster::read, sample};
use tramso::{
    report::{Fonts, test_page},
    text::{Language, Words},
};

#[test]
fn the_test_page_has_a_code_a_ruler_and_every_letter() {
    for language in [Language::Vietnamese, Language::English] {
        let words = Words::new(language);
        let page = || test_page(sample().date, &words, &Fonts::embedded().unwrap()).unwrap();
        let paper = Paper::keep(&page());
        assert_eq!(page(), page(), "the same bytes");
        assert!(is_inside(&paper));
        let pictures = paper.pictures(150);
        assert_eq!(pictures.len(), 1);
        assert_eq!(read(&pictures[0]), [format!("TRAMSO IN THU {}", sample().date)]);
        let text = paper.text();
        assert!(text.matches("Nguyễn Thị Ánh Tuyết").count() == 4, "{text}");
        // Ten centimetres are 590.55 dots: the longest dark row of that length is the ruler's, and not the frame's.
        let picture = &pictures[0];
        let is_ruler = |row: &[u8]| row.split(|dot| *dot > 128).any(|run| (589..=593).contains(&run.len()));
        assert!(picture.pixels.chunks(picture.width).any(is_ruler), "no line of ten centimetres");
    }
}
