//! What is written as an address reads back as itself, and the addresses promised to outsiders keep their spelling.

use super::*;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use std::num::NonZeroU32;

const CASES: u32 = 256;

fn read(address: &str) -> Option<Address> {
    let (path, query) = match address.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (address, None),
    };
    Address::parse(path, query)
}

/// The addresses that the contract names, letter for letter.
#[test]
fn promised_addresses_are_pages_and_keep_their_spelling() {
    for promised in [
        "/",
        "/sec",
        "/sec/modifications",
        "/sec/modifications/mp167b",
        "/sec/modifications/mp167b/acts/vote",
        "/sec/code",
        "/sec/code/section-d",
        "/sec/code/section-d/10.22",
        "/sec/code/section-d/10.22@2024-02-29",
        "/sec/code/section-d/10.22@9.0",
        "/sec/code/section-d/10.22@2024-02-29,known-2023-09-20",
        "/sec/code/section-d/10.22@2024-02-29+mp167b",
        "/sec/code/appendix-ag/3.2.4",
        "/sec/code/section-d/compare/2020-06-25..2024-02-29",
        "/sec/code/compare/2020-06-25..2024-02-29+mp167b",
        "/sec/code/defects",
        "/sec/code/section-d@9.0?as=docx",
        "/sec/draft?document=section-d&number=10.22",
        "/sec/code/section-d/2a.1",
        "/sec/code/section-d/10.22(a)(i)",
        "/sec/releases/june-2020",
        "/sec/modifications/mp167b?decided=2024-03-01",
        "/sec/acts/schedule-release",
        "/sec/consultations/mp167b-report",
        "/sec/meetings/change-board-2023-09-20",
        "/sec/parties/northwold-supply-ltd",
        "/sec/reviews",
        "/sec/policies/programme-assurance-policy",
        "/sec/duties?body=panel",
        "/sec/measures",
        "/sec/rules?at=2024-02-29",
        "/sec/record/42",
        "/specimen/consultations",
        "/specimen/meetings",
        "/specimen/bodies",
        "/specimen/calendar",
        "/healthz",
        "/readyz",
        "/metrics",
        "/api/v1/openapi.json",
    ] {
        let address = read(promised).unwrap_or_else(|| panic!("{promised} is no page"));
        assert_eq!(address.to_string(), promised);
    }
}

#[test]
fn addresses_that_no_page_has_are_not_read() {
    for none in [
        "",
        "sec",
        "//",
        "/sec/",
        "/SEC",
        "/static",
        "/sec/modifications/MP167B",
        "/sec/modifications/mp167b/",
        "/sec/code/section-d/10.22@",
        "/sec/code/section-d/10.22@tomorrow",
        "/sec/code/section-d/10.22@2024-02-30",
        "/sec/code/section-d/10.22@9",
        "/sec/code/section-d/compare",
        "/sec/code/section-d/compare/2020-06-25",
        "/sec/code/compare",
        "/sec/code/section-d/10.22(a",
        "/sec/record/042",
        "/sec/record/-1",
        "/demo",
        "/api/v1/sec",
    ] {
        assert_eq!(read(none), None, "{none}");
    }
}

#[test]
fn capitals_and_escapes_mean_the_plain_address() {
    for (written, address) in [
        ("/SEC", "/sec"),
        ("/sec/modifications/MP167B", "/sec/modifications/mp167b"),
        ("/sec/code/Section-D/10.22%28A%29%402024-02-29", "/sec/code/section-d/10.22(a)@2024-02-29"),
    ] {
        assert_eq!(meant(written, None), Some((Form::Page, read(address).unwrap())), "{written}");
        assert_eq!(meant(address, None), None, "{address} is what it is");
    }
    assert_eq!(meant("/api/v1/SEC", None).map(|(form, _)| form), Some(Form::Data));
    assert_eq!(meant("/SEC/%00", None), None);
}

#[test]
fn what_an_address_asks_for_and_cannot_be_is_said_to_be_none() {
    let wrong = |path, query| wrong_in_query(&Address::parse(path, Some(query)).unwrap(), Some(query));
    assert!(wrong("/sec/rules", "at=2024-02-30").unwrap().contains("2024-02-30"));
    assert!(wrong("/sec/code/section-d", "as=odt").unwrap().contains("docx"));
    for (path, query, said) in [
        ("/sec/record", "before=-1", "`-1` is no entry"),
        ("/sec/duties", "body=a%20b", "`a b` is no body's name"),
        ("/sec/modifications", "sort=colour", "deadline"),
        ("/sec/modifications", "order=sideways", "up, down"),
        ("/sec/modifications", "page=0", "a number from 1"),
        ("/sec/releases/june-2024", "late=501", "from 0 to 500"),
        ("/sec/releases/june-2024", "late=soon", "`soon` is no number"),
    ] {
        assert!(wrong(path, query).unwrap().contains(said), "{path}?{query}");
    }
    assert_eq!(wrong("/sec/record", "before=7"), None);
    assert_eq!(wrong("/sec/modifications", "stage=report&sort=title&order=down&page=2&utm_source=mail"), None);
    assert_eq!(wrong("/sec/rules", "at=2024-02-29"), None);
    assert_eq!(wrong("/sec/rules", "at="), None);
    assert_eq!(wrong("/sec/code/section-d", "as=akn"), None);
    assert_eq!(wrong("/sec/acts", "at=2024-02-30&as=odt"), None);
}

#[test]
fn data_lies_at_the_page_s_address_below_the_interface() {
    let page = read("/sec/modifications/mp167b").unwrap();
    assert_eq!(Address::parse_request("/sec/modifications/mp167b", None), Some((Form::Page, page.clone())));
    assert_eq!(Address::parse_request("/api/v1/sec/modifications/mp167b", None), Some((Form::Data, page)));
    assert_eq!(Address::parse_request("/api/v1/demo/clock", None), None, "the demonstration has pages only");
    assert_eq!(Address::parse_request("/api/v2/sec", None), None);
}

#[test]
fn printed_numbers_become_addresses() {
    for (printed, name) in [("D10.22", "10.22"), ("D9A.2", "9a.2"), ("A1.1", "1.1"), ("3.2.4", "3.2.4")] {
        assert_eq!(NumberName::from_printed(printed).unwrap().as_str(), name);
    }
    assert_eq!(NumberName::from_printed("D10.22(a)(i)").unwrap().as_str(), "10.22(a)(i)");
    assert_eq!(NumberName::from_printed("Recital"), None);
}

#[test]
fn names_come_from_words() {
    assert_eq!(ReleaseName::from_words("June 2020 SEC Release").unwrap().as_str(), "june-2020-sec-release");
    assert_eq!(BodyName::from_words("  Consumers' Body ").unwrap().as_str(), "consumers-body");
    assert_eq!(BodyName::from_words("…"), None);
    assert_eq!(CodeName::from_words("API"), None, "a Code may not take the program's own first part");
}

#[test]
fn sorting_twice_by_one_column_turns_the_order_and_goes_to_the_first_page() {
    let third = RegisterQuery { page: NonZeroU32::new(3).unwrap(), ..RegisterQuery::default() };
    let by_title = third.sorted(Sort::Title);
    assert_eq!(by_title.to_string(), "?sort=title");
    assert_eq!(by_title.sorted(Sort::Title).to_string(), "?sort=title&order=down");
    assert_eq!(by_title.sorted(Sort::Title).sorted(Sort::Title), by_title);
}

#[test]
fn an_old_bookmark_with_an_unknown_query_still_opens_its_page() {
    let plain = read("/sec/modifications").unwrap();
    assert_eq!(read("/sec/modifications?sort=colour&page=0&x=1"), Some(plain));
}

fn days() -> impl Strategy<Value = Date> {
    (1990_i16..2100, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| date(year, month, day))
}

fn proposals() -> impl Strategy<Value = ProposalName> {
    "[a-z]{2,5}[0-9]{3,4}[a-b]?".prop_map(|id| ProposalName::parse(&id).unwrap())
}

fn points() -> impl Strategy<Value = Point> {
    let text = prop_oneof![
        days().prop_map(Text::On),
        "[0-9]{1,2}\\.[0-9]{1,2}".prop_map(|edition| Text::Edition(EditionName::parse(&edition).unwrap())),
    ];
    (text, proptest::option::of(days()), proptest::collection::vec(proposals(), 0..3))
        .prop_map(|(text, known, with)| Point { text, known, with })
}

fn documents() -> impl Strategy<Value = DocumentName> {
    "(section|appendix)-[a-z]{1,2}".prop_map(|name| DocumentName::parse(&name).unwrap())
}

fn numbers() -> impl Strategy<Value = NumberName> {
    "[0-9]{1,2}[a-b]?(\\.[0-9]{1,2}){0,3}(\\([a-z]{1,3}\\)){0,2}".prop_map(|text| NumberName::parse(&text).unwrap())
}

fn queries() -> impl Strategy<Value = RegisterQuery> {
    (proptest::option::of("[a-z]{3,9}"), 0..Sort::ALL.len(), any::<bool>(), 1_u32..200).prop_map(
        |(stage, sort, down, page)| RegisterQuery {
            stage,
            sort: Sort::ALL[sort],
            down,
            page: NonZeroU32::new(page).unwrap(),
        },
    )
}

fn things() -> impl Strategy<Value = Place> {
    ("[a-z]{3,9}-[a-z]{3,9}", 0..7).prop_map(|(name, kind)| match kind {
        0 => Place::Consultation(ConsultationName::parse(&name).unwrap()),
        1 => Place::Meeting(MeetingName::parse(&name).unwrap()),
        2 => Place::Party(PartyName::parse(&name).unwrap()),
        3 => Place::Review(ReviewName::parse(&name).unwrap()),
        4 => Place::Policy(PolicyName::parse(&name).unwrap()),
        5 => Place::Rule(RuleName::parse(&format!("d1.3-{name}")).unwrap()),
        _ => Place::Duties(BodyName::parse(&name)),
    })
}

fn places() -> impl Strategy<Value = Place> {
    let act = || "[a-z]{3,8}(-[a-z]{2,8}){0,2}".prop_map(|name| ActName::parse(&name).unwrap());
    prop_oneof![
        Just(Place::Home),
        queries().prop_map(Place::Modifications),
        proposals().prop_map(Place::Modification),
        (proposals(), act()).prop_map(|(id, act)| Place::ActOn(id, act)),
        Just(Place::Acts),
        (proposals(), days()).prop_map(|(id, decided)| Place::WhatIf(id, decided)),
        ("[a-z]{3,8}-20[0-9]{2}", 0..=Place::LATEST)
            .prop_map(|(id, days)| Place::Late(ReleaseName::parse(&id).unwrap(), days)),
        Just(Place::Matters),
        (act(), "[a-z]{3,9}").prop_map(|(act, value)| Place::Act(act, Picked::none().and("release", value))),
        proptest::option::of(points()).prop_map(Place::Contents),
        (documents(), proptest::option::of(points())).prop_map(|(document, at)| Place::Document(document, at)),
        (documents(), numbers(), proptest::option::of(points()))
            .prop_map(|(document, number, at)| Place::Provision(document, number, at)),
        (proptest::option::of(documents()), points(), points())
            .prop_map(|(document, old, new)| Place::Compare(document, Compared { old, new })),
        proptest::option::of(points()).prop_map(Place::Defects),
        (documents(), proptest::option::of(points()), 0..FileForm::ALL.len())
            .prop_map(|(document, at, form)| Place::File(FileOf::Document(document, at), FileForm::ALL[form])),
        proptest::collection::vec(("[a-z]{1,8}", "[^\r\n]{1,12}"), 0..4).prop_map(|pairs| {
            Place::Draft(pairs.into_iter().fold(Picked::none(), |picked, (name, value)| picked.and(&name, value)))
        }),
        Just(Place::Releases),
        imports(),
        "[a-z]{3,9}-20[0-9]{2}".prop_map(|name| Place::Release(ReleaseName::parse(&name).unwrap())),
        prop_oneof![Just(Place::Consultations), Just(Place::Meetings), Just(Place::Bodies), Just(Place::Calendar)],
        prop_oneof![Just(Place::Parties), Just(Place::Reviews), Just(Place::Policies), Just(Place::Measures)],
        "[a-z]{3,9}-[a-z]{3,9}".prop_map(|name| Place::Body(BodyName::parse(&name).unwrap())),
        things(),
        proptest::option::of(days()).prop_map(Place::Rules),
        proptest::option::of(any::<u64>()).prop_map(|before| Place::Record { before }),
        any::<u64>().prop_map(Place::Event),
        log_files().prop_map(Place::Log),
    ]
}

fn imports() -> impl Strategy<Value = Place> {
    let name = "[a-z]{3,9}(-[a-z0-9]{2,8}){0,3}(-[0-9]\\.[0-9])?".prop_map(|name| ImportName::parse(&name).unwrap());
    (name, 0..9).prop_map(|(name, kind)| match kind {
        6 => Place::Follow(Picked::none().and("page", format!("/imports/{name}"))),
        7 => Place::Following(FollowerKey::parse(&"0a".repeat(16)).filter(|_| name.as_str().len() % 2 == 0)),
        8 => Place::Outbox,
        0 => Place::Imports,
        1 => Place::Import(name),
        2 => Place::ImportWords(name),
        3 => Place::ImportFile(name),
        kind => Place::Check { as_json: kind == 4 },
    })
}

fn log_files() -> impl Strategy<Value = LogFile> {
    let size = || proptest::option::of(any::<u64>());
    prop_oneof![
        Just(LogFile::Checkpoint),
        (0..64_u8, 0..u64::MAX / 1000, 1..=256_u16).prop_map(|(level, index, width)| LogFile::Tile {
            level,
            index,
            width
        }),
        (0..5_000_u64, 1..=256_u16).prop_map(|(index, width)| LogFile::Entries { index, width }),
        (any::<u64>(), size()).prop_map(|(position, size)| LogFile::Inclusion { position, size }),
        (any::<u64>(), size()).prop_map(|(old, size)| LogFile::Consistency { old, size }),
    ]
}

#[test]
fn tiles_have_the_paths_of_the_specification_and_no_others() {
    for (path, index, width) in [
        ("/sec/record/tile/0/x001/x234/067", 1_234_067, 256),
        ("/sec/record/tile/0/000", 0, 256),
        ("/sec/record/tile/0/x273/112.p/255", 273_112, 255),
    ] {
        let read = Address::parse(path, None);
        let Some(Address::In(_, Place::Log(LogFile::Tile { level: 0, index: found, width: wide }))) = read else {
            panic!("{path}")
        };
        assert_eq!((found, wide), (index, width), "{path}");
    }
    for path in [
        "0",
        "0/0",
        "0/x000/001",
        "0/1000",
        "00/000",
        "64/000",
        "0/000.p/0",
        "0/000.p/256",
        "0/000.p/01",
        "0/+01",
        "entries",
        "entries/000.p",
    ] {
        assert_eq!(Address::parse(&format!("/sec/record/tile/{path}"), None), None, "{path}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    #[test]
    fn what_is_written_reads_back(code in "[a-z]{5,9}", place in places()) {
        let address = Address::In(CodeName::parse(&code).unwrap(), place);
        let written = address.to_string();
        prop_assert_eq!(read(&written), Some(address), "{}", written);
    }

    #[test]
    fn what_is_read_writes_itself_or_nothing_is_lost_by_it(path in "(/[a-z0-9@.,+()-]{0,12}){1,4}") {
        if let Some(address) = Address::parse(&path, None) {
            prop_assert_eq!(address.to_string(), path);
        }
    }

    #[test]
    fn no_input_stops_the_reader(path in ".{0,80}", query in ".{0,40}") {
        let _ = Address::parse_request(&path, Some(&query));
    }
}

#[test]
fn every_address_has_its_pattern_in_the_list_of_routes_and_every_route_an_address() {
    let mut seen = std::collections::BTreeSet::new();
    let listed = |pattern: &str| ROUTES.iter().filter(|route| route.pattern == pattern).count();
    proptest!(ProptestConfig::with_cases(4000), |(place in places())| {
        let address = Address::In(CodeName::parse("sec").unwrap(), place);
        prop_assert_eq!(listed(address.pattern()), 1, "{}", address.pattern());
    });
    for route in ROUTES {
        assert!(seen.insert(route.pattern), "{} stands twice", route.pattern);
        let example = route
            .pattern
            .replace("{code}", "sec")
            .replace("{id}", "mp167")
            .replace("{document}", "section-d")
            .replace("{number}", "10.22")
            .replace("{compared}", "2020-06-25..2024-02-29")
            .replace("{act}", "vote")
            .replace("{kind}", "vote-record")
            .replace("{position}", "1")
            .replace("record/proof", "record/proof/1")
            .replace("{name}", "a-party")
            .replace("{body}", "panel")
            .replace("{person}", "ada-marsh")
            .replace("{key}", &"0a".repeat(16));
        let address = read(&example).unwrap_or_else(|| panic!("{example} is no address"));
        assert_eq!(address.pattern(), route.pattern, "{example}");
    }
}
