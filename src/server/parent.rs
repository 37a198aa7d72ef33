//! Watching the process that started us: a client that is killed must leave no orphan behind.

use std::time::Duration;

/// Return when a process is gone. Never returns if it is not there to begin with: the client may live in another
/// process namespace (a container), where its number means nothing here.
#[cfg(unix)]
pub async fn gone(process: u32) {
    let Some(pid) = i32::try_from(process).ok().and_then(rustix::process::Pid::from_raw) else {
        return std::future::pending().await;
    };
    let lives = || rustix::process::test_kill_process(pid) != Err(rustix::io::Errno::SRCH);
    if !lives() {
        tracing::warn!("process {process}, the client's by its own account, is not here; it is not watched");
        return std::future::pending().await;
    }
    // A killed parent that nobody has waited for still has a number; but we are no longer its child.
    let child = rustix::process::getppid() == Some(pid);
    loop {
        tokio::time::sleep(Duration::from_secs(1)).await;
        if !lives() || child && rustix::process::getppid() != Some(pid) {
            return tracing::warn!("the client (process {process}) is gone");
        }
    }
}

/// Elsewhere the end of the stream has to tell.
#[cfg(not(unix))]
pub async fn gone(_process: u32) {
    let _ = Duration::ZERO;
    std::future::pending().await
}
