//! The same over real HTTP: the program's load generator against the program's server.

use crate::central::office::Folder;
use std::process::{Command, Output};

fn loadgen(address: &str, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tramso-central"));
    command.args(["loadgen", &format!("http://{address}")]).args(args).env("LANG", "vi_VN.UTF-8");
    command.output().unwrap()
}

fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn a_rough_road_over_http_ends_in_exactly_what_was_sent_and_right_sums() {
    let folder = Folder::new();
    let server = folder.serve(&["--per-address", "0"]);
    let password = folder.path("trang");
    let mut args = vec!["--json", "--stations", "5", "--people", "150", "--records", "60", "--seed", "11"];
    args.extend(["--shuffle", "--repeat", "40", "--cut", "60", "--password-file", &password]);
    let output = loadgen(&server.address, &args);
    assert!(output.status.success(), "{}", printed(&output));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&report["union"], &report["sums_compared"]), (&true.into(), &true.into()), "{report}");
    for tried in ["cut", "sent_twice"] {
        assert!(report[tried].as_u64().unwrap() > 3, "{tried}: {report}");
    }
    assert_eq!(report["new_ms"]["count"], report["bundles"]);

    let again = loadgen(&server.address, &args);
    assert_eq!(again.status.code(), Some(1), "{}", printed(&again));
    assert!(printed(&again).contains("TS-M86"), "{}", printed(&again));
}

#[test]
fn a_server_that_cannot_be_sent_to_is_reported() {
    let refused = |address: &str, code: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tramso-central"));
        let output = command.args(["loadgen", address, "--people", "5", "--stations", "1"]).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert!(printed(&output).contains(code), "{address}: {}", printed(&output));
    };
    refused("http://example.org", "TS-M81");
    refused("ftp://127.0.0.1", "TS-M81");
    refused("http://127.0.0.1:1", "TS-M83");
}
