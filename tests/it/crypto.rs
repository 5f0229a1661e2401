//! The crypto room at its door.

use std::{collections::BTreeSet, io::Write, process::Command};
use tramso::{
    crypto::{
        IdentityFault, LEAST_OWN, Passphrase, PassphraseFault, SealFault, Secret, SecretBytes, demo_centre, draw_seed,
        fingerprint, hkdf_sha256, hmac_sha256, identity_in, is_sealed,
        minisig::{KeyFileFault, SigningKey},
        open_with, person_key, printed_paper_seed, random, seal, seal_to, sha256, signing, slot, syllables,
    },
    record::{hex, unhex},
};

/// Little work: what is tested is not the guessing.
const QUICK: u8 = 4;

#[test]
fn hashes_agree_with_the_published_vectors() {
    // FIPS 180-2 "abc"; RFC 4231 case 1 (its 20-byte key padded is the same HMAC key); RFC 5869 has other lengths, so HKDF is
    // held against its definition: T(1) = HMAC(PRK, info | 1), PRK = HMAC(zeros, secret).
    assert_eq!(hex(&sha256(&[b"a", b"bc"])), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    let mut key = [0; 32];
    key[..20].fill(0x0b);
    assert_eq!(
        hex(&hmac_sha256(&key, &[b"Hi ", b"There"])),
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    );
    let prk = hmac_sha256(&[0; 32], &[&[7; 32]]);
    let info = [b"tag".as_slice(), &1_u64.to_be_bytes(), b"x"].concat();
    assert_eq!(*hkdf_sha256(&[7; 32], "tag", &[b"x"]).bytes(), hmac_sha256(&prk, &[&info, &[1]]));
}

#[test]
fn keys_and_seeds_are_pinned() {
    // Never changes: people and papers are known by these at every station and at the centre.
    let key = [1; 32];
    assert_eq!(hex(&person_key(&key, b"number\n031099000123")), include_str!("golden/person_key.hex").trim());
    assert_eq!(hex(&draw_seed(&key, "demo", &[2; 32], 1)), include_str!("golden/draw_seed.hex").trim());
    // docs/FORMATS.md section 19.
    let printed = printed_paper_seed(&[7; 32], "hoc-so-2025", "048192", 17);
    assert_eq!(hex(&printed), "fc6be87ab59227db7c261294f7fe38c896c9456e832574f3f3b8093d93fda245");
}

#[test]
fn fields_do_not_run_into_each_other() {
    assert_ne!(hkdf_sha256(&[1; 32], "t", &[b"ab", b"c"]).bytes(), hkdf_sha256(&[1; 32], "t", &[b"a", b"bc"]).bytes());
    assert_ne!(draw_seed(&[1; 32], "demo", &[2; 32], 1), draw_seed(&[1; 32], "demo", &[2; 32], 2));
    assert_ne!(person_key(&[1; 32], b"x"), person_key(&[3; 32], b"x"));
}

#[test]
fn secrets_print_nothing() {
    let secret = Secret::<32>::from_bytes(&mut [0x41; 32]);
    let bytes = SecretBytes::new(b"AAAA".to_vec());
    let passphrase = Passphrase::read("AAAAAAAAAAAAAAAAAAAAAAAAAA").unwrap();
    let printed = format!("{secret:?} {bytes:?} {passphrase:?} {:?}", demo_centre::person_key_secret());
    assert!(!printed.contains("AAA") && !printed.contains("65"), "{printed}");
    assert_ne!(random::<16>(), random::<16>());
}

#[test]
fn syllables_are_all_different_and_easily_said() {
    let all = syllables();
    assert_eq!(all.len(), 1024);
    assert!(all.is_sorted() && all.iter().collect::<BTreeSet<_>>().len() == 1024);
    assert!(all.iter().all(|one| (2..=6).contains(&one.len()) && one.bytes().all(|sign| sign.is_ascii_lowercase())));
    // Beginnings that ears confuse count as one here, and still no two syllables fall together.
    let same = [("tr", "ch"), ("ngh", "ng"), ("gh", "g"), ("gi", "d"), ("r", "d"), ("x", "s"), ("k", "c"), ("l", "n")];
    let kept = ["kh", "ng", "nh"]; // begin with a letter of the table, and are sounds of their own
    let sound = |one: &str| -> String {
        let begins =
            same.iter().find(|(from, _)| one.starts_with(from) && !kept.iter().any(|kept| one.starts_with(kept)));
        let begins = begins.or_else(|| same.iter().find(|(from, _)| *from == "ngh" && one.starts_with(from)));
        begins.map_or(one.to_owned(), |(from, to)| format!("{to}{}", &one[from.len()..]))
    };
    assert_eq!((sound("tra"), sound("nghe"), sound("kha")), ("cha".to_owned(), "nge".to_owned(), "kha".to_owned()));
    let sounds: BTreeSet<String> = all.iter().map(|one| sound(one)).collect();
    assert_eq!(sounds.len(), 1024);
}

#[test]
fn a_fingerprint_is_eight_syllables_and_tells_bytes_apart() {
    let one = fingerprint(b"a pack");
    assert_eq!(one.split('-').filter(|word| syllables().contains(word)).count(), 8, "{one}");
    assert_ne!(one, fingerprint(b"a pacl"));
}

#[test]
fn generated_passphrases_are_read_leniently() {
    let generated = Passphrase::generate();
    let text = generated.text().to_owned();
    assert_eq!(text.split('-').count(), 6);
    assert_ne!(text, Passphrase::generate().text());
    let spaced = format!("  {}\n", text.to_uppercase().replace('-', "   "));
    assert_eq!(Passphrase::read(&spaced).unwrap().text(), text);
    assert_eq!(Passphrase::read("bàn-Đào cám, đồng.hoà LÚA").unwrap().text(), "ban-dao-cam-dong-hoa-lua");
}

#[test]
fn weak_passphrases_are_refused() {
    let fault = |text: &str| Passphrase::read(text).err();
    assert_eq!(fault(" \n"), Some(PassphraseFault::Empty));
    assert_eq!(fault("123456"), Some(PassphraseFault::Weak(6)));
    assert_eq!(fault("ban dao cam"), Some(PassphraseFault::Weak(11)));
    assert_eq!(fault("ba da xx ca ha la"), Some(PassphraseFault::Syllable(3)));
    assert_eq!(fault(&"x".repeat(LEAST_OWN - 1)), Some(PassphraseFault::Weak(19)));
    assert_eq!(fault(&"x".repeat(513)), Some(PassphraseFault::TooLong));
    let own = "Một câu dài chỉ mình tôi biết!";
    assert_eq!(Passphrase::read(&format!("{own}\n")).unwrap().text(), own, "an own text is kept to the letter");
}

#[test]
fn slots_open_with_their_passphrase_alone() {
    let passphrase = Passphrase::generate();
    let sealed = slot::seal(&passphrase, b"inside", QUICK).unwrap();
    assert_eq!(slot::open(&passphrase, &sealed).unwrap().bytes(), b"inside");
    assert_eq!(slot::open(&Passphrase::generate(), &sealed).err(), Some(SealFault::WrongKey));
    assert_eq!(slot::open(&passphrase, b"nothing").err(), Some(SealFault::Damaged));
    assert!(!sealed.windows(6).any(|bytes| bytes == b"inside"));
    for at in 0..sealed.len() {
        let mut flipped = sealed.clone();
        flipped[at] ^= 1;
        assert!(slot::open(&passphrase, &flipped).is_err(), "byte {at} changed and it still opened");
    }
}

#[test]
fn a_key_of_age_is_read_from_its_file_sealed_or_not() {
    let (identity, recipient) = seal::new_identity();
    let key = String::from_utf8(identity.bytes().to_vec()).unwrap();
    let plain = format!("# made today\n# public key: {recipient}\n{key}\n");
    assert!(!is_sealed(plain.as_bytes()));
    assert_eq!(*identity_in(plain.as_bytes(), None).unwrap(), key);
    let passphrase = Passphrase::generate();
    let sealed = slot::seal(&passphrase, plain.as_bytes(), QUICK).unwrap();
    assert!(is_sealed(&sealed));
    let loud = passphrase.text().replace('-', " ").to_uppercase();
    assert_eq!(*identity_in(&sealed, Some(&loud)).unwrap(), key);
    let refused = |file: &[u8], typed: Option<&str>| identity_in(file, typed).err();
    for typed in [None, Some("short"), Some(Passphrase::generate().text())] {
        assert_eq!(refused(&sealed, typed), Some(IdentityFault::Passphrase), "{typed:?}");
    }
    assert_eq!(refused(recipient.as_bytes(), None), Some(IdentityFault::Recipient));
    for file in [b"".as_slice(), b"nothing of age", b"\xff", &sealed[..sealed.len() - 1]] {
        assert_eq!(refused(file, Some(passphrase.text())), Some(IdentityFault::Form));
    }
}

#[test]
fn a_signing_key_opens_by_what_was_typed_and_by_what_was_meant() {
    let passphrase = Passphrase::generate();
    let (key, file) = SigningKey::generate(passphrase.text()).unwrap();
    let loud = passphrase.text().replace('-', " ").to_uppercase();
    assert_eq!(SigningKey::from_typed(&file, &loud).unwrap().public(), key.public());
    assert_eq!(SigningKey::from_file(&file, &loud).err(), Some(KeyFileFault::Password), "control: not unchanged");
    // Somebody's own password, which no rule of ours may change.
    let own = "Mật khẩu CỦA tôi, rất dài. ";
    let (key, file) = SigningKey::generate(own).unwrap();
    assert_eq!(SigningKey::from_typed(&file, own).unwrap().public(), key.public());
    assert_eq!(SigningKey::from_typed(&file, &loud).err(), Some(KeyFileFault::Password));
    assert_eq!(SigningKey::from_typed("no key", own).err(), Some(KeyFileFault::Form));
}

#[test]
fn too_much_scrypt_work_is_refused() {
    let passphrase = Passphrase::generate();
    assert_eq!(slot::seal(&passphrase, b"", 19).err(), Some(SealFault::TooMuchWork(19)));
    // A header that asks for 2^19, as somebody might put in our way.
    let sealed = slot::seal(&passphrase, b"", 18).unwrap();
    let text = String::from_utf8_lossy(&sealed[..100]).into_owned();
    let place = text.find(" 18\n").unwrap();
    let mut heavy = sealed.clone();
    heavy[place + 2] = b'9';
    assert_eq!(slot::open(&passphrase, &heavy).err(), Some(SealFault::TooMuchWork(19)));
}

#[test]
fn slots_are_written_with_the_work_that_was_decided() {
    let sealed = slot::seal(&Passphrase::generate(), b"", slot::LOG2_N).unwrap();
    assert!(String::from_utf8_lossy(&sealed[..100]).contains(" 16\n"));
}

#[test]
fn sealing_to_a_centre_opens_with_its_identity_alone() {
    let (identity, recipient) = seal::new_identity();
    let identity = std::str::from_utf8(identity.bytes()).unwrap().to_owned();
    let sealed = seal_to(&recipient, b"records").unwrap();
    assert_eq!(open_with(&identity, &sealed).unwrap().bytes(), b"records");
    let (other, _) = seal::new_identity();
    assert_eq!(open_with(std::str::from_utf8(other.bytes()).unwrap(), &sealed).err(), Some(SealFault::WrongKey));
    assert_eq!(seal_to("age1nobody", b"").err(), Some(SealFault::Key));
    assert_eq!(open_with("nobody", &sealed).err(), Some(SealFault::Key));
    let demo = seal_to(demo_centre::RECOVERY_RECIPIENT, b"demo").unwrap();
    assert_eq!(open_with(demo_centre::RECOVERY_IDENTITY, &demo).unwrap().bytes(), b"demo");
}

#[test]
fn stock_age_opens_what_we_seal_and_we_open_what_it_seals() {
    let folder = tempfile::tempdir().unwrap();
    let (sealed, key) = (folder.path().join("sealed.age"), folder.path().join("key.txt"));
    std::fs::write(&sealed, seal_to(demo_centre::RECOVERY_RECIPIENT, b"a recovery file").unwrap()).unwrap();
    std::fs::write(&key, demo_centre::RECOVERY_IDENTITY).unwrap();
    let age = |arguments: &[&str], input: &[u8]| {
        let mut child = Command::new("age")
            .args(arguments)
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .spawn()
            .expect("the age program is missing: apt-get install age");
        child.stdin.take().unwrap().write_all(input).unwrap();
        let done = child.wait_with_output().unwrap();
        assert!(done.status.success());
        done.stdout
    };
    let opened = age(&["-d", "-i", key.to_str().unwrap(), sealed.to_str().unwrap()], b"");
    assert_eq!(opened, b"a recovery file");
    let theirs = age(&["-r", demo_centre::RECOVERY_RECIPIENT], b"from the centre");
    assert_eq!(open_with(demo_centre::RECOVERY_IDENTITY, &theirs).unwrap().bytes(), b"from the centre");
}

#[test]
fn signatures_hold_for_their_key_tag_and_message_alone() {
    // RFC 8032 test 2's key pair: the public key is the standard's.
    let mut seed = unhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb").unwrap();
    let seed = Secret::<32>::from_bytes(&mut seed);
    let public = signing::public_key(&seed);
    assert_eq!(hex(&public), "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    let signature = signing::sign(&seed, "tramso-receipt1", b"message");
    assert!(signing::verify(&public, "tramso-receipt1", b"message", &signature));
    assert!(!signing::verify(&public, "tramso-bundle1", b"message", &signature));
    assert!(!signing::verify(&public, "tramso-receipt1", b"massage", &signature));
    let other = signing::public_key(&Secret::random());
    assert!(!signing::verify(&other, "tramso-receipt1", b"message", &signature));
    // A key of low order verifies everything where it is not refused.
    let mut low = [0; 32];
    low[0] = 1;
    let mut forged = [0; 64];
    forged[0] = 1;
    assert!(!signing::verify(&low, "tramso-receipt1", b"message", &forged));
}

/// age reads a header for as long as it has no end, and begins again with each of its lines: a gigabyte of nothing was read into memory
/// whole, and half a megabyte of short lines took minutes.
#[test]
fn a_header_without_an_end_is_refused_at_once() {
    let (identity, _) = tramso::crypto::seal::new_identity();
    let identity = std::str::from_utf8(identity.bytes()).unwrap();
    let began = std::time::Instant::now();
    let endless = std::io::BufReader::new(std::io::repeat(0));
    assert_eq!(tramso::crypto::seal::Opening::begin(&[identity], endless).err(), Some(SealFault::Damaged));
    let mut lines = b"age-encryption.org/v1\n".to_vec();
    lines.extend(b"-> X a\n\n".repeat(1 << 16));
    lines.extend(b"--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n");
    assert_eq!(open_with(identity, &lines).err(), Some(SealFault::Damaged));
    let source = std::io::BufReader::new(lines.as_slice());
    assert_eq!(tramso::crypto::seal::Opening::begin(&[identity], source).err(), Some(SealFault::Damaged));
    assert!(began.elapsed().as_secs() < 2, "{:?}", began.elapsed());
}

#[test]
fn a_file_for_many_recipients_opens() {
    let all: Vec<_> = (0..100).map(|_| tramso::crypto::seal::new_identity()).collect();
    let recipients: Vec<&str> = all.iter().map(|(_, recipient)| recipient.as_str()).collect();
    let mut sealing = tramso::crypto::seal::Sealing::begin(&recipients, Vec::new()).unwrap();
    sealing.write_all(b"records").unwrap();
    let sealed = sealing.finish().unwrap();
    let last = std::str::from_utf8(all[99].0.bytes()).unwrap();
    assert_eq!(open_with(last, &sealed).unwrap().bytes(), b"records");
}
