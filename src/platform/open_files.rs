/// Lets this process have at least `wanted` files open, as far as the system allows it. Returns how many it may have.
#[cfg(unix)]
#[must_use]
pub fn allow_open_files(wanted: usize) -> usize {
    let wanted = libc::rlim_t::try_from(wanted).unwrap_or(libc::rlim_t::MAX);
    let mut limit = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: the calls read and write one structure of this function's.
    unsafe {
        if libc::getrlimit(libc::RLIMIT_NOFILE, &raw mut limit) != 0 {
            return USUAL;
        }
        if limit.rlim_cur < wanted {
            let more = libc::rlimit { rlim_cur: wanted.min(limit.rlim_max), ..limit };
            if libc::setrlimit(libc::RLIMIT_NOFILE, &raw const more) == 0 {
                limit = more;
            }
        }
    }
    usize::try_from(limit.rlim_cur).unwrap_or(usize::MAX)
}

/// Elsewhere the system has no such limit.
#[cfg(not(unix))]
#[must_use]
pub fn allow_open_files(wanted: usize) -> usize {
    wanted.max(USUAL)
}

/// Files that a process may usually have open.
const USUAL: usize = 1024;
