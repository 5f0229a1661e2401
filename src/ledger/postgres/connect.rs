use super::{
    fault::{Fault, OwnFault, Reply},
    tls::{self, TlsMaker},
    tls_options::TlsOptions,
};
use crate::{
    crypto::{Secret, hkdf_sha256, open_row, seal_row},
    ledger::{EngineFault, LedgerError, migrations::STEPS},
};
use deadpool_postgres::{Hook, HookError, Manager, ManagerConfig, Pool, PoolError, RecyclingMethod, Runtime};
use refinery::{Migration, Runner, error::Kind};
use std::time::Duration;
use tokio_postgres::{
    Client, Config,
    config::{Host, SslMode},
};

/// Number of the lock by which servers that start at once migrate one after another: `tramso` in bytes.
const STARTING: i64 = 0x7472_616d_736f;

/// Size of the pool: more work at once would only wait inside the database.
const CONNECTIONS: usize = 16;
const CONNECT_WITHIN: Duration = Duration::from_secs(10);
const WAIT_FOR_A_CONNECTION: Duration = Duration::from_secs(30);
const SEALED: &[u8] = b"tramso ledger";

/// The key of the sealed columns.
pub(super) fn seal_key(key: &Secret<32>) -> Secret<32> {
    hkdf_sha256(key.bytes(), "tramso-ledger-column1", &[])
}

/// Checks that the database can be used and is ours, and makes the pool. Returns also whether the way to it is unencrypted although
/// nobody asked for that: `prefer` found no TLS.
pub(super) async fn open(url: &str, seal: &Secret<32>) -> Result<(Pool, bool), LedgerError> {
    let (address, options) = TlsOptions::from_address(url).map_err(LedgerError::Tls)?;
    let tls = TlsMaker::new(&options).map_err(LedgerError::Tls)?;
    let mut config: Config = address.parse().map_err(|_| LedgerError::Database(EngineFault::new(OwnFault::Address)))?;
    config.application_name("tramso-central").tcp_user_timeout(Duration::from_secs(30));
    config.keepalives_idle(Duration::from_secs(30));
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(CONNECT_WITHIN);
    }
    // What goes through a socket does not leave the machine, and PostgreSQL offers no TLS there.
    config.ssl_mode(if is_by_socket(&config) { SslMode::Disable } else { options.mode });
    let is_sealed = match prepare(&config, &tls, seal).await {
        Err(LedgerError::Tls(_)) if options.mode == SslMode::Prefer => {
            config.ssl_mode(SslMode::Disable); // `prefer`: rather without TLS than not at all
            prepare(&config, &tls, seal).await?
        }
        prepared => prepared?, // else: any other error ends the opening
    };
    let is_fallback = options.mode == SslMode::Prefer && !is_by_socket(&config) && !is_sealed;
    let manager = Manager::from_config(config, tls, ManagerConfig { recycling_method: RecyclingMethod::Fast });
    let pool = Pool::builder(manager)
        .max_size(CONNECTIONS)
        .runtime(Runtime::Tokio1)
        .create_timeout(Some(CONNECT_WITHIN))
        .wait_timeout(Some(WAIT_FOR_A_CONNECTION))
        .post_create(Hook::async_fn(|client, _| {
            Box::pin(async { client.batch_execute(include_str!("session.sql")).await.map_err(HookError::Backend) })
        }))
        .build()
        .map_err(|fault| LedgerError::Database(EngineFault::new(fault)))?;
    Ok((pool, is_fallback))
}

/// Why the pool gave no connection.
pub(super) fn pool_fault(fault: PoolError) -> Fault {
    match fault {
        PoolError::Backend(fault) | PoolError::PostCreateHook(HookError::Backend(fault)) => connecting(fault),
        other => Fault { why: LedgerError::Unavailable(EngineFault::new(other)), again: false, lost: true },
    }
}

/// While connecting, an error without a reply of the database is one of the network.
fn connecting(fault: tokio_postgres::Error) -> Fault {
    if fault.as_db_error().is_some() {
        return fault.into();
    }
    if let Some(why) = tls::fault_of(&fault) {
        return Fault { why: LedgerError::Tls(why), again: false, lost: true };
    }
    Fault { why: LedgerError::Unavailable(EngineFault::new(fault)), again: true, lost: true }
}

fn is_by_socket(config: &Config) -> bool {
    let hosts = config.get_hosts();
    !hosts.is_empty() && hosts.iter().all(|host| matches!(host, Host::Unix(_)))
}

/// Makes the database ready, and returns whether the connection was encrypted.
async fn prepare(config: &Config, tls: &TlsMaker, seal: &Secret<32>) -> Result<bool, LedgerError> {
    let (mut client, connection) = config.connect(tls.clone()).await.map_err(|fault| connecting(fault).why)?;
    let driven = tokio::spawn(connection);
    let ready = ready(&mut client, seal).await;
    let sql = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    let is_sealed = client.query_opt(sql, &[]).await.ok().flatten().and_then(|row| row.try_get(0).ok());
    drop(client); // which also releases the lock
    let _ = driven.await;
    ready.map(|()| is_sealed.unwrap_or(false))
}

async fn ready(client: &mut Client, seal: &Secret<32>) -> Result<(), LedgerError> {
    let why = |fault: tokio_postgres::Error| Fault::from(fault).why;
    client.execute("SELECT pg_advisory_lock($1)", &[&STARTING]).await.map_err(why)?;
    let encoding: String =
        client.query_one("SHOW server_encoding", &[]).await.and_then(|row| row.try_get(0)).map_err(why)?;
    if encoding != "UTF8" {
        return Err(LedgerError::Database(EngineFault::new(OwnFault::Encoding(encoding))));
    }
    migrate(client).await?;
    let kept = client.query_opt("SELECT value FROM seal", &[]).await.map_err(why)?;
    let Some(kept) = kept else {
        let value = seal_row(seal, SEALED, SEALED).map_err(|_| LedgerError::Damaged("seal"))?;
        client.execute("INSERT INTO seal (one, value) VALUES (true, $1)", &[&value]).await.map_err(why)?;
        return Ok(());
    };
    let kept: Vec<u8> = kept.try_get(0).map_err(why)?;
    open_row(seal, SEALED, &kept).map(|_| ()).map_err(|_| LedgerError::Key)
}

async fn migrate(client: &mut Client) -> Result<(), LedgerError> {
    let steps: Result<Vec<_>, _> = STEPS.iter().map(|step| Migration::unapplied(step.name, step.postgres)).collect();
    let steps = steps.map_err(|fault| LedgerError::Database(EngineFault::new(fault)))?;
    Runner::new(&steps).run_async(client).await.map(|_| ()).map_err(|fault| match fault.kind() {
        Kind::MissingVersion(_) => LedgerError::Newer,
        Kind::DivergentVersion(..) | Kind::RepeatedVersion(_) => LedgerError::Damaged("schema"),
        // The library's error has the reply's detail among its sources.
        Kind::Connection(_, cause) => {
            LedgerError::Unavailable(match cause.downcast_ref().and_then(Reply::from_error) {
                Some(reply) => EngineFault::new(reply),
                None => EngineFault::new(fault),
            })
        }
        _ => LedgerError::Database(EngineFault::new(fault)),
    })
}
