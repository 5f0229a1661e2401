//! A real drive that fills up: what is kept stays, what does not fit is refused, and with more room the same session goes on.

use super::{
    child::{Task, print, run_with_own_mounts},
    judge::{self, Verdict},
    place::{Place, each_file},
    scale,
    script::{Script, Story},
    walk::{Walker, Went},
};
use std::{path::Path, process::Command};
use tramso::store::StoreError;

/// Room beside what a new station takes: less than the pages of one visit.
const ROOM: u64 = 300 << 10;
/// Room that is left when the reserve has been given up.
const LAST_ROOM: u64 = 100 << 10;
pub const PLENTY: u64 = 256 << 20;

/// In a mount namespace of its own: mounts a drive, fills it, enlarges it.
pub fn child(mount: &Path) -> i32 {
    remount(mount, PLENTY, false);
    let script = Script::of(Story::Visits);
    let place = Place::make(&mount.join("station"));
    let mut walker = Walker::open(&script, &place).unwrap();
    remount(mount, used(mount) + ROOM, true);
    let mut refused_at = None;
    loop {
        match walker.go_on() {
            Ok(Went::Saved(done)) => {
                print(&format!("ACK {done}"));
                if !place.dir.join("reserve").exists() && refused_at.is_none() {
                    refused_at = Some(0);
                    print(&format!("SHORT {done}"));
                    remount(mount, used(mount) + LAST_ROOM, true);
                }
            }
            Ok(Went::Otherwise) => (),
            Ok(Went::Nowhere) => break,
            Err(StoreError::Full) if refused_at == Some(0) => {
                assert!(matches!(walker.go_on(), Err(StoreError::Full)), "nothing has changed");
                let done = walker.done();
                assert_eq!(judge::progress(walker.store(), &script), Ok(done), "what was refused is not there");
                print(&format!("FULL {done}"));
                refused_at = Some(done);
                remount(mount, PLENTY, true);
            }
            Err(fault) => panic!("{fault:?} after {} saves", walker.done()),
        }
    }
    walker.close().unwrap();
    assert_eq!(judge::judge(&script, &place, &place.dir, script.saves.len()), Verdict::Sound);
    print("DONE");
    0
}

#[test]
fn a_full_drive_refuses_and_with_more_room_the_session_goes_on() {
    let start = std::time::Instant::now();
    let root = scale::scratch();
    let output = run_with_own_mounts(&Task::FillUp { mount: root.path().to_owned() });
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{printed}\n{}", String::from_utf8_lossy(&output.stderr));
    let line = |word: &str| {
        printed.lines().find(|line| line.starts_with(word)).unwrap_or_else(|| panic!("{printed}")).to_owned()
    };
    let (short, full, acks) =
        (line("SHORT"), line("FULL"), printed.lines().filter(|line| line.starts_with("ACK")).count());
    line("DONE");
    scale::report(&format!(
        "a drive that fills up: reserve given up after {short}, refused after {full}, enlarged, {acks} acks, 0 lost, {:.1} s",
        start.elapsed().as_secs_f64()
    ));
}

pub fn remount(mount: &Path, bytes: u64, again: bool) {
    let options = if again { format!("remount,size={bytes}") } else { format!("size={bytes}") };
    let done = Command::new("mount").args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(mount).status();
    assert!(done.is_ok_and(|status| status.success()), "a drive of {bytes} bytes cannot be mounted");
}

pub fn used(mount: &Path) -> u64 {
    let mut all = 0;
    each_file(mount, &mut |path| all += std::fs::metadata(path).unwrap().len().div_ceil(4096) * 4096);
    all + (64 << 10) // what the folders take
}
