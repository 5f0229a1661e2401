//! The centre's program: parses its arguments and calls its driver.

fn main() -> std::process::ExitCode {
    tramso::central::main()
}
