use crate::{
    notices::{Failure, failure},
    text::codes,
};
use std::{
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::ring,
        pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
    },
};

/// Certificates that the server shows, from two files that may be read again while it runs.
pub struct Certificates {
    files: (PathBuf, PathBuf),
    acceptor: RwLock<TlsAcceptor>,
}

impl Certificates {
    /// Reads the certificates of one PEM file and the key of another.
    ///
    /// # Errors
    /// A file that cannot be read, or a key that is not the certificate's.
    pub fn read(certificates: &Path, key: &Path) -> Result<Self, Vec<Failure>> {
        let acceptor = RwLock::new(acceptor(certificates, key)?);
        Ok(Self { files: (certificates.to_owned(), key.to_owned()), acceptor })
    }

    /// What new connections are accepted with.
    pub fn acceptor(&self) -> TlsAcceptor {
        self.acceptor.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads the files again. Connections that are there keep what they began with.
    ///
    /// # Errors
    /// As `read`; what was in use stays in use.
    pub fn reload(&self) -> Result<(), Vec<Failure>> {
        let renewed = acceptor(&self.files.0, &self.files.1)?;
        *self.acceptor.write().unwrap_or_else(PoisonError::into_inner) = renewed;
        Ok(())
    }
}

fn acceptor(certificates: &Path, key: &Path) -> Result<TlsAcceptor, Vec<Failure>> {
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
