//! SERVER: LSP in, LSP out; knows no language.
//!
//! Read in this order: `transport` (where messages come from), `serve` (one session's messages, in wire order),
//! `backend` (one method a request), `session` (the one mutable state), `version`, `catalogue` and `view` (what a
//! request looks at), `publish` and `indexer` (the two background tasks), `to_lsp` and `from_lsp` (our types ↔ the
//! protocol's, for all requests).

mod actions;
mod backend;
mod call_hierarchy;
mod capabilities;
mod catalogue;
mod configuration;
mod decisions;
mod edit;
mod frames;
mod from_lsp;
mod indexer;
mod initialize;
mod markup;
mod outgoing;
mod parent;
mod profile;
mod progress;
mod publish;
mod renaming;
mod roots;
mod semantic;
mod serve;
mod session;
mod stdio;
mod to_lsp;
pub mod transport;
mod type_hierarchy;
mod version;
mod view;
mod why;

pub use serve::{End, Peer, serve};
pub use transport::{Transport, run};
