use crate::{
    centre::{
        Keys,
        key_file::{self, KeyFileFault, MOST_BYTES},
    },
    cli::Console,
    crypto::{LEAST_OWN, Passphrase, PassphraseFault, SecretBytes},
    notices::{Failure, failure, weak_passphrase},
    platform::{self, first_line, read_up_to},
    text::codes,
};
use clap::Args;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// Which centre, and how it is opened without a keyboard.
#[derive(Args, Clone)]
pub struct CentreLocation {
    /// Thư mục của Ban Tổ chức (mặc định: $TRAMSO_CENTRE_DIR, rồi thư mục đang đứng)
    #[arg(long, value_name = "DIR", global = true)]
    pub dir: Option<PathBuf>,
    /// Sổ cái PostgreSQL, dạng postgres://… (mặc định: $TRAMSO_DATABASE; không có thì dùng tệp mã hóa trong thư mục).
    /// Máy chủ ở máy khác: thêm ?sslmode=verify-full&sslrootcert=TỆP.pem; sslmode=require chỉ mã hóa, không kiểm tra máy chủ
    #[arg(long, value_name = "URL", global = true)]
    pub database: Option<String>,
    /// Tệp khóa của máy chủ (mặc định: keys.age trong thư mục)
    #[arg(long, value_name = "F", global = true)]
    pub keys: Option<PathBuf>,
    /// Tệp có một dòng là mật khẩu của tệp khóa; không có thì hỏi trên bàn phím
    #[arg(long, value_name = "P", global = true)]
    pub passphrase_file: Option<PathBuf>,
    /// In kết quả dạng JSON cho chương trình khác đọc
    #[arg(long, global = true)]
    pub json: bool,
}

/// Names of files in the centre's folder.
pub const KEYS: &str = "keys.age";
/// File of the embedded ledger in the centre's folder.
pub const LEDGER: &str = "so-cai.db";

impl CentreLocation {
    /// The centre's folder.
    #[must_use]
    pub fn folder(&self) -> PathBuf {
        let named = || std::env::var_os("TRAMSO_CENTRE_DIR").map(PathBuf::from);
        self.dir.clone().or_else(named).unwrap_or_else(|| PathBuf::from("."))
    }

    /// The file of the server's keys.
    #[must_use]
    pub fn key_file(&self) -> PathBuf {
        self.keys.clone().or_else(|| credential(KEYS)).unwrap_or_else(|| self.folder().join(KEYS))
    }

    /// Where the ledger is, when it is not a file in the folder.
    #[must_use]
    pub fn database(&self) -> Option<Zeroizing<String>> {
        let named = || std::env::var("TRAMSO_DATABASE").ok();
        let kept = || first_line(&credential("database")?).map(|line| line.to_string());
        self.database.clone().or_else(named).or_else(kept).map(Zeroizing::new)
    }

    /// The centre's keys, opened.
    ///
    /// # Errors
    /// No centre here, no passphrase, the wrong one, or a damaged file.
    pub fn open_keys(&self, console: &Console) -> Result<Keys, Vec<Failure>> {
        let (content, _) = self.open_key_file(console)?;
        key_file::read(&content).map_err(|fault| self.fault(fault))
    }

    /// The key file's content and its passphrase, for who changes it.
    ///
    /// # Errors
    /// As `open_keys`.
    pub fn open_key_file(&self, console: &Console) -> Result<(SecretBytes, Passphrase), Vec<Failure>> {
        let path = self.key_file();
        let missing = || failure(codes::centre::NO_KEY_FILE, [("file", path.display().to_string())]);
        let file = read_up_to(&path, MOST_BYTES).map_err(|_| missing())?;
        let passphrase = self.passphrase(&path, console)?;
        let content = key_file::unseal(&file, &passphrase).map_err(|fault| self.fault(fault))?;
        Ok((content, passphrase))
    }

    /// Writes a changed content over the key file.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn write_key_file(&self, content: &SecretBytes, passphrase: &Passphrase) -> Result<(), Vec<Failure>> {
        let sealed = key_file::seal(content, passphrase).map_err(|_| failure(codes::centre::KEYS_NOT_MADE, []))?;
        write_private(&self.key_file(), &sealed)
    }

    fn passphrase(&self, key: &Path, console: &Console) -> Result<Passphrase, Vec<Failure>> {
        let file = self.passphrase_file.clone().or_else(|| credential("passphrase"));
        let typed = match file {
            Some(file) => from_file(&file)?,
            None => {
                let name = key.display().to_string();
                console
                    .secret("centre-ask-passphrase", &[("file", name.into())])
                    .ok_or_else(|| failure(codes::centre::NO_KEYBOARD, []))?
            }
        };
        Passphrase::read(&typed).map_err(|_| self.fault(KeyFileFault::Passphrase))
    }

    fn fault(&self, fault: KeyFileFault) -> Vec<Failure> {
        let code = match fault {
            KeyFileFault::Passphrase => codes::centre::PASSPHRASE_WRONG,
            KeyFileFault::Damaged => codes::centre::KEY_FILE_DAMAGED,
            KeyFileFault::Newer => codes::centre::KEY_FILE_LATER_VERSION,
        };
        failure(code, [("file", self.key_file().display().to_string())])
    }
}

/// A passphrase from a file, or a generated one; the second value is whether it must be shown. One that is easy to guess is refused;
/// `personal` is what is guessed first.
pub fn new_passphrase(file: Option<&Path>, personal: &[&str]) -> Result<(Passphrase, bool), Vec<Failure>> {
    let Some(file) = file else { return Ok((Passphrase::generate(), true)) };
    let least = LEAST_OWN.to_string();
    let read = Passphrase::choose(&from_file(file)?, personal).map_err(|fault| match fault {
        PassphraseFault::Guessable(weakness) => vec![weak_passphrase(weakness)],
        // Empty, short, long or a slip in six syllables: the notice shows what a passphrase is.
        PassphraseFault::Empty | PassphraseFault::Weak(_) | PassphraseFault::Syllable(_) | PassphraseFault::TooLong => {
            failure(codes::centre::PASSPHRASE_TOO_SHORT, [("least", least)])
        }
    })?;
    Ok((read, false))
}

/// The first line of a passphrase's file.
pub fn from_file(file: &Path) -> Result<Zeroizing<String>, Vec<Failure>> {
    first_line(file).ok_or_else(|| failure(codes::centre::FILE_UNREADABLE, [("file", file.display().to_string())]))
}

/// A file that everybody may read.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Vec<Failure>> {
    platform::write_atomically(path, bytes)
        .map_err(|_| failure(codes::centre::FILE_NOT_WRITTEN, [("file", path.display().to_string())]))
}

/// A file that only its owner may read.
pub fn write_private(path: &Path, bytes: &[u8]) -> Result<(), Vec<Failure>> {
    platform::write_private(path, bytes)
        .map_err(|_| failure(codes::centre::FILE_NOT_WRITTEN, [("file", path.display().to_string())]))
}

/// A file that systemd hands to the service (`LoadCredential=`), when it does.
fn credential(name: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("CREDENTIALS_DIRECTORY").map(PathBuf::from)?;
    Some(folder.join(name)).filter(|path| path.is_file())
}
