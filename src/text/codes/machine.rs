//! Notices of the check of a station's machine.

/// TS-A02: the window is too small: ‹columns› columns, ‹rows› rows.
pub const WINDOW_TOO_SMALL: &str = "TS-A02";

/// TS-A06: this window shows no colours.
pub const NO_COLOURS: &str = "TS-A06";

/// TS-D01: the disk claims to have written suspiciously fast.
pub const DISK_TOO_FAST: &str = "TS-D01";

/// TS-D05: the machine's clock is wrong or ran backwards: it shows ‹shown›.
pub const CLOCK_WRONG: &str = "TS-D05";

/// TS-D08: the machine has no printing program.
pub const NO_PRINTING: &str = "TS-D08";

/// TS-D12: memory may be swapped to the disk in the clear.
pub const SWAP_IN_CLEAR: &str = "TS-D12";

/// TS-D21: the check does not run in a terminal.
pub const NO_WINDOW: &str = "TS-D21";

/// TS-D22: the screen has ‹n› colours only.
pub const FEW_COLOURS: &str = "TS-D22";

/// TS-D23: the window does not understand UTF-8.
pub const NOT_UTF8: &str = "TS-D23";

/// TS-D24: the machine's setting is another than UTF-8: ‹lang›.
pub const OTHER_LOCALE: &str = "TS-D24";

/// TS-D25: ‹n› Vietnamese letters have a wrong width, ‹letter› among them.
pub const LETTERS_WRONG: &str = "TS-D25";

/// TS-D26: the window does not answer, so that widths could not be measured.
pub const WINDOW_SILENT: &str = "TS-D26";

/// TS-D27: the blocks of QR codes have a wrong width.
pub const BLOCKS_WRONG: &str = "TS-D27";

/// TS-D28: the keyboard was not tried.
pub const KEYS_NOT_TRIED: &str = "TS-D28";

/// TS-D29: these keys do not arrive: ‹keys›.
pub const KEYS_MISSING: &str = "TS-D29";

/// TS-D30: the scanner was not tried.
pub const SCANNER_NOT_TRIED: &str = "TS-D30";

/// TS-D31: nothing came from the scanner.
pub const SCANNER_SILENT: &str = "TS-D31";

/// TS-D32: the scanner sends no end.
pub const SCAN_WITHOUT_END: &str = "TS-D32";

/// TS-D33: the scanner is slow: ‹n› characters in ‹seconds› seconds.
pub const SCANNER_SLOW: &str = "TS-D33";

/// TS-D34: the clock with a battery is ‹minutes› minutes off.
pub const BATTERY_CLOCK_OFF: &str = "TS-D34";

/// TS-D35: the disk is slow: an answer takes ‹ms› milliseconds.
pub const DISK_SLOW: &str = "TS-D35";

/// TS-D36: the station's data are in memory alone.
pub const DATA_IN_MEMORY: &str = "TS-D36";

/// TS-D37: the station's folder takes no writing.
pub const FOLDER_READ_ONLY: &str = "TS-D37";

/// TS-D38: the disk did not answer for ‹seconds› seconds.
pub const DISK_SILENT: &str = "TS-D38";

/// TS-D39: it cannot be known whether the disk really writes.
pub const DISK_NOT_KNOWN: &str = "TS-D39";

/// TS-D40: ‹free› MB of memory are free; ‹needed› are needed.
pub const MEMORY_SHORT: &str = "TS-D40";

/// TS-D41: there is no printer.
pub const NO_PRINTER: &str = "TS-D41";

/// TS-D42: the printing service does not answer.
pub const PRINTING_SILENT: &str = "TS-D42";

/// TS-D43: the voice has no Vietnamese.
pub const VOICE_NOT_VIETNAMESE: &str = "TS-D43";

/// TS-D44: there is nothing that makes sound.
pub const NO_SOUND: &str = "TS-D44";

/// TS-D45: this user may not make sound.
pub const SOUND_CLOSED: &str = "TS-D45";

/// TS-D46: the machine may write its memory to the disk for a long sleep.
pub const HIBERNATES_IN_CLEAR: &str = "TS-D46";

/// TS-D47: the station runs as the machine's administrator.
pub const RUNS_AS_ROOT: &str = "TS-D47";

/// TS-D48: the program was not installed from its package.
pub const NOT_PACKAGED: &str = "TS-D48";

/// TS-D49: version ‹package› is installed, and ‹program› is running.
pub const OTHER_VERSION: &str = "TS-D49";

/// TS-D50: the machine does not report this.
pub const NOT_REPORTED: &str = "TS-D50";

/// TS-D51: the request for enrolment has no check of the machine with it.
pub const REQUEST_WITHOUT_CHECK: &str = "TS-D51";

/// TS-D60: the machine's sound is switched off.
pub const SOUND_MUTED: &str = "TS-D60";

/// TS-D85: Windows has no Vietnamese voice.
pub const WINDOWS_WITHOUT_VOICE: &str = "TS-D85";

/// TS-D95: the test page came out pale or cut off.
pub const PRINTED_POORLY: &str = "TS-D95";

/// TS-D96: no test page came out.
pub const NOT_PRINTED: &str = "TS-D96";
