//! Watching the process that started us: a client that is killed must leave no orphan behind.

use std::time::Duration;

/// The client's process.
#[derive(Clone, Copy, Debug)]
pub struct Parent {
    #[cfg(unix)]
    pid: rustix::process::Pid,
    /// A killed parent that nobody has waited for still has a number; but we are no longer its child.
    #[cfg(unix)]
    is_ours: bool,
}

#[cfg(unix)]
impl Parent {
    /// The process of a number. None if it is not there: the client may live in another process namespace (a
    /// container), where its number means nothing here.
    pub fn new(process: u32) -> Option<Parent> {
        let pid = i32::try_from(process).ok().and_then(rustix::process::Pid::from_raw)?;
        let parent = Parent { pid, is_ours: rustix::process::getppid() == Some(pid) };
        if !parent.lives() {
            tracing::warn!("process {process}, the client's by its own account, is not here; it is not watched");
            return None;
        }
        Some(parent)
    }

    fn lives(self) -> bool {
        rustix::process::test_kill_process(self.pid) != Err(rustix::io::Errno::SRCH)
            && (!self.is_ours || rustix::process::getppid() == Some(self.pid))
    }

    /// Return when the process is gone.
    pub async fn gone(self) {
        while self.lives() {
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
        tracing::warn!("the client (process {}) is gone", self.pid.as_raw_nonzero());
    }
}

/// Elsewhere the end of the stream has to tell.
#[cfg(not(unix))]
impl Parent {
    pub fn new(_process: u32) -> Option<Parent> {
        None
    }

    pub async fn gone(self) {
        tokio::time::sleep(Duration::MAX).await;
    }
}
