//! Captions as papers print them: what they show, and whose camera it was.

use super::*;

/// A caption without its marks, and what they mark.
fn unmark(example: &str) -> (String, Vec<(String, String)>) {
    let (mut plain, mut marks) = (String::new(), Vec::new());
    let mut rest = example;
    while let Some((before, inner)) = rest.split_once('{') {
        let (mark, after) = inner.split_once('}').expect("a mark closes");
        let (kind, words) = mark.split_once(' ').expect("a mark has a kind");
        plain += before;
        plain += words;
        marks.push((kind.to_owned(), words.to_owned()));
        rest = after;
    }
    (plain + rest, marks)
}

fn found(caption: &str) -> Vec<(String, String)> {
    let span = Span::new(caption, 0..caption.len()).expect("it has words");
    let credit = picture(caption, span).credit.unwrap_or_default();
    let fields = [
        ("agency", credit.agency),
        ("by", credit.photographer),
        ("handout", credit.handout),
        ("file", credit.file.map(|file| file.words)),
    ];
    let told = fields
        .into_iter()
        .filter_map(|(kind, span)| Some((kind, span?)));
    let mut told: Vec<_> = told.collect();
    told.sort_by_key(|(_, span)| span.start());
    told.into_iter()
        .map(|(kind, span)| (kind.to_owned(), span.of(caption).to_owned()))
        .collect()
}

#[test]
fn the_lexicon_proves_itself() {
    let mut wrong = Vec::new();
    for example in &LEXICON.examples {
        let (caption, marks) = unmark(example);
        let found = found(&caption);
        if found != marks {
            wrong.push(format!(
                "{caption}\n   expected {marks:?}\n   found    {found:?}"
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        LEXICON.examples.len(),
        wrong.join("\n")
    );
}

#[test]
fn what_it_shows_is_the_rest() {
    let cases = [
        (
            "Holt opens the bridge. (NW Photo/Jane Doe)",
            Some("Holt opens the bridge."),
        ),
        (
            "FILE PHOTO: Holt speaks, April 25, 2019. REUTERS/Jane Doe/File Photo",
            Some("Holt speaks, April 25, 2019."),
        ),
        ("Holt walks [File: Jane Doe/AP Photo]", Some("Holt walks")),
        ("Holt walks | Photo: Jane Doe", Some("Holt walks")),
        ("Holt walks\nJane Doe", Some("Holt walks")),
        ("Jane Doe/AFP via Getty Images", None),
        ("Holt walks.", Some("Holt walks.")),
        (
            "Holt walks. File photo, October 19, 2028. Jane Doe/Meridian",
            Some("Holt walks."),
        ),
        (
            "Holt walks. Jane Doe/Meridian (file photo, 9 July 2030)",
            Some("Holt walks."),
        ),
        ("Holt walks (file photo)", Some("Holt walks")),
    ];
    for (caption, expected) in cases {
        let span = Span::new(caption, 0..caption.len()).expect("it has words");
        assert_eq!(
            picture(caption, span).shows.map(|span| span.of(caption)),
            expected,
            "{caption}"
        );
    }
}

#[test]
fn a_file_photo_tells_its_day_where_it_does() {
    let cases = [
        (
            "FILE PHOTO: Holt speaks, April 25, 2019. REUTERS/Jane Doe/File Photo",
            Some("2019-04-25"),
        ),
        (
            "FILE - Holt on March 3, 2031, and again on 4 March 2031. (AP Photo)",
            Some("2031-03-04"),
        ),
        ("FILE - Holt in March 2031. (AP Photo)", None),
        (
            "Holt walks. File photo, October 19, 2028. Jane Doe/Meridian",
            Some("2028-10-19"),
        ),
    ];
    for (caption, expected) in cases {
        let span = Span::new(caption, 0..caption.len()).expect("it has words");
        let file = picture(caption, span)
            .credit
            .and_then(|credit| credit.file)
            .expect("it is one");
        assert_eq!(
            file.taken.map(|day| day.to_string()).as_deref(),
            expected,
            "{caption}"
        );
    }
}

#[test]
fn spans_refer_to_the_text_around() {
    let text = "Bridge shut\n\nHolt walks. Jane Doe/Reuters";
    let caption = Span::new(text, 13..text.len()).expect("it has words");
    let picture = picture(text, caption);
    let credit = picture.credit.expect("it has one");
    assert_eq!(
        credit.photographer.map(|span| span.of(text)),
        Some("Jane Doe")
    );
    assert_eq!(picture.shows.map(|span| span.of(text)), Some("Holt walks."));
}

#[test]
fn long_and_odd_captions_are_no_trouble() {
    for piece in [
        "(",
        "/",
        "Photo: ",
        "Credit",
        "Jane Doe/",
        ". ",
        "via ",
        "é\n",
        "by ",
    ] {
        let caption = piece.repeat(20_000);
        let span = Span::new(&caption, 0..caption.len()).expect("it has bytes");
        assert_eq!(picture(&caption, span).caption, span);
    }
}
