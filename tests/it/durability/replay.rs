//! Every moment of a recorded run at which the power could have failed, and what could have been found then.

use super::{
    disk::{Chance, Disk, Found, Image},
    judge::Verdict,
    scale,
    trace::Op,
};
use std::{
    collections::{HashMap, HashSet},
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

/// What a sweep over all moments came to.
#[derive(Debug, Default)]
pub struct Sweep {
    pub images: usize,
    pub moments: usize,
    pub acks: usize,
    pub lost: usize,
    pub unopenable: usize,
    pub wrong: usize,
    pub seconds: f64,
    /// The first of what was wrong.
    pub faults: Vec<String>,
}

/// A recorded run, and what its folder held before.
pub struct Run {
    pub before: Disk,
    pub ops: Vec<Op>,
}

/// Threads that look at images.
const THREADS: usize = 2;
/// A file that long is linked rather than written, unless SQLite changes it in place.
const LONG: usize = 1 << 20;
const FAULTS_SHOWN: usize = 8;

impl Run {
    /// Builds up to `each` different images for every moment and lets `judge` look at each: it is given the folder, and what
    /// was acknowledged by then. A moment is after each call that changed something, and after each acknowledgement.
    pub fn sweep(&self, each: usize, judge: &(dyn Fn(&Path, &[&str]) -> Verdict + Sync)) -> Sweep {
        let start = Instant::now();
        let parts: Vec<Sweep> = std::thread::scope(|scope| {
            let threads: Vec<_> =
                (0..THREADS).map(|thread| scope.spawn(move || self.sweep_part(thread, each, judge))).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        let mut all = Sweep { acks: self.acks(), ..Sweep::default() };
        for part in parts {
            all.add(part);
        }
        all.seconds = start.elapsed().as_secs_f64();
        all
    }

    fn sweep_part(&self, thread: usize, each: usize, judge: &(dyn Fn(&Path, &[&str]) -> Verdict + Sync)) -> Sweep {
        scale::lock_no_memory();
        let mut disk = self.before.clone();
        let mut press = Press::new();
        let mut acks: Vec<&str> = Vec::new();
        let mut sweep = Sweep::default();
        for (moment, op) in self.ops.iter().enumerate() {
            disk.apply(op);
            if let Op::Ack(text) = op {
                acks.push(text);
            }
            // Right after a sync nothing is open, and what follows it is the same image with more acknowledged.
            let is_followed = matches!(op, Op::Sync { .. }) && matches!(self.ops.get(moment + 1), Some(Op::Ack(_)));
            if moment % THREADS != thread || is_followed {
                continue;
            }
            sweep.moments += 1;
            let tries = if disk.is_settled() { 1 } else { each * 4 };
            let mut seen = HashSet::new();
            for number in 0..tries {
                if seen.len() == each {
                    break;
                }
                let mut chance = Chance((moment as u64) << 32 | number as u64);
                let image = disk.image(&mut chance);
                if seen.insert(image.choices.clone()) {
                    let verdict = judge(press.print(&image), &acks);
                    sweep.note(verdict, || format!("moment {moment}.{number} after {}", self.shown(moment)));
                }
            }
        }
        sweep
    }

    /// Moments of which there is more than one image.
    pub fn open_moments(&self) -> usize {
        let mut disk = self.before.clone();
        self.ops
            .iter()
            .filter(|op| {
                disk.apply(op);
                !disk.is_settled()
            })
            .count()
    }

    /// Puts one image of a moment into a folder; returns what was acknowledged by then.
    pub fn print(&self, moment: usize, number: u64, to: &Path) -> Vec<&str> {
        let mut disk = self.before.clone();
        self.ops[..=moment].iter().for_each(|op| disk.apply(op));
        let image = disk.image(&mut Chance((moment as u64) << 32 | number));
        Press::new().print_to(&image, to);
        self.ops[..=moment]
            .iter()
            .filter_map(|op| if let Op::Ack(text) = op { Some(text.as_str()) } else { None })
            .collect()
    }

    pub fn acks(&self) -> usize {
        self.ops.iter().filter(|op| matches!(op, Op::Ack(_))).count()
    }

    /// The last calls before a moment, for people.
    fn shown(&self, moment: usize) -> String {
        let last = &self.ops[moment.saturating_sub(4)..=moment];
        let shown = last.iter().map(|op| match op {
            Op::Write { path, at, bytes } => format!("write {} {at:?} {}", path.display(), bytes.len()),
            other => format!("{other:?}"),
        });
        shown.collect::<Vec<_>>().join("; ")
    }
}

impl Sweep {
    pub fn is_clean(&self) -> bool {
        (self.lost, self.unopenable, self.wrong) == (0, 0, 0)
    }

    pub fn note(&mut self, verdict: Verdict, shown: impl FnOnce() -> String) {
        self.images += 1;
        let why = match verdict {
            Verdict::Sound => return,
            Verdict::Lost(why) => {
                self.lost += 1;
                why
            }
            Verdict::Unopenable(why) => {
                self.unopenable += 1;
                why
            }
            Verdict::Wrong(why) => {
                self.wrong += 1;
                why
            }
        };
        if self.faults.len() < FAULTS_SHOWN {
            self.faults.push(format!("{why} ({})", shown()));
        }
    }

    pub fn add(&mut self, other: Self) {
        self.images += other.images;
        self.moments += other.moments;
        self.acks += other.acks;
        self.lost += other.lost;
        self.unopenable += other.unopenable;
        self.wrong += other.wrong;
        self.faults.extend(other.faults);
        self.seconds += other.seconds;
    }

    /// The summary of a suite.
    pub fn report(&self, suite: &str) {
        let Self { images, moments, acks, lost, unopenable, wrong, seconds, .. } = self;
        scale::report(&format!(
            "{suite}: {images} images of {moments} moments, {acks} acks, {lost} lost, {unopenable} unopenable, \
             {wrong} wrong, {seconds:.1} s"
        ));
    }
}

/// Writes images into a folder.
struct Press {
    folder: tempfile::TempDir,
    image: PathBuf,
    long: HashMap<(usize, u32), PathBuf>,
}

impl Press {
    fn new() -> Self {
        let folder = scale::scratch();
        Self { image: folder.path().join("image"), folder, long: HashMap::new() }
    }

    /// Puts an image in the place of the last one.
    fn print(&mut self, image: &Image) -> &Path {
        if self.image.exists() {
            fs::remove_dir_all(&self.image).unwrap();
        }
        let to = self.image.clone();
        self.print_to(image, &to);
        &self.image
    }

    fn print_to(&mut self, image: &Image, folder: &Path) {
        for below in &image.folders {
            fs::create_dir_all(folder.join(below)).unwrap();
        }
        for (path, found) in &image.files {
            let to = folder.join(path);
            match found {
                Found::Durable { file, bytes } if bytes.len() >= LONG && !is_changed_in_place(path) => {
                    let count = self.long.len();
                    let kept = self.long.entry(*file).or_insert_with(|| {
                        let kept = self.folder.path().join(format!("long-{count}"));
                        fs::write(&kept, bytes.as_slice()).unwrap();
                        kept
                    });
                    fs::hard_link(kept, to).unwrap();
                }
                Found::Durable { bytes, .. } => fs::write(to, bytes.as_slice()).unwrap(),
                Found::Made(bytes) => fs::write(to, bytes).unwrap(),
            }
        }
    }
}

fn is_changed_in_place(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("tramso.db"))
}
