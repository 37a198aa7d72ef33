//! Where a corpus index is kept.
