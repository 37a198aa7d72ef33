//! What readers decide: offered as code actions, carried out as commands. The server writes the decisions file itself,
//! so that any client will do.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Value, json};
use tower_lsp::lsp_types::request::{ShowDocument, ShowMessageRequest};
use tower_lsp::lsp_types::*;

use super::session::Session;
use super::session::decisions::not_written;
use super::view::View;
use super::why::Told;
use crate::answer::{choices, lookalikes, named_at, others_in, questions};
use crate::corpus::decisions::{Decision, Named, decision, file, relative, write_line};
use crate::corpus::{ArticleId, Corpus};
use crate::read::EntityType;

/// Write a line into the decisions file of a folder.
pub const DECIDE: &str = "scholiast.decide";
/// Ask which other entity this one is.
pub const SAME_AS: &str = "scholiast.sameAs";
/// Ask whom some words mean, or who says them.
pub const WHOM: &str = "scholiast.whom";
/// Begin a note in the decisions file, and open that.
pub const NOTE: &str = "scholiast.note";

/// Tell why some words mean whom they are said to mean.
pub const WHY: &str = "scholiast.why";

/// Not `quickfix`: nothing is broken.
pub const KIND: CodeActionKind = CodeActionKind::REFACTOR;

/// The decisions on offer at the start of a range.
pub fn actions(view: &View, range: Range, folder: &Path) -> Vec<CodeActionOrCommand> {
    let Some(path) = relative(folder, Path::new(view.article.id.as_str())) else { return Vec::new() };
    let offset = view.offset(range.start);
    let action = |title: String, command: &str, arguments: [Value; 2]| {
        let arguments = Some(arguments.to_vec());
        let command = Command { title: title.clone(), command: command.to_owned(), arguments };
        if !view.client.code_action_literals {
            return CodeActionOrCommand::Command(command);
        }
        CodeActionOrCommand::CodeAction(CodeAction {
            command: Some(command),
            kind: Some(KIND),
            title,
            ..CodeAction::default()
        })
    };
    let choices = choices(&view.corpus, &view.article, offset, &path).into_iter();
    let mut actions: Vec<_> =
        choices.map(|c| action(c.title, DECIDE, [json!(folder), json!(write_line(&c.decision))])).collect();
    for question in questions(&view.article, offset, &path) {
        actions.push(action(question.title, WHOM, [json!(folder), json!(write_line(&question.decision))]));
    }
    if let Some((shown, named)) = named_at(&view.corpus, &view.article, offset) {
        if let Some(named) = named {
            let arguments = || [json!(folder), json!(named.to_string())];
            actions.push(action(format!("{shown} is the same as…"), SAME_AS, arguments()));
            actions.push(action(format!("Write a note on {shown}…"), NOTE, arguments()));
        }
        if let Some(uri) = view.uri(&view.article.id) {
            actions.push(action(format!("Why is this {shown}?"), WHY, [json!(uri), json!(range.start)]));
        }
    }
    actions
}

/// Carry out one of our commands. Err: what is wrong with its arguments.
pub async fn execute(session: Arc<Session>, params: ExecuteCommandParams) -> Result<(), String> {
    if params.command == WHY {
        return tell_why(session, params.arguments).await;
    }
    let [folder, argument] = params.arguments.as_slice() else {
        return Err(format!("{}: expected two arguments, a folder and what to decide", params.command));
    };
    let text = |value: &Value| value.as_str().map(str::to_owned).ok_or(format!("{value} is no text"));
    let (folder, argument) = (PathBuf::from(text(folder)?), text(argument)?);
    if !session.writes_to(&folder) {
        return Err(format!("{} is not a folder that is read", folder.display()));
    }
    match params.command.as_str() {
        DECIDE => {
            let decision = decision(&argument)?;
            decide(session, folder, decision).await;
        }
        SAME_AS => {
            let named: Named = argument.parse()?;
            let asked = session.clone();
            session.spawn(async move { ask_which(asked, folder, named).await });
        }
        WHOM => {
            let decision = decision(&argument)?;
            let asked = session.clone();
            session.spawn(async move { ask_whom(asked, folder, decision).await });
        }
        NOTE => {
            let named: Named = argument.parse()?;
            note(session, folder, named).await;
        }
        other => return Err(format!("there is no command {other}")),
    }
    Ok(())
}

/// Err: what is wrong with the arguments.
async fn tell_why(session: Arc<Session>, arguments: Vec<Value>) -> Result<(), String> {
    let expected = |what: serde_json::Error| format!("{WHY}: expected an address and a position: {what}");
    let (uri, at): (Url, Position) = serde_json::from_value(Value::Array(arguments)).map_err(expected)?;
    let told = session.capture(&uri).ask(session.clone(), WHY, move |view| view.why(view.offset(at))).await;
    match told.ok().flatten().flatten() {
        Some(Ok(Told::Document(uri))) => {
            let params = ShowDocumentParams { uri, external: Some(false), take_focus: Some(true), selection: None };
            session.spawn(session.out.ask::<ShowDocument>(params));
        }
        Some(Ok(Told::Message(message))) => session.out.show(MessageType::INFO, message),
        Some(Err(trouble)) => session.out.show(MessageType::WARNING, trouble),
        None => session.out.show(MessageType::INFO, "Nobody is mentioned there any more"),
    }
    Ok(())
}

async fn decide(session: Arc<Session>, folder: PathBuf, decision: Decision) {
    let job = tokio::task::spawn_blocking(move || session.decide(&folder, &decision));
    let _ = job.await; // a panic has been logged
}

/// How many others are shown to choose from.
const SHOWN: usize = 8;

async fn ask_which(session: Arc<Session>, folder: PathBuf, named: Named) {
    let wanted = named.clone();
    let others = session.search(SAME_AS, move |scene| others(&scene.corpus, &wanted)).await;
    let others = others.ok().flatten().unwrap_or_default();
    if others.is_empty() {
        let message = format!("No other name is like {}; write the decision into {}", named.name, shown(&folder));
        return session.out.show(MessageType::INFO, message);
    }
    if let Some(other) = choose(&session, format!("Who is {}?", named.name), others).await {
        decide(session, folder, Decision::Same(other, named)).await;
    }
}

/// Ask which of those in the article a decision about its words is about.
async fn ask_whom(session: Arc<Session>, folder: PathBuf, decision: Decision) {
    let Some((Some(article), words)) = decision.said_of().map(|(scope, words)| (scope.article(), words)) else {
        return;
    };
    let speaks = matches!(decision, Decision::Speaker { .. });
    let question = match speaks {
        true => format!("Who says {words}?"),
        false => format!("Whom does “{words}” mean?"),
    };
    let id = folder.join(article).to_str().map(ArticleId::new);
    let found = session.search(WHOM, move |scene| {
        let article = id.and_then(|id| scene.corpus.article(&id).cloned());
        let person_or = |kind| matches!(kind, EntityType::Person | EntityType::Organization);
        article.map(|article| others_in(&article, |kind| !speaks || person_or(kind))).unwrap_or_default()
    });
    let others = found.await.ok().flatten().unwrap_or_default();
    if others.is_empty() {
        let message = format!("Nobody is named in this article; write the decision into {}", shown(&folder));
        return session.out.show(MessageType::INFO, message);
    }
    let others = others.into_iter().take(SHOWN).map(|named| (named.name.clone(), named)).collect();
    if let Some(other) = choose(&session, question, others).await {
        decide(session, folder, decision.about(other)).await;
    }
}

/// Let the person choose one of some titles; None if none was chosen.
async fn choose(session: &Session, message: String, from: Vec<(String, Named)>) -> Option<Named> {
    let actions =
        from.iter().map(|(title, _)| MessageActionItem { title: title.clone(), properties: Default::default() });
    let actions = Some(actions.collect());
    let question = ShowMessageRequestParams { typ: MessageType::INFO, message, actions };
    let chosen = session.out.ask_person::<ShowMessageRequest>(question).await??;
    from.into_iter().find(|(title, _)| *title == chosen.title).map(|(_, named)| named)
}

/// The others under titles of which no two are alike: the client answers with the title.
fn others(corpus: &Corpus, named: &Named) -> Vec<(String, Named)> {
    let others = lookalikes(corpus, named, SHOWN);
    let titled = others.iter().map(|other| {
        let alone = others.iter().filter(|namesake| namesake.name == other.name).count() == 1;
        let title = if alone { other.name.clone() } else { format!("{} ({})", other.name, other.id) };
        (title, other.named())
    });
    titled.collect()
}

/// The protocol has no way to ask for a text: the file is opened with a line to be filled in.
async fn note(session: Arc<Session>, folder: PathBuf, named: Named) {
    let line = format!("# note\t{named}\twrite the note here, and delete the # at the front");
    let at = folder.clone();
    let written = tokio::task::spawn_blocking(move || file::append_line(&at, &line)).await;
    match written {
        Ok(Err(error)) => return session.out.show(MessageType::ERROR, not_written(&folder, &error)),
        Err(_) => return, // a panic has been logged
        Ok(Ok(())) => {}
    }
    let uri = Url::from_file_path(file::path(&folder)).ok().filter(|_| session.client().shows_documents);
    match uri {
        Some(uri) => {
            let params = ShowDocumentParams { uri, external: Some(false), take_focus: Some(true), selection: None };
            session.spawn(session.out.ask::<ShowDocument>(params));
        }
        None => session.out.show(MessageType::INFO, format!("Write the note into {}", shown(&folder))),
    }
}

fn shown(folder: &Path) -> String {
    file::path(folder).display().to_string()
}
