//! From what was typed to files: a file, a folder, a pattern the shell left alone, or `-`.

use std::path::{Path, PathBuf};

use glob::MatchOptions;
use walkdir::{DirEntry, WalkDir};

use crate::error::IntakeError;

/// The files that `path` means, in sorted order. Hidden files of a folder are left out, and so are
/// those a pattern does not name with their dot. `-` stands for itself.
pub fn expand(path: &Path) -> Result<Vec<PathBuf>, IntakeError> {
    if path == Path::new("-") {
        return Ok(vec![path.to_owned()]);
    }
    if path.is_dir() {
        return found(folder(path)?, path);
    }
    if path.symlink_metadata().is_ok() {
        return Ok(vec![path.to_owned()]);
    }
    match path.to_str() {
        Some(pattern) if pattern.contains(['*', '?', '[']) => matching(pattern),
        _ => found(Vec::new(), path),
    }
}

fn found(files: Vec<PathBuf>, path: &Path) -> Result<Vec<PathBuf>, IntakeError> {
    if files.is_empty() {
        return Err(IntakeError::NoMatch(path.display().to_string()));
    }
    Ok(files)
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

fn matching(pattern: &str) -> Result<Vec<PathBuf>, IntakeError> {
    let options = MatchOptions {
        require_literal_leading_dot: true,
        require_literal_separator: true,
        case_sensitive: true,
    };
    let matches = glob::glob_with(pattern, options).map_err(|source| IntakeError::Pattern {
        pattern: pattern.to_owned(),
        source,
    })?;
    let mut files = Vec::new();
    for path in matches {
        let path = path.map_err(|error| IntakeError::Folder {
            path: error.path().to_owned(),
            source: error.into(),
        })?;
        if path.is_dir() {
            files.extend(folder(&path)?);
        } else {
            files.push(path);
        }
    }
    // `a/**` names the files of `a/b` twice: through the folder and by themselves.
    files.sort();
    files.dedup();
    found(files, Path::new(pattern))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn names(root: &Path, typed: &str) -> Vec<String> {
        let found = expand(&root.join(typed)).unwrap();
        let short = |path: &PathBuf| path.strip_prefix(root).unwrap().display().to_string();
        found.iter().map(short).collect()
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
    fn the_stream_and_the_folder_one_stands_in() {
        assert_eq!(expand(Path::new("-")).unwrap(), [Path::new("-")]);
        assert!(
            expand(Path::new("."))
                .unwrap()
                .contains(&PathBuf::from("Cargo.toml"))
        );
    }
}
