//! Code actions: the fixes of the diagnostics that touch the range asked about, and of no others (editors hand over the
//! diagnostics of a whole line, which here is a paragraph), and what may be decided there.

use std::iter;
use std::path::Path;

use tower_lsp::lsp_types::*;

use super::decisions;
use super::edit::{Edited, workspace_edit};
use super::view::View;
use crate::answer::check::{Fix, check};

/// The actions on offer in a range, of the kinds wanted; `folder` is where decisions about the article are kept.
pub fn actions(
    view: &View,
    range: Range,
    only: Option<&[CodeActionKind]>,
    folder: Option<&Path>,
) -> Vec<CodeActionOrCommand> {
    let wanted = |kind: &CodeActionKind| only.is_none_or(|kinds| kinds.iter().any(|parent| holds(parent, kind)));
    let mut out = Vec::new();
    // Without literals there are only commands, and a fix is none.
    if wanted(&CodeActionKind::QUICKFIX) && view.client.code_action_literals {
        out.extend(quick_fixes(view, range));
    }
    if let Some(folder) = folder.filter(|_| wanted(&decisions::KIND)) {
        out.extend(decisions::actions(view, range, folder));
    }
    out
}

fn quick_fixes(view: &View, range: Range) -> Vec<CodeActionOrCommand> {
    let asked = view.span(range);
    let found = check(&view.corpus, &view.article, &view.settings);
    // Spans that merely touch count too: a cursor behind the last letter is on the word.
    let touched = found.iter().filter(|d| d.span.start <= asked.end && asked.start <= d.span.end);
    let actions = touched.flat_map(|diagnostic| {
        diagnostic.fixes.iter().map(|fix| CodeAction {
            title: fix.title.clone(),
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(vec![view.diagnostic(diagnostic)]),
            edit: edit(view, fix),
            is_preferred: fix.preferred.then_some(true),
            ..CodeAction::default()
        })
    });
    actions.map(CodeActionOrCommand::CodeAction).collect()
}

/// Whether a kind is `inner` or one of its parents: `quickfix` holds `quickfix.spelling`.
fn holds(kind: &CodeActionKind, inner: &CodeActionKind) -> bool {
    let rest = inner.as_str().strip_prefix(kind.as_str());
    kind.as_str().is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn edit(view: &View, fix: &Fix) -> Option<WorkspaceEdit> {
    let uri = view.uri(&view.article.id)?;
    let edits = fix.edits.iter().map(|(span, text)| TextEdit::new(view.range(&view.article.text, *span), text.clone()));
    let document = Edited { uri, version: view.version, unseen: false, edits: edits.collect() };
    Some(workspace_edit(&view.client, iter::once(document)))
}
