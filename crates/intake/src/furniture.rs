//! What stands around a story and is no word of it: where it came from and who made it, rights,
//! pointers to other pages, what an outlet asks of its readers.
//!
//! Told by the wording of whole short paragraphs. Such words stay in the text, outside the zones.

use onrecord_record::ZoneKind;

use crate::draft::Draft;
use crate::pattern::patterns;

/// Bytes more than which words are the story, whatever they begin with.
const LONGEST: usize = 400;

patterns! {
    /// Who reported, wrote and edited: `(Reporting by Ada Holt in Velin; editing by Jo Doe)`.
    CREDIT = r"^[\[(*_ —–-]*(?:(?i:(?:(?:with )?(?:additional|further|other) |with )?(?:reporting|writing|editing|compiled|written|edited|translated|production|research|graphics|photography|material)(?:(?:,? and |, | & )(?i:reporting|writing|editing|production|translation))*(?: for [^;.]{1,40})? (?:by|from)):? (?:\p{Lu}[\p{L}\p{M}.'’-]*|(?:and|in|for|of|the|at|de|del|der|la|van|von|bin|al|el)\b|[&,]|\s)+[;.]?\s*)+[)\]*_]*\.?$";
    /// Who helped: `Jo Doe contributed to this report.`
    HELP = r"^[\[(*_ —–-]*\p{Lu}[^“”\x22.!?]{2,200}\bcontributed (?:to (?:this|the) (?:report|story|article)|reporting)\b[^“”\x22!?]{0,60}$";
    /// Who supplied the words.
    SUPPLIED = r"(?i)^[\[(*_ —–-]*this (?:article|story|report|dispatch|text|item|piece|content|post)\b[^.!?]{0,40}? (?:(?:was|is|has been) (?:(?:originally|first|automatically) )?(?:supplied|provided|distributed|produced|written|syndicated|published|republished|reproduced|generated|made available|translated)|(?:originally|first) (?:appeared|ran)|comes) (?:here )?(?:by|from|in|on|with|under|courtesy of|for)\b.{0,220}$";
    /// Where a post of a feed stands: `The post Bridge shut appeared first on The Courier.`
    POSTED = r"^The (?:post|entry|article) \S.{0,300} (?:appeared first|first appeared) on \S.{0,80}$";
    /// Whose the words are, and what may be done with them.
    RIGHTS = r"(?i)^(?:.{0,160}\ball rights reserved\b.{0,200}|[\W_]*(?:©|\(c\)|copyright(?: ©| \(c\))? \d{4}).{0,200}|.{0,200}[\])|.] ?©[^.]{1,80}|[\W_]*(?:reproduction|republication|reprint(?:ing)?|redistribution)s?\b[^.!?]{0,60}\b(?:permit|allow|prohibit|forbid|with|requires?)\w*\b.{0,160}\b(?:permission|reference|source|consent|credit|agreement|prohibited|forbidden)\b.{0,80})$";
    /// Ways to another page.
    WAY = r"(?i)^[\W_]*(?:(?:back|return) to (?:the )?(?:index|top|home ?page|list|contents|overview|front page)|(?:next|previous) (?:item|article|story|page|post)\b(?:\s*[:|›»].{0,160})?$|(?:next|previous) (?:item|article|story|page|post)\s*[:|].{0,160}|read more\b(?:\s*[:…].{0,160}|(?: (?:about|on|from|at|here)\b[^.!?]{0,80})?$)|(?:read (?:also|next)|also read|see also|related(?: (?:stories|articles|content|coverage|topics|links))?|more on this(?: story)?|more from [^.:!?]{1,40}|recommended|up next|don['’]t miss|in case you missed it)\s*(?::.{0,200})?$|click here\b[^“”\x22]{0,120}|for more .{0,60}(?:visit|see|go to|click)\b.{0,120})[\W_]*$";
    /// What readers are asked to do, in the first words.
    PLEA = r"(?i)^[\W_]*(?:(?:follow|find|like|join) (?:us\b|@|.{1,40}\bon (?:twitter|facebook|instagram|x|threads|bluesky|telegram|youtube|whatsapp|linkedin|mastodon|tiktok)\b)|sign ?up\b(?: (?:for|to|here|now|below|today)\b|$)|subscribe\b(?: (?:to|now|here|today|for)\b|$)|share (?:this|on|via)\b|(?:download|get) (?:our|the) app\b|support (?:our|independent|local) journalism|get (?:the latest|our|breaking)\b[^.]{0,80}\b(?:newsletters?|inbox|app|alerts?)\b|leave a (?:comment|reply)\b|(?:contact|write to|e-?mail) (?:us\b|the (?:editor|author|reporter|writer)s?\b|[^ ]+@)|do you (?:know|have) (?:more|a (?:tip|story|question))\b|have you got a (?:tip|story)\b)[^“”\x22]{0,200}$";
    /// The same, by what is offered: `Have the paper in your letter box by seven.`
    PITCH = r"(?i)^(?:[^“”\x22.!?]{1,60}[.!?:] )?(?:have|get|receive|join|start|try|stay|never miss|send|listen to|watch|enjoy|become|our)\b[^“”\x22]{0,120}\b(?:us|your (?:inbox|letter ?box|mail ?box|doorstep|phone|subscription)|newsletters?|subscribers?|\d[\d,.]* (?:other )?(?:readers|members)|(?:free|trial) (?:trial|issue|month|weeks?)|(?:our|the) (?:podcast|app))\b[^“”\x22]{0,160}$";
}

/// Do these words say where the story came from, who made it, or whose it is?
pub(crate) fn is_origin(words: &str) -> bool {
    is_short(words)
        && [&CREDIT, &HELP, &SUPPLIED, &POSTED, &RIGHTS]
            .iter()
            .any(|pattern| pattern.is_match(words))
}

/// Do these words lead elsewhere, or ask something of the reader?
pub(crate) fn is_pointer(words: &str) -> bool {
    is_short(words) && (WAY.is_match(words) || PLEA.is_match(words) || PITCH.is_match(words))
}

/// Do these words stand around a story?
pub(crate) fn is_furniture(words: &str) -> bool {
    is_origin(words) || is_pointer(words)
}

fn is_short(words: &str) -> bool {
    words.len() <= LONGEST
}

/// Takes the zones off what stands before the story and after it. Among paragraphs of the story
/// nothing is taken off: there, such words may be the story's own.
pub(crate) fn take_off(draft: &mut Draft) {
    let Draft { text, zones, .. } = draft;
    let mut told = zones
        .iter()
        .enumerate()
        .filter(|(_, zone)| zone.kind == ZoneKind::Body && !is_furniture(zone.span.of(text)));
    let Some((first, _)) = told.next() else {
        return;
    };
    let last = told.next_back().map_or(first, |(at, _)| at);
    let mut at = 0;
    zones.retain(|zone| {
        let is_among = (first..=last).contains(&at);
        at += 1;
        is_among || zone.kind != ZoneKind::Body
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plain;

    #[test]
    fn where_a_story_came_from() {
        for words in [
            "(Reporting by Ada Holt; editing by Jo Doe)",
            "(Reporting by Ada Holt in Velin and Jo van der Doe; Writing by Max Orr; Editing by Kim Tarn.)",
            "Additional reporting by Ada Holt",
            "Reporting and writing by Ada Holt.",
            "With reporting from Northern Wire",
            "(Edited by Ada Holt)",
            "Northern Wire writers Ada Holt in Velin and Jo Doe in Orr contributed to this report.",
            "Ada Holt contributed reporting from Velin.",
            "This article was supplied by the news agency Northern Wire and was not edited by the Courier.",
            "This story was first published in The Orr Review.",
            "This article originally appeared on Northern Wire. Read the original article.",
            "© 2031 Northern Wire",
            "Copyright 2031 Northern Wire. This material may not be published.",
            "Velin Courier Ltd. All rights reserved.",
            "[ Next item: Bees of Velin | Back to index ] © NSA",
            "Reproduction permitted with reference to NSA",
        ] {
            assert!(is_origin(words), "{words}");
        }
    }

    #[test]
    fn what_leads_elsewhere_or_asks() {
        for words in [
            "Back to index",
            "Next item: Bees of Velin",
            "Read more: The wall at Orr",
            "READ MORE",
            "Related: Who built the bridge?",
            "See also",
            "More from Velin",
            "Follow us on Telegram",
            "Follow The Courier on X and Facebook.",
            "Sign up for our evening newsletter",
            "Subscribe",
            "Subscribe to The Courier for two crowns a week.",
            "Share this article",
            "Have the paper in your letter box by seven.",
            "The Courier by post. Have the paper in your letter box by seven. Four weeks for ten crowns.",
            "Join 40,000 readers.",
            "Send us a document safely",
            "Our evening newsletter has everything you missed.",
            "Do you know more? Write to tips@courier.example.",
        ] {
            assert!(is_pointer(words), "{words}");
        }
    }

    #[test]
    fn the_story_stays() {
        for words in [
            "Reporting by the Courier found that the mill was set on fire.",
            "The report was produced by the ministry in March.",
            "Copyright law was changed by parliament in May.",
            "Next, the committee will hear the mayor.",
            "Next year the wall will be raised.",
            "Back to the table they went, without a word.",
            "“Follow us,” she told the children.",
            "“Send us a ship and we will empty it,” Holt said.",
            "Related talks were broken off in May.",
            "Recommended doses were passed by a third, the court found.",
            "Share prices fell by a tenth on Tuesday.",
            "Have the two met? Nobody in Velin will say.",
            "This story of two towns is told in both of them.",
            "This report was wrong, the ministry said.",
            "Holt contributed a chapter to the report.",
            "Reproduction rates fell in both herds.",
            "He offered no evidence.",
            "Read aloud, the statement took nine minutes.",
        ] {
            assert!(!is_origin(words) && !is_pointer(words), "{words}");
        }
    }

    #[test]
    fn only_the_ends_are_taken_off() {
        let text = "Follow us on X\n\nThe bridge is shut.\n\nRead more: The wall\n\nHolt said so.\n\n\
            (Reporting by Ada Holt)\n\nCorrection: It is half shut.\n\n© 2031 Northern Wire";
        let draft = plain::read(text.to_owned());
        let words: Vec<_> = draft.zones.iter().map(|zone| zone.span.of(text)).collect();
        assert_eq!(
            words,
            [
                "The bridge is shut.",
                "Read more: The wall",
                "Holt said so.",
                "Correction: It is half shut."
            ]
        );
        let alone = plain::read("Read more: The wall".to_owned());
        assert_eq!(alone.zones.len(), 1, "else nothing would be left");
    }
}
