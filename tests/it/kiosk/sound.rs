//! A real server of sound without a card: PulseAudio with a sink that takes sound at the pace of a loudspeaker, and what came out of it.

use std::{
    io::Read,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

/// The server, and a recorder that listens to it.
pub struct SoundServer {
    folder: tempfile::TempDir,
    server: Child,
    recorder: Child,
    heard: Arc<Mutex<Heard>>,
}

#[derive(Default)]
struct Heard {
    /// Bytes that the recorder gave.
    bytes: usize,
    /// When something loud was heard last.
    loud: Option<Instant>,
}

/// Louder than this is a voice.
const LOUD: i16 = 200;

impl SoundServer {
    /// Starts both.
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("sound");
        let command = |program: &str| {
            let mut command = Command::new(program);
            command.env("HOME", folder.path()).env("XDG_RUNTIME_DIR", folder.path());
            command.env("PULSE_SERVER", format!("unix:{}", socket.display())).stderr(Stdio::null());
            command
        };
        let protocol = format!("module-native-protocol-unix socket={} auth-anonymous=1", socket.display());
        let server = command("pulseaudio")
            .args(["-n", "--daemonize=no", "--exit-idle-time=-1", "--disable-shm=yes"])
            .args(["-L", "module-null-sink sink_name=room", "-L", &protocol])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        until("the server of sound", || socket.exists());
        let mut recorder = command("parec")
            .args(["-d", "room.monitor", "--raw", "--format=s16le", "--rate=8000", "--channels=1", "--latency-msec=10"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let heard = Arc::new(Mutex::new(Heard::default()));
        let (ear, mut pipe) = (heard.clone(), recorder.stdout.take().unwrap());
        thread::spawn(move || {
            let mut buffer = [0; 160];
            while pipe.read_exact(&mut buffer).is_ok() {
                let mut heard = ear.lock().unwrap();
                heard.bytes += buffer.len();
                if buffer.chunks(2).any(|sample| i16::from_le_bytes([sample[0], sample[1]]).abs() > LOUD) {
                    heard.loud = Some(Instant::now());
                }
            }
        });
        until("the recorder", || heard.lock().unwrap().bytes > 0);
        Self { folder, server, recorder, heard }
    }

    /// What a program has to know of it.
    pub fn address(&self) -> String {
        format!("unix:{}", self.folder.path().join("sound").display())
    }

    /// Whether something was heard within so long a time.
    pub fn hears(&self, within: Duration) -> bool {
        self.heard.lock().unwrap().loud.is_some_and(|loud| loud.elapsed() < within)
    }

    /// Switches the sound off or on, as a key of the keyboard does.
    pub fn mute(&self, off: bool) {
        let set = ["set-sink-mute", "room", if off { "1" } else { "0" }];
        let done = Command::new("pactl").args(set).env("PULSE_SERVER", self.address()).status().unwrap();
        assert!(done.success());
    }

    /// The server dies.
    pub fn kill(&mut self) {
        self.server.kill().unwrap();
        self.server.wait().unwrap();
    }
}

impl Drop for SoundServer {
    fn drop(&mut self) {
        for child in [&mut self.recorder, &mut self.server] {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// Waits for what has to come.
#[track_caller]
pub fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < Duration::from_secs(30), "{what} never came");
        thread::sleep(Duration::from_millis(10));
    }
}
