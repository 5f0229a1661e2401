use super::{demo_fill, location::LEDGER, open, password};
use crate::{
    centre::{Centre, Keys, explain},
    cli::{CommandResult, Console},
    crypto::{Passphrase, hex, random},
    ledger,
    notices::{Failure, failure},
    platform,
    text::codes,
    web::{self, Options},
};
use clap::Args;
use std::{net::SocketAddr, path::PathBuf, process::ExitCode};

/// Options of `demo`.
#[derive(Args)]
pub struct Demo {
    /// Địa chỉ và cổng trên máy này
    #[arg(long, value_name = "ĐỊA CHỈ", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Không dựng dữ liệu mẫu: bắt đầu chưa có trạm nào
    #[arg(long)]
    empty: bool,
}

/// A folder that goes when the demo ends.
struct ThrowAway(PathBuf);

impl Drop for ThrowAway {
    fn drop(&mut self) {
        platform::remove_folder(&self.0);
    }
}

/// Takes in the invented stations' bundles, and adds the account of a commune.
fn filled(centre: &Centre, console: &Console) -> Result<(&'static str, Passphrase), Vec<Failure>> {
    let (stations, people) = (demo_fill::STATIONS.into(), demo_fill::PEOPLE.into());
    console.message("centre-demo-filling", &[("stations", stations), ("people", people)]);
    let now = open::now(centre)?;
    demo_fill::fill(centre, console.words(), now)?;
    demo_fill::clerk(centre, now)
}

/// Serves a demo centre with invented stations, until it is stopped.
pub fn run(wanted: &Demo, console: &Console) -> CommandResult {
    let folder = ThrowAway(std::env::temp_dir().join(format!("tramso-central-demo-{}", hex(&random::<6>()))));
    platform::make_private_folder(&folder.0)
        .map_err(|_| failure(codes::centre::FILE_NOT_WRITTEN, [("file", folder.0.display().to_string())]))?;
    let keys = Keys::demo().ok_or_else(|| failure(codes::centre::KEYS_NOT_MADE, []))?;
    let worded = |fault| vec![explain::ledger(&fault)];
    let ledger = ledger::open_sqlite(&folder.0.join(LEDGER), &keys.ledger_key()).map_err(worded)?;
    let passphrase = Passphrase::generate();
    let centre = Centre::open(ledger, keys).map_err(worded)?;
    password::set(&centre, &passphrase.clone().into())?;
    let clerk = if wanted.empty { None } else { Some(filled(&centre, console)?) };
    let options = Options { listen: wanted.listen, ..Options::default() };
    web::run(centre, &options, |address| {
        let url = format!("http://{address}");
        console.message("centre-demo", &[("url", url.as_str().into()), ("passphrase", passphrase.text().into())]);
        if let Some((account, passphrase)) = &clerk {
            let values = [("account", (*account).into()), ("passphrase", passphrase.text().into())];
            console.message("centre-demo-clerk", &values);
        }
        console.message("centre-demo-send", &[("url", url.into())]);
    })?;
    console.message("centre-stopped", &[]);
    Ok(ExitCode::SUCCESS)
}
