//! `tramso verify` opens a pack as far as a station that takes it does.

use super::broken::Parts;
use std::{fs, path::Path, process::Command};
use tramso::crypto::demo_centre::RECOVERY_RECIPIENT;

/// Exit status and what was printed of a verification without a station.
fn verify(folder: &Path, bytes: &[u8]) -> (bool, String) {
    let file = folder.join("goi.tsp");
    fs::write(&file, bytes).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_tramso"));
    command.arg("verify").arg(&file).arg("--dir").arg(folder.join("khong-co")).env("LANG", "vi_VN.UTF-8");
    let output = command.output().unwrap();
    let printed = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&printed).into_owned())
}

#[test]
fn a_rightly_signed_pack_with_nothing_sound_in_it_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let sealed = || Parts::sealed_to(RECOVERY_RECIPIENT);
    let broken = [
        ("open.json is no JSON", Parts::good().with("open.json", b"khong phai JSON".to_vec())),
        ("the same, sealed", sealed().with("open.json", b"khong phai JSON".to_vec())),
        ("questions that are no JSON", Parts::good().with("questions.json", b"[".to_vec())),
        ("an empty object", Parts::good().with("open.json", b"{}".to_vec())),
    ];
    for (name, parts) in broken {
        let (is_good, printed) = verify(folder.path(), &parts.repinned().bytes());
        assert!(!is_good && printed.contains("TS-P"), "{name}: {printed}");
        assert!(!printed.contains('✓'), "{name}: {printed}");
    }
    for (name, parts) in [("open", Parts::good()), ("sealed", sealed())] {
        let (is_good, printed) = verify(folder.path(), &parts.repinned().bytes());
        assert!(is_good && printed.contains('✓'), "control, {name}: {printed}");
    }
}
