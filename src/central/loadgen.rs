use super::location::from_file;
use crate::{
    cli::{CommandResult, Console},
    crypto::random,
    domain::Moment,
    loadgen::{
        Away, City, CityFault, Finding, Habits, Laid, LayFault, Progress, Report, RunFault, SendFault, Server,
        ServerFault, Wanted, lay, percentile, run,
    },
    notices::{Failure, failure, legible},
    platform::{self, FileFault, read_up_to},
    text::codes,
};
use clap::Args;
use serde_json::json;
use std::{
    io::{IsTerminal, Write, stderr},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Mutex,
};

/// Options of `loadgen`.
#[derive(Args)]
pub struct Loadgen {
    /// Địa chỉ máy chủ của Ban Tổ chức mẫu: https://…, hoặc http:// trên chính máy này
    #[arg(value_name = "URL", required_unless_present = "write")]
    pub url: Option<String>,
    /// Không gửi: ghi giấy phép (.tsg) và gói kết quả (.tsb) vào thư mục mới này
    #[arg(long, value_name = "DIR", conflicts_with_all = ["url", "shuffle", "repeat", "cut", "tries", "ca", "password_file"])]
    pub write: Option<PathBuf>,
    /// Số trạm giả
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub stations: u32,
    /// Số người dự thi giả
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub people: u32,
    /// Số gieo: cùng số thì cùng trạm, cùng người; mỗi máy chủ chỉ dùng một số một lần (không ghi thì lấy ngẫu nhiên)
    #[arg(long, value_name = "S")]
    pub seed: Option<u64>,
    /// Gửi các gói kết quả lộn xộn, không theo thứ tự
    #[arg(long)]
    pub shuffle: bool,
    /// Bao nhiêu phần trăm gói kết quả được gửi lại lần nữa
    #[arg(long, value_name = "P", default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=100))]
    pub repeat: u32,
    /// Bao nhiêu phần trăm gói kết quả bị đứt giữa đường rồi gửi tiếp
    #[arg(long, value_name = "P", default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=100))]
    pub cut: u32,
    /// Số bản ghi trong một gói kết quả
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u64).range(1..=20_000))]
    pub records: u64,
    /// Số luồng gửi cùng lúc
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u32).range(1..=64))]
    pub threads: u32,
    /// Thử lại bao nhiêu lần khi máy chủ bận hoặc mất
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub tries: u32,
    /// Tệp PEM có chứng thư của nơi cấp, khi máy chủ không dùng chứng thư công cộng
    #[arg(long, value_name = "F")]
    pub ca: Option<PathBuf>,
    /// Tệp có một dòng là mật khẩu trang xem, để đối chiếu cả các con số đăng ký, hoàn thành, hợp lệ của từng đơn vị
    #[arg(long, value_name = "F")]
    pub password_file: Option<PathBuf>,
}

/// Largest file of certificates that is read.
const MOST_AUTHORITY: usize = 1 << 20;
/// Findings that are shown one by one; the others are counted.
const SHOWN: usize = 20;

/// Writes a made-up city as files, or sends it to a demo centre's server; exit status 0 when that holds exactly what was
/// sent, 1 when it does not.
///
/// # Errors
/// Why nothing was written, or could be checked.
pub fn command(wanted: &Loadgen, console: &Console) -> CommandResult {
    let seed = wanted.seed.unwrap_or_else(|| u64::from_be_bytes(random::<8>()) >> 16);
    let city = City::new(seed, wanted.stations, wanted.people, Moment(platform::now().wall_ms))
        .map_err(|fault| vec![unmade(&fault)])?;
    match &wanted.write {
        Some(folder) => as_files(wanted, folder, &city, console),
        None => over_the_network(wanted, wanted.url.as_deref().unwrap_or_default(), &city, console),
    }
}

fn as_files(wanted: &Loadgen, folder: &Path, city: &City, console: &Console) -> CommandResult {
    let line = Line::new(console);
    let how = (wanted.records, wanted.threads as usize);
    let laid = lay(city, folder, how, &|progress| line.show(progress, console));
    line.clear();
    let named = || [("file", folder.display().to_string())];
    let laid = laid.map_err(|fault| match fault {
        LayFault::City(fault) => vec![unmade(&fault)],
        LayFault::File(FileFault::Exists) => failure(codes::load::FOLDER_NOT_EMPTY, named()),
        LayFault::File(_) => failure(codes::centre::FILE_NOT_WRITTEN, named()),
    })?;
    let Laid { records, bundles, bytes } = laid;
    let (seed, stations, people) = (city.seed, city.stations, city.people);
    let megabytes = format!("{:.1}", bytes as f64 / 1e6);
    let values = [
        ("seed", seed.to_string()),
        ("stations", stations.to_string()),
        ("people", people.to_string()),
        ("records", records.to_string()),
        ("bundles", bundles.to_string()),
        ("megabytes", megabytes),
        ("folder", legible(&folder.display().to_string())),
    ];
    let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
    console.message("loadgen-city", values.get(..4).unwrap_or_default());
    console.message("loadgen-laid", values.get(4..).unwrap_or_default());
    console.json(&json!({
        "seed": seed, "stations": stations, "people": people, "records": records, "bundles": bundles, "bytes": bytes,
    }));
    Ok(ExitCode::SUCCESS)
}

fn over_the_network(wanted: &Loadgen, url: &str, city: &City, console: &Console) -> CommandResult {
    let authority = wanted.ca.as_ref().map(|file| {
        let named = || [("file", file.display().to_string())];
        read_up_to(file, MOST_AUTHORITY).map_err(|_| failure(codes::load::CERTIFICATE_UNREADABLE, named()))
    });
    let authority = authority.transpose()?;
    let password = wanted.password_file.as_ref().map(|file| from_file(file)).transpose()?;
    let server = Server::new(url, authority.as_deref()).map_err(|fault| vec![explain(url, &fault)])?;
    let how = Wanted {
        habits: Habits { shuffle: wanted.shuffle, repeat: wanted.repeat, cut: wanted.cut },
        records: wanted.records,
        threads: wanted.threads as usize,
        tries: wanted.tries,
    };
    let line = Line::new(console);
    let report =
        run(&server, city, how, password.as_deref().map(String::as_str), &|progress| line.show(progress, console));
    line.clear();
    let report = report.map_err(|fault| vec![ended(url, &fault)])?;
    print(&report, city.seed, console);
    Ok(if report.findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn print(report: &Report, seed: u64, console: &Console) {
    let number = |number: f64, digits: usize| format!("{number:.digits$}");
    let whole = |number: usize| number.to_string();
    let speed = number(report.entries_a_second(), 0);
    let pairs = |values: &[(&'static str, String)], key: &str| {
        let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
        console.message(key, &values);
    };
    let (people, records) = (report.people.to_string(), report.records.to_string());
    let megabytes = number(report.bytes as f64 / 1e6, 1);
    pairs(
        &[("seed", seed.to_string()), ("stations", whole(report.stations)), ("people", people), ("records", records)],
        "loadgen-city",
    );
    pairs(
        &[("bundles", whole(report.bundles)), ("megabytes", megabytes), ("seconds", number(report.made_s, 1))],
        "loadgen-made",
    );
    pairs(
        &[
            ("seconds", number(report.sent_s, 1)),
            ("speed", speed),
            ("twice", whole(report.sent_twice)),
            ("cut", whole(report.cut)),
            ("again", report.tried_again.to_string()),
        ],
        "loadgen-sent",
    );
    for (key, list) in [("loadgen-new", &report.new_ms), ("loadgen-known", &report.known_ms)] {
        let at = |of_a_hundred| number(percentile(list, of_a_hundred), 1);
        pairs(
            &[("count", whole(list.len())), ("half", at(50)), ("most", at(95)), ("nearly", at(99)), ("all", at(100))],
            key,
        );
    }
    for finding in report.findings.iter().take(SHOWN) {
        found(finding, console);
    }
    match report.findings.len() {
        0 if report.sums_compared => console.message("loadgen-union-and-sums", &[]),
        0 => console.message("loadgen-union", &[]),
        count => console.message("loadgen-differs", &[("count", count.to_string().as_str().into())]),
    }
    console.json(&summary(report, seed));
}

fn summary(report: &Report, seed: u64) -> serde_json::Value {
    let times = |list: &[f64]| {
        let at = |of_a_hundred| percentile(list, of_a_hundred);
        json!({ "count": list.len(), "p50": at(50), "p95": at(95), "p99": at(99), "max": at(100) })
    };
    json!({
        "seed": seed,
        "stations": report.stations,
        "people": report.people,
        "records": report.records,
        "bundles": report.bundles,
        "bytes": report.bytes,
        "made_s": report.made_s,
        "sent_s": report.sent_s,
        "entries_per_s": report.entries_a_second(),
        "sent_twice": report.sent_twice,
        "cut": report.cut,
        "tried_again": report.tried_again,
        "new_ms": times(&report.new_ms),
        "known_ms": times(&report.known_ms),
        "findings": report.findings.iter().map(|finding| format!("{finding:?}")).collect::<Vec<_>>(),
        "sums_compared": report.sums_compared,
        "union": report.findings.is_empty(),
    })
}

fn found(finding: &Finding, console: &Console) {
    let print = |key: &str, values: &[(&str, String)]| {
        let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
        console.message(key, &values);
    };
    let sum = |sum: &[i64; 3]| sum.map(|one| one.to_string()).join("/");
    match finding {
        Finding::NotTaken { bundle, fault } => {
            let why = match fault {
                SendFault::Refused { status, code } => format!("{status} {code}"),
                SendFault::Away(fault @ ServerFault::Away(_)) => explain("", fault).code.to_owned(),
                SendFault::Away(_) | SendFault::Circles => String::from("503"),
            };
            print("loadgen-not-taken", &[("bundle", bundle.clone()), ("why", why)]);
        }
        Finding::Unsigned { station } => print("loadgen-unsigned", &[("station", station.to_string())]),
        Finding::NotInReceipt { bundle } => print("loadgen-not-in-receipt", &[("bundle", bundle.clone())]),
        Finding::OtherReceipt { bundle } => print("loadgen-other-receipt", &[("bundle", bundle.clone())]),
        Finding::NoReceipt { station } => print("loadgen-no-receipt", &[("station", station.to_string())]),
        Finding::Acknowledged { station, wanted, found } => print(
            "loadgen-acknowledged",
            &[("station", station.to_string()), ("wanted", wanted.to_string()), ("found", found.to_string())],
        ),
        Finding::OtherHead { station } => print("loadgen-other-head", &[("station", station.to_string())]),
        Finding::OtherBundles { station, wanted, found } => print(
            "loadgen-other-bundles",
            &[("station", station.to_string()), ("wanted", wanted.to_string()), ("found", found.to_string())],
        ),
        Finding::Waiting { station, bundles } => {
            print("loadgen-waiting", &[("station", station.to_string()), ("bundles", bundles.to_string())]);
        }
        Finding::OtherSum { unit, wanted, found } => {
            print("loadgen-other-sum", &[("unit", unit.clone()), ("wanted", sum(wanted)), ("found", sum(found))]);
        }
    }
}

fn explain(url: &str, fault: &ServerFault) -> Failure {
    let url = url.to_owned();
    match fault {
        ServerFault::Address => Failure::new(codes::load::URL_UNUSABLE, [("url", url)]),
        ServerFault::Authority => Failure::new(codes::load::NO_CERTIFICATE, []),
        ServerFault::Away(Away::Unreachable) => Failure::new(codes::load::SERVER_UNREACHABLE, [("url", url)]),
        ServerFault::Away(Away::Untrusted) => Failure::new(codes::load::CERTIFICATE_NOT_TRUSTED, [("url", url)]),
        ServerFault::Away(Away::Broken) => Failure::new(codes::load::ANSWER_CUT_OFF, [("url", url)]),
        ServerFault::Strange(status) => {
            Failure::new(codes::load::NOT_A_CENTRE, [("url", url), ("status", status.to_string())])
        }
    }
}

fn ended(url: &str, fault: &RunFault) -> Failure {
    match fault {
        RunFault::City(fault) => unmade(fault),
        RunFault::Server(fault) => explain(url, fault),
        RunFault::OtherCentre { code } => Failure::new(codes::load::STATIONS_NOT_ADMITTED, [("code", code.clone())]),
        RunFault::Password => Failure::new(codes::load::PASSWORD_REFUSED, []),
        RunFault::SeedUsed => Failure::new(codes::load::SEED_USED_BEFORE, []),
    }
}

fn unmade(_fault: &CityFault) -> Failure {
    Failure::new(codes::load::STATIONS_NOT_MADE, [])
}

/// The one line that shows how far it is, where it disturbs no reader.
struct Line {
    shown: bool,
    newest: Mutex<Option<(&'static str, usize)>>,
}

impl Line {
    fn new(console: &Console) -> Self {
        Self { shown: !console.is_json() && stderr().is_terminal(), newest: Mutex::new(None) }
    }

    fn show(&self, progress: Progress, console: &Console) {
        if !self.shown {
            return;
        }
        let (key, done, total) = match progress {
            Progress::Made(done, total) => ("loadgen-making", done, total),
            Progress::LetIn(done, total) => ("loadgen-letting-in", done, total),
            Progress::Sent(done, total) => ("loadgen-sending", done, total),
            Progress::Checked(done, total) => ("loadgen-checking", done, total),
        };
        let part = done * 100 / total.max(1);
        let Ok(mut newest) = self.newest.lock() else { return };
        if *newest == Some((key, part)) {
            return;
        }
        *newest = Some((key, part));
        let (done, total) = (done.to_string(), total.to_string());
        let text = console.words().with(key, &[("done", done.as_str().into()), ("total", total.as_str().into())]);
        let _ = write!(stderr(), "\r{text}\x1b[K");
    }

    fn clear(&self) {
        if self.shown {
            let _ = write!(stderr(), "\r\x1b[K");
        }
    }
}
