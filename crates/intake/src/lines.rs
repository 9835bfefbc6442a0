//! The lines of a stream, one in memory at a time, whatever their length and encoding.

use std::io::{self, BufRead, Read};

/// Bytes looked at between two checks of the bound.
const CHUNK: u64 = 64 << 10;

/// How a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// One byte, as in UTF-8 and every charset that extends ASCII.
    Narrow,
    /// UTF-16, low byte first.
    Little,
    /// UTF-16, high byte first.
    Big,
}

/// A line with its ending, if it is not longer than the bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    /// Its number, from 1.
    pub(crate) number: u32,
    /// Its bytes; `None` where there are too many.
    pub(crate) bytes: Option<Vec<u8>>,
}

/// A stream cut into lines.
#[derive(Debug)]
pub(crate) struct Lines<R> {
    reader: R,
    ending: Ending,
    limit: usize,
    number: u32,
}

impl<R: BufRead> Lines<R> {
    /// Cuts what `reader` gives.
    pub(crate) fn new(reader: R, ending: Ending, limit: usize) -> Lines<R> {
        Lines {
            reader,
            ending,
            limit,
            number: 0,
        }
    }

    /// The next line; `None` at the end of the stream. The rest of one too long is passed over.
    pub(crate) fn next_line(&mut self) -> io::Result<Option<Line>> {
        let (mut bytes, mut length, mut is_long) = (Vec::new(), 0, false);
        loop {
            let read = self
                .reader
                .by_ref()
                .take(CHUNK)
                .read_until(b'\n', &mut bytes)?;
            length += read;
            if read == 0 || self.is_ended(&mut bytes, &mut length)? {
                break;
            }
            if bytes.len() > self.limit {
                is_long = true;
                bytes.drain(..bytes.len().saturating_sub(2));
            }
        }
        if length == 0 {
            return Ok(None);
        }
        self.number = self.number.saturating_add(1);
        is_long |= self.content(&bytes).len() > self.limit;
        Ok(Some(Line {
            number: self.number,
            bytes: (!is_long).then_some(bytes),
        }))
    }

    /// The next line that has words.
    pub(crate) fn next_filled(&mut self) -> io::Result<Option<Line>> {
        loop {
            let line = self.next_line()?;
            let bytes = line.as_ref().and_then(|line| line.bytes.as_deref());
            if !bytes.is_some_and(|bytes| self.is_blank(bytes)) {
                return Ok(line);
            }
        }
    }

    /// Is there nothing but white space in `bytes`?
    pub(crate) fn is_blank(&self, bytes: &[u8]) -> bool {
        let is_wide = self.ending != Ending::Narrow;
        let mut blank = bytes.iter();
        blank.all(|byte| byte.is_ascii_whitespace() || (is_wide && *byte == 0))
    }

    /// A line without its ending.
    pub(crate) fn content<'a>(&self, bytes: &'a [u8]) -> &'a [u8] {
        let (feed, back): (&[u8], &[u8]) = match self.ending {
            Ending::Narrow => (b"\n", b"\r"),
            Ending::Little => (b"\n\0", b"\r\0"),
            Ending::Big => (b"\0\n", b"\0\r"),
        };
        let line = bytes.strip_suffix(feed).unwrap_or(bytes);
        line.strip_suffix(back).unwrap_or(line)
    }

    /// All that is left, after `bytes`; one byte more than the bound tells that it is passed.
    pub(crate) fn rest(&mut self, mut bytes: Vec<u8>) -> io::Result<Vec<u8>> {
        let room = self.limit.saturating_add(1).saturating_sub(bytes.len());
        self.reader
            .by_ref()
            .take(room as u64)
            .read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Do `bytes`, the last of `length`, end a line? UTF-16 may need one more byte to tell.
    fn is_ended(&mut self, bytes: &mut Vec<u8>, length: &mut usize) -> io::Result<bool> {
        let is_fed = bytes.ends_with(b"\n");
        match self.ending {
            Ending::Narrow => Ok(is_fed),
            Ending::Big => Ok(is_fed && length.is_multiple_of(2) && bytes.ends_with(b"\0\n")),
            Ending::Little if is_fed && !length.is_multiple_of(2) => {
                *length += self.reader.by_ref().take(1).read_to_end(bytes)?;
                Ok(bytes.ends_with(b"\n\0"))
            }
            Ending::Little => Ok(false),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(bytes: &[u8], ending: Ending, limit: usize) -> Vec<Option<Vec<u8>>> {
        let mut lines = Lines::new(bytes, ending, limit);
        let next = || lines.next_line().unwrap().map(|line| line.bytes);
        std::iter::from_fn(next).collect()
    }

    #[test]
    fn lines_are_cut_in_every_width() {
        let text = "a\n\nĊb਀c\r\nd";
        let wide = |to: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to).collect::<Vec<u8>>();
        for (bytes, ending) in [
            (text.as_bytes().to_vec(), Ending::Narrow),
            (wide(u16::to_le_bytes), Ending::Little),
            (wide(u16::to_be_bytes), Ending::Big),
        ] {
            let found = cut(&bytes, ending, 100);
            assert_eq!(found.len(), 4, "{ending:?}");
            let joined: Vec<u8> = found.into_iter().flatten().flatten().collect();
            assert_eq!(joined, bytes);
        }
    }

    #[test]
    fn a_line_too_long_is_passed_over() {
        let long = "x".repeat(200_000);
        let text = format!("a\n{long}\n\nb");
        let found = cut(text.as_bytes(), Ending::Narrow, 1000);
        assert_eq!(
            found,
            [
                Some(b"a\n".to_vec()),
                None,
                Some(b"\n".to_vec()),
                Some(b"b".to_vec())
            ]
        );
        assert_eq!(
            cut(b"four\nfive5", Ending::Narrow, 4),
            [Some(b"four\n".to_vec()), None]
        );
    }

    #[test]
    fn numbers_count_blank_lines() {
        let mut lines = Lines::new(&b"\n \na\n"[..], Ending::Narrow, 9);
        assert_eq!(
            lines.next_filled().unwrap().map(|line| line.number),
            Some(3)
        );
        assert_eq!(lines.next_filled().unwrap(), None);
    }
}
