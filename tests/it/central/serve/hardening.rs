//! What another process of the same user learns of the centre's and the office's programs: nothing.

use crate::central::office::{Folder, PASSPHRASE};
use std::{
    fs,
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    thread,
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// A user who is nobody: root looks into everything, so the attack is made between two processes of this one.
const NOBODY: &str = "65534";

/// Ground on which both processes run as one user without rights.
struct Ground {
    dir: TempDir,
}

impl Ground {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
        for program in [env!("CARGO_BIN_EXE_tramso-central"), env!("CARGO_BIN_EXE_tramso-studio")] {
            let name = Path::new(program).file_name().unwrap();
            fs::copy(program, dir.path().join(name)).unwrap();
        }
        let own = dir.path().join("nha");
        fs::create_dir(&own).unwrap();
        fs::write(own.join("mat-khau"), format!("{PASSPHRASE}\n")).unwrap();
        if is_root() {
            let id = NOBODY.parse().unwrap();
            for path in [own.clone(), own.join("mat-khau")] {
                std::os::unix::fs::chown(path, Some(id), Some(id)).unwrap();
            }
        }
        Self { dir }
    }

    fn own(&self) -> PathBuf {
        self.dir.path().join("nha")
    }

    /// A command of the user without rights.
    fn command(&self, program: &str, args: &[&str]) -> Command {
        let copied = self.dir.path().join(program);
        let program = if copied.exists() { copied.display().to_string() } else { program.to_owned() };
        let mut command = if is_root() {
            let mut command = Command::new("setpriv");
            command.args(["--reuid", NOBODY, "--regid", NOBODY, "--clear-groups", "--inh-caps=-all", &program]);
            command
        } else {
            Command::new(program)
        };
        command.args(args).current_dir(self.own()).env("HOME", self.own()).stdin(Stdio::null());
        command.env_remove("CREDENTIALS_DIRECTORY").env_remove("TRAMSO_DATABASE");
        command
    }

    fn central(&self, args: &[&str]) -> Command {
        self.command("tramso-central", &[args, &["--dir", "trung-tam", "--passphrase-file", "mat-khau"]].concat())
    }
}

fn is_root() -> bool {
    // SAFETY: the call reads a number.
    unsafe { libc::geteuid() == 0 }
}

/// A process that ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Running {
    fn new(mut command: Command) -> Self {
        Self(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap())
    }
}

/// Whether another process of the same user can open the memory of this one.
fn opens_memory(ground: &Ground, process: &Running) -> bool {
    let wanted = format!("exec 3< /proc/{}/mem", process.0.id());
    ground.command("sh", &["-c", &wanted]).stderr(Stdio::null()).status().unwrap().success()
}

/// Whether a debugger of the same user can write the memory to a file.
fn dumps_core(ground: &Ground, process: &Running) -> bool {
    let (to, id) = (ground.own().join("bo-nho"), process.0.id().to_string());
    let done: Output = ground.command("gcore", &["-o", &to.display().to_string(), &id]).output().unwrap();
    let dumped = PathBuf::from(format!("{}.{id}", to.display()));
    let is_there = dumped.exists();
    let _ = fs::remove_file(dumped);
    done.status.success() && is_there
}

fn is_hardened(ground: &Ground, name: &str, process: &Running) {
    assert!(!opens_memory(ground, process), "{name}: its memory can be read");
    assert!(!dumps_core(ground, process), "{name}: a debugger reads its memory");
    let limits = fs::read_to_string(format!("/proc/{}/limits", process.0.id())).unwrap();
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    assert_eq!(core.split_whitespace().skip(4).take(2).collect::<Vec<_>>(), ["0", "0"], "{name}: a crash dumps memory");
}

#[test]
fn memory_of_the_centre_and_of_the_office_is_read_by_no_other_process_of_the_same_user() {
    let ground = Ground::new();
    let control = Running::new(ground.command("sleep", &["600"]));
    thread::sleep(Duration::from_millis(200));
    if !opens_memory(&ground, &control) {
        eprintln!("this system lets no process read another one: nothing can be shown here");
        return;
    }
    assert!(dumps_core(&ground, &control), "control: gcore is needed (apt-get install gdb)");
    let made = ground.central(&["init", "--demo"]).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let server = Running::new(ground.central(&["serve", "--listen", "127.0.0.1:0"]));
    wait_for(|| ground.own().join("trung-tam/so-cai.db-shm").exists());
    is_hardened(&ground, "tramso-central serve", &server);
    // The office's program waits for a passphrase that nobody writes.
    let fifo = ground.own().join("ong");
    assert!(ground.command("mkfifo", &[&fifo.display().to_string()]).status().unwrap().success());
    let args = ["pack", "new-key", "--out", "khoa", "--passphrase-file", "ong"];
    let office = Running::new(ground.command("tramso-studio", &args));
    thread::sleep(Duration::from_secs(1));
    is_hardened(&ground, "tramso-studio", &office);
}

fn wait_for(is_done: impl Fn() -> bool) {
    let began = Instant::now();
    while !is_done() && began.elapsed() < Duration::from_secs(60) {
        thread::sleep(Duration::from_millis(50));
    }
    assert!(is_done());
    thread::sleep(Duration::from_millis(300));
}

#[test]
fn files_of_the_centre_are_its_owners_alone() {
    let folder = Folder::empty();
    let mode = |name: &str| fs::metadata(folder.centre().join(name)).unwrap().mode() & 0o777;
    // A careless umask of the caller changes nothing.
    let mut init = Command::new("sh");
    let program = env!("CARGO_BIN_EXE_tramso-central");
    let rest = "init --contest hoc-so-2025 --name 'Sở' --dir trung-tam --passphrase-file mat-khau";
    init.args(["-c", &format!("umask 000; {program} {rest}")]).current_dir(folder.dir.path());
    let made = init.output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    for name in ["keys.age", "so-cai.db", "cat-di/cap-phep.key", "cat-di/khoi-phuc.age"] {
        assert_eq!(mode(name), 0o600, "{name}");
    }
    assert_eq!((mode(""), mode("cat-di")), (0o700, 0o700));
    // What an earlier version left readable for everybody is closed when it is next opened.
    fs::set_permissions(folder.centre().join("so-cai.db"), fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(mode("so-cai.db"), 0o644, "control");
    let server = folder.serve(&[]);
    assert_eq!(server.get("/v1/health").status, 200);
    for name in ["so-cai.db", "so-cai.db-wal", "so-cai.db-shm"] {
        assert_eq!(mode(name), 0o600, "{name}");
    }
}
