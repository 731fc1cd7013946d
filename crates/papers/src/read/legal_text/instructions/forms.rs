//! The forms of words that instructions are written in, brought to the few that are read.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use crate::layout::marks;
use crate::layout::pattern::pattern;

/// Verbs that order a change, as they stand after the place that they are about.
pub(super) const VERBS: &str = "add|insert|include|amend|replace|update|delete|remove|omit|repeal|substitute";
/// What is called by a number.
pub(super) const UNIT: &str = r"(?i:(?:sub-?)?(?:sections?|clauses?|paragraphs?|conditions?))";
/// A number as printed, with its labels.
pub(super) const NUMBER: &str = r"[A-Z]{0,2}\d[A-Z0-9]*(?:\.[A-Za-z0-9]+)*(?:\([A-Za-z0-9]{1,5}\))*";
/// The heading printed in brackets behind a number.
pub(super) const HEADING: &str = r"(?: \([A-Z][^()]{2,}\))?";
/// `is`, `shall be`, `will be`.
pub(super) const BECOMES: &str =
    r"(?i:is|are|shall be|will be|should be|must be|is to be|are to be|to be|has been|have been)(?i: hereby| to be)?";

/// `paragraph (b) of Section Q1.4`
static INSIDE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i:(?:sub-?)?(?:paragraph|clause)) (?P<labels>(?:\([A-Za-z0-9]{{1,5}}\))+) (?i:of|in) (?P<clause>{UNIT} {NUMBER})"
    ))
});
/// `In Section Q1.4, after paragraph (b) insert …`
static WITHIN_LIST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?i:in) (?P<clause>{UNIT} {NUMBER}){HEADING},? (?P<side>(?i:immediately )?(?i:after|before|following)) (?i:(?:sub-?)?(?:paragraph|clause)) (?P<labels>(?:\([A-Za-z0-9]{{1,5}}\))+),? (?P<order>(?i:add|insert|include)\b.*)$"
    ))
});
/// `After Section Q1.2, insert:`
static BARE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b((?i:add|insert|include))(?: as follows)?:$"));
/// `In Section Q1.4, delete paragraph (b)`
static PARAGRAPH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?i:in|from) (?P<clause>{UNIT} {NUMBER}){HEADING},? (?P<verb>(?i:delete|remove|omit)) (?i:(?:sub-?)?(?:paragraph|clause)) (?P<labels>(?:\([A-Za-z0-9]{{1,5}}\))+)(?P<rest>.*)$"
    ))
});
/// `Insert the following new paragraph (ba) after section Q1.4(b) …`, `Add new paragraphs (d) and (e) to Section Q1.4 …`
static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?P<verb>(?i:add|insert|include) (?i:the |a |following |new |additional )*)(?i:(?:sub-?)?(?:paragraph|clause)s?) (?P<labels>\([A-Za-z0-9]{{1,5}}\)(?:(?:, and |, | and )\([A-Za-z0-9]{{1,5}}\))*)(?P<side>,? (?i:immediately )?(?i:after|following|below|before|above|at the end of|to|into|in)) (?P<unit>{UNIT}) (?P<number>{NUMBER}){HEADING}(?P<rest>.*)$"
    ))
});
/// `After Section Q1.2 insert the following …:`, `At the end of Section Q1 add …:`
static BESIDE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?i:immediately )?(?P<place>(?i:after|before|following|at the (?:end|start) of) (?i:the )?(?i:existing )?(?:{UNIT}|Appendix|Schedule) (?:{NUMBER}|[A-Z]{{1,2}}){HEADING}),? (?P<verb>(?i:add|insert|include)) (?P<rest>.*)$"
    ))
});
/// `In Section A1.1, insert the following new definition:`
static WITHIN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?i:in|to|into|within) (?P<place>(?i:the )?(?:{UNIT}|Appendix|Schedule) (?:{NUMBER}|[A-Z]{{1,2}}){HEADING}),? (?P<verb>(?i:{VERBS})) (?P<rest>.*)$"
    ))
});
/// `The following new definitions are added to Section A1.1:`
static PASSIVE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?i:the )?(?P<what>(?i:following |new |additional )*(?i:definitions?|{UNIT} {NUMBER}(?: to {NUMBER})?)) {BECOMES} (?P<verb>(?i:added|inserted|included))(?P<rest>\b.*)$"
    ))
});
/// `Section Q1.3 is replaced with the following:`, `For Section Q1.3 substitute:`
static AMENDED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?:(?i:the |existing |current )*(?P<what>{UNIT} {NUMBER}{HEADING}(?:(?:-|–| to | and |, ){NUMBER})*) {BECOMES} (?i:amended|replaced|substituted|modified|changed|revised)|(?i:for|in place of) (?P<what2>{UNIT} {NUMBER}{HEADING}),? (?i:substitute|insert|there (?:is|shall be|will be) (?:substituted|inserted)))(?i: to read| with| by|,)?(?i: the following(?: new)?(?: text| words)?)?(?i: as follows)?:$"
    ))
});
/// A part of what is named beside its list: `the opening words`, `the words after paragraph (d)`.
pub(super) const PART: &str = r"(?i:the )?(?:(?i:opening|introductory|closing|concluding) (?i:words|text)|(?i:tail-?piece|lead-?in|chapeau)|(?i:words|text) (?i:before|preceding|after|following) (?i:(?:sub-?)?(?:paragraph|clause)) \([A-Za-z0-9]{1,5}\))";
/// `In Section Q1.4, in paragraph (b), …`, `In Section Q1.4, in the opening words of paragraph (b), …`
static PLACES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?i:in|at|within) (?P<clause>{UNIT} {NUMBER}){HEADING},? (?i:in|at|from) (?:(?P<part>{PART})(?: (?i:of|in|to) (?i:(?:sub-?)?(?:paragraph|clause)) (?P<of>(?:\([A-Za-z0-9]{{1,5}}\))+))?|(?i:(?:sub-?)?(?:paragraph|clause)) (?P<labels>(?:\([A-Za-z0-9]{{1,5}}\))+))[,:]? (?P<order>.*)$"
    ))
});
/// `Section Q1.3 is deleted in its entirety.`
static DELETED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?i:the |existing |current )*(?P<what>(?:{UNIT} {NUMBER}|(?i:definitions?) of [“\x22]).*?) {BECOMES} (?i:deleted|omitted|removed|repealed)(?P<rest>\b.*)$"
    ))
});
/// What says no more than the verb did.
static WHOLLY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i),? (?:in (?:its|their) entirety|in full|entirely|altogether|completely)(?P<end>[.:;]?)$")
});
/// Like a verb that is known.
static LIKE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?i:repeal|strike out|strike) "));

/// The sentence in a form that is read; the same sentence where it has none of these forms.
pub(super) fn plain(text: &str) -> String {
    let text = INSIDE.replace(text, "${clause}${labels}");
    let text = WITHIN_LIST.replace(&text, "${side} ${clause}${labels} ${order}");
    let text = BARE.replace(&text, "$1 the following:");
    let text = PARAGRAPH.replace(&text, "${verb} ${clause}${labels}${rest}");
    let text = AMENDED.replace(&text, "Amend ${what}${what2} as follows:");
    let text = BESIDE.replace(&text, |found: &regex::Captures<'_>| {
        let part = |name: &str| found.name(name).map_or("", |part| part.as_str());
        let (rest, place) = (part("rest"), part("place"));
        let head = rest.trim_end_matches(':').trim_end().trim_end_matches("as follows").trim_end();
        let side = place.split_once(' ').map_or_else(String::new, |(side, at)| format!("{} {at}", side.to_lowercase()));
        format!(
            "{} {head} {side} as follows:{}",
            marks::capital(&part("verb").to_lowercase()),
            if rest.ends_with(':') { "" } else { " …" }
        )
    });
    let text = WITHIN.replace(&text, |found: &regex::Captures<'_>| {
        let part = |name: &str| found.name(name).map_or("", |part| part.as_str());
        let (rest, verb, place) = (part("rest"), marks::capital(&part("verb").to_lowercase()), part("place"));
        match rest.strip_suffix(':') {
            Some(head) => {
                let head = head.trim_end().trim_end_matches("as follows").trim_end();
                format!("{verb} {head} in {place} as follows:")
            }
            None => format!("{verb} {} from {place}.", rest.trim_end_matches('.')),
        }
    });
    let text = PASSIVE.replace(&text, "Insert ${what}${rest}");
    let text = DELETED.replace(&text, "Delete ${what}${rest}");
    let text = LIKE.replace(&text, "Delete ");
    WHOLLY.replace(&text, "${end}").into_owned()
}

/// The sentence with the numbers of new paragraphs as they are cited.
pub(super) fn whole_numbers(text: &str) -> Cow<'_, str> {
    LABELLED.replace(text, labelled)
}

/// New paragraphs with their whole numbers: beside a paragraph they belong to its list.
fn labelled(found: &regex::Captures<'_>) -> String {
    let part = |name: &str| found.name(name).map_or("", |part| part.as_str());
    let (side, number) = (part("side"), part("number"));
    let beside =
        !matches!(side.trim_start_matches(',').trim().to_lowercase().as_str(), "to" | "into" | "in" | "at the end of");
    let above = match number.rfind('(').filter(|_| beside).and_then(|label| number.get(..label)) {
        Some(above) => above,
        None => number,
    };
    let labels = part("labels").replace('(', &format!("{above}("));
    let place = if beside { format!("{side} {} {number}", part("unit")) } else { String::new() };
    format!("{}Sections {labels}{place}{}", part("verb"), part("rest"))
}

/// The sentence with one place at its head, where it says two: `In the opening words of Section Q1.4(b), …`.
pub(super) fn one_place(text: &str) -> Cow<'_, str> {
    PLACES.replace(text, |found: &regex::Captures<'_>| {
        let part = |name: &str| found.name(name).map_or("", |part| part.as_str());
        let of = found.name("part").map_or_else(String::new, |part| format!("{} of ", part.as_str()));
        format!("In {of}{}{}{}, {}", part("clause"), part("of"), part("labels"), part("order"))
    })
}

/// The sentence with the place of a paragraph as it is cited.
pub(super) fn plain_place(text: &str) -> String {
    INSIDE.replace(text, "${clause}${labels}").into_owned()
}
