//! What is asked of every input, and the inputs: articles changed as no outlet would print them.

mod change;

use std::time::Duration;

use onrecord_intake::Options;
use onrecord_record::{Article, Findings, Span};
use rustix::time::{ClockId, clock_gettime};

pub use change::changed;

/// CPU time that any input may take.
const START: Duration = Duration::from_millis(1500);
/// CPU time that each of its bytes may take besides. The slowest text known, one word of 10,000
/// letters among 10,000 open quotation marks, takes a quarter of it.
const EACH: Duration = Duration::from_micros(500);

/// Does `work`; panics if it takes more than its share of CPU time for `bytes`.
pub fn in_proportion<T>(bytes: usize, work: impl FnOnce() -> T) -> T {
    let start = spent();
    let done = work();
    let took = spent().saturating_sub(start);
    let most = START + EACH * u32::try_from(bytes).unwrap_or(u32::MAX);
    assert!(took <= most, "{bytes} bytes took {took:?}, not {most:?}");
    done
}

fn spent() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    let (seconds, rest) = (time.tv_sec.unsigned_abs(), time.tv_nsec.unsigned_abs());
    Duration::from_secs(seconds) + Duration::from_nanos(rest)
}

/// The articles that `bytes` hold.
pub fn articles(bytes: &[u8]) -> Vec<Article> {
    onrecord_intake::articles(bytes, "fuzz", &Options::default())
        .flatten()
        .collect()
}

/// Panics unless each finding is a place in `article`.
pub fn fit(article: &Article, findings: &Findings) {
    let quotes = |span: Span| {
        let words = article.text.get(span.range());
        assert!(words.is_some_and(|words| !words.is_empty()), "{span:?}");
    };
    for statement in &findings.statements {
        let attribution = &statement.attribution;
        attribution.content.parts().iter().copied().for_each(quotes);
        if let Some(parent) = attribution.parent {
            assert!(parent < findings.statements.len(), "no parent {parent}");
        }
        for time in &statement.times {
            assert!(findings.times.get(time.0 as usize).is_some(), "{time:?}");
        }
    }
    findings.absences.iter().for_each(|one| quotes(one.span));
    findings.times.iter().for_each(|one| quotes(one.span));
    findings.doubts.iter().for_each(|one| quotes(one.at));
}
