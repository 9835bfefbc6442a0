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
    options: Options,
    read: Arc<AtomicU64>,
}

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
            options,
            read: Arc::default(),
        }
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
        } = self;
        files
            .into_iter()
            .flat_map(move |file| articles(file, &options, &read))
    }
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
            place: Place {
                path: path.display().to_string(),
                line: None,
                element: None,
            },
            source,
        }),
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
