//! The command line of Enact; everything it does is in the library.

/// What reads texts and folds events takes and gives back memory all the time: with the system's allocator rulings cost
/// 1.4 times as much, amendments and folding twice (`docs/generated/performance.md`).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    enact::cli::run()
}
