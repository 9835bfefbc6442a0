//! How many persons a name is of: *Ada Holt and Ole Brandt* speak as one source.

/// So many, by the names that *and* and commas join; one for any other name. Office, party and place
/// beside a name (*Ada Holt, I-North, and Ole Brandt, the governor*) are nobody.
pub fn persons(name: &str) -> usize {
    if !name.contains(" and ") {
        return 1;
    }
    let parts = name.split(", ").flat_map(|part| part.split(" and "));
    let is_name = |part: &str| {
        let part = part.strip_prefix("and ").unwrap_or(part);
        let mut words = part.split(' ');
        let opens =
            |word: Option<&str>| word.is_some_and(|word| word.starts_with(char::is_uppercase));
        opens(words.next()) && (opens(words.next()) || !part.contains('-'))
    };
    parts.filter(|part| is_name(part)).count().max(1)
}

#[cfg(test)]
mod tests {
    use super::persons;

    #[test]
    fn names_are_counted_and_what_stands_beside_them_is_not() {
        assert_eq!(persons("Ada Holt"), 1);
        assert_eq!(persons("Holt and Brandt"), 2);
        assert_eq!(
            persons("Sens. Ada Holt of Ostravia and Ole Brandt of Lind"),
            2
        );
        assert_eq!(
            persons("Ada Holt, the mayor of Velin, and Ole Brandt, the governor"),
            2
        );
        assert_eq!(persons("Rep. Ada Holt, I-North, and Rep. Ole Brandt"), 2);
        assert_eq!(persons("Ada Holt, Ben Roe and Carl Varga"), 3);
        assert_eq!(persons("Ada Holt, secretary for trade and ports"), 1);
    }
}
