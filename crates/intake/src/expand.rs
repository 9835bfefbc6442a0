//! From what was typed to files: a file, a folder, a pattern the shell left alone, or `-`.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use glob::MatchOptions;
use walkdir::{DirEntry, WalkDir};

use crate::encoding;
use crate::error::IntakeError;

/// Bytes by which a file of a folder is told to be no text.
const HEAD: u64 = 4096;

/// The files that a name means, in sorted order.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Expanded {
    /// Those to read.
    pub files: Vec<PathBuf>,
    /// Pictures, PDF and other files of a folder that are no text. Databases and their journals
    /// are not among them: a ledger may lie beside the articles that it keeps.
    pub passed_over: Vec<PathBuf>,
}

/// The files that `path` means. Hidden files of a folder are left out, and so are those a pattern
/// does not name with their dot. A file that is named is read, whatever is in it; of a folder
/// only what may be text is. `-` stands for itself.
pub fn expand(path: &Path) -> Result<Expanded, IntakeError> {
    if path == Path::new("-") {
        return Ok(one(path));
    }
    if path.is_dir() {
        return found(texts(folder(path)?), path);
    }
    if path.symlink_metadata().is_ok() {
        return Ok(one(path));
    }
    match path.to_str() {
        Some(pattern) if pattern.contains(['*', '?', '[']) => matching(pattern),
        _ => found(Expanded::default(), path),
    }
}

fn one(path: &Path) -> Expanded {
    Expanded {
        files: vec![path.to_owned()],
        passed_over: Vec::new(),
    }
}

fn found(expanded: Expanded, path: &Path) -> Result<Expanded, IntakeError> {
    if expanded == Expanded::default() {
        return Err(IntakeError::NoMatch(path.display().to_string()));
    }
    Ok(expanded)
}

/// Those of `files` that may be text, and those that are not.
fn texts(files: Vec<PathBuf>) -> Expanded {
    const JOURNALS: [&str; 3] = ["-wal", "-shm", "-journal"];
    let heads: Vec<Vec<u8>> = files.iter().map(|path| head(path)).collect();
    let named = files.iter().zip(&heads);
    let databases: BTreeSet<PathBuf> = named
        .filter(|(_, head)| head.starts_with(b"SQLite format 3\0"))
        .map(|(path, _)| path.clone())
        .collect();
    let is_of_database = |path: &Path| {
        let name = path.as_os_str().to_string_lossy();
        let mut bases = JOURNALS.iter().filter_map(|end| name.strip_suffix(end));
        databases.contains(path) || bases.any(|base| databases.contains(Path::new(base)))
    };
    let mut expanded = Expanded::default();
    for (path, head) in files.into_iter().zip(&heads) {
        if encoding::wide(head).is_none() && encoding::is_binary(head) {
            expanded.passed_over.push(path);
        } else {
            expanded.files.push(path);
        }
    }
    expanded.files.retain(|path| !is_of_database(path));
    expanded.passed_over.retain(|path| !is_of_database(path));
    expanded
}

/// The first bytes of a file; none of one that cannot be read, so that reading it tells why.
fn head(path: &Path) -> Vec<u8> {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    if read.is_err() {
        head.clear();
    }
    head
}

/// The files of a folder and of the folders in it. Links to files are followed, to folders not:
/// they may lead round in a circle.
fn folder(path: &Path) -> Result<Vec<PathBuf>, IntakeError> {
    let walk = WalkDir::new(path).sort_by_file_name().into_iter();
    let mut files = Vec::new();
    for entry in walk.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry)) {
        let entry = entry.map_err(|error| IntakeError::Folder {
            path: error.path().unwrap_or(path).to_owned(),
            source: error.into(),
        })?;
        let is_link_to_file = entry.path_is_symlink() && entry.path().is_file();
        if entry.file_type().is_file() || (entry.depth() > 0 && is_link_to_file) {
            files.push(as_typed(entry.path()));
        }
    }
    Ok(files)
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

/// A file of the folder `.` is called by its name alone.
fn as_typed(path: &Path) -> PathBuf {
    path.strip_prefix(".").unwrap_or(path).to_owned()
}

fn matching(pattern: &str) -> Result<Expanded, IntakeError> {
    let options = MatchOptions {
        require_literal_leading_dot: true,
        require_literal_separator: true,
        case_sensitive: true,
    };
    let matches = glob::glob_with(pattern, options).map_err(|source| IntakeError::Pattern {
        pattern: pattern.to_owned(),
        source,
    })?;
    let mut expanded = Expanded::default();
    for path in matches {
        let path = path.map_err(|error| IntakeError::Folder {
            path: error.path().to_owned(),
            source: error.into(),
        })?;
        if path.is_dir() {
            let inside = texts(folder(&path)?);
            expanded.files.extend(inside.files);
            expanded.passed_over.extend(inside.passed_over);
        } else {
            expanded.files.push(path);
        }
    }
    // `a/**` names the files of `a/b` twice: through the folder and by themselves.
    for files in [&mut expanded.files, &mut expanded.passed_over] {
        files.sort();
        files.dedup();
    }
    found(expanded, Path::new(pattern))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn short(root: &Path, path: &Path) -> String {
        path.strip_prefix(root).unwrap().display().to_string()
    }

    fn names(root: &Path, typed: &str) -> Vec<String> {
        let found = expand(&root.join(typed)).unwrap();
        found.files.iter().map(|path| short(root, path)).collect()
    }

    #[test]
    fn files_folders_and_patterns() {
        let room = tempfile::tempdir().unwrap();
        let root = room.path();
        fs::create_dir_all(root.join("b/.git")).unwrap();
        fs::create_dir_all(root.join("none")).unwrap();
        for name in [
            "z.txt",
            "a.txt",
            ".hidden.txt",
            "b/c.txt",
            "b/.git/config",
            "[1].txt",
        ] {
            fs::write(root.join(name), "x").unwrap();
        }
        assert_eq!(names(root, "z.txt"), ["z.txt"]);
        assert_eq!(names(root, ".hidden.txt"), [".hidden.txt"], "it was named");
        assert_eq!(names(root, ""), ["[1].txt", "a.txt", "b/c.txt", "z.txt"]);
        assert_eq!(names(root, "*.txt"), ["[1].txt", "a.txt", "z.txt"]);
        assert_eq!(names(root, "**"), ["b/c.txt"]);
        assert_eq!(
            names(root, "[1].txt"),
            ["[1].txt"],
            "a name wins over a pattern"
        );
        for absent in ["absent.txt", "*.pdf", "none"] {
            let error = expand(&root.join(absent)).unwrap_err();
            assert!(
                matches!(&error, IntakeError::NoMatch(path) if path.ends_with(absent)),
                "{error}"
            );
        }
        assert!(matches!(
            expand(&root.join("a[")),
            Err(IntakeError::Pattern { .. })
        ));
    }

    #[test]
    fn a_folder_is_read_for_its_texts() {
        let room = tempfile::tempdir().unwrap();
        let root = room.path();
        let wide: Vec<u8> = "The bridge is shut."
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        for (name, bytes) in [
            ("a.txt", &b"The bridge is shut."[..]),
            ("b.txt", &wide),
            ("empty.txt", b""),
            ("kept.ledger", b"SQLite format 3\0\x10\0"),
            ("kept.ledger-shm", b"\x18\xe2\x2d\0"),
            ("kept.ledger-wal", b""),
            ("notes-wal", b"The wall is shut."),
            ("photo.jpg", b"\xFF\xD8\xFF\xE0"),
            ("report.pdf", b"%PDF-1.7"),
        ] {
            fs::write(root.join(name), bytes).unwrap();
        }
        let texts = ["a.txt", "b.txt", "empty.txt", "notes-wal"];
        assert_eq!(names(root, ""), texts);
        let passed = expand(root).unwrap().passed_over;
        let passed: Vec<String> = passed.iter().map(|path| short(root, path)).collect();
        assert_eq!(passed, ["photo.jpg", "report.pdf"]);
        assert_eq!(names(root, "kept.ledger"), ["kept.ledger"], "it was named");
        assert_eq!(names(root, "*.pdf"), ["report.pdf"], "it was named");
    }

    #[test]
    fn the_stream_and_the_folder_one_stands_in() {
        assert_eq!(expand(Path::new("-")).unwrap().files, [Path::new("-")]);
        assert!(
            expand(Path::new("."))
                .unwrap()
                .files
                .contains(&PathBuf::from("Cargo.toml"))
        );
    }
}
