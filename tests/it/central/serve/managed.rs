//! The server under a service manager: when it is ready, that it lives, when it stops.

use crate::central::office::Folder;
use std::{
    os::unix::net::UnixDatagram,
    process::Command,
    time::{Duration, Instant},
};

/// The next message, however many of another kind come before it.
fn hear(socket: &UnixDatagram, wanted: &str) -> Instant {
    let began = Instant::now();
    loop {
        let mut bytes = [0; 256];
        let length = socket.recv(&mut bytes).unwrap_or_else(|_| panic!("no {wanted}"));
        if String::from_utf8_lossy(&bytes[..length]).lines().any(|line| line == wanted) {
            return Instant::now();
        }
        assert!(began.elapsed() < Duration::from_secs(60), "no {wanted}");
    }
}

#[test]
fn a_service_manager_hears_when_the_server_answers_that_it_lives_and_that_it_ends() {
    let folder = Folder::new();
    let socket = UnixDatagram::bind(folder.path("bao")).unwrap();
    socket.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    let mut command = folder.command(&["serve", "--listen", "127.0.0.1:0", "--json"]);
    command.env("NOTIFY_SOCKET", folder.path("bao")).env("WATCHDOG_USEC", "400000");
    let mut server = folder.begin(command);
    hear(&socket, "READY=1");
    assert_eq!(server.get("/health/live").status, 200);
    let first = hear(&socket, "WATCHDOG=1");
    let second = hear(&socket, "WATCHDOG=1");
    assert!(second - first < Duration::from_secs(20), "again and again");
    // The control: one that was stopped is not heard.
    let signal = |name: &str| Command::new("kill").args([name, &server.child.id().to_string()]).status().unwrap();
    assert!(signal("-STOP").success());
    socket.set_read_timeout(Some(Duration::from_millis(1500))).unwrap();
    let silent = (0..100).any(|_| socket.recv(&mut [0; 256]).is_err());
    assert!(silent, "a server that was stopped is heard");
    assert!(signal("-CONT").success() && signal("-TERM").success());
    socket.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    hear(&socket, "STOPPING=1");
    assert!(server.child.wait().unwrap().success());
}
