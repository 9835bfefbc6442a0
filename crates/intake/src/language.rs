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

/// The language that the tag `en-GB` names (RFC 5646); `None` for one that is not known here.
pub(crate) fn tagged(tag: &str) -> Option<Language> {
    let first = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    let long = SHORT.split_whitespace().find_map(|pair| {
        let (short, long) = pair.split_once('=')?;
        (short == first).then_some(long)
    });
    match Lang::from_code(long.unwrap_or(&first))? {
        Lang::Eng => Some(Language::English),
        lang => Some(code(lang)),
    }
}

/// Tags of two letters, and of three the code that the detector has.
const SHORT: &str = "af=afr am=amh ar=ara az=aze be=bel bg=bul bn=ben ca=cat cs=ces cy=cym da=dan \
    de=deu el=ell en=eng eo=epo es=spa et=est fa=pes fi=fin fr=fra gu=guj he=heb hi=hin hr=hrv \
    hu=hun hy=hye id=ind it=ita ja=jpn jv=jav ka=kat km=khm kn=kan ko=kor la=lat lt=lit lv=lav \
    mk=mkd ml=mal mr=mar my=mya nb=nob ne=nep nl=nld no=nob or=ori pa=pan pl=pol pt=por ro=ron \
    ru=rus si=sin sk=slk sl=slv sn=sna sr=srp sv=swe ta=tam te=tel th=tha tk=tuk tl=tgl tr=tur \
    uk=ukr ur=urd uz=uzb vi=vie yi=yid zh=cmn zu=zul zho=cmn fas=pes nor=nob";

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
    fn tags_name_languages() {
        assert_eq!(tagged("en-GB"), Some(Language::English));
        assert_eq!(tagged("eng"), Some(Language::English));
        assert_eq!(tagged("DE"), Some(Language::Other(*b"deu")));
        assert_eq!(tagged("zh-Hant"), Some(Language::Other(*b"cmn")));
        assert_eq!(tagged("x-klingon"), None);
        for pair in SHORT.split_whitespace() {
            let (short, _) = pair.split_once('=').unwrap();
            assert!(tagged(short).is_some(), "{short}");
        }
    }

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
