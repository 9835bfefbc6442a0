//! The binary as a process in a folder of its own.

mod commands;
mod damage;
mod docs;
mod hostile;
mod keeping;
mod newsroom;
mod pages;
