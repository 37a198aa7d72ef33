//! The session's settings: sent by the client, or asked for.

use std::sync::Arc;

use serde_json::Value;
use tower_lsp::lsp_types::request::WorkspaceConfiguration;
use tower_lsp::lsp_types::{ConfigurationItem, ConfigurationParams, MessageType};

use super::Session;
use crate::server::publish::Event;
use crate::server::{configuration, indexer};

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
        let now = Arc::new(settings);
        let before = {
            let mut state = self.state();
            let before = std::mem::replace(&mut state.settings, now.clone());
            if before.article_dates != now.article_dates {
                self.renew(&mut state);
            }
            before
        };
        if before == now {
            return;
        }
        if before.max_file_size != now.max_file_size {
            indexer::scan(self.clone(), self.roots());
        }
        if before.article_dates != now.article_dates {
            let session = self.clone();
            self.spawn_blocking(move || session.settings_changed());
        }
        self.tell(Event::Settings);
    }

    pub(super) fn warn(&self, complaints: Vec<String>) {
        for complaint in complaints {
            self.out.show(MessageType::WARNING, complaint);
        }
    }
}
