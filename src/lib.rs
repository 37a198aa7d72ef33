//! scholiast: an article's text is read into findings, findings are folded into a corpus index,
//! and questions about a snapshot of both are answered to an editor or a terminal.
//!
//! Chapters, in the order in which data flows. Arrows point one way only:
//! `text ← read ← corpus ← answer ← {server, cli}`.

/// 5. A question about a snapshot → a plain value.
pub mod answer;
/// 7. The terminal: one file per subcommand.
pub mod cli;
/// 4. Many articles → one index.
pub mod corpus;
/// Word lists and tables: data beside its origin and licence.
pub mod data;
/// 3. One article → `read::Findings`. Pure, total, deterministic.
pub mod read;
/// 6. LSP in, LSP out; knows no language.
pub mod server;
/// 2. What the user may choose.
pub mod settings;
/// 1. What an article is made of: characters, lines, paragraphs, tokens, sentences.
pub mod text;
/// From annotated texts to embedded weights.
#[cfg(feature = "train")]
pub mod train;

#[cfg(target_os = "linux")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
