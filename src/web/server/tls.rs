use crate::{
    notices::{Failure, failure},
    text::codes,
};
use std::{path::Path, sync::Arc};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::ring,
        pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
    },
};

/// TLS acceptor with the certificates of one PEM file and the key of another.
///
/// # Errors
/// A file that cannot be read, or a key that is not the certificate's.
pub fn acceptor(certificates: &Path, key: &Path) -> Result<TlsAcceptor, Vec<Failure>> {
    let wrong = |path: &Path| failure(codes::centre::TLS_CERTIFICATE_UNUSABLE, [("file", path.display().to_string())]);
    let chain = CertificateDer::pem_file_iter(certificates).map_err(|_| wrong(certificates))?;
    let chain: Vec<_> = chain.collect::<Result<_, _>>().map_err(|_| wrong(certificates))?;
    let secret = PrivateKeyDer::from_pem_file(key).map_err(|_| wrong(key))?;
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|_| wrong(certificates))?
        .with_no_client_auth()
        .with_single_cert(chain, secret)
        .map_err(|_| wrong(certificates))?;
    Ok(TlsAcceptor::from(Arc::new(config)))
}
