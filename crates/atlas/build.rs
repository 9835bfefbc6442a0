//! Packs the gazetteer so that a look-up unpacks only what it asks for: `src/layout.rs` says how.

#[path = "build/names.rs"]
mod names;
#[path = "build/rows.rs"]
mod rows;

#[path = "src/key.rs"]
pub mod key;
#[path = "src/layout.rs"]
mod layout;
#[path = "src/table.rs"]
#[expect(dead_code, reason = "no numbers are read here")]
mod table;

use std::path::Path;

fn main() -> std::io::Result<()> {
    // All that it reads is compiled into it, and so cargo knows when that changes.
    println!("cargo:rerun-if-changed=build.rs");
    let packed = include_bytes!("data/gazetteer.z");
    let text = miniz_oxide::inflate::decompress_to_vec(packed).expect("raw deflate");
    let text = String::from_utf8(text).expect("UTF-8");
    let listed = rows::read(&text);
    let folder = std::env::var_os("OUT_DIR").expect("set by cargo");
    let folder = Path::new(&folder);
    std::fs::write(folder.join("rows.bin"), file(&rows::pieces(&listed)))?;
    std::fs::write(folder.join("names.bin"), file(&names::pieces(&listed)))
}

/// Where each piece begins and the last ends, then the pieces.
fn file(pieces: &[Vec<u8>]) -> Vec<u8> {
    let mut at = 4 * (pieces.len() + 1);
    let mut starts = Vec::new();
    for length in pieces.iter().map(Vec::len).chain([0]) {
        starts.extend(u32::try_from(at).expect("a few megabytes").to_le_bytes());
        at += length;
    }
    [starts, pieces.concat()].concat()
}
