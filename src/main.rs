//! The thin binary over the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    warraq::cli::main()
}
