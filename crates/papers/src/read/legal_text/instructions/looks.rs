//! What looks like an instruction, understood or not: it must never be taken for words of a clause.

use std::sync::LazyLock;

use regex::Regex;

use super::super::clauses::is_heading;
use super::super::sheet::{Row, finished};
use super::forms::{BECOMES, NUMBER, PART, UNIT};
use crate::layout::marks;
use crate::layout::pattern::pattern;

/// What an instruction is about.
const OBJECT: &str = r"(?:(?i:the|a|an|all|each|any|both|this|these|new|existing|current|following|additional|further|first|second|last|old) )*(?:(?i:(?:sub-?)?(?:sections?|clauses?|paragraphs?|conditions?)|definitions?|words?|references?|headings?|titles?|tables?|sentences?|phrases?|terms?|text|figures?|entry|entries|rows?) |(?i:definitions?|words?|text|heading|following|sentence):?$|(?:Appendix|Schedule|Annex)\b|[“‘\x22]|[A-Z]{1,2}\d+[A-Z]?\.\d)";
const ORDER: &str = "add|insert|include|amend|replace|update|delete|remove|omit|repeal|substitute|renumber|re-number|move|relocate|strike|transfer|change|revise|rename|retitle|redefine|correct|leave";
const DONE: &str = "added|inserted|included|amended|replaced|updated|deleted|removed|omitted|repealed|substituted|renumbered|moved|relocated|struck|transferred|changed|revised|renamed|corrected|left out";
const PLACE: &str = r"(?i:the )?(?i:existing |current |new |following |additional )*(?:(?i:(?:sub-?)?(?:sections?|clauses?|paragraphs?|conditions?))|Appendix|Schedule|Annex|(?i:definitions?)|(?i:words?)|(?i:(?:whole )?Code))";

/// What may stand before quoted words.
const BEFORE_QUOTED: &str = r"(?i:(?:the|all|each|every|both|first|second|third|fourth|fifth|sixth|words?|references?|instances?|occurrences?|from|to|of) )*";

/// `Delete Section …`, `Replace “…`
static ACTIVE: LazyLock<Regex> = LazyLock::new(|| {
    let capital: Vec<String> = ORDER.split('|').map(marks::capital).collect();
    pattern(&format!(r"^(?:{})(?: out)? (?:{OBJECT}|[^;:.]{{0,60}}[“‘\x22])", capital.join("|")))
});
/// `In Section …, replace …`, `After Section … insert …`
static PLACED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?:Immediately (?:after|before|following|below|above)|In|At|To|Into|From|Within|For|After|Before|Following|Below|Above|In place of|At the end of|At the start of|At the beginning of) {PLACE}\b(?P<between>.{{0,120}}?)[ ,:](?:please )?(?:(?:{ORDER})(?: out)?(?::$| {OBJECT}| [^;:.]{{0,80}}[“‘\x22]| (?i:after|before|the following|as follows)\b| .*:$)|there (?:is|are|shall be|will be) (?:{DONE})\b)"
    ))
});
/// Words between a place and a verb that make it a rule of the Code: `After Section D3.2 has been met, the Panel may …`.
static RULES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:shall|may|must|will|can|has|have|had|is|are|was|were|be|not|which|that|applies|apply)\b")
});
/// `In the … of …, replace “…`, wherever that is: no clause changes quoted words.
static QUOTING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?:Immediately (?:after|before)|In|At|To|Into|From|Within|For|After|Before|Throughout) (?P<between>[^;:]{{1,200}}?)[ ,:](?:(?:{ORDER})(?: out)?,? {BEFORE_QUOTED}[“‘\x22]|there (?:is|are|shall be|will be) (?:{DONE})\b)"
    ))
});
/// `In the opening words of Section …`
static PARTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"^(?:In|At|From|For|To|Within) {PART} (?:of|in|to) (?:{PLACE}|(?i:the definition))"))
});
/// Words in quotation marks: they are the Code's, and say nothing of what the sentence is.
static SAID: LazyLock<Regex> = LazyLock::new(|| pattern(r"“[^“”]*”|\x22[^\x22]*\x22|‘[^‘’]*’"));
/// `For “…” in Section … substitute`, `After the words “…” there is inserted`
static QUOTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?:For|From|After|Before|Immediately (?:after|before)|In place of|Following) {BEFORE_QUOTED}[“‘\x22][^;:]{{0,200}}[ ,](?:(?:{ORDER})(?: out)?\b|there (?:is|are|shall be|will be) (?:{DONE})\b)"
    ))
});
/// `Section … is deleted`, `The words … shall be replaced`
static PASSIVE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?:(?:In [^;:]{{1,80}}, )?{PLACE} |In [^;:]{{1,80}}, {BEFORE_QUOTED}[“‘\x22]|(?:The )?(?:heading|title|caption) (?:of|to|above) {PLACE} )(?P<between>[^;:]{{0,120}}?){BECOMES} (?:{DONE})\b"
    ))
});

/// What speaks of the change and orders it in other words, or is a note to whoever reads the draft: no clause says that.
static ASIDE: LazyLock<Regex> = LazyLock::new(|| {
    let place = format!(r"(?:(?i:the )?(?:{UNIT} )?{NUMBER}(?: (?:to|and|–|-) (?:{UNIT} )?{NUMBER})?)");
    pattern(&format!(
        r"^(?:\[[^\[\]]*[a-z][^\[\]]*\]$|(?i:drafting notes?|notes? to (?:the )?(?:drafter|reader|draft)|consequential (?:changes?|amendments?)|n\.?b\.?)\b *:|(?i:make the following (?:changes?|amendments?))|(?i:the )?(?i:rest|remainder) of [^;:]{{1,60}}(?i:unchanged|not (?:changed|amended)|no change)|{place}\s*[–—:-]?\s*[\[(]?(?i:deleted|no changes?|unchanged|new|omitted|removed|not amended)[\])]?\.?$|(?i:new )(?:Section|Clause) {NUMBER}\b|(?:Section|Clause|Paragraph) {NUMBER} ?: ?(?i:{ORDER})\b|(?i:all |any )?(?i:references? to )[^;:]{{1,80}}(?i:are to be|should be|will be|to be) (?i:changed|replaced|amended)|(?i:in each of|throughout) (?:{UNIT} |Section |Appendix |Schedule |(?i:the Code))[^;:]{{0,80}}[“‘\x22])"
    ))
});

/// Longest sentence that is an instruction and no rule of the Code.
const LONGEST: usize = 400;

/// Whether a sentence that begins with a row looks like an instruction. `above` is the row before it: an instruction does
/// not begin in the middle of a sentence. New words that are marked as such are no instruction, and quoted ones neither.
pub(super) fn like_an_instruction(text: &str, first: &Row, above: Option<&Row>) -> bool {
    if first.marked || text.contains('\t') || text.len() > LONGEST {
        return false;
    }
    let ended = above.is_none_or(|above| finished(&above.text) && !above.cut || is_heading(&above.text));
    let begins = ended || first.gap && !first.page;
    let orders = |form: &Regex| {
        let between = form.captures(text).and_then(|found| found.name("between"));
        between.is_some_and(|words| !RULES.is_match(&SAID.replace_all(words.as_str(), "")))
    };
    begins && ASIDE.is_match(text) && !matches!(text, "[...]" | "[…]" | "[Not used]" | "[Not used.]")
        || begins && (ACTIVE.is_match(text) || QUOTED.is_match(text) || PARTS.is_match(text))
        || begins && (orders(&PLACED) || orders(&QUOTING))
        || ended && orders(&PASSIVE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looks(text: &str) -> bool {
        like_an_instruction(text, &Row::plain(2, text), Some(&Row::plain(1, "The Panel meets.")))
    }

    #[test]
    fn what_orders_a_change_looks_like_it() {
        for text in [
            "Delete Section Q1.3 in its entirety.",
            "Section Q1.3 is deleted.",
            "In Section Q1.4(b), delete the words “save where”.",
            "In Section Q1.2 (Reports of the Auditor), replace “each year” with “each quarter”.",
            "After Section Q1.2 insert the following new Section Q1.2A:",
            "Insert the following new definition into Section A1.1:",
            "Renumber Sections Q1.3 to Q1.4 as Sections Q1.4 to Q1.5.",
            "Move Section Q1.2 after Section Q2.2.",
            "Replace “a” with “b” throughout.",
            "The words “each year” shall be replaced with “each quarter”.",
            "The definition of “Auditor” is deleted.",
            "For Section Q1.3 substitute:",
            "Section Q1.3 shall be amended as follows:",
            "In paragraph (b) of Section Q1.4, omit “promptly”.",
            "In the words after paragraph (b) of Section Q1.4, for “need not” substitute “may”.",
            "In the opening words of Section Q1.4, replace “each year” with “each quarter”.",
            "In the opening words of Section Q1.4:",
            "In Section Q1.4, for “it may not” substitute “it may”.",
            "In the second sentence of Section Q1.4, omit “promptly”.",
            "In each of the cells of the table, for “10” there is substituted “12”.",
            "[Drafting note: to be confirmed.]",
            "Q2.2 – Deleted.",
            "Q1.3 to Q1.4 [No change]",
            "Section Q2.3 (new)",
            "Section Q2.2: replace £1,000 with £2,000.",
            "The rest of Section Q is unchanged.",
        ] {
            assert!(looks(text), "{text}");
        }
    }

    #[test]
    fn the_words_of_a_clause_do_not() {
        for text in [
            "Add value to the Code.",
            "In Section D3 a reference to the Panel is to its members.",
            "Section D3.2 applies to each Party.",
            "In this Section D3 “Panel” means the body of that name.",
            "In such a case the Panel may replace “Draft” with “Final” on the cover.",
            "The Panel shall delete any words that are offensive.",
            "After Section D3.2 has been met, the Panel may insert a date.",
            "and shall delete Section D3.2",
            "[...]",
            "References to the Panel are to be read as references to its members.",
            "The rest of the Panel may change its mind.",
            "Removal Date\tmeans the date of removal.",
        ] {
            assert!(!looks(text), "{text}");
        }
        let marked = Row { marked: true, ..Row::plain(2, "Delete Section Q1.3.") };
        assert!(!like_an_instruction("Delete Section Q1.3.", &marked, None));
        let inside = Row::plain(1, "in accordance with");
        assert!(!like_an_instruction("Section D3.2 is amended", &Row::plain(2, "x"), Some(&inside)));
    }
}
