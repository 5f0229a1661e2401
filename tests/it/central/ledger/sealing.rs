//! TLS to PostgreSQL: the connection is as `sslmode` asks, or nothing is sent.

use super::{
    super::{
        office::Folder,
        postgres::{Postgres, QUICK},
    },
    key, read,
};
use crate::days;
use chrono::Datelike;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};
use tempfile::TempDir;
use tramso::ledger::{Ledger, LedgerError, Login, TlsFault, open};

/// A certificate and its key in PEM.
struct Paper {
    certificate: String,
    key: String,
}

/// An address of this machine that no other run of the tests has, nor another test of this file: PostgreSQL's port is the same everywhere,
/// and tests run beside each other.
fn host(test: u32) -> String {
    let id = std::process::id();
    format!("127.{}.{}.{}", 64 * (1 + test % 3) + (id >> 16) % 64, (id >> 8) & 255, id & 255)
}

/// Of the tests with certificates, which take turns.
const SEALED: u32 = 0;
/// Of the test whose server has no TLS.
const PLAIN: u32 = 1;
/// Of the test of what is open by default.
const OPEN: u32 = 2;

/// By an authority whose own certificate comes first, for a server with these names.
fn signed(names: &[&str]) -> (String, Paper) {
    let authority = rcgen::KeyPair::generate().unwrap();
    let mut root = rcgen::CertificateParams::new(Vec::new()).unwrap();
    root.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let own = root.self_signed(&authority).unwrap().pem();
    let key = rcgen::KeyPair::generate().unwrap();
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let issuer = rcgen::Issuer::new(root, authority);
    let made = rcgen::CertificateParams::new(names).unwrap().signed_by(&key, &issuer).unwrap();
    (own, Paper { certificate: made.pem(), key: key.serialize_pem() })
}

/// By itself, and called an authority, as `openssl req -x509` does; valid until the first day of a year that is counted from this one.
fn by_itself(years: i32) -> Paper {
    let key = rcgen::KeyPair::generate().unwrap();
    let mut params = rcgen::CertificateParams::new(vec![host(SEALED)]).unwrap();
    params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    params.not_after = rcgen::date_time_ymd(days::today().year() + years, 1, 1);
    Paper { certificate: params.self_signed(&key).unwrap().pem(), key: key.serialize_pem() }
}

/// A server that takes TLS by the network, and the folder with its papers.
struct Office {
    papers: TempDir,
    server: Postgres,
}

impl Office {
    fn open(paper: &Paper) -> Self {
        let papers = tempfile::tempdir().unwrap();
        put(papers.path(), paper);
        let file = |name: &str| papers.path().join(name).display().to_string();
        let (certificate, secret) = (file("server.pem"), file("server.key"));
        let listen = format!("listen_addresses={}", host(SEALED));
        let tls = [listen, "ssl=on".into(), format!("ssl_cert_file={certificate}"), format!("ssl_key_file={secret}")];
        let settings: Vec<&str> = QUICK.iter().copied().chain(tls.iter().map(String::as_str)).collect();
        let server = Postgres::start(&settings);
        server.database("one");
        Self { papers, server }
    }

    /// The same server with another certificate.
    fn change(&mut self, paper: &Paper) {
        self.server.crash();
        put(self.papers.path(), paper);
        self.server.begin();
    }

    fn keep(&self, name: &str, pem: &str) -> PathBuf {
        let path = self.papers.path().join(name);
        fs::write(&path, pem).unwrap();
        path
    }

    /// How many of a ledger's connections are sealed, of how many.
    fn sealed(&self, ledger: &dyn Ledger) -> (u32, u32) {
        let _ = read(ledger, |tx| tx.stations());
        let sql = "SELECT count(*) FILTER (WHERE ssl), count(*) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
          WHERE application_name = 'tramso-central'";
        let printed = self.server.sql("one", sql);
        let (sealed, all) = printed.trim().split_once('|').unwrap();
        (sealed.parse().unwrap(), all.parse().unwrap())
    }
}

/// PostgreSQL takes a key only from whom it belongs to.
fn put(folder: &Path, paper: &Paper) {
    fs::write(folder.join("server.pem"), &paper.certificate).unwrap();
    fs::write(folder.join("server.key"), &paper.key).unwrap();
    let set = |program: &str, what: &str, of: &Path| {
        assert!(Command::new(program).arg(what).arg(of).status().unwrap().success(), "{program} {what}");
    };
    set("chmod", "600", &folder.join("server.key"));
    set("chmod", "755", folder);
    // SAFETY: it only asks.
    if unsafe { libc::geteuid() } == 0 {
        set("chown", "postgres:", &folder.join("server.key"));
    }
}

fn at(query: &str) -> String {
    format!("postgres://postgres@{}/one{query}", host(SEALED))
}

/// Opens a ledger: none, or the TLS fault.
fn refused(address: &str) -> Option<TlsFault> {
    match open(address, &key()).map(drop) {
        Ok(()) => None,
        Err(LedgerError::Tls(why)) => Some(why),
        Err(other) => panic!("{address}: {other:?}"),
    }
}

fn with_root(mode: &str, root: &Path) -> String {
    at(&format!("?sslmode={mode}&sslrootcert={}", root.display().to_string().replace('/', "%2F")))
}

#[test]
fn a_sealed_way_is_sealed_and_goes_to_who_is_meant() {
    let (right, paper) = signed(&[&host(SEALED)]);
    let mut office = Office::open(&paper);
    let right = office.keep("right root.pem", &right);
    let wrong = office.keep("wrong.pem", &signed(&[&host(SEALED)]).0);
    for query in ["", "?sslmode=prefer", "?sslmode=require", "?sslmode=disable&sslmode=require&connect_timeout=5"] {
        assert_eq!(office.sealed(open(&at(query), &key()).unwrap().as_ref()), (1, 1), "{query}");
    }
    let marks = format!("postgres://postgres:a?sslmode=disable@{}/one?sslmode=require", host(SEALED));
    assert_eq!(office.sealed(open(&marks, &key()).unwrap().as_ref()), (1, 1), "that belongs to the password");
    let plain = open(&at("?sslmode=disable"), &key()).unwrap();
    assert_eq!(office.sealed(plain.as_ref()), (0, 1), "control");
    drop(plain);
    for mode in ["require", "verify-ca", "verify-full"] {
        assert_eq!(refused(&with_root(mode, &right)), None, "{mode}");
        assert_eq!(refused(&with_root(mode, &wrong)), Some(TlsFault::Untrusted), "{mode}");
    }
    // Somebody with a genuine certificate, who is not the one meant.
    let other =
        |mode: &str| with_root(mode, &right).replace(&host(SEALED), "ledger.test") + "&hostaddr=" + &host(SEALED);
    assert_eq!(refused(&other("verify-full")), Some(TlsFault::OtherName));
    assert_eq!(refused(&other("verify-ca")), None);
    // A certificate that signed itself is its own root, as long as it is valid.
    let itself = by_itself(5);
    let root = office.keep("itself.pem", &itself.certificate);
    office.change(&itself);
    assert_eq!(refused(&with_root("verify-full", &root)), None);
    assert_eq!(refused(&with_root("verify-full", &right)), Some(TlsFault::Untrusted));
    let over = by_itself(-5);
    let root = office.keep("over.pem", &over.certificate);
    office.change(&over);
    assert_eq!(refused(&with_root("verify-full", &root)), Some(TlsFault::Expired));
    assert_eq!(refused(&at("?sslmode=require")), None, "it looks at no certificate");
}

#[test]
fn a_server_without_tls_is_refused_where_it_is_asked_for() {
    let here = host(PLAIN);
    let listen = format!("listen_addresses={here}");
    let settings: Vec<&str> = QUICK.iter().copied().chain([listen.as_str()]).collect();
    let server = Postgres::start(&settings);
    let socket = server.database("one");
    let at = |query: &str| at(query).replace(&host(SEALED), &here);
    assert_eq!(refused(&at("?sslmode=require")), Some(TlsFault::NotOffered));
    assert_eq!(refused(&at("")), None, "preferred, not asked for");
    assert_eq!(refused(&format!("{socket}?sslmode=require")), None, "a socket does not leave the machine");
    assert_eq!(server.sql("one", "SELECT count(*) FROM kiosk").trim(), "0", "control: it was opened");
}

#[test]
fn what_cannot_be_meant_is_refused_before_anything_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let (missing, empty) = (folder.path().join("missing.pem"), folder.path().join("empty.pem"));
    fs::write(&empty, "no certificate").unwrap();
    for mode in ["allow", "on", "", "REQUIRE"] {
        assert_eq!(refused(&at(&format!("?sslmode={mode}"))), Some(TlsFault::Mode(mode.to_owned())));
    }
    for mode in ["verify-ca", "verify-full"] {
        assert_eq!(refused(&at(&format!("?sslmode={mode}"))), Some(TlsFault::Pairing(mode.to_owned())));
    }
    for mode in ["disable", "prefer"] {
        assert_eq!(refused(&with_root(mode, &empty)), Some(TlsFault::Pairing(mode.to_owned())));
    }
    let printed = missing.display().to_string();
    assert_eq!(refused(&with_root("verify-full", &missing)), Some(TlsFault::Root(printed)));
    assert_eq!(refused(&with_root("verify-full", &empty)), Some(TlsFault::NoRoot));
    let nobody = open("postgres://postgres@127.0.0.1:1/one?sslmode=require", &key()).map(drop);
    assert!(matches!(nobody, Err(LedgerError::Unavailable(_))), "control: nobody is there: {nobody:?}");
}

#[test]
fn who_is_not_let_in_hears_why() {
    let server = Postgres::start(QUICK);
    let address = server.database("one");
    let login = |address: &str| match open(address, &key()).map(drop) {
        Err(LedgerError::Login(why, _)) => why,
        other => panic!("{address}: {other:?}"),
    };
    assert_eq!(login(&server.address("nothing")), Login::NoDatabase);
    assert_eq!(login(&address.replace("postgres@", "nobody@")), Login::User);
    assert!(open(&address, &key()).is_ok(), "control");
    let printed = Folder::new().run(&["recount", "--database", &server.address("nothing")]);
    let printed = String::from_utf8_lossy(&printed.stderr).into_owned();
    assert!(printed.contains("TS-M51") && printed.contains("createdb"), "{printed}");
}

#[test]
fn a_way_that_is_open_by_default_is_reported() {
    let here = host(OPEN);
    let listen = format!("listen_addresses={here}");
    let settings: Vec<&str> = QUICK.iter().copied().chain([listen.as_str()]).collect();
    let server = Postgres::start(&settings);
    server.database("one");
    let at = |query: &str| format!("postgres://postgres@{here}/one{query}");
    for (query, is_reported) in [("", true), ("?sslmode=prefer", true), ("?sslmode=disable", false)] {
        assert_eq!(open(&at(query), &key()).unwrap().is_fallback(), is_reported, "{query}");
    }
    assert!(!open(&server.address("one"), &key()).unwrap().is_fallback(), "a socket of this machine");
    let folder = Folder::empty();
    let address = at("");
    let made = folder.run(&["init", "--demo", "--database", &address.replace("/one", "/two")]);
    assert!(!made.status.success(), "control: that database is not there");
    server.database("two");
    let address = address.replace("/one", "/two");
    let made = folder.run(&["init", "--demo", "--database", &address]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let counted = folder.run(&["recount", "--database", &address]);
    assert!(String::from_utf8_lossy(&counted.stderr).contains("TS-M106"), "{counted:?}");
    let serving = folder.serve(&["--database", &address]);
    assert_eq!(serving.get("/v1/health").status, 200);
    let log = folder.log();
    assert!(log.contains("TS-M106. ") && log.contains("database-unencrypted"), "{log}");
    drop(serving);
    let serving = folder.serve(&["--database", &format!("{address}?sslmode=disable")]);
    assert_eq!(serving.get("/v1/health").status, 200);
    assert!(!folder.log().contains("TS-M106"), "control: it was asked for");
}
