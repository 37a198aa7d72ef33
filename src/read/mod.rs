//! READING: one article → `Findings`. Pure, total, deterministic, no IO: the same text and context give the same
//! findings on any thread, in any order.

mod belonging;
pub mod coreference;
mod decided;
mod differences;
#[cfg(test)]
mod expected;
pub mod figures;
mod findings;
mod fingerprint;
pub mod fold;
pub mod government;
mod key;
mod known;
mod layout;
mod meant;
pub mod names;
mod numbers;
mod numerals;
pub mod quotations;
mod reader;
pub mod style;
mod teams;
pub mod times;
pub mod zones;

pub use decided::{Decided, Who, Word, unquoted};
pub use differences::Differences;
pub use findings::*;
pub use fingerprint::{Fingerprint, same_words};
pub use layout::{Layout, Paragraph, Sentence, Zone};
pub use numbers::numbers;
pub use reader::{Context, Reader, warm_up};
pub use teams::Team;
