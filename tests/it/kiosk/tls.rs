//! Who answers over https shows that they are the centre, by a known authority or by the centre's own.

use super::{server::*, station::*};
use crate::days;
use chrono::Datelike;
use std::sync::Arc;
use tokio_rustls::rustls::{ServerConfig, crypto::ring, pki_types::PrivatePkcs8KeyDer};
use tramso::{
    kiosk::send::{Address, Client, Patience, SendFault, SendReport},
    text::Language,
};

/// An authority, and a server's certificate that it signed, from the first day of one year to that of another, counted from this year.
struct Authority {
    pem: String,
    config: Arc<ServerConfig>,
}

fn authority(years: (i32, i32)) -> Authority {
    let key = rcgen::KeyPair::generate().unwrap();
    let mut params = rcgen::CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let own = params.self_signed(&key).unwrap();
    let issuer = rcgen::Issuer::new(params, key);
    let server_key = rcgen::KeyPair::generate().unwrap();
    let mut params = rcgen::CertificateParams::new(vec!["localhost".to_owned(), "127.0.0.1".to_owned()]).unwrap();
    params.not_before = rcgen::date_time_ymd(days::today().year() + years.0, 1, 1);
    params.not_after = rcgen::date_time_ymd(days::today().year() + years.1, 1, 1);
    let certificate = params.signed_by(&server_key, &issuer).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], PrivatePkcs8KeyDer::from(server_key.serialize_der()).into())
        .unwrap();
    Authority { pem: own.pem(), config: Arc::new(config) }
}

fn send_over(config: &Arc<ServerConfig>, trusted: Option<&[u8]>) -> (Result<(), SendFault>, SendReport) {
    let genuine = |_: &Asked| reply(200, "application/vnd.tramso.receipt", good_receipt());
    let server = Server::start_with(Some(config.clone()), |_| None, genuine);
    let address = Address::parse(&format!("https://localhost:{}", server.port)).unwrap();
    let quick = std::time::Duration::from_secs(5);
    let patience = Patience { tries: 2, connect: quick, stall: quick, answer: quick };
    let road = Client::new(address, trusted, patience, Language::Vietnamese).unwrap();
    let mut sent = SendReport::default();
    let done = road.send(&load(&[parcel("a.tsb", 700_000)], None, &[]), &mut Station::default(), &mut sent);
    (done, sent)
}

#[test]
fn the_centres_own_authority_is_trusted_where_it_is_named() {
    let own = authority((-5, 5));
    let (done, sent) = send_over(&own.config, Some(own.pem.as_bytes()));
    assert_eq!((done, sent.arrived), (Ok(()), 1));
}

#[test]
fn nobody_else_is_trusted() {
    let (own, other) = (authority((-5, 5)), authority((-5, 5)));
    for trusted in [None, Some(other.pem.as_bytes())] {
        let (done, sent) = send_over(&own.config, trusted);
        assert_eq!((done, sent), (Err(SendFault::Untrusted), SendReport::default()));
    }
}

#[test]
fn a_certificate_of_another_time_points_to_the_clock() {
    for years in [(-5, -4), (4, 5)] {
        let own = authority(years);
        let (done, _) = send_over(&own.config, Some(own.pem.as_bytes()));
        assert_eq!(done, Err(SendFault::Clock), "{years:?}");
    }
}

#[test]
fn an_authority_without_certificates_is_refused() {
    let address = || Address::parse("https://localhost:1").unwrap();
    let key = "-----BEGIN PRIVATE KEY-----\nMC4CAQ==\n-----END PRIVATE KEY-----\n";
    for text in ["", "no certificate", key] {
        let made = Client::new(address(), Some(text.as_bytes()), Patience::default(), Language::Vietnamese);
        assert_eq!(made.err(), Some(SendFault::Authority), "{text}");
    }
}
