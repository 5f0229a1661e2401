//! Hands at the keyboard: every key counted, and its time passed on the program's clocks.

use super::{
    super::{Station, visit},
    assumptions::VOLUNTEER_KEY,
    clocks::Clocks,
};
use std::{
    fs,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

/// Longest that a key may take to be drawn on a busy machine; each one is.
const SILENT: Duration = Duration::from_secs(10);

/// The program on clocks that its hands move.
pub struct Hands {
    pub station: Station,
    pub clocks: Clocks,
    stick: PathBuf,
    dir: PathBuf,
    /// Since the phase began.
    keys: usize,
    /// When the evening began on these clocks.
    since: Duration,
    phases: Vec<Phase>,
    /// The power goes so many keys from now, and so long behind the last one.
    cut: Option<(usize, Duration)>,
    is_cut: bool,
}

/// A part of the evening.
struct Phase {
    what: String,
    from: Duration,
    keys: usize,
    finished: usize,
}

impl Hands {
    pub fn sit_down(dir: PathBuf, stick: PathBuf) -> Self {
        let clocks = Clocks::new();
        let station = start(&dir, &stick, &clocks);
        let since = clocks.time();
        Self { station, clocks, stick, dir, keys: 0, since, phases: Vec::new(), cut: None, is_cut: false }
    }

    /// The power is cut, or not: the program is started again.
    pub fn start_again(&mut self) -> &mut Self {
        (self.cut, self.is_cut) = (None, false);
        self.station = start(&self.dir, &self.stick, &self.clocks);
        self
    }

    /// The program is killed behind the key of this number; from then on nothing is pressed or seen until it is started again.
    pub fn cut_after(&mut self, keys: usize, wait: Duration) {
        self.cut = Some((keys, wait));
    }

    pub fn cut_never(&mut self) {
        self.cut = None;
    }

    pub fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// A key that may be the last one. Hands are slower than the disk: what was pressed before is there by then.
    fn press_one(&mut self, key: &str) {
        let is_last = self.cut.is_some_and(|(left, _)| left <= 1);
        if is_last {
            thread::sleep(Duration::from_millis(60));
        }
        self.station.press(key);
        match &mut self.cut {
            Some((_, wait)) if is_last => {
                thread::sleep(*wait);
                self.station.kill();
                self.is_cut = true;
            }
            Some((left, _)) => *left -= 1,
            None => (),
        }
    }

    /// A volunteer's keys.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        self.press_at(keys, VOLUNTEER_KEY)
    }

    /// Keys that take so long each.
    pub fn press_at(&mut self, keys: &str, each: Duration) -> &mut Self {
        let mut rest = keys;
        while let Some(sign) = rest.chars().next().filter(|_| !self.is_cut) {
            let length = match rest.strip_prefix('<').and_then(|named| named.find('>')) {
                Some(end) => end + 2,
                None => sign.len_utf8(),
            };
            let (key, behind) = rest.split_at(length);
            self.clocks.pass(each);
            self.rests();
            let before = self.station.written();
            self.press_one(key);
            self.is_taken(before);
            self.keys += 1;
            rest = behind;
        }
        self
    }

    /// A scanner's keys, all at once: one movement of a hand.
    pub fn scan(&mut self, code: &str) -> &mut Self {
        self.clocks.pass(VOLUNTEER_KEY);
        let before = self.station.written();
        self.station.press(code);
        self.is_taken(before);
        self.keys += 1;
        self
    }

    /// Waits until the program has drawn what follows from a key, so that the next one comes later on its clocks: what is written to a
    /// terminal reaches the other side only when the kernel finds time for it.
    fn is_taken(&self, before: usize) {
        let start = Instant::now();
        while !self.is_cut && (self.station.written() == before || !self.is_at_rest()) {
            if start.elapsed() > SILENT {
                return;
            }
            thread::sleep(Duration::from_micros(300));
        }
    }

    /// Waits until nothing is under way any more, so that what is drawn next follows from the next key.
    fn rests(&self) {
        let start = Instant::now();
        let mut looks = 0;
        while looks < 2 && start.elapsed() < SILENT {
            looks = if self.is_at_rest() { looks + 1 } else { 0 };
            thread::sleep(Duration::from_micros(200));
        }
    }

    /// Whether no thread of the program is running, waits for a processor or waits for the disk: a key that was read has its time by
    /// then.
    fn is_at_rest(&self) -> bool {
        let Ok(threads) = fs::read_dir(format!("/proc/{}/task", self.station.pid())) else { return true };
        let state = |thread: fs::DirEntry| fs::read_to_string(thread.path().join("stat")).unwrap_or_default();
        threads.flatten().all(|thread| !state(thread).rsplit(") ").next().unwrap_or_default().starts_with(['R', 'D']))
    }

    #[track_caller]
    pub fn see(&mut self, text: &str) -> &mut Self {
        if !self.is_cut {
            self.station.see(text);
        }
        self
    }

    /// Whether a text comes to the screen that may come right behind what is there.
    pub fn shows_soon(&self, text: &str) -> bool {
        !self.is_cut && self.station.sees(text, Duration::from_millis(250))
    }

    /// The screen once it stays as it is.
    pub fn calm(&self) -> String {
        visit::calm(&self.station)
    }

    /// A key that changes the screen: pressed, and the new screen awaited. What looks like a key that is held down, since the program had
    /// no processor for a while, is pressed once more, as people do.
    pub fn press_on(&mut self, key: &str) -> &mut Self {
        let before = self.calm();
        self.press(key);
        for look in 0..4000 {
            if look == 1000 {
                self.press(key);
            }
            if self.is_cut || self.station.text() != before {
                return self;
            }
            thread::sleep(Duration::from_millis(5));
        }
        panic!("{key} changes nothing on\n{before}");
    }

    /// Which of two comes to the screen: true for the first.
    pub fn sees_first(&mut self, first: &str, second: &str) -> bool {
        if self.is_cut {
            return true;
        }
        for _ in 0..8000 {
            let screen = self.station.text();
            if screen.contains(first) || screen.contains(second) {
                return screen.contains(first);
            }
            thread::sleep(Duration::from_millis(5));
        }
        panic!("neither {first:?} nor {second:?} on\n{}", self.station.text());
    }

    /// Nobody presses a key for so long.
    pub fn wait(&mut self, time: Duration) -> &mut Self {
        self.clocks.pass(time);
        self
    }

    /// Keys since it was asked last.
    pub fn taken(&mut self) -> usize {
        std::mem::take(&mut self.keys)
    }

    /// Keys since the phase began.
    pub fn keys(&self) -> usize {
        self.keys
    }

    /// The evening begins now.
    pub fn begin(&mut self) {
        self.since = self.clocks.time();
        self.keys = 0;
        self.phases.clear();
    }

    /// Time since the evening began.
    pub fn time(&self) -> Duration {
        self.clocks.time() - self.since
    }

    pub fn minute(&self) -> f64 {
        self.time().as_secs_f64() / 60.0
    }

    /// A part of the evening begins; it ends where the next one begins.
    pub fn phase(&mut self, what: &str, finished: usize) {
        let keys = self.taken();
        if let Some(last) = self.phases.last_mut() {
            (last.keys, last.finished) = (keys, finished);
        }
        self.phases.push(Phase { what: what.to_owned(), from: self.time(), keys: 0, finished });
    }

    /// The timetable as it came out; the last line is the end.
    pub fn timetable(&self) -> String {
        let clock = |time: Duration| format!("{}:{:02}", time.as_secs() / 3600, time.as_secs() / 60 % 60);
        let row = |phase: &Phase| {
            format!("| {} | {} | {} | {} |\n", clock(phase.from), phase.what, phase.keys, phase.finished)
        };
        let rows: String = self.phases.iter().map(row).collect();
        format!("| from | what | keys | finished then |\n|---|---|---:|---:|\n{rows}")
    }
}

fn start(dir: &Path, stick: &Path, clocks: &Clocks) -> Station {
    let environment = clocks.environment();
    let mut env: Vec<(&str, &str)> = environment.iter().map(|(name, value)| (*name, value.as_str())).collect();
    env.push(("TRAMSO_DRIVES", stick.to_str().unwrap()));
    Station::start_with(&["demo", "--dir", dir.to_str().unwrap()], 80, 24, &env)
}
