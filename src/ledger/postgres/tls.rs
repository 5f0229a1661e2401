//! TLS to PostgreSQL by rustls, with the same cipher library as the centre's own server.

use super::tls_options::{TlsOptions, Trust};
use crate::ledger::TlsFault;
use std::{
    error::Error as StdError,
    io,
    path::Path,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_postgres::{
    Socket,
    tls::{ChannelBinding, MakeTlsConnect, TlsConnect, TlsStream},
};
use tokio_rustls::{
    TlsConnector, client,
    rustls::{
        CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme,
        client::{
            danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
            verify_server_cert_signed_by_trust_anchor, verify_server_name,
        },
        crypto::{WebPkiSupportedAlgorithms, ring, verify_tls12_signature, verify_tls13_signature},
        pki_types::{CertificateDer, ServerName, UnixTime, pem::PemObject},
        server::ParsedCertificate,
    },
};

/// End of the message of tokio-postgres for a server without TLS; it has no error type for it.
const NOT_OFFERED: &str = "support TLS";

/// Maker of TLS connections, as the address asks for.
#[derive(Clone)]
pub(super) struct TlsMaker {
    config: Arc<ClientConfig>,
}

impl TlsMaker {
    /// Reads the root certificates.
    ///
    /// # Errors
    /// `Root`, `NoRoot`.
    pub(super) fn new(options: &TlsOptions) -> Result<Self, TlsFault> {
        let provider = Arc::new(ring::default_provider());
        let given = options.root.as_deref().map(certificates).transpose()?.unwrap_or_default();
        let mut roots = RootCertStore::empty();
        for root in &given {
            roots.add(root.clone()).map_err(|_| TlsFault::NoRoot)?;
        }
        let algorithms = provider.signature_verification_algorithms;
        let verifier = Verifier { trust: options.trust, roots, given, algorithms };
        let mut config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|fault| TlsFault::Handshake(fault.to_string()))?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier))
            .with_no_client_auth();
        config.alpn_protocols = vec![b"postgresql".to_vec()]; // asked for by `sslnegotiation=direct`
        Ok(Self { config: Arc::new(config) })
    }
}

/// The TLS fault in an error of connecting, if it is one.
pub(super) fn fault_of(fault: &tokio_postgres::Error) -> Option<TlsFault> {
    let source = fault.source()?;
    match source.downcast_ref::<TlsFault>() {
        Some(why) => Some(why.clone()),
        None => source.to_string().ends_with(NOT_OFFERED).then_some(TlsFault::NotOffered),
    }
}

fn certificates(file: &Path) -> Result<Vec<CertificateDer<'static>>, TlsFault> {
    let unread = || TlsFault::Root(file.display().to_string());
    let bytes = crate::platform::read_up_to(file, MOST_ROOTS).map_err(|_| unread())?;
    let found: Vec<_> =
        CertificateDer::pem_slice_iter(&bytes).collect::<Result<_, _>>().map_err(|_| TlsFault::NoRoot)?;
    if found.is_empty() { Err(TlsFault::NoRoot) } else { Ok(found) }
}

/// Largest file of roots, in bytes: ten times what a system's own has.
const MOST_ROOTS: usize = 4 << 20;

/// Verifier of the server's certificate.
#[derive(Debug)]
struct Verifier {
    trust: Trust,
    roots: RootCertStore,
    /// The roots as they are in the file.
    given: Vec<CertificateDer<'static>>,
    algorithms: WebPkiSupportedAlgorithms,
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        server: &CertificateDer<'_>,
        between: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        _ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        if self.trust == Trust::Anybody {
            return Ok(ServerCertVerified::assertion());
        }
        let read = ParsedCertificate::try_from(server)?;
        let signed = verify_server_cert_signed_by_trust_anchor(&read, &self.roots, between, now, self.algorithms.all);
        // A self-signed certificate is in the file as it is; `openssl req -x509` marks it as an authority, which a server's
        // may not be. Its validity in time is checked before that.
        let is_given = self.given.iter().any(|root| root == server);
        signed.or_else(|fault| if is_given && !is_of_time(&fault) { Ok(()) } else { Err(fault) })?;
        if self.trust == Trust::Named {
            verify_server_name(&read, name)?;
        }
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        server: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, server, signature, &self.algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        server: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, server, signature, &self.algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.algorithms.supported_schemes()
    }
}

fn is_of_time(fault: &Error) -> bool {
    matches!(fault, Error::InvalidCertificate(why) if refused(why) == TlsFault::Expired)
}

fn refused(why: &CertificateError) -> TlsFault {
    match why {
        CertificateError::Expired
        | CertificateError::ExpiredContext { .. }
        | CertificateError::NotValidYet
        | CertificateError::NotValidYetContext { .. } => TlsFault::Expired,
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => TlsFault::OtherName,
        _ => TlsFault::Untrusted, // the crate's list, not ours: it grows
    }
}

type AnyFault = Box<dyn StdError + Send + Sync>;

/// Error of a handshake, as tokio-postgres passes it on. An error of the network stays what it is: worth another try.
fn handshake_fault(fault: io::Error) -> AnyFault {
    match fault.get_ref().and_then(|inner| inner.downcast_ref::<Error>()) {
        None => Box::new(fault),
        Some(Error::InvalidCertificate(why)) => Box::new(refused(why)),
        Some(other) => Box::new(TlsFault::Handshake(other.to_string())),
    }
}

impl MakeTlsConnect<Socket> for TlsMaker {
    type Stream = Encrypted;
    type TlsConnect = Handshake;
    type Error = AnyFault;

    /// Called for every connection, also for those without TLS.
    fn make_tls_connect(&mut self, host: &str) -> Result<Handshake, AnyFault> {
        Ok(Handshake { config: Arc::clone(&self.config), host: host.to_owned() })
    }
}

/// Handshake of one connection.
pub(super) struct Handshake {
    config: Arc<ClientConfig>,
    host: String,
}

impl TlsConnect<Socket> for Handshake {
    type Stream = Encrypted;
    type Error = AnyFault;
    type Future = Pin<Box<dyn Future<Output = Result<Encrypted, AnyFault>> + Send>>;

    fn connect(self, socket: Socket) -> Self::Future {
        Box::pin(async move {
            let name = ServerName::try_from(self.host).map_err(|_| TlsFault::OtherName)?;
            TlsConnector::from(self.config).connect(name, socket).await.map(Encrypted).map_err(handshake_fault)
        })
    }
}

/// Connection with TLS.
pub(super) struct Encrypted(client::TlsStream<Socket>);

impl TlsStream for Encrypted {
    /// None: the certificate authenticates the server, where the address asks for it.
    fn channel_binding(&self) -> ChannelBinding {
        ChannelBinding::none()
    }
}

impl AsyncRead for Encrypted {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(cx, into)
    }
}

impl AsyncWrite for Encrypted {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(cx)
    }
}
