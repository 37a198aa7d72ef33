//! The session's settings: sent by the client, or asked for.

use std::path::PathBuf;
use std::sync::Arc;

use serde_json::Value;
use tower_lsp::lsp_types::request::WorkspaceConfiguration;
use tower_lsp::lsp_types::{ConfigurationItem, ConfigurationParams, MessageType};

use super::Session;
use crate::corpus::ArticleId;
use crate::read::Context;
use crate::server::publish::Event;
use crate::server::{configuration, indexer};
use crate::settings::Settings;

impl Session {
    /// The client says its settings changed: it sends them, or wants to be asked.
    pub fn configure(self: &Arc<Session>, settings: &Value) {
        let says_something = settings.as_object().is_some_and(|object| !object.is_empty());
        if self.client().answers_configuration && !says_something {
            self.pull_configuration();
        } else {
            self.set(settings);
        }
    }

    pub(super) fn pull_configuration(self: &Arc<Session>) {
        let item = ConfigurationItem { scope_uri: None, section: Some("scholiast".to_owned()) };
        let answer = self.out.ask::<WorkspaceConfiguration>(ConfigurationParams { items: vec![item] });
        let session = self.clone();
        self.spawn(async move {
            let settings = answer.await.and_then(|answers| answers.into_iter().next());
            if let Some(settings) = settings.filter(|settings| !settings.is_null()) {
                session.set(&settings);
            }
        });
    }

    fn set(self: &Arc<Session>, settings: &Value) {
        let (settings, complaints) = configuration::read(settings);
        self.warn(complaints);
        let before = std::mem::replace(&mut self.state().settings, Arc::new(settings));
        let now = self.settings();
        if before == now {
            return;
        }
        if before.max_file_size != now.max_file_size {
            indexer::scan(self.clone(), self.roots());
        }
        if before.article_dates != now.article_dates {
            self.redate(&before, &now);
        }
        self.tell(Event::Settings);
    }

    /// Read the articles anew that have another date now.
    fn redate(self: &Arc<Session>, before: &Settings, now: &Settings) {
        let moved = |id: &ArticleId| before.article_dates.of(id.as_str()) != now.article_dates.of(id.as_str());
        for (id, open) in self.state().open.iter_mut().filter(|(id, _)| moved(id)) {
            let context = Context::given(now.article_dates.of(id.as_str()));
            open.version = open.version.anew(context, self.catalogue.ticket());
        }
        let corpus = self.corpus();
        let files = corpus.articles().map(|article| &article.id).filter(|id| moved(id) && !self.is_open(id));
        indexer::changed(self.clone(), files.map(|id| PathBuf::from(id.as_str())).collect());
    }

    pub(super) fn warn(&self, complaints: Vec<String>) {
        for complaint in complaints {
            self.out.show(MessageType::WARNING, complaint);
        }
    }
}
