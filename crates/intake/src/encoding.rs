//! Which characters do these bytes stand for?

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How far into a page browsers look for its charset; some pages put it later.
const META_REACH: usize = 4096;

/// The text of `bytes`; `None` where they are no text.
///
/// A byte order mark decides, then UTF-8 that is valid, then what the page declares, then the
/// detector. UTF-8 with a few stray Windows-1252 bytes keeps both.
pub(crate) fn decode(bytes: &[u8]) -> Option<String> {
    if let Some(encoding) = wide(bytes) {
        return decode_wide(bytes, encoding);
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if is_binary(bytes) {
        return None;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return keep(text.to_owned());
    }
    let declared = declared(bytes);
    if declared.is_none_or(|encoding| encoding == UTF_8) && is_mostly_utf8(bytes) {
        return keep(mixed(bytes));
    }
    let encoding = match declared {
        Some(encoding) if encoding != UTF_8 => encoding,
        _ => detected(bytes),
    };
    keep(encoding.decode_without_bom_handling(bytes).0.into_owned())
}

/// The text of `bytes` in `encoding`, one that [`wide`] found.
pub(crate) fn decode_wide(bytes: &[u8], encoding: &'static Encoding) -> Option<String> {
    keep(encoding.decode_with_bom_removal(bytes).0.into_owned())
}

/// Text with NUL characters is data, whatever its encoding.
fn keep(text: String) -> Option<String> {
    (!text.contains('\0')).then_some(text)
}

/// Are there bytes that no text has?
pub(crate) fn is_binary(bytes: &[u8]) -> bool {
    const MAGIC: [&[u8]; 6] = [
        b"%PDF-",
        b"\x89PNG",
        b"\xFF\xD8\xFF",
        b"GIF8",
        b"PK\x03\x04",
        b"\x1F\x8B",
    ];
    bytes.contains(&0) || MAGIC.iter().any(|magic| bytes.starts_with(magic))
}

/// UTF-16, by its byte order mark, or because every other byte of mostly Latin text is zero.
pub(crate) fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding != UTF_8).then_some(encoding);
    }
    let head = bytes.get(..bytes.len().min(512)).unwrap_or_default();
    let (pairs, _) = head.as_chunks::<2>();
    if pairs.len() < 4 || bytes.len() % 2 == 1 {
        return None;
    }
    let little = pairs
        .iter()
        .filter(|pair| pair[0] != 0 && pair[1] == 0)
        .count();
    let big = pairs
        .iter()
        .filter(|pair| pair[0] == 0 && pair[1] != 0)
        .count();
    let most = pairs.len() * 9 / 10;
    match () {
        () if little > most => Some(UTF_16LE),
        () if big > most => Some(UTF_16BE),
        () => None,
    }
}

/// The charset a page declares in a meta element or an XML declaration.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head: Vec<u8> = bytes
        .iter()
        .take(META_REACH)
        .map(u8::to_ascii_lowercase)
        .collect();
    let head = String::from_utf8_lossy(&head);
    let after = ["charset=", "encoding="]
        .iter()
        .find_map(|key| head.split_once(key))?
        .1;
    let label: String = after
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))
        .collect();
    let encoding = Encoding::for_label(label.as_bytes())?;
    // A page whose `meta` could be read as ASCII is not UTF-16 (HTML standard, 13.2.3.2).
    Some(if encoding == UTF_16LE || encoding == UTF_16BE {
        UTF_8
    } else {
        encoding
    })
}

fn detected(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// No fewer whole multi-byte characters than stray bytes: UTF-8 somebody pasted into.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut stray) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        stray += chunk.invalid().len();
    }
    whole >= stray
}

/// UTF-8 where it is valid, Windows-1252 where it is not.
fn mixed(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_declarations_and_guesses() {
        assert_eq!(
            decode(b"\xEF\xBB\xBFna\xC3\xAFve").as_deref(),
            Some("naïve")
        );
        assert_eq!(decode(b"\xFF\xFEa\0b\0").as_deref(), Some("ab"));
        assert_eq!(
            decode(b"<meta charset=windows-1251>\xCC\xEE\xF1").as_deref(),
            Some("<meta charset=windows-1251>Мос")
        );
        assert_eq!(
            decode(b"The caf\xE9 on the pi\xE8ce, he said.").as_deref(),
            Some("The café on the pièce, he said.")
        );
        assert_eq!(
            decode(b"t\0h\0e\0 \0e\0n\0d\0.\0").as_deref(),
            Some("the end.")
        );
    }

    #[test]
    fn stray_bytes_lose_no_text() {
        let bytes = b"\xE2\x80\x9CYes,\xE2\x80\x9D she said. \x93No,\x94 he said.";
        assert_eq!(
            decode(bytes).as_deref(),
            Some("“Yes,” she said. “No,” he said.")
        );
    }

    #[test]
    fn data_is_no_text() {
        assert_eq!(decode(b"ab\0cd efgh"), None);
        assert_eq!(decode(b"%PDF-1.7 and so on"), None);
    }
}
