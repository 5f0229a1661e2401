//! Key files on the disk and their passphrases.

use crate::{
    cli::Console,
    crypto::{
        IdentityFault, LEAST_OWN, Passphrase, PassphraseFault, identity_in, is_sealed,
        minisig::{KeyFileFault, PublicKey, SigningKey},
        seal::new_identity,
        slot,
    },
    notices::{Failure, failure, weak_passphrase},
    platform::{self, first_line, read_up_to},
    text::{Language, Words, codes},
};
use std::{
    io::{IsTerminal, stdin},
    path::{Path, PathBuf},
};
use zeroize::Zeroizing;

/// Key files are a few short lines.
const MOST_BYTES: usize = 4096;
/// How a recipient of age begins.
const AGE_PUBLIC: &str = "age1";

/// A new signing key under a passphrase: `<out>.key`, that only its owner may read, and `<out>.pub`. Both open with stock
/// `minisign`.
pub fn new_signing(
    out: &Path,
    passphrase: Option<&Path>,
    force: bool,
    console: &Console,
) -> Result<SigningKey, Vec<Failure>> {
    let (secret_file, public_file) = (with_ending(out, "key"), with_ending(out, "pub"));
    free(&[&secret_file, &public_file], force)?;
    has_folder(&secret_file)?;
    let passphrase = new_passphrase(passphrase, &secret_file, console)?;
    let made = SigningKey::generate(passphrase.text()).map_err(|_| failure(codes::pack::NOT_SIGNED, []))?;
    let (key, file) = (made.0, Zeroizing::new(made.1));
    write_private(&secret_file, file.as_bytes())?;
    write(&public_file, key.public().to_file().as_bytes())?;
    Ok(key)
}

/// A new key for sealing under a passphrase: `<out>.age`, which stock `age -d -i` takes, and `<out>.pub` with the recipient.
pub fn new_sealing(
    out: &Path,
    passphrase: Option<&Path>,
    force: bool,
    console: &Console,
) -> Result<String, Vec<Failure>> {
    let (secret_file, public_file) = (with_ending(out, "age"), with_ending(out, "pub"));
    free(&[&secret_file, &public_file], force)?;
    has_folder(&secret_file)?;
    let passphrase = new_passphrase(passphrase, &secret_file, console)?;
    let (identity, recipient) = new_identity();
    let sealed =
        slot::seal(&passphrase, identity.bytes(), slot::LOG2_N).map_err(|_| failure(codes::pack::NOT_SIGNED, []))?;
    write_private(&secret_file, &sealed)?;
    write(&public_file, format!("{recipient}\n").as_bytes())?;
    Ok(recipient)
}

/// A secret signing key; its passphrase is asked for when it has one.
pub fn signing(path: &Path, passphrase: Option<&Path>) -> Result<SigningKey, Vec<Failure>> {
    let unreadable = || failure(codes::signing::KEY_UNREADABLE, [("file", path.display().to_string())]);
    let text = Zeroizing::new(text(path).ok_or_else(unreadable)?);
    if let Ok(open) = SigningKey::from_open_file(&text) {
        return Ok(open);
    }
    let typed = typed_passphrase(passphrase, path)?;
    SigningKey::from_typed(&text, &typed).map_err(|fault| match fault {
        KeyFileFault::Password => failure(codes::signing::PASSPHRASE_WRONG, [("file", path.display().to_string())]),
        KeyFileFault::Form | KeyFileFault::Failed => unreadable(),
    })
}

/// A public key of minisign.
pub fn public(path: &Path) -> Result<PublicKey, Vec<Failure>> {
    let key = text(path).and_then(|text| PublicKey::from_file(&text));
    key.ok_or_else(|| failure(codes::signing::KEY_UNREADABLE, [("file", path.display().to_string())]))
}

/// A secret key of age: as `age-keygen` writes it, or under a passphrase.
pub fn identity(path: &Path, passphrase: Option<&Path>) -> Result<Zeroizing<String>, Vec<Failure>> {
    let unreadable = || failure(codes::signing::KEY_UNREADABLE, [("file", path.display().to_string())]);
    let bytes = Zeroizing::new(read_up_to(path, MOST_BYTES).map_err(|_| unreadable())?);
    let typed = is_sealed(&bytes).then(|| typed_passphrase(passphrase, path)).transpose()?;
    identity_in(&bytes, typed.as_ref().map(|typed| typed.as_str())).map_err(|fault| match fault {
        IdentityFault::Passphrase => failure(codes::signing::PASSPHRASE_WRONG, [("file", path.display().to_string())]),
        IdentityFault::Recipient => failure(codes::signing::KEY_IS_PUBLIC, [("file", path.display().to_string())]),
        IdentityFault::Form => unreadable(),
    })
}

/// Whom to seal for: written out, or in a file that `pack new-key --seal` wrote.
pub fn recipient(given: &str) -> Result<String, Vec<Failure>> {
    let path = Path::new(given);
    if given.starts_with(AGE_PUBLIC) || !path.is_file() {
        return Ok(given.to_owned());
    }
    let text = text(path).ok_or_else(|| failure(codes::signing::KEY_UNREADABLE, [("file", given.to_owned())]))?;
    let line = text.lines().map(str::trim).find(|line| line.starts_with(AGE_PUBLIC));
    line.map(str::to_owned).ok_or_else(|| failure(codes::signing::AGE_KEY_FORM, []))
}

/// Refuses to write over what is there.
pub fn free(paths: &[&Path], force: bool) -> Result<(), Vec<Failure>> {
    let taken = paths.iter().filter(|path| !force && path.exists());
    let taken: Vec<Failure> =
        taken.map(|path| Failure::new(codes::signing::KEY_EXISTS, [("file", path.display().to_string())])).collect();
    if taken.is_empty() { Ok(()) } else { Err(taken) }
}

/// Refuses a place that is not there, before a passphrase is shown for nothing.
fn has_folder(path: &Path) -> Result<(), Vec<Failure>> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let is_there = folder.is_none_or(Path::is_dir);
    if is_there {
        Ok(())
    } else {
        Err(failure(codes::signing::FILE_NOT_WRITTEN, [("file", path.display().to_string())]))
    }
}

/// Writes a file whole or not at all.
///
/// # Errors
/// It cannot be written.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Vec<Failure>> {
    platform::write_atomically(path, bytes)
        .map_err(|_| failure(codes::signing::FILE_NOT_WRITTEN, [("file", path.display().to_string())]))
}

fn write_private(path: &Path, bytes: &[u8]) -> Result<(), Vec<Failure>> {
    platform::write_private(path, bytes)
        .map_err(|_| failure(codes::signing::FILE_NOT_WRITTEN, [("file", path.display().to_string())]))
}

fn text(path: &Path) -> Option<String> {
    String::from_utf8(read_up_to(path, MOST_BYTES).ok().filter(|bytes| bytes.len() <= MOST_BYTES)?).ok()
}

/// From the file, or made and shown once.
fn new_passphrase(file: Option<&Path>, key: &Path, console: &Console) -> Result<Passphrase, Vec<Failure>> {
    let Some(file) = file else {
        let made = Passphrase::generate();
        let key = key.display().to_string();
        console.message("pack-passphrase", &[("file", key.into()), ("passphrase", made.text().into())]);
        return Ok(made);
    };
    let least = LEAST_OWN.to_string();
    Passphrase::choose(&from_file(file)?, &[]).map_err(|fault| match fault {
        PassphraseFault::Guessable(weakness) => vec![weak_passphrase(weakness)],
        // Empty, short, long or a slip in six syllables: the notice shows what a passphrase is.
        PassphraseFault::Empty | PassphraseFault::Weak(_) | PassphraseFault::Syllable(_) | PassphraseFault::TooLong => {
            failure(codes::signing::PASSPHRASE_TOO_SHORT, [("least", least)])
        }
    })
}

fn typed_passphrase(file: Option<&Path>, key: &Path) -> Result<Zeroizing<String>, Vec<Failure>> {
    match file {
        Some(file) => from_file(file),
        None if stdin().is_terminal() => {
            let words = Words::new(Language::Vietnamese);
            let prompt = words.with("pack-type-passphrase", &[("file", key.display().to_string().into())]);
            rpassword::prompt_password(format!("{prompt} "))
                .map(Zeroizing::new)
                .map_err(|_| failure(codes::signing::NO_KEYBOARD, []))
        }
        None => Err(failure(codes::signing::NO_KEYBOARD, [])),
    }
}

fn from_file(file: &Path) -> Result<Zeroizing<String>, Vec<Failure>> {
    first_line(file).ok_or_else(|| failure(codes::signing::KEY_UNREADABLE, [("file", file.display().to_string())]))
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(ending);
    path.with_file_name(name)
}
