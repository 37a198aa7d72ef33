//! The one task that publishes the diagnostics of articles. Because there is one, a client never sees an older report
//! after a newer. (Those of a decisions file go out when it is read, or
//! when an article has lost the words that it speaks of.)

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::task::{JoinHandle, JoinSet};
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
    /// When it is to be seen whether what was decided still has its words: not while somebody is still typing.
    decisions: Option<Instant>,
    /// The last look at that, of which only one is under way.
    looking: Option<JoinHandle<()>>,
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
            looking: None,
            checking: HashSet::new(),
            running: JoinSet::new(),
            said: HashMap::new(),
        }
    }

    fn hear(&mut self, event: Event) {
        let now = Instant::now();
        self.decisions = Some(now + QUIET_REFRESH);
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
            if self.looking.as_ref().is_some_and(|looking| !looking.is_finished()) {
                self.decisions = Some(now + QUIET_REFRESH);
            } else {
                self.decisions = None;
                let session = self.session.clone();
                self.looking = Some(tokio::task::spawn_blocking(move || session.report_decisions()));
            }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::outgoing::Outgoing;

    #[tokio::test]
    async fn decisions_are_looked_at_when_typing_pauses_and_by_one_at_a_time() {
        let (session, _tasks) = Session::new(Outgoing::new().0);
        let mut publisher = Publisher::new(session);
        let typed = || Event::Changed(ArticleId::new("/news/a.txt"));
        publisher.hear(typed());
        let first = publisher.decisions.unwrap();
        tokio::time::sleep(Duration::from_millis(2)).await;
        publisher.hear(typed());
        assert!(publisher.decisions.unwrap() > first);

        let (done, wait) = std::sync::mpsc::channel::<()>();
        publisher.looking = Some(tokio::task::spawn_blocking(move || {
            let _ = wait.recv(); // until `done` is dropped
        }));
        let due = Some(Instant::now());
        publisher.decisions = due;
        publisher.work();
        assert!(publisher.decisions > due, "later, while a look is under way");
        drop(done);
        while !publisher.looking.as_ref().unwrap().is_finished() {
            tokio::task::yield_now().await;
        }
        publisher.decisions = due;
        publisher.work();
        assert_eq!(publisher.decisions, None);
        publisher.looking.take().unwrap().await.unwrap();
    }
}
