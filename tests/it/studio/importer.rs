//! The importer's screen in a real pseudo-terminal: what it shows, what its keys do, and that nothing is written before the end.

use crate::pty::Station;
use std::{fs, path::Path, process::Stdio};

const PAPER: &str = "Câu 1. Số nào báo cháy?\nA. 112\nB. 113\nC. 114\nD. 115\nĐáp án: C\n\
    Câu 2. Số nào cấp cứu?\nA. 112\nB. 113\nC. 114\nD. 115\nĐáp án: D\n\
    Câu 3. Ai giữ mã OTP?\nA. Chủ thẻ\nB. Người lạ\n\
    Câu 4. VNeID là gì?\nA. Trò chơi\nB. Định danh\nĐáp án: A\n";

fn looking(folder: &Path, size: (u16, u16)) -> Station {
    fs::write(folder.join("de.txt"), PAPER).unwrap();
    let (from, out) = (folder.join("de.txt"), folder.join("ra.toml"));
    let args = ["import", from.to_str().unwrap(), "--out", out.to_str().unwrap(), "--review"];
    let env = [("LANG", "vi_VN.UTF-8")];
    Station::start_program(env!("CARGO_BIN_EXE_tramso-studio"), &args, size.0, size.1, &env)
}

#[test]
fn questions_are_taken_mended_and_skipped_on_a_screen() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("ra.toml");
    let mut studio = looking(folder.path(), (80, 24));
    studio.see("□ 3 chưa xem   ✗ 1 để lại").see("Đáp án: 114").see("g ghi  q thôi");
    studio.press("<enter>").see("✓ 1 nhận").see("Đáp án: 115");
    studio.press("b").see("– 1 bỏ").see("Đáp án: Trò chơi");
    studio.press("z").see("– 0 bỏ").see("Đáp án: 115").press("b").see("– 1 bỏ");
    // The key was wrong, and so is a text.
    studio.press("s").see("Sửa câu hỏi").see("d là đáp án đúng");
    studio.press("<down>").press("<down>").see("▶ Phương án 2").press("d").see("▶ ✓ Phương án 1");
    studio.press("<enter>").see("Ctrl-U xóa hết").press(" điện tử").see("Định danh điện tử").press("<enter>");
    studio.see("Esc xong").press("<esc>").see("Đáp án: Định danh điện tử").see("Đã sửa.");
    studio.press("<up>").see("Để lại").see("Không biết đáp án nào đúng").press("<down>");
    studio.press("g").see("Còn 1 câu chưa xem").press("<esc>").see("g ghi");
    assert!(!out.exists(), "nothing is written before the end");
    studio.press("g").see("t nhận cả").press("t");
    assert!(!studio.ends_well(), "one was left out");
    studio.see("Đã nhận 2 câu");
    let text = fs::read_to_string(&out).unwrap();
    assert!(text.contains("right = \"114\"") && text.contains("right = \"Định danh điện tử\""), "{text}");
    assert!(!text.contains("Số nào cấp cứu?"), "{text}");
}

#[test]
fn stopping_writes_nothing_and_a_pipe_is_asked_line_by_line() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("ra.toml");
    let mut studio = looking(folder.path(), (100, 30));
    studio.see("□ 3 chưa xem").press("t").see("✓ 3 nhận").press("q").see("Chưa ghi gì vào tệp").press("x");
    studio.see("c thôi, không ghi gì").press("c");
    assert!(!studio.ends_well());
    studio.see("TS-X17");
    assert!(!out.exists());
    assert!(studio.text().contains("Không biết đáp án"), "the terminal is as it was: {}", studio.text());
    // The control: without a terminal the questions are asked line by line.
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_tramso-studio"));
    command.args(["import", "--review"]).arg(folder.path().join("de.txt")).arg("--out").arg(&out);
    let mut child = command
        .env("LANG", "vi_VN.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), b"\nb\n\n").unwrap();
    let told = child.wait_with_output().unwrap();
    assert!(String::from_utf8_lossy(&told.stdout).contains("Câu 1 trên 3"));
    assert_eq!(fs::read_to_string(&out).unwrap().matches("[[question]]").count(), 2);
}
