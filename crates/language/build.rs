//! Packs the weights that are only read where two claims are held against each other.

use std::path::Path;

/// Of ten levels the one from which on packing hardly gets better.
const LEVEL: u8 = 7;

fn main() -> std::io::Result<()> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=weights/pair.orw");
    let weights = std::fs::read("weights/pair.orw")?;
    let packed = miniz_oxide::deflate::compress_to_vec(&weights, LEVEL);
    let folder = std::env::var_os("OUT_DIR").expect("set by cargo");
    std::fs::write(Path::new(&folder).join("pair.z"), packed)
}
