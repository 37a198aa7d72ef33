//! End to end over the protocol.

mod answers;
mod bad_input;
mod corpus;
mod decisions;
mod diagnostics;
mod encodings;
mod harness;
mod lifecycle;
mod order;
mod renaming;
mod resilience;
mod settings;
mod sockets;
mod tokens;
