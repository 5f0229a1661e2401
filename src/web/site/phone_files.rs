use crate::crypto::{hex, sha256};
use flate2::{Compression, write::GzEncoder};
use std::{io::Write, sync::OnceLock};

/// A file that the page for phones consists of.
pub struct PhoneFile {
    /// Its name below `/nhan/`.
    pub name: &'static str,
    /// Media type.
    pub kind: &'static str,
    /// As it is.
    pub bytes: &'static [u8],
    packed: OnceLock<Vec<u8>>,
    tag: OnceLock<String>,
}

const SCRIPT: &str = "text/javascript; charset=utf-8";
const PROGRAM: &str = "application/wasm";
const PICTURE: &str = "image/png";

macro_rules! file {
    ($name:literal, $kind:expr) => {
        PhoneFile {
            name: $name,
            kind: $kind,
            bytes: include_bytes!(concat!("../../../assets/phone/", $name)),
            packed: OnceLock::new(),
            tag: OnceLock::new(),
        }
    };
}

/// Name of the service worker among them.
pub const OFFLINE: &str = "ngoai-tuyen.js";

/// All of them.
pub static FILES: [PhoneFile; 11] = [
    file!("trang.js", SCRIPT),
    file!("kho.js", SCRIPT),
    file!("gui.js", SCRIPT),
    file!("doc.js", SCRIPT),
    file!("giu.js", SCRIPT),
    file!("ngoai-tuyen.js", SCRIPT),
    file!("zxing.js", SCRIPT),
    file!("zxing.wasm", PROGRAM),
    file!("nhan.wasm", PROGRAM),
    file!("bieu-tuong-192.png", PICTURE),
    file!("bieu-tuong-512.png", PICTURE),
];

impl PhoneFile {
    /// Compressed once, as small as gzip can.
    pub fn packed(&self) -> &[u8] {
        self.packed.get_or_init(|| {
            let mut packed = GzEncoder::new(Vec::with_capacity(self.bytes.len() / 2), Compression::best());
            // Into memory: it does not fail.
            packed.write_all(self.bytes).and_then(|()| packed.finish()).unwrap_or_default()
        })
    }

    /// Its entity tag.
    pub fn tag(&self) -> &str {
        self.tag.get_or_init(|| format!("\"{}\"", hex(&sha256(&[self.bytes]))))
    }
}
