//! The decisions of all folders that are read together.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::{Decision, Decisions, Links, Named, Scope};
use crate::corpus::name_key::tidy;
use crate::read::{Context, Decided, Who, Word, times};

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

    /// The folders with decisions, outer ones before those inside them.
    pub fn folders(&self) -> impl DoubleEndedIterator<Item = &Path> {
        self.folders.keys().map(PathBuf::as_path)
    }

    pub fn of(&self, folder: &Path) -> Option<&Decisions> {
        self.folders.get(folder).map(|folder| &folder.decisions)
    }

    /// What is known of an article besides its text. `given`: a date from elsewhere, if decisions give none.
    pub fn context(&self, path: &Path, given: Option<Date>) -> Context {
        let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        let mut context = Context { named: times::date_in_name(&name), ..Context::given(given) };
        let around: Vec<&Path> = path.ancestors().skip(1).filter(|folder| self.folders.contains_key(*folder)).collect();
        // Of two folders that hold it, the inner one comes later and goes before.
        for folder in around.into_iter().rev() {
            let (Some(said), Some(relative)) = (self.folders.get(folder), relative(folder, path)) else { continue };
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
            let mut about = |scope: &Scope, words: &str, word: Word| {
                let of = match scope.article() {
                    None => &mut everywhere,
                    Some(article) => articles.entry(article.to_owned()).or_default(),
                };
                match scope.anchor(words) {
                    None => of.say(words, word),
                    Some(anchor) => of.say_there(anchor, word),
                }
            };
            let who = |named: &Named| Who { kind: named.kind, name: tidy(&named.name) };
            match decision {
                Decision::Type { scope, words, kind } => about(scope, words, Word::Name(*kind)),
                Decision::NotAName { scope, words } => about(scope, words, Word::NoName),
                Decision::Is { scope, words, entity } => about(scope, words, Word::Is(who(entity))),
                Decision::IsNot { scope, words, entity } => about(scope, words, Word::IsNot(who(entity))),
                Decision::Speaker { scope, words, entity } => about(scope, words, Word::Says(who(entity))),
                Decision::Split { article, entity } => {
                    articles.entry(article.clone()).or_default().keep_here(who(entity));
                }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::decisions::parse;
    use crate::corpus::{Article, ArticleId, Index};
    use crate::read::Reader;
    use crate::text::Text;

    /// An index of one article, and how many people are in it.
    fn people(book: &Book, text: &str) -> usize {
        let id = ArticleId::new("/news/a.txt");
        let text = Text::new(text);
        let findings = Reader::new().read(&text, &book.context(Path::new(id.as_str()), None));
        let mut index = Index::new();
        index.add(Arc::new(Article { id, text, findings }));
        index.decide(book.links());
        index.snapshot().entities().count()
    }

    /// Whoever looks at every pair of lines does not come to the end of this test.
    #[test]
    fn a_hundred_thousand_lines_are_followed_at_once() {
        let mut file = String::from("<<<<<<< ours\r\n");
        for i in 0..25_000 {
            file.push_str(&format!("same\tperson:Ada Lund{i}\tperson:Ada Lund{}\r\n", i + 1));
            file.push_str(&format!("different\tperson:Halyna Sorokun\tperson:Petro Nobody{i}\r\n"));
            file.push_str(&format!("type\t*\tThe Bank of Ustryn {i}\torganization\r\n"));
            file.push_str(&format!("note\tperson:Halyna Sorokun\tnote {i}\r\n"));
        }
        file.push_str(
            "same\tperson:Ada Lund0\tperson:Halyna Sorokun\r\nsame\tperson:Petro Lysak\tperson:Ada Lund25000\r\n",
        );
        let text = "Halyna Sorokun spoke to Petro Lysak. The Bank of Ustryn 9 paid. ".repeat(50);
        let decisions = parse(&file);
        assert_eq!((decisions.made.len(), decisions.problems.len()), (100_002, 1));
        let mut book = Book::default();
        book.set(Path::new("/news"), decisions);
        assert_eq!(people(&book, &text), 3);
    }

    #[test]
    fn of_two_folders_the_inner_one_goes_before() {
        let mut book = Book::default();
        book.set(Path::new("/news/may"), parse("date\ta.txt\t2024-05-02\nnot-a-name\t*\tSpring\n"));
        book.set(Path::new("/news"), parse("date\tmay/a.txt\t2024-05-01\ntype\t*\tSpring\tplace\n"));
        let context = book.context(Path::new("/news/may/a.txt"), None);
        assert_eq!(context.date, Context::given("2024-05-02".parse().ok()).date);
        assert_eq!(context.decided.len(), 2);
        assert_eq!(book.context(Path::new("/news/june/a.txt"), None).decided.len(), 1);
    }
}
