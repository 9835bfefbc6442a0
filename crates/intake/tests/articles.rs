//! Each article of `fixtures/articles` beside the outline of what is found in it.
//!
//! An outline (`NAME.zones`) has a line a field of the masthead and a line a zone; of long zones
//! the first and the last words.

use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};

use onrecord_intake::{Options, articles, expand};
use onrecord_record::Article;

fn outline(article: &Article) -> String {
    let masthead = &article.masthead;
    let day = |stamp: onrecord_record::Stamp| stamp.date.to_string();
    let fields = [
        ("title", masthead.title.clone()),
        ("authors", Some(masthead.authors.join("; "))),
        ("outlet", masthead.outlet.clone()),
        ("url", masthead.url.clone()),
        ("published", masthead.published.map(day)),
        ("modified", masthead.modified.map(day)),
        (
            "dateline",
            masthead.dateline.map(|span| article.quote(span).to_owned()),
        ),
    ];
    let told = fields
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value?)));
    let zones = article.zones.iter();
    let zones = zones.map(|zone| (format!("{:?}", zone.kind), short(article.quote(zone.span))));
    told.filter(|(_, value)| !value.is_empty())
        .chain(zones)
        .map(|(name, value)| format!("{name}: {value}\n"))
        .collect()
}

fn short(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    match words.len() {
        0..=8 => words.join(" "),
        all => format!("{} … {}", words[..4].join(" "), words[all - 4..].join(" ")),
    }
}

#[test]
fn every_outline_is_found() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/articles");
    let outlines = expand(&folder.join("*.zones"))
        .expect("there are outlines")
        .files;
    for path in &outlines {
        let expected = fs::read_to_string(path).expect("it is there");
        let is_article = |file: &PathBuf| file.file_stem() == path.file_stem() && file != path;
        let files = expand(&folder).expect("it is a folder").files;
        let file = files
            .into_iter()
            .find(is_article)
            .expect("an outline has its article");
        let reader = BufReader::new(File::open(&file).expect("it is there"));
        let name = file.display().to_string();
        let found: Vec<_> = articles(reader, &name, &Options::default()).collect();
        let found: String = found
            .iter()
            .map(|article| outline(article.as_ref().expect("it can be read")))
            .collect();
        assert_eq!(found, expected, "{name}");
    }
    assert!(outlines.len() >= 3);
}
