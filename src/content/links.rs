use super::LinkFault;

/// Longest link: what a QR code of 85x24 cells holds (docs/decisions/019-pdf-and-qr.md).
const MOST_BYTES: usize = 78;
/// Hosts of the two app stores; beside them only authorities (`*.gov.vn`).
const STORES: [&str; 3] = ["play.google.com", "apps.apple.com", "www.apple.com"];
/// Hosts where offices keep groups, guides and videos. Residents open what is there, so that no other host is taken on trust.
const GUIDES: [&str; 5] = ["zalo.me", "docs.google.com", "drive.google.com", "www.youtube.com", "youtu.be"];

/// Why a link may not be in a campaign, if so: https, an app store or an authority of Vietnam, short enough for a QR code with
/// `reserve` bytes more behind it.
pub(super) fn link_fault(url: &str, reserve: usize) -> Option<LinkFault> {
    fault_of(url, reserve, is_known_host, LinkFault::Host)
}

/// Why a link may not be in the help window, if so: as `link_fault`, with the hosts of guides beside authorities.
pub(super) fn help_link_fault(url: &str) -> Option<LinkFault> {
    fault_of(url, 0, |host| GUIDES.contains(&host) || is_authority(host), LinkFault::HelpHost)
}

fn fault_of(url: &str, reserve: usize, is_known: impl Fn(&str) -> bool, unknown: LinkFault) -> Option<LinkFault> {
    let Some(rest) = url.strip_prefix("https://") else { return Some(LinkFault::NotHttps) };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let bytes = url.len() + reserve;
    match () {
        () if !is_known(host) => Some(unknown),
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
    STORES.contains(&host) || is_authority(host)
}

fn is_authority(host: &str) -> bool {
    let plain = host.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(&byte));
    plain && host.strip_suffix(".gov.vn").is_some_and(|name| name.split('.').all(|part| !part.is_empty()))
}
