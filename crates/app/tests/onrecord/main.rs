//! The binary as a process in a folder of its own.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    clippy::print_stderr,
    reason = "a test whose set-up fails has failed, and says where"
)]

mod bounds;
mod changing;
mod commands;
mod damage;
mod docs;
mod entities;
mod exporting;
mod exports;
mod finding;
mod hostile;
mod judging;
mod keeping;
mod looking;
mod mcp;
mod newsroom;
mod ordering;
mod pages;
mod reviewing;
mod served;
mod serving;
mod twins;
mod unnamed;
mod weights;
