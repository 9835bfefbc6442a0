//! Cuts a paragraph into tokens in the manner of the English treebanks.
//!
//! Clitics stand alone (*do·n't*, *Holt·'s*), abbreviations keep their stop (*U.S.*, *Mr.*),
//! numbers keep their commas and points (*1,200.5*), every other punctuation mark is a token.
//! Cutting destroys nothing: between two tokens there is white space or nothing.

use onrecord_record::Span;

/// Characters of the longest name before an *@*, and of the longest telephone number: what is looked at
/// from each place is bounded, however long a stretch without white space is.
const LONGEST: usize = 64;

/// The tokens of `within`, in text order.
pub(crate) fn tokens(text: &str, within: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = within.start();
    for chunk in within.of(text).split(char::is_whitespace) {
        if !chunk.is_empty() {
            chunk_tokens(text, at, chunk, &mut found);
        }
        // every white-space character of the text is a split point; its width is what follows
        at += chunk.len();
        at += text
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(0, char::len_utf8);
    }
    found
}

/// The tokens of a stretch without white space that begins at byte `start`.
fn chunk_tokens(text: &str, start: usize, chunk: &str, found: &mut Vec<Span>) {
    let mut rest = chunk;
    let mut at = start;
    while let Some(first) = rest.chars().next() {
        let whole = whole_length(rest);
        let length = whole.unwrap_or_else(|| match is_word(first) {
            true => word_length(rest),
            false => mark_length(rest),
        });
        let (token, tail) = rest.split_at_checked(length).unwrap_or((rest, ""));
        match whole {
            Some(_) => found.extend(Span::new(text, at..at + token.len())),
            None => push_with_clitic(text, at, token, found),
        }
        at += token.len();
        rest = tail;
    }
}

/// Letters, digits and the marks that combine with them.
fn is_word(character: char) -> bool {
    character.is_alphanumeric() || is_joined_mark(character)
}

/// Combining marks and joiners belong to the letter before them.
fn is_joined_mark(character: char) -> bool {
    matches!(
        character,
        '\u{0300}'..='\u{036F}' | '\u{200C}' | '\u{200D}' | '_'
    )
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’')
}

/// The length of what is one token though marks stand in it: addresses, telephone numbers, decades,
/// tags, faces.
fn whole_length(rest: &str) -> Option<usize> {
    if is_address(rest) {
        let bare = rest.trim_end_matches(|c: char| ".,;:!?)]}\"'”’".contains(c));
        return Some(bare.len().max(1));
    }
    mailbox(rest)
        .or_else(|| telephone(rest))
        .or_else(|| decade(rest))
        .or_else(|| tag(rest))
        .or_else(|| face(rest))
}

/// *desk@gazette.com*.
fn mailbox(rest: &str) -> Option<usize> {
    let is_part = |c: char| c.is_alphanumeric() || "._-+".contains(c);
    let mut near = rest.char_indices().take(LONGEST);
    let (at, _) = near
        .find(|(_, c)| !is_part(*c))
        .filter(|(_, c)| *c == '@')?;
    let (user, host) = (rest.get(..at)?, rest.get(at + 1..)?);
    let known = user.starts_with(char::is_alphanumeric);
    let end = host
        .find(|c| !is_part(c))
        .map_or(host, |end| host.get(..end).unwrap_or(host));
    let end = end.trim_end_matches(['.', '-', '_', '+']);
    (known && end.starts_with(char::is_alphabetic)).then_some(user.len() + 1 + end.len())
}

/// *555-0100*, *202-555-0100*.
fn telephone(rest: &str) -> Option<usize> {
    let mut near = rest.char_indices().take(LONGEST);
    let end = near.find(|(_, c)| !c.is_ascii_digit() && *c != '-');
    let number = rest.get(..end.map_or(rest.len(), |(at, _)| at))?;
    if number.len() >= LONGEST {
        return None;
    }
    let groups: Vec<usize> = number.split('-').map(str::len).collect();
    matches!(groups[..], [3, 4] | [3, 3, 4] | [1, 3, 3, 4]).then_some(number.len())
}

/// *1980's*.
fn decade(rest: &str) -> Option<usize> {
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
    let tail = rest.get(digits..)?;
    let suffix = ["'s", "’s"].iter().find(|own| tail.starts_with(**own))?;
    let ends = !tail.get(suffix.len()..)?.starts_with(is_word);
    (digits > 0 && ends && rest.get(..digits)?.ends_with('0')).then_some(digits + suffix.len())
}

/// *#press*.
fn tag(rest: &str) -> Option<usize> {
    let name = rest.strip_prefix('#')?;
    let end = name.find(|c| !is_word(c)).unwrap_or(name.len());
    name.starts_with(char::is_alphabetic).then_some(1 + end)
}

/// *:-)*.
fn face(rest: &str) -> Option<usize> {
    const FACES: [&str; 8] = [":-)", ":-(", ";-)", ":-D", ":)", ":(", ";)", ":D"];
    let found = FACES.iter().find(|face| rest.starts_with(**face))?;
    let ends = !rest.get(found.len()..)?.starts_with(is_word);
    ends.then_some(found.len())
}

fn is_address(rest: &str) -> bool {
    let head: String = rest.chars().take(8).flat_map(char::to_lowercase).collect();
    head.starts_with("http://") || head.starts_with("https://") || head.starts_with("www.")
}

/// The length in bytes of the word at the head of `rest`: inner apostrophes, inner points and
/// commas of numbers, the stops of abbreviations.
fn word_length(rest: &str) -> usize {
    let mut characters = rest.char_indices().peekable();
    let mut end = 0;
    let mut before = ' ';
    while let Some((at, character)) = characters.next() {
        let after = characters.peek().map(|(_, next)| *next);
        let inner = |test: fn(char) -> bool| test(before) && after.is_some_and(test);
        let goes_on = is_word(character)
            || (is_apostrophe(character) && inner(char::is_alphabetic))
            || (matches!(character, '.' | ',') && inner(|c| c.is_ascii_digit()))
            || (character == ':' && inner(|c| c.is_ascii_digit()))
            || (character == '.' && inner(char::is_alphabetic) && is_initials(rest, at))
            || (character == '.' && after.is_some_and(char::is_lowercase) && at > 1)
            || (matches!(character, '/' | '@') && inner(|c| c.is_ascii_digit()))
            || (character == '-'
                && after.is_some_and(char::is_alphabetic)
                && rest.get(..at).is_some_and(is_prefix));
        if !goes_on {
            break;
        }
        end = at + character.len_utf8();
        before = character;
    }
    end + abbreviation_stop(rest, end)
}

/// Is `word` none of its own before a hyphen: *anti-war*, *e-mail*?
pub(crate) fn is_prefix(word: &str) -> bool {
    const PREFIXES: [&str; 7] = ["anti", "counter", "e", "mis", "non", "re", "semi"];
    PREFIXES.contains(&word.to_lowercase().as_str())
}

/// Are all parts before byte `at` single letters, as in *U.S* or *e.g*?
fn is_initials(rest: &str, at: usize) -> bool {
    rest.get(..at)
        .is_some_and(|head| head.split('.').all(|part| part.chars().count() == 1))
}

/// 1 if the stop after `rest[..end]` belongs to an abbreviation.
fn abbreviation_stop(rest: &str, end: usize) -> usize {
    let (head, tail) = rest.split_at_checked(end).unwrap_or((rest, ""));
    if !tail.starts_with('.') || tail.starts_with("..") {
        return 0;
    }
    let initial = head.chars().count() == 1 && head.chars().all(char::is_uppercase);
    usize::from(
        initial
            || head.contains('.') && !head.ends_with(|c: char| c.is_ascii_digit())
            || is_abbreviation(head),
    )
}

/// Is `word`, in lower case, a state of the United States as datelines shorten it: *Calif.*?
pub(crate) fn is_state(word: &str) -> bool {
    const STATES: [&str; 36] = [
        "ala", "ariz", "ark", "calif", "colo", "conn", "del", "fla", "ga", "ill", "ind", "kan",
        "ky", "mass", "md", "mich", "minn", "miss", "mo", "mont", "neb", "nev", "okla", "ont",
        "ore", "pa", "que", "tenn", "tex", "va", "vt", "wash", "wis", "wyo", "penn", "la",
    ];
    STATES.contains(&word)
}

/// Abbreviations that keep their stop (closed class of edited English news).
pub fn is_abbreviation(word: &str) -> bool {
    const KNOWN: [&str; 74] = [
        "adm", "apr", "aug", "ave", "bn", "brig", "capt", "cmdr", "co", "col", "corp", "cpl",
        "dec", "dept", "dr", "drs", "est", "etc", "feb", "fig", "fri", "ft", "gen", "gov", "hon",
        "inc", "jan", "jr", "jul", "jun", "lt", "ltd", "maj", "mar", "messrs", "mon", "mr", "mrs",
        "ms", "mt", "mx", "no", "nov", "nos", "oct", "prof", "pte", "pvt", "rep", "reps", "rev",
        "sat", "tue", "tues", "wed", "thu", "thur", "thurs", "sen", "sens", "sept", "sep", "sgt",
        "sr", "st", "supt", "vol", "vs", "approx", "bros", "blvd", "rd", "ph", "assn",
    ];
    let lower = word.to_lowercase();
    // "no." and "mar.", "sat.", "fig." are words too: only the capitalised form is taken
    let is_capital = word.starts_with(char::is_uppercase);
    lower == "v" && !is_capital
        || is_capital && is_state(&lower)
        || KNOWN.contains(&lower.as_str())
            && (is_capital || matches!(lower.as_str(), "etc" | "vs" | "approx" | "est" | "bn"))
}

/// The length of the punctuation token at the head of `rest`: repeated points and dashes are one.
fn mark_length(rest: &str) -> usize {
    let first = rest.chars().next().unwrap_or(' ');
    let repeats = ".-!?*=+<>$#~".contains(first);
    let shouts = |c: char| matches!(c, '!' | '?');
    let alike = |c: &char| *c == first || shouts(first) && shouts(*c);
    let count = rest.chars().take_while(alike).count();
    if rest.starts_with("``") || rest.starts_with("''") {
        2
    } else if repeats {
        count * first.len_utf8()
    } else {
        first.len_utf8()
    }
}

/// Adds `token`, with *n't*, *'s*, *'ll* and their like apart.
fn push_with_clitic(text: &str, at: usize, token: &str, found: &mut Vec<Span>) {
    let border = at + token.len() - clitic_length(token);
    found.extend(Span::new(text, at..border));
    found.extend(Span::new(text, border..at + token.len()));
}

/// *n't* as it is often typed, where no other word is spelt so.
const BARE: [&str; 12] = [
    "dont", "doesnt", "didnt", "isnt", "wasnt", "arent", "havent", "hasnt", "couldnt", "wouldnt",
    "shouldnt", "cant",
];

fn clitic_length(token: &str) -> usize {
    let lower = token.to_lowercase().replace('’', "'");
    match lower.as_str() {
        "cannot" => return "not".len(),
        "gonna" | "gotta" | "wanna" => return "na".len(),
        _ if BARE.contains(&lower.as_str()) => return "nt".len(),
        _ => {}
    }
    let Some(clitic) = ["n't", "'s", "'re", "'ve", "'ll", "'d", "'m"]
        .into_iter()
        .find(|clitic| lower.len() > clitic.len() && lower.ends_with(clitic))
    else {
        return 0;
    };
    token
        .char_indices()
        .rev()
        .nth(clitic.len() - 1)
        .map_or(0, |(at, _)| token.len() - at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let whole = Span::new(text, 0..text.len()).unwrap();
        tokens(text, whole)
            .into_iter()
            .map(|span| span.of(text))
            .collect()
    }

    #[test]
    fn clitics_stand_alone() {
        assert_eq!(cut("It cannot be."), ["It", "can", "not", "be", "."]);
        assert_eq!(
            cut("We don't know Kim’s plan."),
            ["We", "do", "n't", "know", "Kim", "’s", "plan", "."]
        );
        assert_eq!(cut("They'll go"), ["They", "'ll", "go"]);
    }

    #[test]
    fn abbreviations_and_numbers_hold_together() {
        assert_eq!(
            cut("Mr. Holt of the U.S. paid $1,200.5 at 9:30."),
            [
                "Mr.", "Holt", "of", "the", "U.S.", "paid", "$", "1,200.5", "at", "9:30", "."
            ]
        );
        assert_eq!(cut("J. Roe said no."), ["J.", "Roe", "said", "no", "."]);
    }

    #[test]
    fn every_quotation_mark_is_a_token() {
        assert_eq!(cut("“No,” she said"), ["“", "No", ",", "”", "she", "said"]);
        assert_eq!(
            cut("'evil forces'—talk"),
            ["'", "evil", "forces", "'", "—", "talk"]
        );
        assert_eq!(cut("``No''..."), ["``", "No", "''", "..."]);
    }

    #[test]
    fn addresses_are_one_token() {
        assert_eq!(
            cut("On gazette.com, 3/9/2031."),
            ["On", "gazette.com", ",", "3/9/2031", "."]
        );
        assert_eq!(
            cut("see https://a.example/b?c=1."),
            ["see", "https://a.example/b?c=1", "."]
        );
    }

    #[test]
    fn what_marks_do_not_part() {
        assert_eq!(
            cut("Call 202-555-0100 or write to desk.one@gazette.example."),
            [
                "Call",
                "202-555-0100",
                "or",
                "write",
                "to",
                "desk.one@gazette.example",
                "."
            ]
        );
        assert_eq!(
            cut("In the 1980's we didnt say #press :-)"),
            [
                "In", "the", "1980's", "we", "did", "nt", "say", "#press", ":-)"
            ]
        );
        assert_eq!(
            cut("an e-mail of anti-war groups"),
            ["an", "e-mail", "of", "anti-war", "groups"]
        );
        assert_eq!(cut("What?! 1999-2001"), ["What", "?!", "1999", "-", "2001"]);
        assert_eq!(
            cut("@desk, it's 5's"),
            ["@", "desk", ",", "it", "'s", "5", "'", "s"]
        );
    }

    #[test]
    fn tokens_tile_the_text() {
        let (long, longer) = ("1-".repeat(5_000), "a.@".repeat(5_000));
        for text in [
            &long,
            &longer,
            "a\u{200B}b\u{202E}c",
            "日本 と\u{3000}x",
            "'''\"“„«»",
            "—--…",
            "n't 's '",
        ] {
            let joined: String = cut(text).concat();
            let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            assert_eq!(joined, bare);
        }
    }
}
