//! A code of the SEC's size with words of its own, and amendments to it, from a fixed seed.

use legaltext::{Amendment, Citation, Document, Edition, MarkupError, Provision, markup};

/// Numbers that look random and are the same on every run (xorshift64*).
#[derive(Debug, Clone)]
pub struct Seeded(u64);

impl Seeded {
    /// Begins the run of a seed; 0 is taken as 1.
    pub fn new(seed: u64) -> Seeded {
        Seeded(seed.max(1))
    }

    /// The next number below `limit`; 0 when the limit is 0.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(high).unwrap_or(0) % limit.max(1)
    }

    /// One of these words.
    pub fn one_of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        let at = self.below(words.len());
        words.get(at).copied().unwrap_or("")
    }
}

const WHO: [&str; 12] = [
    "the Panel",
    "each Party",
    "the DCC",
    "the Authority",
    "any Supplier Party",
    "the Change Board",
    "each User",
    "a Network Party",
    "the Code Administrator",
    "the Security Committee",
    "every Subscriber",
    "the Proposer",
];
const DOES: [&str; 14] = [
    "notify",
    "publish",
    "maintain",
    "consult on",
    "review",
    "approve",
    "retain",
    "verify",
    "report on",
    "comply with",
    "replace",
    "determine",
    "record",
    "withdraw",
];
pub(crate) const WHAT: [&str; 16] = [
    "the Service Request",
    "any Device Certificate",
    "each Communications Hub",
    "the Charging Statement",
    "a Modification Report",
    "the Incident",
    "such Registration Data",
    "the Release Policy",
    "any Default Notice",
    "the Test Scenario",
    "each Anomaly Threshold",
    "the Recovery Key",
    "a Preliminary Assessment",
    "the Deployed Products List",
    "such evidence",
    "the relevant record",
];
pub(crate) const HOW: [&str; 10] = [
    "as soon as reasonably practicable",
    "within ten Working Days",
    "from time to time",
    "on request",
    "without undue delay",
    "at its own cost",
    "before each Regulatory Year begins",
    "in such form as is specified",
    "unless otherwise directed",
    "for each Release",
];

/// The letters of a place in the alphabet of a code: A to Z, then AA.
pub(crate) fn letters(at: usize) -> String {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let letter = |i: usize| char::from(ALPHABET.get(i % 26).copied().unwrap_or(b'A'));
    if at < 26 { letter(at).to_string() } else { format!("{}{}", letter(at / 26 - 1), letter(at)) }
}

/// Words of a sentence without its stop and without a reference.
pub(crate) fn phrase(seeded: &mut Seeded) -> String {
    format!("{} shall {} {} {}", seeded.one_of(&WHO), seeded.one_of(&DOES), seeded.one_of(&WHAT), seeded.one_of(&HOW))
}

/// A sentence; `prefix` is the letter that the document's numbers begin with, empty for an Appendix.
fn sentence(prefix: &str, seeded: &mut Seeded) -> String {
    let mut words = format!(
        "{} shall {} {} {}",
        seeded.one_of(&WHO),
        seeded.one_of(&DOES),
        seeded.one_of(&WHAT),
        seeded.one_of(&HOW)
    );
    if seeded.below(5) == 0 {
        let (section, group, clause) = (letters(seeded.below(40)), seeded.below(12) + 1, seeded.below(12) + 1);
        let cited = if prefix.is_empty() {
            format!("clause {group}.{clause}")
        } else {
            format!("Section {section}{group}.{clause}")
        };
        words.push_str(&format!(" in accordance with {cited}"));
    }
    words
}

fn clause(out: &mut String, prefix: &str, number: &str, seeded: &mut Seeded) {
    out.push_str(&format!("\n{number} Where {}, {}", sentence(prefix, seeded), sentence(prefix, seeded)));
    if seeded.below(2) == 0 {
        out.push_str(":\n");
        for label in ["a", "b", "c", "d", "e"].iter().take(seeded.below(4) + 2) {
            out.push_str(&format!("    ({label}) {};\n", sentence(prefix, seeded)));
        }
        out.push_str("and in each case it shall keep evidence of having done so.\n");
    } else {
        out.push_str(&format!(". {}. {}.\n", sentence(prefix, seeded), sentence(prefix, seeded)));
    }
}

/// The documents of a code in the markup: 40 Sections and 90 Appendices, together about `words` words.
pub fn documents(words: usize, seed: u64) -> Vec<String> {
    let mut seeded = Seeded::new(seed);
    let mut out = Vec::new();
    for at in 0..130 {
        let (kind, letter) = if at < 40 { ("Section", letters(at)) } else { ("Appendix", letters(at - 40)) };
        let prefix = if at < 40 { letter.as_str() } else { "" };
        let mut text = format!("# {kind} {letter}: {}\nversion: {}.0\n", seeded.one_of(&WHAT), seeded.below(30) + 1);
        if at == 0 {
            for term in 0..1200 {
                text.push_str(&format!("\n\"Term {term:04}\" means {}.\n", sentence(prefix, &mut seeded)));
            }
        }
        let (mut group, mut length) = (0, text.len());
        // The words of this generator have about 6.3 letters with their space.
        while length < words * 63 / 10 / 130 {
            group += 1;
            text.push_str(&format!("\n## {prefix}{group} {}\n", seeded.one_of(&WHAT)));
            for number in 1..=seeded.below(16) + 4 {
                if seeded.below(4) == 0 {
                    text.push_str(&format!("\n### Duties as to {}\n", seeded.one_of(&WHAT)));
                }
                clause(&mut text, prefix, &format!("{prefix}{group}.{number}"), &mut seeded);
            }
            length = text.len();
        }
        out.push(text);
    }
    out
}

/// The edition of such a code.
///
/// # Errors
/// When the generator writes what the markup does not allow, which would be a fault of one of the two.
pub fn edition(words: usize, seed: u64) -> Result<Edition, Vec<MarkupError>> {
    let read = |text: &String| markup::parse(text, &format!("bench:{seed}"));
    let documents: Vec<Document> = documents(words, seed).iter().map(read).collect::<Result<_, _>>()?;
    Ok(Edition::new("bench", documents))
}

/// So many amendments to an edition, each to another clause or term: new words, insertions, omissions, renumberings and
/// definitions, spread over the whole code.
pub fn amendments(edition: &Edition, count: usize, seed: u64) -> Vec<Amendment> {
    let mut clauses: Vec<(Citation, &Provision)> = Vec::new();
    for document in edition.documents() {
        document.each(&mut |at, provision| {
            if !provision.number().is_label() && provision.caption().is_none() {
                clauses.push((at.clone(), provision));
            }
        });
    }
    let mut seeded = Seeded::new(seed);
    let step = clauses.len() / count.max(1);
    let chosen = (0..count).filter_map(|i| clauses.get(i * step + seeded.below(step / 2)));
    let chosen: Vec<_> = chosen.collect();
    let terms = edition.documents().first().map(|d| (d.id().clone(), d.definitions()));
    let mut out = Vec::with_capacity(count);
    for (i, (at, provision)) in chosen.into_iter().enumerate() {
        let old = markup::print_provision(provision);
        // A renumbering rewrites what cites it, so that such words may be others when their own amendment comes.
        let stated = Some(old.clone()).filter(|old| !old.contains(" in accordance with "));
        let suffixed = |suffix: &str| format!("{}{suffix}", provision.number());
        out.push(match (i % 20, &terms) {
            (0, _) => Amendment::Omit { at: at.clone(), old: stated },
            (1 | 2, _) => Amendment::Insert {
                in_order: false,
                after: Some(at.clone()),
                into: None,
                text: format!("{} {}.", suffixed("A"), sentence("A", &mut seeded)),
                number: None,
                heading: None,
            },
            (3, _) => match (suffixed("B").parse(), at.document_id()) {
                (Ok(number), Some(document)) => {
                    Amendment::Renumber { at: at.clone(), to: Citation::new(&document, number) }
                }
                (_, _) => Amendment::Omit { at: at.clone(), old: None },
            },
            (4, Some((document, _))) => Amendment::Define {
                document: document.clone(),
                term: format!("New term {i}"),
                text: Some(format!("means {}.", sentence("A", &mut seeded))),
                at: None,
            },
            (5, Some((document, definitions))) => match definitions.get(i * 7) {
                Some((_, definition)) => Amendment::Redefine {
                    document: document.clone(),
                    term: definition.term().to_owned(),
                    text: Some(format!("means {}.", sentence("A", &mut seeded))),
                    old: None,
                },
                None => Amendment::Omit { at: at.clone(), old: None },
            },
            (_, _) => Amendment::Substitute {
                at: at.clone(),
                text: old.replacen(" shall ", " must ", 1),
                old: stated,
                heading: None,
            },
        });
    }
    out
}
