//! SERVER: LSP in, LSP out; knows no language.
