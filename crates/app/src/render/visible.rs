//! Article words made safe to show: what steers a terminal or reorders a line becomes visible.

/// Can this character steer a terminal, reorder what is read, or hide?
pub(crate) fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}

/// A joiner or direction mark, which scripts other than Latin need and which else only hides.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}'..='\u{200f}')
}

/// `text` with unsafe characters written `\u{1b}`; line breaks and tabs stay.
pub(crate) fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.chars() {
        shown.push_str(&shown_as(before, c));
        before = c;
    }
    shown
}

/// How `c` is shown after the character `before`.
pub(crate) fn shown_as(before: char, c: char) -> String {
    let stays = matches!(c, '\n' | '\t') || !(is_unsafe(c) || is_joiner(c) && before.is_ascii());
    if stays {
        c.to_string()
    } else {
        c.escape_unicode().to_string()
    }
}

/// `text` on one line: white space drawn together, the rest visible.
pub(crate) fn inline(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(visible).collect();
    words.join(" ")
}

/// Letters of a title that are shown: it is no title that has more.
const TITLE: usize = 300;

/// `title` on one line, cut where it is far longer than a title.
pub(crate) fn headline(title: &str) -> String {
    let title = title.trim();
    match title.char_indices().nth(TITLE) {
        None => inline(title),
        Some((end, _)) => {
            let begin = title.get(..end).unwrap_or_default();
            format!("{}…", inline(begin))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_written_out() {
        assert_eq!(inline("a\u{1b}]0;x\u{7}b"), "a\\u{1b}]0;x\\u{7}b");
        assert_eq!(inline("\u{202e}evil\u{9b}2J"), "\\u{202e}evil\\u{9b}2J");
        assert_eq!(inline("two\r\n  lines"), "two lines");
    }

    #[test]
    fn a_title_is_cut_where_it_is_none() {
        assert_eq!(headline(" Dam\nholds "), "Dam holds");
        let long = "é".repeat(10_000_000);
        assert_eq!(headline(&long), format!("{}…", "é".repeat(TITLE)));
    }

    #[test]
    fn joiners_stay_where_scripts_need_them() {
        assert_eq!(inline("می\u{200c}خواهم"), "می\u{200c}خواهم");
        assert_eq!(inline("pay\u{200d}pal"), "pay\\u{200d}pal");
    }
}
