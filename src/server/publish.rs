//! The one task that publishes the diagnostics of articles. Because there is one, a client never sees an older report
//! after a newer. (Those of a decisions file go out when it is read, or
//! when an article has lost the words that it speaks of.)

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::Instant;
use tower_lsp::lsp_types::notification::PublishDiagnostics;
use tower_lsp::lsp_types::{Diagnostic, PublishDiagnosticsParams, TraceValue, Url};

use super::catalogue::Ticket;
use super::session::{Capture, Session, Subject};
use crate::corpus::ArticleId;

/// Quiet after the last keystroke before a report: shorter flickers, longer feels slow.
const QUIET: Duration = Duration::from_millis(150);
/// The same before clients are asked to ask again.
const QUIET_REFRESH: Duration = Duration::from_millis(500);

/// What the publisher wants to hear of.
#[derive(Debug)]
pub enum Event {
    Opened(ArticleId),
    Changed(ArticleId),
    Closed(ArticleId, Url),
    /// The corpus changed, by this article if one is named.
    Corpus(Option<ArticleId>),
    Settings,
}

/// Publish to the end of the session.
pub async fn run(session: Arc<Session>, mut events: mpsc::UnboundedReceiver<Event>) {
    let mut publisher = Publisher::new(session);
    loop {
        let next = publisher.due.values().chain(&publisher.refresh).chain(&publisher.decisions).min().copied();
        let wait = async {
            match next {
                Some(next) => tokio::time::sleep_until(next).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            event = events.recv() => match event {
                Some(event) => publisher.hear(event),
                None => return,
            },
            Some(done) = publisher.running.join_next() => publisher.checked(done.ok()),
            () = wait => publisher.work(),
        }
    }
}

struct Publisher {
    session: Arc<Session>,
    /// When each document is to be checked.
    due: HashMap<ArticleId, Instant>,
    /// When clients are to be asked to ask again.
    refresh: Option<Instant>,
    /// When it is to be seen whether what was decided still has its words.
    decisions: Option<Instant>,
    /// Documents being checked: one check at a time each, so that reports come in order.
    checking: HashSet<ArticleId>,
    running: JoinSet<(ArticleId, Option<Report>)>,
    /// What the client was last told about each document.
    said: HashMap<ArticleId, (Ticket, u64)>,
}

struct Report {
    uri: Url,
    number: i32,
    ticket: Ticket,
    diagnostics: Vec<Diagnostic>,
}

impl Publisher {
    fn new(session: Arc<Session>) -> Publisher {
        Publisher {
            session,
            due: HashMap::new(),
            refresh: None,
            decisions: None,
            checking: HashSet::new(),
            running: JoinSet::new(),
            said: HashMap::new(),
        }
    }

    fn hear(&mut self, event: Event) {
        let now = Instant::now();
        self.decisions.get_or_insert(now + QUIET_REFRESH);
        match event {
            Event::Opened(id) => {
                self.said.remove(&id);
                self.due.insert(id, now);
                self.work();
            }
            Event::Changed(id) => {
                self.due.insert(id, now + QUIET);
            }
            Event::Closed(id, uri) => {
                self.due.remove(&id);
                if self.said.remove(&id).is_some() {
                    self.publish(uri, Vec::new(), None);
                }
            }
            Event::Corpus(by) => {
                let others: Vec<_> =
                    self.session.open_documents().into_iter().filter(|id| by.as_ref() != Some(id)).collect();
                if !others.is_empty() {
                    self.refresh.get_or_insert(now + QUIET_REFRESH);
                }
                for id in others {
                    self.due.entry(id).or_insert(now + QUIET);
                }
            }
            Event::Settings => {
                for id in self.session.open_documents() {
                    self.due.entry(id).or_insert(now);
                }
                self.session.refresh(true);
            }
        }
    }

    /// Do what is due.
    fn work(&mut self) {
        let now = Instant::now();
        if self.decisions.is_some_and(|at| at <= now) {
            self.decisions = None;
            let session = self.session.clone();
            tokio::task::spawn_blocking(move || session.report_decisions());
        }
        if self.refresh.is_some_and(|at| at <= now) {
            self.refresh = None;
            self.session.refresh(false);
        }
        let due: Vec<_> = self.due.iter().filter(|&(_, &at)| at <= now).map(|(id, _)| id.clone()).collect();
        for id in due {
            if self.checking.contains(&id) {
                self.due.insert(id, now + QUIET);
                continue;
            }
            self.due.remove(&id);
            self.checking.insert(id.clone());
            let session = self.session.clone();
            self.running.spawn(async move {
                let report = report(session, id.clone()).await;
                (id, report)
            });
        }
    }

    fn checked(&mut self, done: Option<(ArticleId, Option<Report>)>) {
        let Some((id, report)) = done else { return };
        self.checking.remove(&id);
        let Some(report) = report else { return };
        let current = self.session.version(&id).is_some_and(|version| version.ticket == report.ticket);
        let said = (report.ticket, fingerprint(&report.diagnostics));
        if current && self.said.get(&id) != Some(&said) {
            self.said.insert(id, said);
            self.publish(report.uri, report.diagnostics, Some(report.number));
        }
    }

    fn publish(&self, uri: Url, diagnostics: Vec<Diagnostic>, version: Option<i32>) {
        self.session.out.notify::<PublishDiagnostics>(PublishDiagnosticsParams { uri, diagnostics, version });
    }
}

/// Check a document. A client that asks for diagnostics gets none this way, but the article is read and in the corpus
/// for the other documents to see.
async fn report(session: Arc<Session>, id: ArticleId) -> Option<Report> {
    let capture = Capture { trace: TraceValue::Off, ..session.capture_id(id) }; // nobody asked
    let Subject::Open(version) = &capture.subject else { return None };
    let version = version.clone();
    let pulls = capture.client.pulls_diagnostics;
    let diagnostics = capture.ask(session, "check", move |view| if pulls { Vec::new() } else { view.diagnostics() });
    let diagnostics = diagnostics.await.ok()??;
    let report = Report { uri: version.uri.clone(), number: version.number, ticket: version.ticket, diagnostics };
    (!pulls).then_some(report)
}

/// Tells reports apart; also the result id of pulled diagnostics.
pub fn fingerprint(diagnostics: &[Diagnostic]) -> u64 {
    let mut hasher = DefaultHasher::new();
    serde_json::to_vec(diagnostics).unwrap_or_default().hash(&mut hasher);
    hasher.finish()
}
