//! The exam station: parses its arguments and calls its driver.

fn main() -> std::process::ExitCode {
    tramso::kiosk::main()
}
