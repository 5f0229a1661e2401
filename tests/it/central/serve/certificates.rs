//! Certificates that are read again while the server runs.

use crate::central::office::{Folder, Server};
use std::{
    fs,
    process::Command,
    thread,
    time::{Duration, Instant},
};
use tramso::loadgen::Server as Client;

/// Writes a new certificate with its key where the server reads them, and returns it.
fn renew(folder: &Folder) -> String {
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    fs::write(folder.path("cert.pem"), made.cert.pem()).unwrap();
    fs::write(folder.path("key.pem"), made.signing_key.serialize_pem()).unwrap();
    made.cert.pem()
}

fn hang_up(server: &Server) {
    assert!(Command::new("kill").args(["-HUP", &server.child.id().to_string()]).status().unwrap().success());
}

fn wait_for_log(folder: &Folder, event: &str, count: usize) {
    let began = Instant::now();
    while folder.log().matches(event).count() < count {
        assert!(began.elapsed() < Duration::from_secs(20), "{event}: {}", folder.log());
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_hang_up_reads_the_certificates_again_and_a_broken_one_changes_nothing() {
    let folder = Folder::new();
    let first = renew(&folder);
    let server = folder.serve(&["--tls-cert", &folder.path("cert.pem"), "--tls-key", &folder.path("key.pem")]);
    let port = server.address.rsplit(':').next().unwrap();
    let trusts = |pem: &str| Client::new(&format!("https://localhost:{port}"), Some(pem.as_bytes())).unwrap().is_well();
    assert_eq!(trusts(&first), Ok(true));
    let second = renew(&folder);
    assert!(trusts(&second).is_err(), "control: before the signal the first one is shown");
    hang_up(&server);
    wait_for_log(&folder, "certificates-reloaded", 1);
    assert_eq!(trusts(&second), Ok(true));
    assert!(trusts(&first).is_err());
    // Broken, of another key, gone: what was in use stays in use, and the log shows why.
    fs::write(folder.path("cert.pem"), "-----BEGIN CERTIFICATE-----\nrác\n").unwrap();
    hang_up(&server);
    wait_for_log(&folder, "certificates-kept", 1);
    let _third = renew(&folder);
    fs::write(folder.path("cert.pem"), &second).unwrap();
    hang_up(&server);
    wait_for_log(&folder, "certificates-kept", 2);
    fs::remove_file(folder.path("key.pem")).unwrap();
    hang_up(&server);
    wait_for_log(&folder, "certificates-kept", 3);
    assert!(folder.log().contains("TS-M18"), "{}", folder.log());
    assert_eq!(trusts(&second), Ok(true));
    let fourth = renew(&folder);
    hang_up(&server);
    wait_for_log(&folder, "certificates-reloaded", 2);
    assert_eq!(trusts(&fourth), Ok(true));
}

#[test]
fn a_hang_up_never_ends_the_server() {
    let folder = Folder::new();
    let mut server = folder.serve(&[]);
    for count in 1..=3 {
        hang_up(&server);
        wait_for_log(&folder, "nothing-to-reload", count);
    }
    assert_eq!(server.get("/v1/health").status, 200);
    assert!(server.child.try_wait().unwrap().is_none());
}
