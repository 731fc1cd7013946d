//! A legal text as a bill: one clause for each amendment, with what it quotes, and in the head what it does to what.

use std::collections::BTreeSet;

use legaltext::graph::{Graph, Place};
use legaltext::{
    Amendment, Citation, Conflict, Definition, Document, DocumentId, Edition, LegalText, Provision, ProvisionId, apply,
    instructions,
};

use super::marks::Marks;
use super::meta::{Frbr, Meta, TouchKind};
use super::naming::{Address, Given, eid, eid_of_document, labels_below, slug};
use super::writing::Body;
use super::xml::Xml;

/// What one amendment does, as a bill tells it.
struct Told<'a> {
    /// The instruction in words, without what it quotes.
    instruction: String,
    kind: TouchKind,
    /// The place that it works on, as an address.
    destination: String,
    /// Where that place is next to, for what comes in.
    position: &'static str,
    /// Where a provision goes that keeps its words.
    goes_to: Option<String>,
    quoted: Quoted<'a>,
}

/// What an amendment puts into the Code.
enum Quoted<'a> {
    Nothing,
    /// Words of a heading or title.
    Text(&'a str),
    Provisions(&'a Document, Vec<(Citation, String, usize, &'a Provision)>),
    Definition(&'a Document, &'a Definition, Citation, String),
}

/// A legal text as Akoma Ntoso 3.0: a `bill` to amend the Code. Each amendment is a clause with a `mod`; provisions that come
/// in or are replaced are quoted as they will stand, with the `eId` that they will have as `wId`; and `activeModifications`
/// says of each what it does to which place. `meta` is of the Code: its `in_force` is the day on which the text is to come
/// into force, and its changes are not looked at.
///
/// # Errors
/// The conflicts, when the text does not apply to `base`: what it quotes would not be what it makes.
pub fn write_amendments(base: &Edition, text: &LegalText, meta: &Meta) -> Result<String, Vec<Conflict>> {
    let proposal = text.modification.as_deref().unwrap_or("legal text");
    let code = meta.address(base.code());
    let bill = Address::of_legal_text(&meta.country, base.code(), proposal, meta.in_force);
    let mut graph = Graph::of(base);
    let mut editions = vec![base.clone()];
    for (index, amendment) in text.amendments.iter().enumerate() {
        let before = editions.last().unwrap_or(base);
        // One by one, so that each is told with the words that it alone makes.
        let applied = apply(before, std::slice::from_ref(amendment), &format!("{proposal} {index}"));
        let after = applied.map_err(|conflicts| numbered(conflicts, index))?.edition;
        editions.push(after);
    }
    let pairs = editions.iter().zip(editions.iter().skip(1));
    let told: Vec<_> = text
        .amendments
        .iter()
        .zip(pairs)
        .map(|(amendment, (before, after))| tell(amendment, before, after, &code))
        .collect();
    let mut xml = Xml::begin(16 * 1024);
    xml.start("bill", &[("name", "legal-text"), ("contains", "originalVersion")]);
    head(&mut xml, proposal, base.code(), &bill, &code, meta, &told);
    xml.start("body", &[]);
    let mut given = Given::default();
    for (index, (told, after)) in told.iter().zip(editions.iter().skip(1)).enumerate() {
        let own = clause(index);
        xml.start("clause", &[("eId", &own)]);
        xml.line("num", &[], |xml| xml.text(&(index + 1).to_string()));
        xml.start("content", &[("eId", &format!("{own}__content"))]);
        graph = graph.after(after);
        (xml, given) = quote(xml, given, told, &own, &graph, &code);
        xml.end();
        xml.end();
    }
    if told.is_empty() {
        xml.start("clause", &[("eId", "cl_1")]);
        xml.line("content", &[("eId", "cl_1__content")], |xml| xml.inline("p", &[], |xml| xml.text("No amendment.")));
        xml.end();
    }
    Ok(xml.finish())
}

fn clause(index: usize) -> String {
    format!("cl_{}", index + 1)
}

/// Conflicts of one amendment, with its place in the whole text.
fn numbered(mut conflicts: Vec<Conflict>, index: usize) -> Vec<Conflict> {
    for conflict in &mut conflicts {
        conflict.amendment = index;
    }
    conflicts
}

fn tell<'a>(amendment: &'a Amendment, before: &Edition, after: &'a Edition, code: &Address) -> Told<'a> {
    let place = |edition: &Edition, at: &Citation| {
        let id = at.document_id()?;
        let document = edition.document(&id)?;
        Some(code.portion_of_work(&id, &eid(document, at)?))
    };
    let whole = |id: &DocumentId| code.portion_of_work(id, &eid_of_document(id));
    let unnamed = || code.work().to_owned();
    let inside = "inside";
    let (kind, destination, position, goes_to, quoted) = match amendment {
        Amendment::Substitute { at, text, heading, .. } => {
            let quoted = match heading {
                Some(heading) if text.is_empty() => Quoted::Text(heading),
                Some(_) | None => provisions(after, at.document_id(), |found| found.0 == *at),
            };
            (TouchKind::Substitution, place(before, at), "", None, quoted)
        }
        Amendment::Insert { after: following, into, .. } => {
            let known = identities(before);
            let document = following.as_ref().and_then(Citation::document_id).or_else(|| into.clone());
            let quoted = provisions(after, document.clone(), |found| !known.contains(found.3.id()));
            let (destination, position) = match (following, &document) {
                (Some(following), _) => (place(before, following), "after"),
                (None, Some(id)) => (Some(whole(id)), inside),
                (None, None) => (None, inside),
            };
            (TouchKind::Insertion, destination, position, None, quoted)
        }
        Amendment::Omit { at, .. } => (TouchKind::Repeal, place(before, at), "", None, Quoted::Nothing),
        Amendment::Renumber { at, to } => {
            (TouchKind::Renumbering, place(before, at), "", place(after, to), Quoted::Nothing)
        }
        Amendment::Move { at, .. } => {
            let id = before.find(at).map(|provision| provision.id().clone());
            let moved = |id: ProvisionId| {
                let all = after
                    .documents()
                    .iter()
                    .flat_map(|document| all_of(document).into_iter().map(move |f| (document, f)));
                let mut all = all.filter(|(_, found)| *found.3.id() == id);
                all.next().map(|(document, found)| {
                    code.portion_of_work(
                        document.id(),
                        &format!("{}__{}", found.1, super::naming::segment(found.3.number(), found.2)),
                    )
                })
            };
            (TouchKind::Renumbering, place(before, at), "", id.and_then(moved), Quoted::Nothing)
        }
        Amendment::NewDocument { document, .. } => {
            let quoted = provisions(after, Some(document.clone()), |found| found.1 == eid_of_document(document));
            (TouchKind::Insertion, Some(Address::component(code.work(), document)), inside, None, quoted)
        }
        Amendment::Define { document, term, .. } => {
            (TouchKind::Insertion, Some(whole(document)), inside, None, definition(after, document, term))
        }
        Amendment::Redefine { document, term, .. } => {
            (TouchKind::Substitution, Some(whole(document)), inside, None, definition(after, document, term))
        }
        Amendment::Undefine { document, .. } => {
            (TouchKind::Repeal, Some(whole(document)), inside, None, Quoted::Nothing)
        }
    };
    let destination = destination.unwrap_or_else(unnamed);
    Told { instruction: instruction(amendment), kind, destination, position, goes_to, quoted }
}

/// The instruction as a legal text prints it, without the words below it.
fn instruction(amendment: &Amendment) -> String {
    let mut bare = amendment.clone();
    match &mut bare {
        Amendment::Substitute { old, .. } | Amendment::Omit { old, .. } | Amendment::Redefine { old, .. } => {
            *old = None
        }
        Amendment::Insert { .. }
        | Amendment::Renumber { .. }
        | Amendment::Move { .. }
        | Amendment::NewDocument { .. }
        | Amendment::Define { .. }
        | Amendment::Undefine { .. } => {}
    }
    let printed = instructions::print(&LegalText { amendments: vec![bare], ..LegalText::default() });
    let heads = printed.lines().filter(|line| !line.is_empty() && !line.starts_with(char::is_whitespace));
    heads.collect::<Vec<_>>().join(" ")
}

/// A provision with where it stands: its citation, the `eId` above it, the labels above it.
type Found<'a> = (Citation, String, usize, &'a Provision);

fn all_of(document: &Document) -> Vec<Found<'_>> {
    fn below<'a>(above: &Citation, prefix: &str, labels: usize, provision: &'a Provision, found: &mut Vec<Found<'a>>) {
        let here = above.child(provision.number());
        found.push((here.clone(), prefix.to_owned(), labels, provision));
        let own = format!("{prefix}__{}", super::naming::segment(provision.number(), labels));
        for child in provision.children() {
            below(&here, &own, labels_below(provision, labels), child, found);
        }
    }
    let mut found = Vec::new();
    for provision in document.provisions() {
        below(&Citation::of_document(document.id()), &eid_of_document(document.id()), 0, provision, &mut found);
    }
    found
}

fn identities(edition: &Edition) -> BTreeSet<ProvisionId> {
    let all = edition.documents().iter().flat_map(|document| all_of(document));
    all.map(|(_, _, _, provision)| provision.id().clone()).collect()
}

/// The provisions of a document that are asked for, without what stands below one of them.
fn provisions<'a>(
    edition: &'a Edition,
    document: Option<DocumentId>,
    wanted: impl Fn(&Found<'a>) -> bool,
) -> Quoted<'a> {
    let Some(document) = document.and_then(|id| edition.document(&id)) else { return Quoted::Nothing };
    let mut found: Vec<Found<'a>> = Vec::new();
    for candidate in all_of(document) {
        let within = |outer: &Found<'a>| candidate.0 != outer.0 && candidate.0.is_within(&outer.0);
        if wanted(&candidate) && !found.iter().any(within) {
            found.push(candidate);
        }
    }
    if found.is_empty() { Quoted::Nothing } else { Quoted::Provisions(document, found) }
}

fn definition<'a>(edition: &'a Edition, document: &DocumentId, term: &str) -> Quoted<'a> {
    let Some(document) = edition.document(document) else { return Quoted::Nothing };
    let found = document.definitions().into_iter().find(|(_, definition)| definition.term() == term);
    let Some((holder, definition)) = found else { return Quoted::Nothing };
    let root = Citation::of_document(document.id());
    let at = holder.map_or(root.clone(), |holder| root.child(holder.number()));
    let above = eid(document, &at).unwrap_or_else(|| eid_of_document(document.id()));
    Quoted::Definition(document, definition, at, above)
}

/// Writes one amendment's sentence with what it quotes.
fn quote(mut xml: Xml, mut given: Given, told: &Told<'_>, own: &str, graph: &Graph, code: &Address) -> (Xml, Given) {
    let own = format!("{own}__mod_1");
    let quoting = format!("{own}__qstr_1");
    let marks = [("startQuote", "\u{201c}"), ("endQuote", "\u{201d}")];
    xml.start("p", &[]);
    match &told.quoted {
        Quoted::Nothing => xml.line("mod", &[("eId", &own)], |xml| xml.text(&told.instruction)),
        Quoted::Text(words) => xml.line("mod", &[("eId", &own)], |xml| {
            xml.text(&told.instruction);
            xml.text(" ");
            let [start, end] = marks;
            xml.inline("quotedText", &[("eId", &format!("{own}__qtext_1")), start, end], |xml| xml.text(words));
        }),
        Quoted::Provisions(document, found) => {
            xml.start("mod", &[("eId", &own)]);
            xml.words(&told.instruction);
            for (index, (cited, prefix, labels, provision)) in found.iter().enumerate() {
                let quoting = format!("{own}__qstr_{}", index + 1);
                xml.start("quotedStructure", &[("eId", &quoting)]);
                let quoted = Some((quoting.clone(), prefix.clone()));
                let mut body = body(graph, document, code, quoted, xml, given);
                let above = if provision.number().is_label() { cited.parent() } else { None };
                let above = Place::of(above.unwrap_or_else(|| Citation::of_document(document.id())));
                body.provision(provision, &above, &quoting, *labels);
                (xml, given) = (body.xml, body.given);
                xml.end();
            }
            xml.end();
        }
        Quoted::Definition(document, definition, at, above) => {
            xml.start("mod", &[("eId", &own)]);
            xml.words(&told.instruction);
            xml.start("quotedStructure", &[("eId", &quoting)]);
            let mut body = body(graph, document, code, Some((quoting.clone(), above.clone())), xml, given);
            body.definition(definition, &Place::of(at.clone()), &quoting);
            (xml, given) = (body.xml, body.given);
            xml.end();
            xml.end();
        }
    }
    xml.end();
    (xml, given)
}

fn body<'a>(
    graph: &Graph,
    document: &'a Document,
    code: &Address,
    quoted: Option<(String, String)>,
    xml: Xml,
    given: Given,
) -> Body<'a> {
    // A term has its identifier in the head of its own document: here it is words.
    Body { document, marks: Marks::links(graph, document, code), given, xml, quoted }
}

/// The head of the bill.
fn head(xml: &mut Xml, proposal: &str, short: &str, bill: &Address, code: &Address, meta: &Meta, told: &[Told<'_>]) {
    let publisher = slug(&meta.publisher.id);
    let source = format!("#{publisher}");
    xml.start("meta", &[]);
    identification(xml, proposal, bill, meta, &source);
    xml.start("lifecycle", &[("source", &source)]);
    let day = meta.in_force.to_string();
    xml.empty("eventRef", &[("eId", "eref_1"), ("date", &day), ("source", "#original"), ("type", "generation")]);
    xml.end();
    if !told.is_empty() {
        xml.start("analysis", &[("source", &source)]);
        xml.start("activeModifications", &[]);
        for (index, told) in told.iter().enumerate() {
            textual(xml, index, told);
        }
        xml.end();
        xml.end();
    }
    xml.start("references", &[("source", &source)]);
    xml.empty("original", &[("eId", "original"), ("href", bill.work()), ("showAs", proposal)]);
    let title = if meta.title.is_empty() { short } else { &meta.title };
    xml.empty("activeRef", &[("eId", "amended"), ("href", code.work()), ("showAs", title)]);
    let organisation = format!("/akn/ontology/organization/{}/{publisher}", slug(&meta.country));
    xml.empty("TLCOrganization", &[("eId", &publisher), ("href", &organisation), ("showAs", &meta.publisher.name)]);
    xml.end();
    xml.end();
}

fn textual(xml: &mut Xml, index: usize, told: &Told<'_>) {
    let own = format!("{}__mod_1", clause(index));
    xml.start("textualMod", &[("type", told.kind.word()), ("eId", &format!("amod_{}", index + 1))]);
    xml.empty("source", &[("href", &format!("#{own}"))]);
    let position = if told.position.is_empty() { ("", "") } else { ("pos", told.position) };
    xml.empty("destination", &[("href", &told.destination), position]);
    if let Some(to) = &told.goes_to {
        xml.empty("new", &[("href", to)]);
    }
    match &told.quoted {
        Quoted::Nothing => {}
        Quoted::Text(_) => xml.empty("new", &[("href", &format!("#{own}__qtext_1"))]),
        Quoted::Provisions(_, found) => {
            for at in 1..=found.len() {
                xml.empty("new", &[("href", &format!("#{own}__qstr_{at}"))]);
            }
        }
        Quoted::Definition(..) => xml.empty("new", &[("href", &format!("#{own}__qstr_1"))]),
    }
    xml.end();
}

fn identification(xml: &mut Xml, proposal: &str, bill: &Address, meta: &Meta, source: &str) {
    let frbr = Frbr { source };
    xml.start("identification", &[("source", source)]);
    xml.start("FRBRWork", &[]);
    frbr.level(xml, &format!("{}/!main", bill.work()), bill.work(), (meta.in_force, "in-force"));
    xml.empty("FRBRcountry", &[("value", &slug(&meta.country))]);
    xml.empty("FRBRsubtype", &[("value", "legal-text")]);
    xml.empty("FRBRnumber", &[("value", proposal)]);
    xml.empty("FRBRname", &[("value", &format!("Legal text for {proposal}"))]);
    xml.end();
    xml.start("FRBRExpression", &[]);
    frbr.level(xml, &format!("{}/!main", bill.expression()), bill.expression(), (meta.in_force, "in-force"));
    xml.empty("FRBRlanguage", &[("language", "eng")]);
    xml.end();
    xml.start("FRBRManifestation", &[]);
    let file = format!("{}/!main.xml", bill.expression());
    frbr.level(xml, &file, &format!("{}.xml", bill.expression()), (meta.written, "written"));
    xml.empty("FRBRformat", &[("value", "application/akn+xml")]);
    xml.end();
    xml.end();
}
