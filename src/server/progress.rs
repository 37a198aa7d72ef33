//! A progress bar in the client, for work in the background.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use tower_lsp::lsp_types::notification::Progress as ProgressNotification;
use tower_lsp::lsp_types::request::WorkDoneProgressCreate;
use tower_lsp::lsp_types::*;

use super::session::Session;

/// How often a bar moves at most.
const STEP: Duration = Duration::from_millis(100);

/// A task the client may show and cancel. Works silently where the client shows no progress.
pub struct Progress {
    session: Arc<Session>,
    token: Option<NumberOrString>,
    cancelled: Arc<AtomicBool>,
    shown: Instant,
}

impl Progress {
    /// Begin. Nothing waits for the client to agree: some never answer, and messages keep their order.
    pub fn begin(session: Arc<Session>, title: &str) -> Progress {
        let cancelled = Arc::new(AtomicBool::new(false));
        let token = session.client().progress.then(|| session.new_progress(cancelled.clone()));
        if let Some(token) = &token {
            let create = WorkDoneProgressCreateParams { token: token.clone() };
            session.spawn(session.out.ask::<WorkDoneProgressCreate>(create));
        }
        let progress = Progress { session, token, cancelled, shown: Instant::now() };
        progress.send(WorkDoneProgress::Begin(WorkDoneProgressBegin {
            title: title.to_owned(),
            cancellable: Some(true),
            message: None,
            percentage: Some(0),
        }));
        progress
    }

    /// Whether the work should stop: the client said so, or there is no client any more.
    pub fn cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed) || self.session.is_closed()
    }

    pub fn report(&mut self, done: usize, of: usize) {
        if self.shown.elapsed() < STEP {
            return;
        }
        self.shown = Instant::now();
        self.send(WorkDoneProgress::Report(WorkDoneProgressReport {
            cancellable: Some(true),
            message: Some(format!("{done} of {of} articles")),
            percentage: Some((done * 100 / of.max(1)) as u32),
        }));
    }

    pub fn end(self, message: String) {
        self.send(WorkDoneProgress::End(WorkDoneProgressEnd { message: Some(message) }));
        if let Some(token) = &self.token {
            self.session.end_progress(token);
        }
    }

    fn send(&self, value: WorkDoneProgress) {
        if let Some(token) = self.token.clone() {
            let value = ProgressParamsValue::WorkDone(value);
            self.session.out.notify::<ProgressNotification>(ProgressParams { token, value });
        }
    }
}
