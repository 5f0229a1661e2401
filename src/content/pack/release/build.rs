use super::{
    Changes, Front, HEAD_OF_PROGRAM, Program, Release, ReleaseFault, System,
    manifest::{MANIFEST, SIGNATURE},
};
use crate::{
    content::pack::{AppVersion, PackFault, SignedRoot, build::named_roots},
    crypto::{
        minisig::SigningKey,
        parcel::{self, Member},
        sha256,
    },
    domain::Date,
};

/// Inputs of a release.
#[derive(Clone, Copy, Debug)]
pub struct ReleasePlan<'a> {
    /// The program's version.
    pub version: AppVersion,
    /// The day of issue.
    pub issued: Date,
    /// The oldest version that a station may be given once it has this one.
    pub floor: AppVersion,
    /// Schema of the station's database that the program brings it to.
    pub data: u32,
    /// What changes.
    pub changes: &'a Changes,
    /// The programs, in order of their systems.
    pub programs: &'a [(System, &'a [u8])],
    /// All roots, from the first to the newest, each with its signatures.
    pub roots: &'a [SignedRoot],
}

/// Builds a release and signs it. What comes out has been read as a station would.
///
/// # Errors
/// What a station would refuse it for.
pub fn build(plan: &ReleasePlan<'_>, key: &SigningKey) -> Result<Vec<u8>, ReleaseFault> {
    let program = |(system, bytes): &(System, &[u8])| {
        let head = bytes.get(..HEAD_OF_PROGRAM).unwrap_or(bytes);
        let len = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        match System::of_program(head) {
            Some(found) if found == *system => Ok(Program { system: *system, len, sha256: sha256(&[bytes]) }),
            Some(_) | None => Err(ReleaseFault::OtherMachine(*system)),
        }
    };
    let release = Release {
        version: plan.version,
        issued: plan.issued,
        floor: plan.floor,
        data: plan.data,
        root: u32::try_from(plan.roots.len()).unwrap_or(u32::MAX),
        changes: plan.changes.clone(),
        programs: plan.programs.iter().map(program).collect::<Result<_, _>>()?,
    };
    let manifest = release.write();
    let signature = key.sign(&manifest, &release.comment()).map_err(|_| PackFault::Signing)?;
    let mut named: Vec<(String, &[u8])> =
        vec![(MANIFEST.to_owned(), &manifest), (SIGNATURE.to_owned(), signature.as_bytes())];
    named.extend(named_roots(plan.roots));
    named.extend(plan.programs.iter().map(|(system, bytes)| (system.member().to_owned(), *bytes)));
    let members: Vec<Member<'_>> = named.iter().map(|(name, bytes)| Member { name, bytes }).collect();
    let bytes = parcel::write(&members).map_err(PackFault::Parcel)?;
    Front::read(&bytes, None)?;
    Ok(bytes)
}
