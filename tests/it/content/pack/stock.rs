//! Stock `tar`, `minisign` and `age` take a pack apart, and stock `minisign` makes signatures that count.

use super::*;
use std::{fs, path::Path, process::Command};
use tramso::{
    content::pack::examine,
    crypto::{
        minisig::{self, KeyFileFault, PublicKey, SignatureFault},
        seal::new_identity,
    },
};

fn stock(folder: &Path, program: &str, args: &[&str]) -> (bool, Vec<u8>) {
    let out = Command::new(program).args(args).current_dir(folder).output();
    let out = out.unwrap_or_else(|_| panic!("apt-get install {program}"));
    (out.status.success(), out.stdout)
}

#[test]
fn stock_tools_take_a_pack_apart() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let (identity, recipient) = new_identity();
    let pack = small();
    let bytes = build(&Plan { seal_to: Some(&recipient), ..plan(&pack, &demo_roots()) }, &demo_key()).unwrap();
    fs::write(folder.join("pack.tsp"), &bytes).unwrap();
    fs::write(folder.join("identity.txt"), identity.bytes()).unwrap();

    let (done, names) = stock(folder, "tar", &["tf", "pack.tsp"]);
    let root = demo_roots().remove(0).signatures[0].0;
    let wanted =
        format!("root-1.json\nroot-1-{root}.minisig\npack.json\npack.json.minisig\nopen.json\nquestions.json.age\n");
    assert!(done && names == wanted.as_bytes(), "{}", String::from_utf8_lossy(&names));
    assert!(stock(folder, "tar", &["xf", "pack.tsp"]).0);

    let key = demo_key().public().text().to_owned();
    let verify = |file: &str, key: &str| stock(folder, "minisign", &["-V", "-H", "-Q", "-P", key, "-m", file]);
    assert_eq!(verify("pack.json", &key), (true, b"tramso-pack/1 thu-2026 7\n".to_vec()));
    let other = PublicKey::from_file(demo_centre::ROOT_KEY);
    assert!(other.is_none(), "a secret key is no public one");
    fs::write(folder.join("open.json.minisig"), fs::read(folder.join("pack.json.minisig")).unwrap()).unwrap();
    assert!(!verify("open.json", &key).0, "the control");

    let (done, plain) = stock(folder, "age", &["-d", "-i", "identity.txt", "questions.json.age"]);
    let questions: serde_json::Value = serde_json::from_slice(&plain).unwrap();
    assert!(done && questions["questions"].as_array().unwrap().len() == pack.bank.len());

    // Stock tar writes the same bytes for the same files.
    let names: Vec<&str> = wanted.lines().collect();
    let options =
        ["--format=ustar", "--owner=0", "--group=0", "--numeric-owner", "--mtime=@0", "--mode=0644", "-b1", "-cf"];
    assert!(stock(folder, "tar", &[&options[..], &["again.tsp"], &names].concat()).0);
    assert!(fs::read(folder.join("again.tsp")).unwrap() == bytes, "tar --format=ustar writes other bytes");
}

#[test]
fn signatures_and_keys_are_stock_minisigns_both_ways() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("m"), b"message").unwrap();
    // Ours, read by stock minisign: public key, signature; and the secret key under a password signs there.
    let (key, file) = SigningKey::generate("một mật khẩu đủ dài để thử").unwrap();
    fs::write(folder.join("our.key"), &file).unwrap();
    fs::write(folder.join("our.pub"), key.public().to_file()).unwrap();
    fs::write(folder.join("m.minisig"), key.sign(b"message", "tramso-root/1 1").unwrap()).unwrap();
    let told = stock(folder, "minisign", &["-V", "-H", "-Q", "-p", "our.pub", "-m", "m"]);
    assert_eq!(told, (true, b"tramso-root/1 1\n".to_vec()));
    let asked =
        "printf 'một mật khẩu đủ dài để thử\\n' | minisign -S -s our.key -m m -x stock.minisig -t 'tramso-root/1 2'";
    assert!(stock(folder, "sh", &["-c", asked]).0);
    let signature = fs::read_to_string(folder.join("stock.minisig")).unwrap();
    assert_eq!(minisig::verify(key.public(), b"message", &signature), Ok("tramso-root/1 2"));
    assert_eq!(minisig::verify(key.public(), b"massage", &signature), Err(SignatureFault::Wrong));
    let one = minisig::canonical(&signature).unwrap();
    assert_eq!(minisig::verify(key.public(), b"message", &one), Ok("tramso-root/1 2"));
    assert!(SigningKey::from_file(&file, "một mật khẩu khác hẳn").is_err_and(|fault| fault == KeyFileFault::Password));
    assert!(SigningKey::from_file("chữ gì đó\nkhông phải khóa\n", "x").is_err_and(|fault| fault == KeyFileFault::Form));
    // Theirs, read by us.
    let asked = "printf 'abcdefgh\\nabcdefgh\\n' | minisign -G -s their.key -p their.pub";
    assert!(stock(folder, "sh", &["-c", asked]).0);
    let theirs = SigningKey::from_file(&fs::read_to_string(folder.join("their.key")).unwrap(), "abcdefgh").unwrap();
    let public = PublicKey::from_file(&fs::read_to_string(folder.join("their.pub")).unwrap()).unwrap();
    assert_eq!(*theirs.public(), public);
    let signature = theirs.sign(b"message", "x").unwrap();
    assert_eq!(minisig::verify(&public, b"message", &signature), Ok("x"));
    assert_eq!(minisig::verify(key.public(), b"message", &signature), Err(SignatureFault::OtherKey(public.id())));
}

#[test]
fn the_golden_pack_opens_for_ever() {
    // Signatures are never the same twice, so that the golden pack is one that must open, and its digest is what is pinned.
    let folder = super::super::fixtures().join("good-packs");
    let bytes = fs::read(folder.join("good.tsp")).unwrap();
    let examined = examine(&bytes, Some(&demo_pinned())).unwrap();
    let golden = fs::read_to_string(folder.join("good.digest")).unwrap();
    assert_eq!(tramso::crypto::hex(&examined.digest), golden.trim());
    assert_eq!(examined.manifest.fingerprint().split('-').count(), 8);
    // The same content makes the same manifest today.
    let pack = examined.open(&[], day("2026-11-25")).unwrap().pack;
    let again = build(&plan(&pack, &demo_roots()), &demo_key()).unwrap();
    assert_eq!(examine(&again, None).unwrap().digest, examined.digest);
}
