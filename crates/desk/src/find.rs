//! Finding: what in a ledger fits a query, each as the words it is to be quoted by.

use onrecord_ledger::{FindingId, Hit, Ledger, LedgerError, Query};
use onrecord_record::{
    Absence, Article, Extent, Narration, Source, Span, Statement, TimeExpression, Valuation, Voice,
};

/// What fits `query`, in the order [`Ledger::find`] states.
pub fn find(ledger: &dyn Ledger, query: &Query) -> Result<Vec<Hit>, LedgerError> {
    ledger.find(query)
}

/// A hit with what it points to.
#[derive(Debug, Clone, Copy)]
pub struct Found<'a> {
    hit: &'a Hit,
    /// The finding itself.
    pub finding: Finding<'a>,
}

/// One finding of a reading.
#[derive(Debug, Clone, Copy)]
pub enum Finding<'a> {
    /// What somebody says.
    Statement(&'a Statement),
    /// A clause in the article's own voice.
    Narration(&'a Narration),
    /// Something absent.
    Absence(&'a Absence),
}

impl<'a> Found<'a> {
    /// What `hit` points to; nothing if its reading has no such finding.
    pub fn of(hit: &'a Hit) -> Option<Found<'a>> {
        let findings = &hit.reading.findings;
        let finding = match hit.finding {
            FindingId::Statement(at) => Finding::Statement(findings.statements.get(at)?),
            FindingId::Narration(at) => Finding::Narration(findings.narration.get(at)?),
            FindingId::Absence(at) => Finding::Absence(findings.absences.get(at)?),
        };
        Some(Found { hit, finding })
    }

    /// The article it stands in.
    pub fn article(&self) -> &'a Article {
        &self.hit.reading.article
    }

    /// The words to quote.
    pub fn words(&self) -> Vec<Span> {
        match self.finding {
            Finding::Statement(statement) => statement.attribution.content.parts().to_vec(),
            Finding::Narration(narration) => vec![narration.span],
            Finding::Absence(absence) => vec![absence.span],
        }
    }

    /// The words that attribute it.
    pub fn cue(&self) -> Option<&'a Extent> {
        match self.finding {
            Finding::Statement(statement) => statement.attribution.cue.as_ref(),
            Finding::Narration(_) | Finding::Absence(_) => None,
        }
    }

    /// The sources that say it, outermost first; none for the article's own voice.
    pub fn sources(&self) -> Vec<&'a Source> {
        let chain = match self.finding {
            Finding::Statement(statement) => &statement.chain[..],
            Finding::Absence(absence) => &absence.chain,
            Finding::Narration(_) => &[],
        };
        let named = chain.iter().filter_map(|voice| match voice {
            Voice::Source(id) => self.hit.reading.findings.source(*id),
            Voice::Narrator | Voice::Unstated => None,
        });
        named.collect()
    }

    /// How sure the innermost voice is of it.
    pub fn valuation(&self) -> Option<&'a Valuation> {
        match self.finding {
            Finding::Statement(statement) => statement.values.last(),
            Finding::Narration(narration) => Some(&narration.valuation),
            Finding::Absence(absence) => Some(&absence.valuation),
        }
    }

    /// The time expressions in it, in the order it tells them.
    pub fn times(&self) -> Vec<&'a TimeExpression> {
        let findings = &self.hit.reading.findings;
        let ids = match self.finding {
            Finding::Statement(statement) => &statement.times,
            Finding::Narration(narration) => &narration.times,
            Finding::Absence(absence) => {
                let times = findings.times.iter();
                return times
                    .filter(|time| absence.span.contains(time.span))
                    .collect();
            }
        };
        ids.iter().filter_map(|id| findings.time(*id)).collect()
    }
}
