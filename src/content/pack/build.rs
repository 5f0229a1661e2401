use super::{
    AppVersion, Manifest, PackFault, PackedFile, Root, SignedRoot, examine, json,
    limits::MOST_QUESTIONS_FILE,
    manifest::{MANIFEST, OPEN, QUESTIONS, SEALED, SIGNATURE},
    open_file::OpenV1,
    questions_file::QuestionsV1,
    root::read_chain,
    sound,
};
use crate::{
    content::Pack,
    crypto::{
        minisig::SigningKey,
        parcel::{self, Member},
        seal_to, sha256,
    },
    domain::Date,
};

/// Inputs of a pack. Its content has passed the linter before (`content::lint`).
#[derive(Clone, Copy, Debug)]
pub struct Plan<'a> {
    /// The content.
    pub pack: &'a Pack,
    /// Counted from 1, greater than that of every pack before.
    pub version: u32,
    /// The day of issue.
    pub issued: Date,
    /// The day until which a newer one is meant to be sent.
    pub expires: Date,
    /// The oldest program that can work with its content; a root that takes a later one raises it.
    pub min_app: AppVersion,
    /// Ids of stations whose records no longer count, in any order.
    pub revoked: &'a [String],
    /// All roots, from the first to the newest, each with its signatures.
    pub roots: &'a [SignedRoot],
    /// A recipient of age (`age1…`), or none for a pack whose questions are open.
    pub seal_to: Option<&'a str>,
}

/// Builds a pack and signs it. What comes out has been examined as a station would.
///
/// # Errors
/// What a station would refuse it for.
pub fn build(plan: &Plan<'_>, key: &SigningKey) -> Result<Vec<u8>, PackFault> {
    let Pack { contest, bank, .. } = plan.pack;
    let mut revoked = plan.revoked.to_vec();
    revoked.sort_unstable();
    revoked.dedup();
    sound::check_questions(bank, contest).map_err(PackFault::Unsound)?;
    sound::check_draw(contest, bank).map_err(PackFault::Unsound)?;
    let open = json::write(&OpenV1::new(plan.pack, &revoked));
    let plain = json::write(&QuestionsV1::new(bank));
    if plain.len() > MOST_QUESTIONS_FILE {
        let (member, bytes) = (QUESTIONS.to_owned(), plain.len());
        return Err(PackFault::MemberTooLarge { member, bytes, most: MOST_QUESTIONS_FILE });
    }
    let plain_len = plain.len();
    let (path, questions) = match plan.seal_to {
        Some(recipient) => (SEALED, seal_to(recipient, &plain).map_err(PackFault::Unseal)?),
        None => (QUESTIONS, plain),
    };
    let file = |path: &str, bytes: &[u8], plain_len| PackedFile {
        path: path.to_owned(),
        len: bytes.len(),
        sha256: sha256(&[bytes]),
        plain_len,
    };
    let manifest = Manifest {
        contest: contest.id.clone(),
        version: plan.version,
        issued: plan.issued,
        expires: plan.expires,
        valid_from: contest.opens,
        valid_to: contest.closes,
        min_app: read_chain(plan.roots)?.last().map_or(plan.min_app, |root| plan.min_app.max(root.first_app())),
        root: u32::try_from(plan.roots.len()).unwrap_or(u32::MAX),
        files: vec![file(OPEN, &open, open.len()), file(path, &questions, plain_len)],
    };
    let written = manifest.write();
    let signature = key.sign(&written, &manifest.comment()).map_err(|_| PackFault::Signing)?;
    let files = [(MANIFEST, &written[..]), (SIGNATURE, signature.as_bytes()), (OPEN, &open), (path, &questions)];
    let bytes = parcel(plan.roots, &files)?;
    examine(&bytes, None)?.open_part()?;
    Ok(bytes)
}

/// Roots as members: each followed by its signatures, in order of their keys' ids, as `Rest::roots` takes them.
pub(super) fn named_roots(roots: &[SignedRoot]) -> Vec<(String, &[u8])> {
    let mut named: Vec<(String, &[u8])> = Vec::new();
    for (version, root) in (1..).zip(roots) {
        named.push((Root::file_name(version), &root.bytes));
        let mut signatures: Vec<_> = root.signatures.iter().collect();
        signatures.sort_by_key(|(id, _)| *id);
        named.extend(signatures.into_iter().map(|(id, text)| (Root::signature_name(version, *id), text.as_bytes())));
    }
    named
}

/// Roots and files as one parcel.
fn parcel(roots: &[SignedRoot], files: &[(&str, &[u8])]) -> Result<Vec<u8>, PackFault> {
    let named = named_roots(roots);
    let roots = named.iter().map(|(name, bytes)| Member { name, bytes });
    let files = files.iter().map(|(name, bytes)| Member { name, bytes });
    parcel::write(&roots.chain(files).collect::<Vec<_>>()).map_err(PackFault::Parcel)
}
