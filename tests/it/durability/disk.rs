//! A disk as it is while the power may fail (docs/DURABILITY.md): what has been synced stays; of everything else, any part.

use super::trace::Op;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

/// Deterministic chance (splitmix64).
pub struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(n).unwrap()).unwrap()
    }
}

/// Half a sector written is possible, half a byte is not.
const SECTOR: usize = 512;

type Ino = usize;

#[derive(Clone, Default)]
struct File {
    durable: Arc<Vec<u8>>,
    current: Vec<u8>,
    pending: Vec<(Change, Hope)>,
    /// Counts what became durable.
    version: u32,
}

/// How likely something is to be on the disk.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hope {
    /// Not synced yet.
    Open,
    /// Its sync returned an error. The system may regard it as written and never write it again, whatever later syncs return.
    Doubtful,
    /// Synced, after something doubtful.
    Certain,
}

#[derive(Clone)]
enum Change {
    Write { at: usize, bytes: Vec<u8> },
    Cut(usize),
}

#[derive(Clone, Default)]
struct Folder {
    durable: BTreeMap<String, Ino>,
    current: BTreeMap<String, Ino>,
    pending: Vec<Entry>,
}

#[derive(Clone)]
enum Entry {
    Put(String, Ino),
    Take(String),
    Move(String, String, Ino),
}

#[derive(Clone)]
enum Node {
    File(File),
    Folder(Folder),
}

/// The tree below one folder, and what of it is certain.
#[derive(Clone)]
pub struct Disk {
    nodes: Vec<Node>,
}

/// What could be found after a power cut.
pub struct Image {
    pub folders: Vec<PathBuf>,
    pub files: Vec<(PathBuf, Found)>,
    /// What chance decided: two images of the same moment with the same choices are one.
    pub choices: Vec<u8>,
}

pub enum Found {
    /// As it was synced: which file, in which version.
    Durable {
        file: (usize, u32),
        bytes: Arc<Vec<u8>>,
    },
    Made(Vec<u8>),
}

/// How much of what is pending gets through.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    All,
    None,
    Prefix,
    /// Each write for itself: kept, dropped, torn.
    Mixed,
}

impl Disk {
    /// Everything that is there is certain.
    pub fn of(root: &Path) -> Self {
        let mut disk = Self { nodes: vec![Node::Folder(Folder::default())] };
        disk.load(0, root);
        disk
    }

    fn load(&mut self, into: Ino, path: &Path) {
        for entry in fs::read_dir(path).unwrap() {
            let (path, name) = entry.map(|entry| (entry.path(), entry.file_name())).unwrap();
            let ino = self.nodes.len();
            if path.is_dir() {
                self.nodes.push(Node::Folder(Folder::default()));
                self.load(ino, &path);
            } else {
                let bytes = fs::read(&path).unwrap();
                self.nodes.push(Node::File(File {
                    durable: Arc::new(bytes.clone()),
                    current: bytes,
                    ..File::default()
                }));
            }
            let folder = self.folder(into);
            folder.durable.insert(name.to_string_lossy().into_owned(), ino);
            folder.current.insert(name.to_string_lossy().into_owned(), ino);
        }
    }

    /// What a call that succeeded does. SQLite's shared memory is no part of the disk.
    pub fn apply(&mut self, op: &Op) {
        match op {
            Op::Ack(_) => (),
            Op::SyncFailed { path } => {
                if let Some(ino) = self.find_now(path)
                    && let Node::File(file) = &mut self.nodes[ino]
                {
                    let open = file.pending.iter_mut().filter(|(_, hope)| *hope == Hope::Open);
                    open.for_each(|(_, hope)| *hope = Hope::Doubtful);
                }
            }
            Op::Create { path, cut } => self.create(path, *cut),
            Op::MakeFolder { path } => {
                self.nodes.push(Node::Folder(Folder::default()));
                self.put(path, self.nodes.len() - 1);
            }
            Op::Write { path, at, bytes } => {
                let file = self.file(path);
                let at = at.unwrap_or(file.current.len());
                write(&mut file.current, at, bytes);
                file.pending.push((Change::Write { at, bytes: bytes.clone() }, Hope::Open));
            }
            Op::Copy { from, to, length } => {
                let at = self.file(to).current.len();
                let bytes = self.file(from).current[at..at + length].to_vec();
                self.apply(&Op::Write { path: to.clone(), at: Some(at), bytes });
            }
            Op::Cut { path, length } => {
                let file = self.file(path);
                file.current.resize(*length, 0);
                file.pending.push((Change::Cut(*length), Hope::Open));
            }
            Op::Sync { path } => self.sync(path),
            Op::Remove { path } => {
                let name = name_of(path);
                let folder = self.folder_of(path);
                if folder.current.remove(&name).is_some() {
                    folder.pending.push(Entry::Take(name));
                }
            }
            Op::Rename { from, to } => {
                assert_eq!(from.parent(), to.parent(), "the model knows renames within a folder only");
                let (old, new) = (name_of(from), name_of(to));
                let folder = self.folder_of(from);
                let ino = folder.current.remove(&old).expect("what is renamed is there");
                folder.current.insert(new.clone(), ino);
                folder.pending.push(Entry::Move(old, new, ino));
            }
        }
    }

    /// Whether nothing is pending: then there is one image only.
    pub fn is_settled(&self) -> bool {
        self.nodes.iter().all(|node| match node {
            Node::File(file) => file.pending.iter().all(|(_, hope)| *hope == Hope::Certain),
            Node::Folder(folder) => folder.pending.is_empty(),
        })
    }

    /// What is found when the power fails now.
    pub fn image(&self, chance: &mut Chance) -> Image {
        let mode = [Mode::All, Mode::None, Mode::Prefix, Mode::Mixed, Mode::Mixed][chance.below(5)];
        let mut image = Image { folders: Vec::new(), files: Vec::new(), choices: Vec::new() };
        self.find(0, Path::new(""), mode, chance, &mut image);
        image
    }

    fn find(&self, ino: Ino, path: &Path, mode: Mode, chance: &mut Chance, image: &mut Image) {
        match &self.nodes[ino] {
            Node::File(file) if file.pending.is_empty() => {
                let found = Found::Durable { file: (ino, file.version), bytes: file.durable.clone() };
                image.files.push((path.to_owned(), found));
            }
            Node::File(file) => {
                let bytes = found(file, mode, chance, &mut image.choices);
                image.files.push((path.to_owned(), Found::Made(bytes)));
            }
            Node::Folder(folder) => {
                image.folders.push(path.to_owned());
                let mut entries = folder.durable.clone();
                let upto = chance.below(folder.pending.len() + 1);
                image.choices.push(u8::try_from(upto).unwrap_or(u8::MAX));
                for change in &folder.pending[..upto] {
                    match change {
                        Entry::Put(name, ino) => drop(entries.insert(name.clone(), *ino)),
                        Entry::Take(name) => drop(entries.remove(name)),
                        Entry::Move(old, new, ino) => {
                            entries.remove(old);
                            entries.insert(new.clone(), *ino);
                        }
                    }
                }
                for (name, ino) in entries {
                    self.find(ino, &path.join(name), mode, chance, image);
                }
            }
        }
    }

    fn create(&mut self, path: &Path, cut: bool) {
        match self.find_now(path) {
            None => {
                self.nodes.push(Node::File(File::default()));
                self.put(path, self.nodes.len() - 1);
            }
            Some(_) if cut => self.apply(&Op::Cut { path: path.to_owned(), length: 0 }),
            Some(_) => (),
        }
    }

    fn sync(&mut self, path: &Path) {
        let ino = self.find_now(path).expect("what is synced is there");
        match &mut self.nodes[ino] {
            Node::Folder(folder) => {
                folder.durable = folder.current.clone();
                folder.pending.clear();
            }
            Node::File(file) if file.pending.is_empty() => (),
            Node::File(file) if file.pending.iter().any(|(_, hope)| *hope == Hope::Doubtful) => {
                let open = file.pending.iter_mut().filter(|(_, hope)| *hope == Hope::Open);
                open.for_each(|(_, hope)| *hope = Hope::Certain);
            }
            Node::File(file) => {
                let durable = Arc::make_mut(&mut file.durable);
                for (change, _) in std::mem::take(&mut file.pending) {
                    match change {
                        Change::Write { at, bytes } => write(durable, at, &bytes),
                        Change::Cut(length) => durable.resize(length, 0),
                    }
                }
                file.version += 1;
            }
        }
    }

    fn put(&mut self, path: &Path, ino: Ino) {
        let name = name_of(path);
        let folder = self.folder_of(path);
        folder.current.insert(name.clone(), ino);
        folder.pending.push(Entry::Put(name, ino));
    }

    fn find_now(&self, path: &Path) -> Option<Ino> {
        path.iter().try_fold(0, |ino, name| match &self.nodes[ino] {
            Node::Folder(folder) => folder.current.get(name.to_str()?).copied(),
            Node::File(_) => None,
        })
    }

    fn file(&mut self, path: &Path) -> &mut File {
        let ino = self.find_now(path).unwrap_or_else(|| panic!("{} is not there", path.display()));
        match &mut self.nodes[ino] {
            Node::File(file) => file,
            Node::Folder(_) => panic!("{} is a folder", path.display()),
        }
    }

    fn folder_of(&mut self, path: &Path) -> &mut Folder {
        let ino = self.find_now(path.parent().unwrap()).expect("the folder is there");
        self.folder(ino)
    }

    fn folder(&mut self, ino: Ino) -> &mut Folder {
        match &mut self.nodes[ino] {
            Node::Folder(folder) => folder,
            Node::File(_) => panic!("a file is no folder"),
        }
    }
}

/// A file's synced bytes with a part of what is pending.
fn found(file: &File, mode: Mode, chance: &mut Chance, choices: &mut Vec<u8>) -> Vec<u8> {
    let mut bytes = file.durable.to_vec();
    let upto = chance.below(file.pending.len() + 1);
    for (number, (change, hope)) in file.pending.iter().enumerate() {
        let dice = chance.below(100);
        let is_certain = *hope == Hope::Certain;
        let keeps = match mode {
            _ if is_certain => true,
            Mode::All => true,
            Mode::None => false,
            Mode::Prefix => number < upto,
            Mode::Mixed => dice >= 35,
        };
        if !keeps {
            choices.push(0);
            continue;
        }
        match change {
            Change::Cut(length) => bytes.resize(*length, 0),
            Change::Write { at, bytes: all } if mode == Mode::Mixed && dice < 60 && !is_certain => {
                let torn = torn(*at, all, chance, choices);
                write(&mut bytes, *at, &torn);
            }
            Change::Write { at, bytes: all } => write(&mut bytes, *at, all),
        }
        choices.push(1);
    }
    bytes
}

/// A write of which the first sectors arrived, and perhaps garbage in the next one. Bytes beside those that are written are
/// never touched: SQLite counts on that too ("powersafe overwrite").
fn torn(at: usize, all: &[u8], chance: &mut Chance, choices: &mut Vec<u8>) -> Vec<u8> {
    let (first, last) = (at / SECTOR, (at + all.len() - 1) / SECTOR);
    let sector = first + chance.below(last - first + 1);
    let whole = (sector * SECTOR).saturating_sub(at);
    let mut torn = all[..whole].to_vec();
    let garbage = chance.below(2) == 1;
    choices.extend([2, u8::try_from(sector - first).unwrap_or(u8::MAX), u8::from(garbage)]);
    if garbage {
        let end = ((sector + 1) * SECTOR - at).min(all.len());
        torn.extend((whole..end).map(|_| u8::try_from(chance.next() & 0xff).unwrap()));
        choices.extend(torn.last());
    }
    torn
}

fn write(bytes: &mut Vec<u8>, at: usize, new: &[u8]) {
    if bytes.len() < at + new.len() {
        bytes.resize(at + new.len(), 0);
    }
    bytes[at..at + new.len()].copy_from_slice(new);
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap().to_str().unwrap().to_owned()
}
