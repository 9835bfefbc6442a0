//! The brief as a page: it stands alone, does nothing, and every citation leads to its words.

use std::collections::BTreeSet;

use crate::newsroom::Newsroom;

/// The values of an attribute, in order.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let parts = page.split(attribute).skip(1);
    parts.filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_citation_leads_to_a_mark() {
    let room = Newsroom::new();
    let page = room.run(&["brief", ".", "--format", "html"]).fine();
    let ids: Vec<&str> = values(&page, " id=\"");
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), known.len(), "an id stands once");
    let links: Vec<&str> = values(&page, "href=\"#");
    let back = links.iter().filter(|link| link.starts_with('l'));
    assert!(back.count() > 3, "every mark leads back to its line");
    assert!(
        links.iter().filter(|link| link.starts_with('a')).count() > 3,
        "{page}"
    );
    for link in links {
        assert!(known.contains(link), "{link} leads nowhere");
    }
}

#[test]
fn a_page_holds_no_element_of_an_article() {
    let room = Newsroom::empty();
    let record = serde_json::json!({
        "title": "</title><script>document.title='owned'</script>", "outlet": "\"><img src=x onerror=alert(1)>",
        "url": "javascript:alert(1)",
        "text": "</mark></div><script>alert(1)</script> Officials said <svg onload=alert(1)> the bridge may close.",
    });
    room.write("a.jsonl", format!("{record}\n"));
    let page = room.run(&["brief", ".", "--format", "html"]).fine();
    for tag in [
        "<script",
        "<img",
        "<svg",
        "<iframe",
        "href=\"javascript",
        " onerror=\"",
    ] {
        assert!(!page.contains(tag), "{tag} in {page}");
    }
    assert!(page.contains("default-src 'none'"));
}
