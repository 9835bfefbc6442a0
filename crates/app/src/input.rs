//! From what the user typed to a stream of articles, one file open at a time.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use onrecord_desk::intake::{self, Expanded, IntakeError, Options, Place};
use onrecord_record::Article;

use crate::progress::Progress;
use crate::terminal;

/// The files to read, and how.
pub(crate) struct Input {
    files: Vec<Result<PathBuf, IntakeError>>,
    named: Vec<PathBuf>,
    options: Options,
    read: Arc<AtomicU64>,
}

/// Side files of a SQLite file, by what their names end in.
const SIDES: [&str; 4] = ["", "-wal", "-shm", "-journal"];

impl Input {
    /// Finds the files that `paths` mean: files, folders, globs, or `-` for stdin. Says which
    /// files of a folder are passed over because they are no text.
    pub(crate) fn new(paths: &[PathBuf], options: Options) -> Input {
        let mut files = Vec::new();
        for path in paths {
            match intake::expand(path) {
                Ok(found) => {
                    pass_over(path, &found);
                    files.extend(found.files.into_iter().map(Ok));
                }
                Err(error) => files.push(Err(error)),
            }
        }
        Input {
            files,
            named: paths.to_vec(),
            options,
            read: Arc::default(),
        }
    }

    /// The same without the files of `ledger`, which is to be opened after this and not before.
    ///
    /// Reading them beside SQLite would do harm: when a process closes a file, the system takes
    /// away all its locks on that file, and SQLite's are among them. A file of the ledger that was
    /// named fails as what it is: no text.
    pub(crate) fn beside(mut self, ledger: &Path) -> Input {
        let sides = sides(ledger);
        let is_side = |path: &Path| places(path).iter().any(|place| sides.contains(place));
        let files = std::mem::take(&mut self.files).into_iter();
        let kept = files.filter_map(|file| match file {
            Ok(path) if is_side(&path) => {
                let is_named = self.named.contains(&path);
                is_named.then(|| Err(IntakeError::Binary(whole(&path))))
            }
            other => Some(other),
        });
        let files = kept.collect();
        Input { files, ..self }
    }

    /// A measure of how far the reading has come.
    pub(crate) fn progress(&self) -> Progress {
        let files = self.files.iter().flatten();
        let sizes = files.filter_map(|path| path.metadata().ok());
        Progress::new(sizes.map(|data| data.len()).sum(), Arc::clone(&self.read))
    }

    /// The articles, in the order of the files and of the lines in them.
    pub(crate) fn articles(self) -> impl Iterator<Item = Result<Article, IntakeError>> {
        let Input {
            files,
            options,
            read,
            ..
        } = self;
        files
            .into_iter()
            .flat_map(move |file| articles(file, &options, &read))
    }
}

/// Is `path` the file of `ledger`, or one that SQLite keeps beside it?
pub(crate) fn is_of(ledger: &Path, path: &Path) -> bool {
    let sides = sides(ledger);
    places(path).iter().any(|place| sides.contains(place))
}

/// The files of `ledger`, by every name they go by.
fn sides(ledger: &Path) -> Vec<PathBuf> {
    let mut sides = Vec::new();
    for file in places(ledger) {
        sides.extend(SIDES.map(|end| {
            let mut name = file.as_os_str().to_owned();
            name.push(end);
            PathBuf::from(name)
        }));
    }
    sides
}

/// Says in one line how many files of the folder `path` are no text, and which come first.
fn pass_over(path: &Path, found: &Expanded) {
    const SHOWN: usize = 3;
    let names = found.passed_over.iter().take(SHOWN);
    let mut names: Vec<String> = names.map(|name| name.display().to_string()).collect();
    let count = found.passed_over.len();
    if count > SHOWN {
        names.push("…".to_owned());
    }
    let files = match count {
        0 => return,
        1 => "1 file that is".to_owned(),
        count => format!("{count} files that are"),
    };
    let (path, names) = (path.display(), names.join(", "));
    terminal::complain(&format!("passed over {files} no text in {path}: {names}"));
}

type Articles = Box<dyn Iterator<Item = Result<Article, IntakeError>>>;

fn articles(
    file: Result<PathBuf, IntakeError>,
    options: &Options,
    read: &Arc<AtomicU64>,
) -> Articles {
    let opened = file.and_then(|path| Ok((open(&path)?, path)));
    match opened {
        Err(error) => Box::new(std::iter::once(Err(error))),
        Ok((inner, path)) => {
            let counted = Counted {
                inner,
                read: Arc::clone(read),
            };
            let name = path.display().to_string();
            Box::new(intake::articles(BufReader::new(counted), &name, options))
        }
    }
}

fn open(path: &Path) -> Result<Box<dyn Read>, IntakeError> {
    if path == Path::new("-") {
        return Ok(Box::new(io::stdin()));
    }
    match File::open(path) {
        Ok(file) => Ok(Box::new(file)),
        Err(source) => Err(IntakeError::Io {
            place: whole(path),
            source,
        }),
    }
}

/// Where `path` is, itself and what it links to; the former also where nothing is there (any more).
fn places(path: &Path) -> Vec<PathBuf> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let folder = folder.canonicalize().ok();
    let itself = folder.and_then(|folder| Some(folder.join(path.file_name()?)));
    itself.into_iter().chain(path.canonicalize()).collect()
}

fn whole(path: &Path) -> Place {
    Place {
        path: path.display().to_string(),
        line: None,
        element: None,
    }
}

/// A reader that counts what went through.
struct Counted {
    inner: Box<dyn Read>,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_the_ledger_are_not_read_beside_it() {
        let room = tempfile::tempdir().unwrap();
        let path = |name: &str| room.path().join(name);
        // A ledger that another process is just making: nothing in it tells what it is.
        for name in [
            "a.txt",
            "l.sqlite",
            "l.sqlite-journal",
            "l.sqlite-wal",
            "l.sqlites",
        ] {
            std::fs::write(path(name), "").unwrap();
        }
        let read = |paths: &[PathBuf]| {
            let input = Input::new(paths, Options::default()).beside(&path("l.sqlite"));
            let files = input.files.into_iter();
            files.collect::<Vec<Result<PathBuf, IntakeError>>>()
        };
        let of_folder: Vec<PathBuf> = read(&[room.path().to_owned()])
            .into_iter()
            .map(Result::unwrap)
            .collect();
        assert_eq!(of_folder, [path("a.txt"), path("l.sqlites")]);
        let named = read(&[path("l.sqlite"), path("a.txt")]);
        assert!(matches!(named[0], Err(IntakeError::Binary(_))), "{named:?}");
        assert!(named[1].is_ok());
    }
}
