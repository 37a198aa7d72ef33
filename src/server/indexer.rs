//! The background reader: folders into the index, and changed files after them.

use std::collections::{BTreeSet, HashSet};
use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rayon::prelude::*;
use tokio::sync::mpsc;
use tower_lsp::lsp_types::MessageType;

use super::progress::Progress;
use super::roots::Root;
use super::session::Session;
use crate::corpus::decisions::file;
use crate::corpus::walk::{LoadError, load, walk, walk_part};
use crate::corpus::{Article, ArticleId};
use crate::read::Reader;
use crate::text::Text;

/// File events come in swarms: what comes within this time is one change.
const SWARM: Duration = Duration::from_millis(100);
/// A folder that came is looked at again after this time: what happens in it before it is watched goes unreported.
const SECOND_LOOK: Duration = Duration::from_secs(1);
/// Up to so many changed paths are looked at one by one.
const FEW: usize = 16;
/// How often those who look at the corpus hear that it is growing.
const NEWS: Duration = Duration::from_secs(1);

/// The readers leave one core to the person.
static READERS: LazyLock<Option<rayon::ThreadPool>> = LazyLock::new(|| {
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    let name = |n| format!("reader-{n}");
    rayon::ThreadPoolBuilder::new().num_threads(cores.saturating_sub(1).max(1)).thread_name(name).build().ok()
});

/// Read folders, after those under way.
pub fn scan(session: Arc<Session>, roots: Vec<Root>) {
    let task = session.clone();
    session.spawn(async move {
        let turn = task.scanning.lock().await;
        let worker = task.clone();
        let _ = tokio::task::spawn_blocking(move || read_folders(&worker, &roots)).await;
        drop(turn);
        task.set_indexed();
        task.corpus_changed(None);
    });
}

/// Follow changes on disk to the end of the session.
pub async fn follow(session: Arc<Session>, mut paths: mpsc::UnboundedReceiver<Vec<PathBuf>>) {
    while let Some(mut swarm) = paths.recv().await {
        tokio::time::sleep(SWARM).await;
        while let Ok(more) = paths.try_recv() {
            swarm.extend(more);
        }
        swarm.sort();
        swarm.dedup();
        let rules = swarm.iter().filter(|path| is_ignore_file(path)).filter_map(|path| path.parent());
        let roots =
            session.roots().into_iter().filter(|root| rules.clone().any(|folder| folder.starts_with(&root.path)));
        let roots: Vec<Root> = roots.collect();
        if !roots.is_empty() {
            scan(session.clone(), roots);
        }
        let mut decided = session.decided_in(&swarm);
        decided.extend(swarm.iter().filter_map(|path| file::folder_of(path)).map(Path::to_path_buf));
        decided.sort();
        decided.dedup();
        if !decided.is_empty() {
            reload_decisions(session.clone(), decided);
        }
        let folders: Vec<PathBuf> = swarm.iter().filter(|path| path.is_dir()).cloned().collect();
        changed(session.clone(), swarm);
        if !folders.is_empty() {
            let later = session.clone();
            session.spawn(async move {
                tokio::time::sleep(SECOND_LOOK).await;
                changed(later, folders);
            });
        }
    }
}

/// A change of these changes what is an article.
fn is_ignore_file(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == ".gitignore" || name == ".ignore")
}

/// Decisions files came, changed or went.
pub fn reload_decisions(session: Arc<Session>, folders: Vec<PathBuf>) {
    let worker = session.clone();
    session.spawn_blocking(move || {
        worker.watch_stores(&folders);
        worker.reload_decisions(folders);
    });
}

/// Read files anew of which something else is known now, after the folders under way.
pub fn read_again(session: Arc<Session>, files: Vec<PathBuf>) {
    if files.is_empty() {
        return;
    }
    let task = session.clone();
    session.spawn(async move {
        let turn = task.scanning.lock().await;
        let worker = task.clone();
        let reading = move || match files.len() {
            ..=FEW => files.iter().for_each(|file| {
                worker.read_file(file, Again::Yes);
            }),
            _ => read_files(&worker, &files, Again::Yes, Progress::begin(worker.clone(), "Reading again")),
        };
        let _ = tokio::task::spawn_blocking(reading).await; // a panic has been logged
        drop(turn);
        task.corpus_changed(None);
    });
}

/// Whether a file is read though its text is in the index.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Again {
    Yes,
    No,
}

/// Paths came, changed or went.
pub fn changed(session: Arc<Session>, paths: Vec<PathBuf>) {
    let worker = session.clone();
    session.spawn_blocking(move || {
        if worker.refresh_paths(&paths) {
            worker.corpus_changed(None);
        }
    });
}

/// A document was closed: what its file says counts again.
pub fn closed(session: Arc<Session>, id: ArticleId, path: Option<PathBuf>) {
    let worker = session.clone();
    session.spawn_blocking(move || {
        let news = match path.filter(|path| worker.articles_at(std::slice::from_ref(path)).contains(path)) {
            // The same text may have been read with other knowledge while it was open.
            Some(path) => worker.read_file(&path, Again::Yes),
            None => worker.forget(&id),
        };
        if news {
            worker.corpus_changed(None);
        }
    });
}

fn read_folders(session: &Arc<Session>, roots: &[Root]) {
    session.find_decisions(roots.iter().map(|root| root.path.as_path()), true);
    let progress = Progress::begin(session.clone(), "Reading articles");
    let mut files = Vec::new();
    for root in roots {
        let walk = walk(&root.path, root.deep, &|| progress.cancelled());
        for trouble in walk.troubles {
            session.out.log(MessageType::WARNING, trouble);
        }
        files.extend(walk.files);
    }
    if !progress.cancelled() {
        session.forget_vanished(roots, &files);
    }
    // An article's folder may have decisions of its own.
    session.find_decisions(files.iter().filter_map(|file| file.parent()), false);
    read_files(session, &files, Again::No, progress);
}

/// Read files on as many threads as there are to spare.
fn read_files(session: &Arc<Session>, files: &[PathBuf], again: Again, progress: Progress) {
    let started = Instant::now();
    let (read, of) = (AtomicUsize::new(0), files.len());
    let news = Mutex::new(Instant::now());
    let progress = Mutex::new(progress);
    let read_one = |file: &PathBuf| {
        let now = |lock: &Mutex<Progress>| lock.lock().unwrap_or_else(PoisonError::into_inner).cancelled();
        if now(&progress) {
            return;
        }
        session.read_file(file, again);
        let done = read.fetch_add(1, Ordering::Relaxed) + 1;
        progress.lock().unwrap_or_else(PoisonError::into_inner).report(done, of);
        let mut news = news.lock().unwrap_or_else(PoisonError::into_inner);
        if news.elapsed() > NEWS {
            *news = Instant::now();
            session.corpus_changed(None);
        }
    };
    match &*READERS {
        Some(readers) => readers.install(|| files.par_iter().for_each(read_one)),
        None => files.iter().for_each(read_one),
    }
    let read = read.into_inner();
    let progress = progress.into_inner().unwrap_or_else(PoisonError::into_inner);
    let message = match progress.cancelled() {
        true => format!("cancelled after {read} of {of} articles"),
        false => format!("{read} articles read in {:.1} s", started.elapsed().as_secs_f32()),
    };
    session.out.log(MessageType::INFO, message.clone());
    progress.end(message);
}

impl Session {
    /// Paths of files and folders as they are now. True if the corpus changed.
    fn refresh_paths(self: &Arc<Session>, paths: &[PathBuf]) -> bool {
        let found = self.articles_at(paths);
        self.find_decisions(found.iter().filter_map(|file| file.parent()), false);
        let corpus = self.corpus();
        let mut news = false;
        for path in paths.iter().filter(|path| !found.contains(*path)) {
            let id = path.to_str().map(ArticleId::new);
            if let Some(id) = id.filter(|id| corpus.article(id).is_some()) {
                news |= self.forget(&id);
                continue;
            }
            let below = corpus.articles().map(|article| &article.id).filter(|id| {
                let file = Path::new(id.as_str());
                file.starts_with(path) && !found.contains(file)
            });
            news |= below.filter(|id| self.forget(id)).count() > 0;
        }
        found.iter().filter(|file| self.read_file(file, Again::No)).count() > 0 || news
    }

    /// The article files at or below paths, by the rules of the roots they are in.
    fn articles_at(&self, paths: &[PathBuf]) -> BTreeSet<PathBuf> {
        let mut found = BTreeSet::new();
        for Root { path: root, deep } in self.roots() {
            let parts: Vec<&PathBuf> = paths.iter().filter(|path| path.starts_with(&root)).collect();
            if parts.len() > FEW {
                // One look at everything is cheaper than a look at every folder for every path.
                let parts: HashSet<&Path> = parts.iter().map(|path| path.as_path()).collect();
                let files = walk(&root, deep, &|| self.is_closed()).files.into_iter();
                found.extend(files.filter(|file| file.ancestors().any(|path| parts.contains(path))));
            } else {
                found.extend(parts.iter().flat_map(|part| walk_part(&root, deep, part, &|| self.is_closed()).files));
            }
        }
        found
    }

    /// Read a file into the index, unless it is open. True if the corpus changed.
    fn read_file(&self, path: &Path, again: Again) -> bool {
        let ticket = self.catalogue.ticket(); // before the file is looked at
        let Some(name) = path.to_str() else {
            self.skipped(path, "its name is not Unicode; rename it");
            return false;
        };
        let id = ArticleId::new(name);
        if self.is_open(&id) {
            return false;
        }
        let decoded = match load(path, self.settings().max_file_size) {
            Ok(decoded) => decoded,
            Err(error) => {
                if !matches!(error, LoadError::Missing) {
                    self.skipped(path, &error.to_string());
                }
                return self.catalogue.withdraw(&id, ticket, |id| self.is_open(id));
            }
        };
        if decoded.replaced > 0 {
            let (replaced, encoding) = (decoded.replaced, decoded.encoding);
            let message =
                format!("{name}: read as {encoding:?}, {replaced} characters could not be and are shown as \u{fffd}");
            self.out.log(MessageType::WARNING, message);
        }
        let known = self.corpus().article(&id).filter(|known| *known.text == *decoded.text).cloned();
        if again == Again::No && known.is_some() {
            return false;
        }
        let text = Text::new(decoded.text);
        let context = self.context(&id);
        let reading = AssertUnwindSafe(|| Reader::new().read(&text, &context));
        let Ok(findings) = std::panic::catch_unwind(reading) else {
            self.skipped(path, "reading it failed; this is a fault of the program, please report it");
            return false;
        };
        let new = known.is_none_or(|known| known.findings != findings);
        let article = Arc::new(Article { id: id.clone(), text, findings });
        let news = self.catalogue.offer(article, ticket, |id| self.is_open(id)) && new;
        // Somebody may have decided something meanwhile: whoever reads again what it bears on does not know of an
        // article that was not there yet.
        if self.context(&id) == context { news } else { self.read_file(path, Again::Yes) || news }
    }

    fn skipped(&self, path: &Path, why: &str) {
        self.out.log(MessageType::WARNING, format!("{} is left out: {why}", path.display()));
    }

    fn forget(&self, id: &ArticleId) -> bool {
        self.catalogue.withdraw(id, self.catalogue.ticket(), |id| self.is_open(id))
    }

    /// Forget the articles of folders that a walk did not find again.
    fn forget_vanished(&self, roots: &[Root], files: &[PathBuf]) {
        let found: HashSet<&Path> = files.iter().map(PathBuf::as_path).collect();
        for article in self.corpus().articles() {
            let path = Path::new(article.id.as_str());
            if roots.iter().any(|root| root.holds(path)) && !found.contains(path) {
                self.forget(&article.id);
            }
        }
    }
}
