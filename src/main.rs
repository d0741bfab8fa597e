//! The command line.

use std::process::ExitCode;

/// A page is made of thousands of small pieces of text: a third of its time went to the allocator of the system.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    #[cfg(unix)]
    keep_memory();
    run()
}

#[tokio::main]
async fn run() -> ExitCode {
    premier_pas::commands::run().await
}

/// Starts the program anew, in the same process, so that memory that was needed once is kept for the next time: the allocator
/// gives it back to the system every second otherwise, and under load nothing is answered for an eighth of a second when it does.
/// It is told so by a variable alone, before the program begins. Whoever has set it is obeyed; where the program can't be started
/// anew it goes on as it is.
#[cfg(unix)]
fn keep_memory() {
    use std::os::unix::process::CommandExt;
    const PURGE_DELAY: &str = "MIMALLOC_PURGE_DELAY";
    let mut arguments = std::env::args_os();
    let (Ok(program), Some(name), None) =
        (std::env::current_exe(), arguments.next(), std::env::var_os(PURGE_DELAY))
    else {
        return;
    };
    let error = std::process::Command::new(program).arg0(name).args(arguments).env(PURGE_DELAY, "-1").exec();
    eprintln!("memory is given back to the system every second: {error}");
}
