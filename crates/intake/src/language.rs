//! Which language is this text written in?

use onrecord_record::Language;
use whatlang::{Lang, detect};

/// Letters below which a guess is no better than chance.
const LEAST: usize = 60;
/// Text enough to tell; the rest is not looked at.
const ENOUGH: usize = 6000;

/// The language of `text`; unknown where there is too little of it.
///
/// English is given the benefit of the doubt: names from elsewhere in a short English text must
/// not turn it away, so another Latin-script language has to be found reliably.
pub(crate) fn language(text: &str) -> Language {
    let sample: String = text.chars().take(ENOUGH).collect();
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    let Some(info) = detect(&sample) else {
        return Language::Unknown;
    };
    if info.lang() == Lang::Eng {
        return if letters < LEAST {
            Language::Unknown
        } else {
            Language::English
        };
    }
    let own_script = info.script() != whatlang::Script::Latin;
    if (own_script && letters >= 8) || (letters >= LEAST && info.is_reliable()) {
        return code(info.lang());
    }
    Language::Unknown
}

fn code(lang: Lang) -> Language {
    match lang.code().as_bytes().try_into() {
        Ok(code) => Language::Other(code),
        Err(_) => Language::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_others_and_too_little() {
        let english = "The bridge stays shut until spring, the mayor told reporters after the meeting on Tuesday.";
        let german = "Die Brücke bleibt bis zum Frühjahr gesperrt, sagte die Bürgermeisterin nach der Sitzung am Dienstag in Velin.";
        assert_eq!(language(english), Language::English);
        assert_eq!(language(german), Language::Other(*b"deu"));
        assert_eq!(
            language("Мост закрыт до весны, сообщили власти."),
            Language::Other(*b"rus")
        );
        assert_eq!(language("Bridge shut."), Language::Unknown);
        assert_eq!(language("12345"), Language::Unknown);
    }
}
