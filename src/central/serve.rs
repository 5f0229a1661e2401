use super::{location::CentreLocation, open};
use crate::{
    centre::PackRefusal,
    cli::{CommandResult, Console},
    notices::failure,
    platform,
    text::codes,
    web::{self, DAY_BYTES, Options},
};
use clap::Args;
use serde_json::json;
use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    path::PathBuf,
    process::ExitCode,
};

/// Options of `serve`.
#[derive(Args)]
pub struct Serve {
    /// Địa chỉ và cổng để nhận
    #[arg(long, value_name = "ĐỊA CHỈ", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Chứng thư TLS, tệp PEM
    #[arg(long, value_name = "F", requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// Khóa của chứng thư TLS, tệp PEM
    #[arg(long, value_name = "F", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// Có máy chủ TLS đứng trước trên chính máy này, ghi người gửi vào X-Forwarded-For
    #[arg(long)]
    behind_proxy: bool,
    /// Địa chỉ của máy chủ TLS đứng trước ở máy khác; ghi được nhiều lần. Chỉ tin X-Forwarded-For của các máy này
    #[arg(long, value_name = "ĐỊA CHỈ")]
    proxy: Vec<IpAddr>,
    /// Mỗi địa chỉ được hỏi nhiều nhất bao nhiêu lần một giây; 0 là không giới hạn
    #[arg(long, value_name = "N", default_value_t = 100)]
    per_address: u32,
    /// Số gói kết quả được xử lý cùng lúc (mặc định: hai gói cho mỗi lõi của máy)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    takes: Option<u16>,
    /// Mỗi trạm nộp mới qua mạng nhiều nhất bao nhiêu byte trong 24 giờ; 0 là không giới hạn
    #[arg(long, value_name = "N", default_value_t = DAY_BYTES, hide = true)]
    day_bytes: u64,
    /// Ai đến trước giữ chỗ trước, kể cả người lạ: chỉ để đo
    #[arg(long, hide = true)]
    first_come: bool,
}

/// Addresses of this machine itself.
const OWN: [IpAddr; 2] = [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)];

/// Serves stations and pages until it is stopped.
pub fn run(wanted: &Serve, location: &CentreLocation, console: &Console) -> CommandResult {
    let own = if wanted.behind_proxy { OWN.as_slice() } else { &[] };
    let proxies: Vec<IpAddr> = own.iter().chain(&wanted.proxy).copied().collect();
    let options = Options {
        listen: wanted.listen,
        tls: wanted.tls_cert.clone().zip(wanted.tls_key.clone()),
        proxies,
        per_address: wanted.per_address,
        concurrency: wanted.takes.map(usize::from),
        day_bytes: wanted.day_bytes,
        reloads: true,
        first_come: wanted.first_come,
    };
    let is_open = !options.listen.ip().is_loopback() && options.tls.is_none() && options.proxies.is_empty();
    if is_open {
        return Err(failure(codes::centre::OPEN_ADDRESS_WITHOUT_TLS, [("address", options.listen.to_string())]));
    }
    let keys = location.open_keys(console)?;
    platform::hold_signals(); // before any thread begins, and after the keyboard was asked
    platform::hold_reload_signal();
    let centre = open::centre_of(location, keys)?;
    open::warn(&centre, console);
    if let Err(doubt) = open::now(&centre) {
        console.failures(&doubt); // until the clock is right, every request gets the same notice
    }
    if let Err(PackRefusal::NotSealed) = centre.published_pack(&centre.keys().contest) {
        console.failures(&failure(codes::centre::HELD_PACK_NOT_SEALED, []));
    }
    let scheme = if options.tls.is_some() { "https" } else { "http" };
    web::run(centre, &options, |address| {
        console.message("centre-serving", &[("url", format!("{scheme}://{address}").into())]);
        if options.proxies.is_empty() {
            console.message("centre-serving-how", &[]);
        }
        console.json(&json!({ "url": format!("{scheme}://{address}") }));
    })?;
    console.message("centre-stopped", &[]);
    Ok(ExitCode::SUCCESS)
}
