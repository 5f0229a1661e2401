//! What a process did to the disk, from its system calls.

use std::path::{Path, PathBuf};

/// A call that succeeded; paths are below the folder that is watched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Op {
    Create {
        path: PathBuf,
        cut: bool,
    },
    MakeFolder {
        path: PathBuf,
    },
    /// Without a place: at the end.
    Write {
        path: PathBuf,
        at: Option<usize>,
        bytes: Vec<u8>,
    },
    Copy {
        from: PathBuf,
        to: PathBuf,
        length: usize,
    },
    Cut {
        path: PathBuf,
        length: usize,
    },
    Sync {
        path: PathBuf,
    },
    /// A sync that returned an error: nothing is certain, and the system may believe that all is written.
    SyncFailed {
        path: PathBuf,
    },
    Remove {
        path: PathBuf,
    },
    Rename {
        from: PathBuf,
        to: PathBuf,
    },
    /// A line beginning with `ACK` or `AT` on standard output: what follows it. Who is shown how far they are after a
    /// restart relies on it as much as on a event's acknowledgement.
    Ack(String),
}

/// Calls that change files; those that the model does not know make the reader panic rather than look away. A question mark
/// precedes those that not every machine has.
pub const CALLS: &str = "?open,openat,openat2,?creat,write,pwrite64,writev,pwritev,?pwritev2,ftruncate,?truncate,fallocate,fsync,\
fdatasync,sync_file_range,?unlink,unlinkat,?rename,?renameat,renameat2,?mkdir,mkdirat,?rmdir,?link,linkat,?symlink,\
symlinkat,copy_file_range,sendfile";

/// One line of strace: the call, its arguments as written, and what it gave back.
struct Call<'l> {
    name: &'l str,
    arguments: Vec<&'l str>,
    result: i64,
}

/// Reads a trace of `strace -f -y -xx`.
pub fn read(trace: &str, root: &Path) -> Vec<Op> {
    trace.lines().filter_map(|line| op(&call(line)?, root)).collect()
}

/// Every storage call on a path below the folder, failed ones too: its name and that path.
pub fn touched(trace: &str, root: &Path) -> Vec<(String, PathBuf)> {
    let mut all = Vec::new();
    for call in trace.lines().filter_map(call) {
        let shown = |argument: &&str| descriptor(argument).or_else(|| Some(unhexed_path(argument)));
        let inside = call.arguments.iter().filter_map(shown).filter(|path| path.starts_with(root));
        all.extend(inside.map(|path| (call.name.to_owned(), path)));
    }
    all
}

fn call(line: &str) -> Option<Call<'_>> {
    let (_pid, rest) = line.split_once(' ')?;
    let rest = rest.trim_start();
    assert!(!rest.contains("unfinished"), "two threads at the disk at once: {:.80}", rest);
    let (name, rest) = rest.split_once('(')?;
    if !name.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '_') {
        return None; // a signal or the end of a process
    }
    let (arguments, result) = rest.rsplit_once(" = ")?;
    let arguments = arguments.trim_end().strip_suffix(')')?;
    let digits = result.split(|sign: char| !sign.is_ascii_digit() && sign != '-').next()?;
    Some(Call { name, arguments: arguments.split(", ").collect(), result: digits.parse().ok()? })
}

fn op(call: &Call, root: &Path) -> Option<Op> {
    let file = |at: usize| inside(&descriptor(call.arguments.get(at)?)?, root);
    let named = |at: usize| inside(&unhexed_path(call.arguments.get(at)?), root);
    // Beside a descriptor of a folder a name may be relative to it.
    let named_in = |at: usize| {
        let name = unhexed_path(call.arguments.get(at + 1)?);
        let path = if name.is_absolute() { name } else { descriptor(call.arguments.get(at)?)?.join(name) };
        inside(&path, root)
    };
    if call.result < 0 {
        let failed_sync = matches!(call.name, "fsync" | "fdatasync");
        return if failed_sync { Some(Op::SyncFailed { path: file(0)? }) } else { None };
    }
    let done = usize::try_from(call.result).unwrap();
    match call.name {
        "write" if call.arguments.first()?.starts_with("1<") => {
            let text = String::from_utf8(unhexed(call.arguments.get(1)?)).ok()?;
            let shown = text.strip_prefix("ACK ").or_else(|| text.strip_prefix("AT "))?;
            Some(Op::Ack(shown.trim().to_owned()))
        }
        "open" | "openat" | "openat2" | "creat" => {
            let path = if call.name.starts_with("openat") { named_in(0) } else { named(0) }?;
            // How names are resolved has an `O_` too: `RESOLVE_NO_MAGICLINKS`.
            let of_opening = |one: &&&str| one.contains("O_") && !one.contains("RESOLVE_");
            let flags = call.arguments.iter().rev().find(of_opening).copied().unwrap_or_default();
            let makes = flags.contains("O_CREAT") || call.name == "creat";
            match (makes, flags.contains("O_TRUNC") || call.name == "creat") {
                (true, cut) => Some(Op::Create { path, cut }),
                (false, true) => Some(Op::Cut { path, length: 0 }),
                (false, false) => None,
            }
        }
        "write" | "pwrite64" => {
            let mut bytes = unhexed(call.arguments.get(1)?);
            let path = file(0)?;
            assert!(bytes.len() >= done, "strace cut the bytes of a write short");
            bytes.truncate(done);
            let at = (call.name == "pwrite64").then(|| number(call.arguments[3]));
            Some(Op::Write { path, at, bytes })
        }
        "copy_file_range" if done > 0 => Some(Op::Copy { from: file(0)?, to: file(2)?, length: done }),
        "sendfile" if done > 0 => Some(Op::Copy { from: file(1)?, to: file(0)?, length: done }),
        "copy_file_range" | "sendfile" => None,
        "ftruncate" => Some(Op::Cut { path: file(0)?, length: number(call.arguments[1]) }),
        "fsync" | "fdatasync" => Some(Op::Sync { path: file(0)? }),
        "unlink" | "rmdir" => Some(Op::Remove { path: named(0)? }),
        "unlinkat" => Some(Op::Remove { path: named_in(0)? }),
        "rename" => Some(Op::Rename { from: named(0)?, to: named(1)? }),
        "renameat" | "renameat2" => Some(Op::Rename { from: named_in(0)?, to: named_in(2)? }),
        "mkdir" => Some(Op::MakeFolder { path: named(0)? }),
        "mkdirat" => Some(Op::MakeFolder { path: named_in(0)? }),
        other => {
            let touches = (0..call.arguments.len()).any(|at| file(at).is_some() || named(at).is_some());
            assert!(!touches, "the model does not know {other}");
            None
        }
    }
}

/// A path below the folder that is watched; SQLite's shared memory is none of the disk's.
fn inside(path: &Path, root: &Path) -> Option<PathBuf> {
    let inside = path.strip_prefix(root).ok()?;
    let name = path.to_str()?;
    (!name.ends_with("-shm") && !name.ends_with(" (deleted)")).then(|| inside.to_owned())
}

/// The path that `-y` shows behind a descriptor's number.
fn descriptor(argument: &str) -> Option<PathBuf> {
    let (_, rest) = argument.split_once('<')?;
    Some(path_of(&unhexed_part(rest.strip_suffix('>')?)))
}

fn unhexed_path(argument: &str) -> PathBuf {
    path_of(&unhexed(argument))
}

fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

/// What is between quotation marks.
fn unhexed(argument: &str) -> Vec<u8> {
    let (Some(first), Some(last)) = (argument.find('"'), argument.rfind('"')) else { return Vec::new() };
    if first == last { Vec::new() } else { unhexed_part(&argument[first + 1..last]) }
}

/// `\x2f\x64…`
fn unhexed_part(text: &str) -> Vec<u8> {
    let digit = |sign: u8| match sign {
        b'a'..=b'f' => sign - b'a' + 10,
        _ => sign.wrapping_sub(b'0') & 15,
    };
    text.as_bytes().chunks_exact(4).map(|sign| digit(sign[2]) << 4 | digit(sign[3])).collect()
}

fn number(argument: &str) -> usize {
    argument.parse().unwrap()
}
