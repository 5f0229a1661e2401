use super::{
    fault::Fault,
    sealing::Sealing,
    tls::{self, Sealer},
};
use crate::{
    crypto::{Secret, hkdf_sha256, open_row, seal_row},
    ledger::LedgerError,
};
use deadpool_postgres::{Hook, HookError, Manager, ManagerConfig, Pool, PoolError, RecyclingMethod, Runtime};
use refinery::{Migration, Runner, error::Kind};
use std::time::Duration;
use tokio_postgres::{
    Client, Config,
    config::{Host, SslMode},
};

/// Every schema that was released, in order; never edited, only followed.
const STEPS: &[(&str, &str)] = &[
    ("V1__start", include_str!("migrations/V1__start.sql")),
    ("V2__claims", include_str!("migrations/V2__claims.sql")),
    ("V3__branches", include_str!("migrations/V3__branches.sql")),
];

/// Under this number servers that start at once bring the tables up one after another: `tramso` in bytes.
const STARTING: i64 = 0x7472_616d_736f;

/// More work at once than this only waits inside the database.
const CONNECTIONS: usize = 16;
const CONNECT_WITHIN: Duration = Duration::from_secs(10);
const WAIT_FOR_A_CONNECTION: Duration = Duration::from_secs(30);
const SEALED: &[u8] = b"tramso ledger";

/// The key of the sealed columns.
pub(super) fn seal_key(key: &Secret<32>) -> Secret<32> {
    hkdf_sha256(key.bytes(), "tramso-ledger-column1", &[])
}

/// Looks whether the database is there and ours, and makes the pool.
pub(super) async fn open(url: &str, seal: &Secret<32>) -> Result<Pool, LedgerError> {
    let (address, sealing) = Sealing::out_of(url).map_err(LedgerError::Tls)?;
    let sealer = Sealer::new(&sealing).map_err(LedgerError::Tls)?;
    let mut config: Config = address.parse().map_err(|_| LedgerError::Database("not an address".to_owned()))?;
    config.application_name("tramso-central").tcp_user_timeout(Duration::from_secs(30));
    config.keepalives_idle(Duration::from_secs(30));
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(CONNECT_WITHIN);
    }
    // What goes through a socket does not leave the machine, and PostgreSQL seals none.
    config.ssl_mode(if is_by_socket(&config) { SslMode::Disable } else { sealing.mode });
    match prepare(&config, &sealer, seal).await {
        Err(LedgerError::Tls(_)) if sealing.mode == SslMode::Prefer => {
            config.ssl_mode(SslMode::Disable); // rather without than not at all: that is what it means
            prepare(&config, &sealer, seal).await?;
        }
        prepared => prepared?,
    }
    let manager = Manager::from_config(config, sealer, ManagerConfig { recycling_method: RecyclingMethod::Fast });
    Pool::builder(manager)
        .max_size(CONNECTIONS)
        .runtime(Runtime::Tokio1)
        .create_timeout(Some(CONNECT_WITHIN))
        .wait_timeout(Some(WAIT_FOR_A_CONNECTION))
        .post_create(Hook::async_fn(|client, _| {
            Box::pin(async { client.batch_execute(include_str!("session.sql")).await.map_err(HookError::Backend) })
        }))
        .build()
        .map_err(|fault| LedgerError::Database(fault.to_string()))
}

/// Why no connection came out of the pool.
pub(super) fn pool_fault(fault: PoolError) -> Fault {
    match fault {
        PoolError::Backend(fault) | PoolError::PostCreateHook(HookError::Backend(fault)) => connecting(fault),
        other => Fault { why: LedgerError::Unavailable(other.to_string()), again: false, lost: true },
    }
}

/// While connecting, whatever is not said by the database is the way to it.
fn connecting(fault: tokio_postgres::Error) -> Fault {
    if fault.as_db_error().is_some() {
        return fault.into();
    }
    if let Some(why) = tls::fault_of(&fault) {
        return Fault { why: LedgerError::Tls(why), again: false, lost: true };
    }
    let told = std::error::Error::source(&fault).map_or_else(String::new, |source| format!(": {source}"));
    Fault { why: LedgerError::Unavailable(format!("{fault}{told}")), again: true, lost: true }
}

fn is_by_socket(config: &Config) -> bool {
    let hosts = config.get_hosts();
    !hosts.is_empty() && hosts.iter().all(|host| matches!(host, Host::Unix(_)))
}

async fn prepare(config: &Config, sealer: &Sealer, seal: &Secret<32>) -> Result<(), LedgerError> {
    let (mut client, connection) = config.connect(sealer.clone()).await.map_err(|fault| connecting(fault).why)?;
    let driven = tokio::spawn(connection);
    let ready = ready(&mut client, seal).await;
    drop(client); // which also lets go of the lock
    let _ = driven.await;
    ready
}

async fn ready(client: &mut Client, seal: &Secret<32>) -> Result<(), LedgerError> {
    let told = |fault: tokio_postgres::Error| Fault::from(fault).why;
    client.execute("SELECT pg_advisory_lock($1)", &[&STARTING]).await.map_err(told)?;
    let encoding: String =
        client.query_one("SHOW server_encoding", &[]).await.and_then(|row| row.try_get(0)).map_err(told)?;
    if encoding != "UTF8" {
        return Err(LedgerError::Database(format!("the database is kept in {encoding}, not UTF8")));
    }
    migrate(client).await?;
    let kept = client.query_opt("SELECT value FROM seal", &[]).await.map_err(told)?;
    let Some(kept) = kept else {
        let value = seal_row(seal, SEALED, SEALED).map_err(|_| LedgerError::Damaged("seal"))?;
        client.execute("INSERT INTO seal (one, value) VALUES (true, $1)", &[&value]).await.map_err(told)?;
        return Ok(());
    };
    let kept: Vec<u8> = kept.try_get(0).map_err(told)?;
    open_row(seal, SEALED, &kept).map(|_| ()).map_err(|_| LedgerError::Key)
}

async fn migrate(client: &mut Client) -> Result<(), LedgerError> {
    let steps: Result<Vec<_>, _> = STEPS.iter().map(|(name, sql)| Migration::unapplied(name, sql)).collect();
    let steps = steps.map_err(|fault| LedgerError::Database(fault.to_string()))?;
    Runner::new(&steps).run_async(client).await.map(|_| ()).map_err(|fault| match fault.kind() {
        Kind::MissingVersion(_) => LedgerError::Newer,
        Kind::DivergentVersion(..) | Kind::RepeatedVersion(_) => LedgerError::Damaged("schema"),
        Kind::Connection(..) => LedgerError::Unavailable(fault.to_string()),
        _ => LedgerError::Database(fault.to_string()),
    })
}
