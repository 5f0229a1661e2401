use std::{
    os::windows::io::{AsRawHandle, FromRawHandle, OwnedHandle},
    process::Child,
    ptr::null,
    sync::OnceLock,
};
use windows_sys::Win32::System::JobObjects::{
    AssignProcessToJobObject, CreateJobObjectW, JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE,
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION, JobObjectExtendedLimitInformation, SetInformationJobObject,
};

/// A program ends with this one, however this one ends: it would go on alone in a console that somebody else begins to read.
pub fn ends_with_us(child: &Child) {
    static JOB: OnceLock<Option<OwnedHandle>> = OnceLock::new();
    if let Some(job) = JOB.get_or_init(job) {
        // SAFETY: both handles are open until after the call. Where the system refuses, the child lives on.
        unsafe {
            AssignProcessToJobObject(job.as_raw_handle(), child.as_raw_handle());
        }
    }
}

/// A group of processes that ends when nobody has its handle any more: the system closes it with this process.
fn job() -> Option<OwnedHandle> {
    let mut limits = JOBOBJECT_EXTENDED_LIMIT_INFORMATION::default();
    limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE;
    let length = u32::try_from(size_of_val(&limits)).ok()?;
    // SAFETY: a group without a name; the handle was made just now and belongs to nobody else, and the structure has the length that is
    // handed over.
    unsafe {
        let made = CreateJobObjectW(null(), null());
        if made.is_null() {
            return None;
        }
        let job = OwnedHandle::from_raw_handle(made);
        let limits = (&raw const limits).cast();
        let set = SetInformationJobObject(made, JobObjectExtendedLimitInformation, limits, length);
        (set != 0).then_some(job)
    }
}
