//! `tramso::phone` as WebAssembly, for the centre's page `/nhan`: plain numbers in and out, bytes through buffers of its own.
//!
//! The page writes into `input(slot, length)`, calls, and reads the answer, which is JSON, from `output()` and `output_length()`.

use serde_json::{Value, json};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use tramso::phone::{Carried, ParcelRefusal, Phone, check, check_receipt, take_apart};

#[derive(Default)]
struct Page {
    phone: Phone,
    inputs: [Vec<u8>; 2],
    output: Vec<u8>,
}

static PAGE: LazyLock<Mutex<Page>> = LazyLock::new(Mutex::default);

fn page() -> MutexGuard<'static, Page> {
    PAGE.lock().unwrap_or_else(PoisonError::into_inner)
}

fn answer(work: impl FnOnce(&mut Phone, [&[u8]; 2]) -> Value) {
    let Page { phone, inputs: [first, second], output } = &mut *page();
    *output = work(phone, [first, second]).to_string().into_bytes();
}

/// A buffer of this length for the page to write into.
#[unsafe(no_mangle)]
pub extern "C" fn input(slot: usize, length: usize) -> *mut u8 {
    let mut page = page();
    let [first, second] = &mut page.inputs;
    let buffer = if slot == 0 { first } else { second };
    if buffer.capacity() > 2 * length {
        *buffer = Vec::new();
    }
    buffer.resize(length, 0);
    buffer.as_mut_ptr()
}

/// Address of the answer.
#[unsafe(no_mangle)]
pub extern "C" fn output() -> *const u8 {
    page().output.as_ptr()
}

/// Its length.
#[unsafe(no_mangle)]
pub extern "C" fn output_length() -> usize {
    page().output.len()
}

/// What a code holds, in the first buffer.
#[unsafe(no_mangle)]
pub extern "C" fn take() {
    answer(|phone, [bytes, _]| json!(phone.take(bytes)));
}

/// The centre's list of keys, in the first buffer.
#[unsafe(no_mangle)]
pub extern "C" fn know() {
    answer(|phone, [bytes, _]| json!({ "ok": phone.know(bytes).is_ok() }));
}

/// The parcel that was finished last, taken apart.
#[unsafe(no_mangle)]
pub extern "C" fn parts() {
    answer(|phone, _| match take_apart(phone.whole(), phone.known()) {
        Ok(parts) => json!({ "parts": parts }),
        Err(refusal) => json!({ "refused": refusal }),
    });
}

/// Address of that parcel.
#[unsafe(no_mangle)]
pub extern "C" fn whole() -> *const u8 {
    page().phone.whole().as_ptr()
}

/// The parcel goes.
#[unsafe(no_mangle)]
pub extern "C" fn let_go() {
    page().phone.let_go();
}

/// A bundle that is kept, in the first buffer, checked again.
#[unsafe(no_mangle)]
pub extern "C" fn check_again() {
    answer(|phone, [bytes, _]| match check(bytes, phone.known()) {
        Ok(checked) => json!(checked),
        Err(fault) => json!({ "refused": ParcelRefusal::from(&fault) }),
    });
}

/// A receipt in the first buffer; in the second, what is kept of the bundle, as JSON.
#[unsafe(no_mangle)]
pub extern "C" fn receipt() {
    answer(|phone, [bytes, of]| match serde_json::from_slice::<Carried>(of) {
        Ok(of) => json!({ "receipt": check_receipt(bytes, &of, phone.known()) }),
        Err(_) => json!({ "receipt": "refused" }),
    });
}

/// The parcel of the eight bytes in the first buffer needs no more pictures, or may be gathered again.
#[unsafe(no_mangle)]
pub extern "C" fn remember(is_kept: usize) {
    answer(|phone, [bytes, _]| {
        for id in bytes.as_chunks::<8>().0 {
            if is_kept == 1 { phone.remember(*id) } else { phone.forget(*id) }
        }
        json!({})
    });
}

fn main() {}
