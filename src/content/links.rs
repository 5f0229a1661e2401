use super::LinkFault;

/// Longest link: what a QR code of 85x24 cells holds (docs/decisions/019-pdf-and-qr.md).
const MOST_BYTES: usize = 78;
/// Hosts of the two app stores; beside them only authorities (`*.gov.vn`).
const STORES: [&str; 3] = ["play.google.com", "apps.apple.com", "www.apple.com"];

/// Why a link may not be in a campaign, if so: https, an app store or an authority of Vietnam, short enough for a QR code with
/// `reserve` bytes more behind it.
pub(super) fn link_fault(url: &str, reserve: usize) -> Option<LinkFault> {
    let Some(rest) = url.strip_prefix("https://") else { return Some(LinkFault::NotHttps) };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let bytes = url.len() + reserve;
    match () {
        () if !is_known_host(host) => Some(LinkFault::Host),
        () if !url.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte)) => {
            Some(LinkFault::Character)
        }
        () if bytes > MOST_BYTES => Some(LinkFault::TooLong { bytes, most: MOST_BYTES }),
        () => None,
    }
}

/// Whether a link may lead to the app from a station's screen.
#[must_use]
pub fn app_link_fault(url: &str) -> Option<LinkFault> {
    link_fault(url, 0)
}

/// Exactly a store's host, or below `gov.vn`; ports, user names and capitals are not.
pub(super) fn is_known_host(host: &str) -> bool {
    let plain = host.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(&byte));
    let authority = host.strip_suffix(".gov.vn").is_some_and(|name| name.split('.').all(|part| !part.is_empty()));
    plain && (STORES.contains(&host) || authority)
}
