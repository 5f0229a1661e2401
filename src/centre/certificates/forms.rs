//! Forms and keys: how the contest's certificates look, and whose signature is on them.

use super::CertificateRefusal;
use crate::{
    centre::Centre,
    content::{form_digest, usual_form},
    domain::{CertificateForm, Contest},
    report::FormPicture,
};

impl Centre {
    /// The contest, with the form of what is issued now.
    pub(super) fn contest_form(&self) -> Result<(Contest, CertificateForm), CertificateRefusal> {
        let cache = self.cache();
        let published = cache.rules.published.as_ref().ok_or(CertificateRefusal::NoContest)?;
        // The demo's built-in contest is newest where no pack was added.
        let contest = cache.newest_pack().map_or_else(|| published.clone(), |pack| pack.contest.clone());
        let form = contest.certificate.clone().unwrap_or_else(usual_form);
        Ok((contest, form))
    }

    /// The form of this digest, of whatever pack: a certificate is drawn by the form that it was issued with.
    pub(super) fn form_of(&self, digest: &[u8; 32]) -> Result<FormPicture, CertificateRefusal> {
        let cache = self.cache();
        let stated = cache.all_packs().filter_map(|pack| pack.contest.certificate.clone());
        let form = stated.chain([usual_form()]).find(|form| form_digest(form) == *digest);
        FormPicture::new(form.ok_or(CertificateRefusal::NoForm)?).map_err(CertificateRefusal::Drawing)
    }

    /// Public keys whose certificates count: this centre's, and those that the root names.
    pub(in crate::centre) fn certificate_keys(&self) -> Vec<[u8; 32]> {
        let own = self.keys().certificate_public().map(|key| key.point());
        let cache = self.cache();
        let named = cache.root.iter().flat_map(|root| &root.certificate.keys).map(|key| key.point());
        own.into_iter().chain(named).collect()
    }

    /// Whether the root of trust names the key that this centre signs certificates with. Takes no `Access`: it is shown to anybody who checks one.
    #[must_use]
    pub fn is_certificate_key_named(&self) -> bool {
        let own = self.keys().certificate_public().map(|key| key.point());
        let cache = self.cache();
        cache.root.as_ref().is_some_and(|root| root.certificate.keys.iter().any(|key| Some(key.point()) == own))
    }
}
