use super::line_kind::{ordinal, strip};

/// `HƯỚNG DẪN GIẢI`, `LỜI GIẢI CHI TIẾT` on a line of their own: what follows explains questions that stand before.
pub(super) fn solutions_heading(text: &str) -> bool {
    let (_, text) = ordinal(text);
    let words = [
        "huong dan giai chi tiet",
        "huong dan giai",
        "huong dan cham",
        "huong dan tra loi",
        "huong dan",
        "loi giai chi tiet",
        "loi giai tham khao",
        "loi giai",
        "giai chi tiet",
        "giai thich chi tiet",
        "giai thich dap an",
        "giai thich",
        "dap an chi tiet",
        "dap an va loi giai chi tiet",
        "dap an va loi giai",
        "dap an va huong dan giai",
        "dap an va huong dan",
        "dap an va giai thich",
        "dap an - huong dan giai",
        "dap an – huong dan giai",
        "dap an - loi giai",
        "dap an, loi giai",
        "dap an kem loi giai",
        "phan loi giai",
        "phan huong dan giai",
        "bang dap an va loi giai",
    ];
    let is_alone = |rest: &str| rest.trim_matches([':', '.', ' ', '-', '=', '*']).is_empty();
    text.chars().count() <= 60 && words.iter().any(|word| strip(text, word).is_some_and(is_alone))
}
