//! The decisions of all folders that are read together.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::{Decision, Decisions, Links, Scope};
use crate::read::{Context, Decided, times};

/// Decisions by the folder whose `.scholiast/` they stand in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Book {
    folders: BTreeMap<PathBuf, Folder>,
}

/// What is decided about the articles of a folder, ready to be looked up by article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Folder {
    decisions: Decisions,
    /// About the names of every article.
    everywhere: Option<Arc<Decided>>,
    /// About those of single articles.
    articles: HashMap<String, Arc<Decided>>,
    dates: HashMap<String, Date>,
}

impl Book {
    /// Put in what a folder's file says, in place of what it said before.
    pub fn set(&mut self, folder: &Path, decisions: Decisions) {
        let before = self.folders.remove(folder);
        if !decisions.made.is_empty() || !decisions.problems.is_empty() {
            let mut new = Folder::new(decisions);
            // What says the same is the same, so that it is quickly compared.
            if let Some(before) = before.filter(|before| before.everywhere == new.everywhere) {
                new.everywhere = before.everywhere;
            }
            self.folders.insert(folder.to_path_buf(), new);
        }
    }

    pub fn of(&self, folder: &Path) -> Option<&Decisions> {
        self.folders.get(folder).map(|folder| &folder.decisions)
    }

    /// What is known of an article besides its text. `given`: a date from elsewhere, if decisions give none.
    pub fn context(&self, path: &Path, given: Option<Date>) -> Context {
        let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        let mut context = Context { named: times::date_in_name(&name), ..Context::given(given) };
        for (folder, said) in &self.folders {
            let Some(relative) = relative(folder, path) else { continue };
            // Of two folders that hold it, the inner one comes later and goes before.
            if let Some(date) = said.dates.get(&relative) {
                context.date = Context::given(Some(*date)).date;
            }
            context.decided.extend(said.everywhere.iter().chain(said.articles.get(&relative)).cloned());
        }
        context
    }

    /// What decisions say about entities.
    pub fn links(&self) -> Links {
        Links::new(self.decisions())
    }

    /// All decisions, folder by folder in file order.
    pub fn decisions(&self) -> impl Iterator<Item = &Decision> + Clone {
        self.folders.values().flat_map(|folder| folder.decisions.made.iter().map(|(_, decision)| decision))
    }
}

impl Folder {
    fn new(decisions: Decisions) -> Folder {
        let mut everywhere = Decided::default();
        let mut articles: HashMap<String, Decided> = HashMap::new();
        let mut dates = HashMap::new();
        for (_, decision) in &decisions.made {
            let mut about = |scope: &Scope, words: &str, kind| match scope {
                Scope::Everywhere => everywhere.say(words, kind),
                Scope::Article(article) => articles.entry(article.clone()).or_default().say(words, kind),
            };
            match decision {
                Decision::Type { scope, words, kind } => about(scope, words, Some(*kind)),
                Decision::NotAName { scope, words } => about(scope, words, None),
                Decision::Date { article, date } => drop(dates.insert(article.clone(), *date)),
                Decision::Different(a, b) if a.kind == b.kind => everywhere.part(a.kind, &a.name, &b.name),
                _ => {}
            }
        }
        let everywhere = Some(everywhere).filter(|decided| *decided != Decided::default()).map(Arc::new);
        let articles = articles.into_iter().map(|(article, decided)| (article, Arc::new(decided))).collect();
        Folder { decisions, everywhere, articles, dates }
    }
}

/// An article's path as the decisions of a folder write it.
pub fn relative(folder: &Path, article: &Path) -> Option<String> {
    let parts = article.strip_prefix(folder).ok()?.components();
    Some(parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/"))
}
