//! The same value of the same unit across articles.
