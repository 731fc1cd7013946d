//! The command line of Enact; everything it does is in the library.

fn main() -> std::process::ExitCode {
    enact::cli::run()
}
