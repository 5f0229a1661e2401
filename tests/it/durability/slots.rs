//! The power is cut and the process killed while volunteers are given slots and lose them, and with each loss the database its key:
//! everybody who stays can always open the station, and nothing that was recorded is lost.

use super::{
    child::{GAVE_UP, Task, print, run_with_own_mounts},
    disk::Disk,
    full,
    judge::{Verdict, judge_store},
    kill::numbers,
    place::{self, Place},
    power::acknowledged,
    replay::{Run, Sweep},
    scale::{self, scaled},
    script::{Script, Story},
    strace::{self, Injury},
    trace::Op,
};
use crate::store::leavers::in_first_form;
use serde::{Deserialize, Serialize};
use std::{os::unix::process::ExitStatusExt, path::Path};
use tramso::{
    crypto::Passphrase,
    store::{KeyChange, SlotId, Station, Store, StoreError},
};

#[derive(Clone, Copy)]
enum Turn {
    Add(u32),
    Remove(u32),
    /// The station is closed, and opened with this volunteer's passphrase.
    SignIn(u32),
}

/// What happens in which order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Turns {
    /// Volunteers come and go; slot 1 is there from the beginning.
    ComeAndGo,
    /// Slots 1 to 3 are of an earlier version of the program: a removal waits for the second volunteer.
    Old,
    /// One of two leaves.
    OneLeaves,
}

/// Saves of the script that are at the station from the beginning.
const SAVES: usize = 16;

impl Turns {
    fn list(self) -> &'static [Turn] {
        use Turn::{Add, Remove, SignIn};
        match self {
            Self::ComeAndGo => &[Add(2), SignIn(2), Add(3), Remove(1), Add(4), Remove(3), SignIn(4), Remove(2), Add(5)],
            Self::Old => &[SignIn(1), Remove(3), SignIn(2), Add(4)],
            Self::OneLeaves => &[SignIn(1), Remove(2), SignIn(1)],
        }
    }

    fn first(self) -> Vec<u32> {
        match self {
            Self::ComeAndGo => vec![1],
            Self::Old => vec![1, 2, 3],
            Self::OneLeaves => vec![1, 2],
        }
    }

    /// Turns after which the first key opens nothing.
    fn changed_after(self) -> usize {
        match self {
            Self::ComeAndGo => 4,
            Self::Old => 3,
            Self::OneLeaves => 2,
        }
    }

    /// Who can open the station after so many turns.
    fn holders(self, turns: usize) -> Vec<u32> {
        let mut holders = self.first();
        for turn in self.list().iter().take(turns) {
            match turn {
                Turn::Add(slot) => holders.push(*slot),
                Turn::Remove(slot) => holders.retain(|one| one != slot),
                Turn::SignIn(_) => (),
            }
        }
        holders
    }

    fn station(self, dir: &Path, script: &Script) -> Place {
        let place = Place::at_save(dir, script, SAVES);
        let mut store = place.open().unwrap();
        for slot in self.first().into_iter().skip(1) {
            assert_eq!(store.add_slot("Hòa", &passphrase(slot)).unwrap(), SlotId(slot));
        }
        store.close().unwrap();
        if self == Self::Old {
            let passphrases = self.first().into_iter().map(|slot| (slot, passphrase(slot))).collect::<Vec<_>>();
            let holders: Vec<_> = passphrases.iter().map(|(slot, passphrase)| (SlotId(*slot), passphrase)).collect();
            in_first_form(dir, &place.key(), &holders);
        }
        place
    }
}

fn passphrase(slot: u32) -> Passphrase {
    if slot == 1 {
        return place::passphrase();
    }
    Passphrase::read(&format!("mot cau du dai cho nguoi thu {slot}")).unwrap()
}

fn signed_in(dir: &Path, slot: u32) -> Result<Store, StoreError> {
    Station::find(dir)?.unlock_slot_in((SlotId(slot), &passphrase(slot)), &place::quick(), &mut |_| ())
}

pub fn child(place: &Place, turns: Turns) -> i32 {
    let go = || -> Result<(), StoreError> {
        let mut store = Some(place.open()?);
        for (number, turn) in (1..).zip(turns.list()) {
            if let Turn::SignIn(slot) = turn {
                store.take().unwrap().close()?;
                store = Some(signed_in(&place.dir, *slot)?);
            }
            let store = store.as_mut().unwrap();
            match turn {
                Turn::Add(slot) => assert_eq!(store.add_slot("Hòa", &passphrase(*slot))?, SlotId(*slot)),
                Turn::Remove(slot) => drop(store.remove_slot(SlotId(*slot), &mut |_| ())?),
                Turn::SignIn(_) => (),
            }
            // Where there is no room, or something failed at opening, the key is changed another time.
            if number >= turns.changed_after() && store.key_change_due()?.is_some() {
                return Err(StoreError::Full);
            }
            print(&format!("ACK {number}"));
        }
        Ok(())
    };
    go().map_or_else(
        |fault| {
            print(&format!("GAVE UP {fault:?}"));
            GAVE_UP
        },
        |()| 0,
    )
}

#[test]
fn every_passphrase_that_stays_opens_at_every_moment() {
    for turns in [Turns::ComeAndGo, Turns::Old] {
        let root = scale::scratch();
        let script = Script::of(Story::Visits);
        let place = turns.station(&root.path().join("station"), &script);
        let before = Disk::of(root.path());
        let ops = strace::record(root.path(), &Task::Slots { place: place.clone(), turns });
        let run = Run { before, ops };
        let look = |image: &Path, acks: &[&str]| {
            look((turns, &script), &place.elsewhere(&image.join("station")), acknowledged(acks))
        };
        let sweep = run.sweep(scaled(1, 100), &look);
        sweep.report(&format!("key slots ({turns:?})"));
        assert!(sweep.is_clean(), "{sweep:#?}");
        assert_eq!(sweep.acks, turns.list().len());
    }
}

/// Control: key files that do not get both keys before the database has the new one are found out.
#[test]
fn control_a_database_that_gets_its_new_key_before_the_key_files_is_found_out() {
    let root = scale::scratch();
    let (script, turns) = (Script::of(Story::Visits), Turns::OneLeaves);
    let place = turns.station(&root.path().join("station"), &script);
    let before = Disk::of(root.path());
    let mut ops = strace::record(root.path(), &Task::Slots { place: place.clone(), turns });
    let renamed = |op: &Op, name: &str| matches!(op, Op::Rename { to, .. } if to.ends_with(name));
    let at = ops.iter().position(|op| renamed(op, "tramso.db")).unwrap();
    let of_both: Vec<usize> = (0..at).rev().filter(|one| renamed(&ops[*one], "key.age")).take(2).collect();
    assert_eq!(of_both.len(), 2);
    of_both.into_iter().for_each(|one| drop(ops.remove(one)));
    let run = Run { before, ops };
    let sweep = run
        .sweep(1, &|image, acks| look((turns, &script), &place.elsewhere(&image.join("station")), acknowledged(acks)));
    sweep.report("control: a new key that the key files lack");
    assert!(sweep.lost + sweep.unopenable > 0, "{sweep:#?}");
}

/// In a mount namespace of its own: there is no room for a second database, then there is.
pub fn child_without_room(mount: &Path) -> i32 {
    full::remount(mount, full::PLENTY, false);
    let (script, turns) = (Script::of(Story::Visits), Turns::OneLeaves);
    let place = turns.station(&mount.join("station"), &script);
    let size = std::fs::metadata(place.dir.join("tramso.db")).unwrap().len();
    full::remount(mount, full::used(mount) + size / 2, true);
    let mut store = signed_in(&place.dir, 1).unwrap();
    let change = store.remove_slot(SlotId(2), &mut |_| ()).unwrap();
    assert!(matches!(change, KeyChange::NoRoom { needed } if needed > size), "{change:?}");
    assert_eq!(store.slots().unwrap().len(), 1);
    drop(store);
    let store = signed_in(&place.dir, 1).unwrap();
    assert_eq!(store.opening().key_change, Some(change));
    drop(store);
    assert!(place.open().is_ok(), "the key is the old one still");
    full::remount(mount, full::PLENTY, true);
    let store = signed_in(&place.dir, 1).unwrap();
    assert_eq!(store.opening().key_change, Some(KeyChange::Done { backups: Vec::new() }));
    drop(store);
    assert!(matches!(place.open(), Err(StoreError::OtherKeys)));
    assert_eq!(look((turns, &script), &place, 2), Verdict::Sound);
    print("DONE");
    0
}

#[test]
fn without_room_the_key_changes_once_there_is_some() {
    let root = scale::scratch();
    let output = run_with_own_mounts(&Task::LeaveWithoutRoom { mount: root.path().to_owned() });
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{printed}\n{}", String::from_utf8_lossy(&output.stderr));
    assert!(printed.contains("DONE"), "{printed}");
}

/// The process is killed, or the disk fails or is full, at each storage call of a removal.
#[test]
fn a_kill_or_a_failing_disk_at_any_storage_call_of_a_removal_locks_nobody_out() {
    const INJURIES: [(&str, bool); 4] =
        [("signal=KILL", false), ("error=EIO", false), ("error=ENOSPC", false), ("error=ENOSPC", true)];
    let root = scale::scratch();
    let (script, turns) = (Script::of(Story::Visits), Turns::OneLeaves);
    let base = turns.station(&root.path().join("base"), &script);
    let whole = base.copy_to(&root.path().join("0"));
    let (files, calls) = strace::survey(&whole.dir, &Task::Slots { place: whole.clone(), turns });
    let start = std::time::Instant::now();
    let parts: Vec<(Sweep, [usize; 2])> = std::thread::scope(|scope| {
        let (script, base, whole, files, calls, root) = (&script, &base, &whole, &files, &calls, root.path());
        let threads: Vec<_> = INJURIES
            .chunks(2)
            .enumerate()
            .map(|(thread, injuries)| {
                scope.spawn(move || {
                    scale::lock_no_memory();
                    let place = base.elsewhere(&root.join(format!("thread-{thread}")));
                    let files: Vec<_> =
                        files.iter().map(|file| place.dir.join(file.strip_prefix(&whole.dir).unwrap())).collect();
                    let (mut sweep, mut ends) = (Sweep::default(), [0, 0]);
                    for (what, stays) in injuries {
                        for call in calls {
                            let injury = Injury { call: call.clone(), what, number: 0, stays: *stays };
                            hurt_each((turns, script), (base, &place), (&injury, &files), (&mut sweep, &mut ends));
                        }
                    }
                    (sweep, ends)
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let (mut all, mut ends) = (Sweep::default(), [0, 0]);
    for (sweep, [through, gave_up]) in parts {
        all.add(sweep);
        ends = [ends[0] + through, ends[1] + gave_up];
    }
    scale::report(&format!(
        "SIGKILL, EIO and ENOSPC at each storage call of a removal: {} runs ({} went through, {} gave up), {} lost, \
         {} unopenable, {} wrong, {:.1} s",
        all.images,
        ends[0],
        ends[1],
        all.lost,
        all.unopenable,
        all.wrong,
        start.elapsed().as_secs_f64()
    ));
    assert!(all.is_clean(), "{all:#?}");
    assert!(
        all.images > if scale::is_part() { 100 } else { 300 } && ends[0] > 0 && ends[1] > 0,
        "too few were hurt: {} {ends:?}",
        all.images
    );
}

fn hurt_each(
    (turns, script): (Turns, &Script),
    (base, place): (&Place, &Place),
    (injury, files): (&Injury, &[std::path::PathBuf]),
    (sweep, ends): (&mut Sweep, &mut [usize; 2]),
) {
    // Of a kill, which may come between any two, as many calls as the scale has; of the other faults every fifth, at any scale.
    let is_kill = injury.what == "signal=KILL";
    let step = if is_kill { scale::stride() } else { 5 };
    for number in (1..).step_by(step) {
        let _ = std::fs::remove_dir_all(&place.dir);
        base.copy_to(&place.dir);
        let injury = Injury { number, ..injury.clone() };
        let task = Task::Slots { place: place.clone(), turns };
        let (output, was_hurt) = if is_kill {
            let output = strace::kill(&task, &injury, files);
            let was_hurt = output.status.signal() == Some(libc::SIGKILL);
            (output, was_hurt)
        } else {
            strace::injure(&task, &injury, files)
        };
        if !was_hurt {
            break;
        }
        let printed = String::from_utf8(output.stdout).unwrap();
        match output.status.code() {
            Some(0) => ends[0] += 1,
            Some(GAVE_UP) => ends[1] += 1,
            None if is_kill => (),
            _ => sweep.note(Verdict::Wrong(format!("{:?} {printed}", output.status)), || format!("{injury:?}")),
        }
        let turns_done = numbers(&printed, "ACK ").last().copied().unwrap_or(0);
        let verdict = look((turns, script), place, turns_done);
        sweep.note(verdict, || format!("{injury:?}: {printed}"));
    }
}

/// Everybody who has a slot and is not losing it just now opens, with all records; who lost it does not; and the folder mends itself.
fn look((turns, script): (Turns, &Script), place: &Place, done: usize) -> Verdict {
    let dir = &place.dir;
    // A kill while a passphrase was worked on costs a second, which is another suite's.
    let _ = std::fs::remove_file(dir.join("guard.json"));
    let station = match Station::find(dir) {
        Ok(station) => station,
        Err(fault) => return Verdict::Unopenable(format!("{fault:?}")),
    };
    let (before, after) = (turns.holders(done), turns.holders(done + 1));
    let staying: Vec<u32> = before.iter().copied().filter(|slot| after.contains(slot)).collect();
    for slot in &staying {
        if let Err(fault) = station.key(SlotId(*slot), &passphrase(*slot)) {
            return Verdict::Lost(format!("slot {slot} after {done} turns: {fault:?}"));
        }
    }
    // Who was signing in does so again; then everybody else, after what the first one has mended.
    let mut order = staying;
    if let Some(Turn::SignIn(slot)) = turns.list().get(done) {
        order.sort_by_key(|one| one != slot);
    }
    for (at, slot) in order.iter().enumerate() {
        let store = match signed_in(dir, *slot) {
            Ok(store) => store,
            Err(fault) => return Verdict::Unopenable(format!("slot {slot} after {done} turns: {fault:?}")),
        };
        let slots: Vec<u32> = store.slots().unwrap().into_iter().map(|slot| slot.id.0).collect();
        if slots != before && slots != after {
            return Verdict::Wrong(format!("after {done} turns the slots are {slots:?}"));
        }
        if at > 0 {
            continue;
        }
        match judge_store(script, store, SAVES) {
            Verdict::Sound => (),
            other => return other,
        }
    }
    if let Some(gone) = (1..=5).find(|slot| !before.contains(slot) && !after.contains(slot)) {
        match station.key(SlotId(gone), &passphrase(gone)) {
            Err(StoreError::NoSlot | StoreError::WrongPassphrase) => (),
            other => return Verdict::Wrong(format!("slot {gone} after {done} turns: {:?}", other.map(drop))),
        }
    }
    let left = |path: &Path| path.extension().is_some_and(|end| end == "part" || end == "part-wal");
    if std::fs::read_dir(dir).unwrap().any(|entry| left(&entry.unwrap().path())) {
        return Verdict::Wrong("a copy of the database is left".to_owned());
    }
    if files(dir, "A") != files(dir, "B") {
        return Verdict::Wrong(format!("after {done} turns the folders differ"));
    }
    match place.open() {
        Ok(_) if done >= turns.changed_after() => Verdict::Wrong(format!("the first key opens after {done} turns")),
        Ok(_) | Err(StoreError::OtherKeys) => Verdict::Sound,
        Err(fault) => Verdict::Unopenable(format!("{fault:?}")),
    }
}

fn files(dir: &Path, mirror: &str) -> Vec<(std::ffi::OsString, Vec<u8>)> {
    let mut names: Vec<_> = std::fs::read_dir(dir.join("keys").join(mirror))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end != "part"))
        .map(|path| (path.file_name().unwrap().to_owned(), std::fs::read(&path).unwrap()))
        .collect();
    names.sort();
    names
}
