//! The test program once more as another process: the environment sets what it does, and without it nothing.

use super::fixture::{answer, at, quick, register};
use std::{
    env,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, Command, Stdio},
};
use tramso::{
    crypto::Passphrase,
    platform::harden,
    record::HelpMode,
    store::{Act, Station, Store, StoreError},
};

/// Starts this program as the other process, behind a wrapper such as strace where one is given.
pub fn start(wrapper: &[String], dir: &Path, passphrase: &Passphrase, task: &str) -> Child {
    let me = env::current_exe().unwrap();
    let arguments = ["--exact", "store::child::the_other_process", "--nocapture", "--test-threads=1"];
    let mut command = match wrapper {
        [] => Command::new(&me),
        [program, rest @ ..] => {
            let mut command = Command::new(program);
            command.args(rest).arg(&me);
            command
        }
    };
    command.args(arguments).env("TRAMSO_TEST_DIR", dir).env("TRAMSO_TEST_TASK", task);
    command.env("TRAMSO_TEST_PASSPHRASE", passphrase.text());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    command.spawn().unwrap_or_else(|fault| panic!("{wrapper:?}: {fault}; strace: apt-get install strace"))
}

/// Its lines that begin with `ACK`, when it has ended.
pub fn acknowledged(mut child: Child) -> Vec<u16> {
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let acked = lines.filter_map(|line| line.rsplit_once("ACK ")?.1.parse().ok()).collect();
    child.wait().unwrap();
    acked
}

#[test]
fn the_other_process() {
    let Ok(dir) = env::var("TRAMSO_TEST_DIR") else { return };
    let passphrase = Passphrase::read(&env::var("TRAMSO_TEST_PASSPHRASE").unwrap()).unwrap();
    let task = env::var("TRAMSO_TEST_TASK").unwrap();
    if task == "harden" {
        let taken = harden();
        let limits = std::fs::read_to_string("/proc/self/limits").unwrap();
        let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap().to_owned();
        println!("\nHARDENED {taken:?} {}", core.split_whitespace().collect::<Vec<_>>().join(" "));
        std::fs::write(Path::new(&dir).join("private"), b"").unwrap();
        return;
    }
    let station = Station::find(Path::new(&dir)).unwrap();
    let key = station.key(station.slots[0].id, &passphrase).unwrap();
    let Ok(mut store) = station.unlock_in(key, &quick(), &mut |_| ()) else { return };
    match task.as_str() {
        "hold" => {
            println!("\nHELD");
            std::io::stdin().read_line(&mut String::new()).unwrap();
        }
        "answer" => save_answers(&mut store),
        other => panic!("{other}"),
    }
}

/// Forty answers, each acknowledged once it is saved; an answer that is refused is tried twice more.
fn save_answers(store: &mut Store) {
    let person = register(store, 0, 0);
    for place in 0..40 {
        let act = Act { at: at(i64::from(place)), shift: 1, helper: "1".to_owned(), mode: HelpMode::Alone };
        for _ in 0..3 {
            match store.save(Some(person), &act, &[answer(place, 1)]) {
                Ok(_) => {
                    println!("\nACK {place}");
                    std::io::stdout().flush().unwrap();
                    break;
                }
                Err(StoreError::NotSaved | StoreError::Full) => (),
                Err(_) => return,
            }
        }
    }
}
