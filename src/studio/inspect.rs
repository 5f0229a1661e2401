use super::{
    build::number,
    keys,
    pack_file::pack_bytes,
    roots::{Roots, today},
};
use crate::{
    cli::{CommandResult, Console},
    content::pack::{AppVersion, Examined, Manifest, PackFault, Trust, demo_pinned, examine},
    crypto::hex,
    notices::{Failure, pack_failure, pack_warnings},
    text::{codes, short_date},
};
use clap::Args;
use serde_json::{Value, json};
use std::{path::PathBuf, process::ExitCode};
use zeroize::Zeroizing;

/// Options of `pack show`.
#[derive(Args)]
pub struct Show {
    /// Gói nội dung (.tsp)
    pack: PathBuf,
    /// Khóa mở câu hỏi niêm phong
    #[arg(long)]
    identity: Option<PathBuf>,
    /// Tệp chứa mật khẩu của khóa (không có: hỏi trên bàn phím)
    #[arg(long)]
    passphrase_file: Option<PathBuf>,
    /// In kết quả dạng JSON
    #[arg(long)]
    json: bool,
}

/// Options of `pack verify`.
#[derive(Args)]
pub struct Verify {
    /// Gói nội dung (.tsp)
    pack: PathBuf,
    /// Thư mục bản khóa gốc mà trạm tin
    #[arg(long)]
    root: Option<PathBuf>,
    /// Tin khóa gốc mẫu có sẵn
    #[arg(long, conflicts_with = "root")]
    demo: bool,
    /// Cuộc thi phải đúng tên này
    #[arg(long)]
    contest: Option<String>,
    /// Khóa mở câu hỏi niêm phong
    #[arg(long)]
    identity: Option<PathBuf>,
    /// Tệp chứa mật khẩu của khóa (không có: hỏi trên bàn phím)
    #[arg(long)]
    passphrase_file: Option<PathBuf>,
    /// In kết quả dạng JSON
    #[arg(long)]
    json: bool,
}

/// Prints the contents of a pack and who signed it. The pack vouches for itself here; its root's fingerprint shows whose it is.
///
/// # Errors
/// It is damaged or no pack.
pub fn show(wanted: &Show, console: &Console) -> CommandResult {
    let bytes = pack_bytes(&wanted.pack)?;
    let refused = |fault: PackFault| vec![pack_failure(&fault)];
    let examined = examine(&bytes, None).map_err(refused)?;
    let part = examined.open_part().map_err(refused)?;
    let identity = identity(wanted.identity.as_ref(), wanted.passphrase_file.as_ref())?;
    let identities: Vec<&str> = identity.iter().map(|identity| identity.as_str()).collect();
    let today = today();
    let opened = match examined.open(&identities, today) {
        Err(PackFault::Sealed) => None,
        opened => Some(opened.map_err(refused)?), // else: any other fault is reported
    };
    let villages = part.places.iter().filter(|place| place.kind.is_lived_in()).count();
    let agencies = part.places.len() - villages;
    let questions = opened.as_ref().map(|opened| opened.pack.bank.len());
    if wanted.json {
        let (counts, revoked) = ((part.lessons.len(), part.units.len()), part.revoked);
        console.json_line(summary(
            &examined,
            json!({
                "title": part.contest.title, "lessons": counts.0, "units": counts.1,
                "villages": villages, "agencies": agencies, "questions": questions, "revoked": revoked,
            }),
        ));
        return Ok(ExitCode::SUCCESS);
    }
    print_manifest(&examined.manifest, &part.contest.title, console);
    let (lessons, units) = (part.lessons.len(), part.units.len());
    console.message(
        "pack-holds",
        &[
            ("lessons", lessons.into()),
            ("units", units.into()),
            ("villages", villages.into()),
            ("agencies", agencies.into()),
            ("revoked", part.revoked.len().into()),
        ],
    );
    match questions {
        Some(questions) => console.message("pack-questions", &[("n", questions.into())]),
        None => console.message("pack-sealed", &[]),
    }
    console.message("pack-fingerprint", &[("fingerprint", examined.manifest.fingerprint().into())]);
    let centre = examined.roots.last().map_or("", |root| root.centre.as_str());
    console.message(
        "pack-signed",
        &[
            ("key", examined.signer.to_string().into()),
            ("centre", centre.into()),
            ("root", number(examined.manifest.root).into()),
            ("fingerprint", examined.root_fingerprint().into()),
        ],
    );
    Ok(ExitCode::SUCCESS)
}

fn print_manifest(manifest: &Manifest, title: &str, console: &Console) {
    console.message(
        "pack-shown",
        &[
            ("title", title.into()),
            ("contest", manifest.contest.as_str().into()),
            ("version", number(manifest.version).into()),
            ("issued", short_date(manifest.issued).into()),
            ("expires", short_date(manifest.expires).into()),
            ("opens", short_date(manifest.valid_from).into()),
            ("closes", short_date(manifest.valid_to).into()),
            ("app", manifest.min_app.to_string().into()),
        ],
    );
}

/// Verifies a pack as a station would; status 0 when one would take it.
///
/// # Errors
/// The pack, the roots or the key cannot be read.
pub fn verify(wanted: &Verify, console: &Console) -> CommandResult {
    let bytes = pack_bytes(&wanted.pack)?;
    let roots = wanted.root.as_deref().map(Roots::read).transpose()?;
    let pinned = if wanted.demo { Some(demo_pinned()) } else { roots.and_then(|roots| roots.pinned()) };
    let identity = identity(wanted.identity.as_ref(), wanted.passphrase_file.as_ref())?;
    let identities: Vec<&str> = identity.iter().map(|identity| identity.as_str()).collect();
    let today = today();
    let examined = match examine(&bytes, pinned.as_ref()) {
        Ok(examined) => examined,
        Err(fault) => return Ok(judged(wanted, &[pack_failure(&fault)], &[], None, console)),
    };
    let contest = wanted.contest.as_deref().unwrap_or(&examined.manifest.contest);
    let trust = Trust { root: examined.root, contest, held: None, app: AppVersion::own(), today };
    let mut faults = examined.refusals(&trust);
    let mut remarks = Vec::new();
    match examined.open(&identities, today) {
        // Without the key, only what is sealed stays unseen.
        Err(PackFault::Sealed) => remarks.push(pack_failure(&PackFault::Sealed)),
        Err(fault) => faults.push(fault), // else: any other fault is reported
        Ok(opened) => remarks.extend(pack_warnings(&opened.warnings).into_iter().map(for_office)),
    }
    let faults: Vec<Failure> = faults.iter().map(pack_failure).collect();
    Ok(judged(wanted, &faults, &remarks, Some((&examined, pinned.is_some())), console))
}

/// The office can scan the official code itself; a station's volunteer can only ask for it.
fn for_office(warning: Failure) -> Failure {
    if warning.code == codes::pack::INSTALL_LINK_NOT_OFFICIAL {
        warning.under(codes::pack::INSTALL_CODE_NOT_OFFICIAL)
    } else {
        warning
    }
}

/// Prints the findings, and whether a station would accept the pack.
fn judged(
    wanted: &Verify,
    faults: &[Failure],
    remarks: &[Failure],
    examined: Option<(&Examined<'_>, bool)>,
    console: &Console,
) -> ExitCode {
    let line = |failure: &Failure| failure.notice(console.words());
    if wanted.json {
        let texts = |list: &[Failure]| -> Vec<Value> {
            list.iter().map(|one| json!({ "code": one.code, "what": line(one).what() })).collect()
        };
        let more = json!({ "faults": texts(faults), "remarks": texts(remarks) });
        console.json_line(examined.map_or(more.clone(), |(examined, _)| summary(examined, more)));
        return ExitCode::from(u8::from(!faults.is_empty()));
    }
    if let Some((examined, _)) = examined {
        console.message("pack-fingerprint", &[("fingerprint", examined.manifest.fingerprint().into())]);
        console.message("pack-root-fingerprint", &[("fingerprint", examined.root_fingerprint().into())]);
    }
    faults.iter().for_each(|fault| console.paragraph(&format!("✗ {}", line(fault))));
    remarks.iter().for_each(|remark| console.paragraph(&format!("▲ {}", line(remark))));
    match examined {
        Some((_, true)) if faults.is_empty() => console.message("pack-good", &[]),
        Some((_, false)) if faults.is_empty() => console.message("pack-whole", &[]),
        _ => (),
    }
    ExitCode::from(u8::from(!faults.is_empty()))
}

/// The manifest's values and more, as JSON.
fn summary(examined: &Examined<'_>, more: Value) -> Value {
    let manifest = &examined.manifest;
    let mut report = json!({
        "contest": manifest.contest, "version": manifest.version, "issued": manifest.issued.to_string(),
        "expires": manifest.expires.to_string(), "valid_from": manifest.valid_from.to_string(),
        "valid_to": manifest.valid_to.to_string(), "min_app": manifest.min_app.to_string(), "sealed": manifest.is_sealed(),
        "digest": hex(&examined.digest), "fingerprint": manifest.fingerprint(), "signer": examined.signer.to_string(),
        "root": { "version": manifest.root, "fingerprint": examined.root_fingerprint() },
    });
    if let (Some(report), Value::Object(more)) = (report.as_object_mut(), more) {
        report.extend(more);
    }
    report
}

fn identity(path: Option<&PathBuf>, passphrase: Option<&PathBuf>) -> Result<Option<Zeroizing<String>>, Vec<Failure>> {
    path.map(|path| keys::identity(path, passphrase.map(PathBuf::as_path))).transpose()
}
