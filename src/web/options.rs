use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
    thread::available_parallelism,
};

/// Usual limit of `Options::day_bytes`: sixteen of the largest bundles.
pub const DAY_BYTES: u64 = 256 << 20;

/// Options of the server.
pub struct Options {
    /// Address and port to listen on.
    pub listen: SocketAddr,
    /// Certificates and their key, in PEM files.
    pub tls: Option<(PathBuf, PathBuf)>,
    /// Addresses of the servers in front, whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed; nobody else's are.
    pub proxies: Vec<IpAddr>,
    /// Requests of an address in a second; 0 without a limit.
    pub per_address: u32,
    /// Commands that run at once; `default_concurrency` if none.
    pub concurrency: Option<usize>,
    /// New bytes of a station within a day over the network; 0 without a limit.
    pub day_bytes: u64,
    /// Whether SIGHUP makes the server read its certificates again; else it ends it, as a closed terminal should.
    pub reloads: bool,
    /// Whether anyone who comes first keeps the place, strangers too: the control of measurements.
    pub first_come: bool,
}

impl Default for Options {
    fn default() -> Self {
        let listen = SocketAddr::from(([127, 0, 0, 1], 8080));
        Self {
            listen,
            tls: None,
            proxies: Vec::new(),
            per_address: 100,
            concurrency: None,
            day_bytes: DAY_BYTES,
            reloads: false,
            first_come: false,
        }
    }
}

/// How many bundles are ingested at once by default: two for each processor, since one of them mostly waits for the database while
/// the other is opened.
#[must_use]
pub fn default_concurrency() -> usize {
    2 * available_parallelism().map_or(2, usize::from)
}
