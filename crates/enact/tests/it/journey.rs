//! A change from a problem statement to words in force, as the invented people of the demonstration make it: by forms, in a
//! browser without JavaScript. What the Code refuses on the way is refused with its clause, and what was typed stays.

use jiff::civil::{Date, date};

use crate::browser::{Browser, Form, Page};
use crate::program::{Server, Serving};

/// The clause that changes, and the words that it begins and ends with.
const CLAUSE: &str = "/specimen/code/section-e/2.2";
const OLD: &str = "must decide an application within thirty Working Days";
const NEW: &str = "must decide an application within twenty Working Days";
const RELEASE: Date = date(2027, 2, 25);

const ISSUE: &str = "A firm that asks to be qualified waits six weeks.\nTwo of them \"gave up\" & went <elsewhere>.";

struct Journey {
    server: Server,
    browser: Browser,
    /// The address of the proposal.
    proposal: String,
}

impl Journey {
    /// Takes a person's place, finds the act among those offered on the proposal's page, and fills in its form.
    fn form(&mut self, person: &str, act: &str, fill: impl FnOnce(Form) -> Form) -> Form {
        self.browser.sign_in(person);
        let page = self.browser.open(&self.proposal);
        let link = format!("href=\"{}/acts/{act}\"", self.proposal);
        assert!(page.html.contains(&link), "{person} is not offered {act}: {}", page.text());
        let page = self.browser.open(&format!("{}/acts/{act}", self.proposal));
        assert_eq!(page.status, 200, "{}", page.text());
        fill(page.form_to(act))
    }

    /// Does an act that is permitted.
    fn done(&mut self, person: &str, act: &str, fill: impl FnOnce(Form) -> Form) -> Page {
        let form = self.form(person, act, fill);
        let page = self.browser.send(&form);
        page.shows(200, &["Recorded as event"]);
        assert!(page.address.starts_with("/specimen/modifications/"), "{}", page.address);
        page
    }

    /// The date of the demonstration; `now` is `2026-11-20T10:11:00`.
    fn today(&self) -> Date {
        let home = self.server.data("/specimen").json();
        home["now"].as_str().and_then(|now| now.split('T').next()?.parse().ok()).expect("a date")
    }

    /// Presses the clock's button on the proposal's page until a day has come.
    fn wait_for(&mut self, day: Date) {
        for _ in 0..12 {
            if self.today() >= day {
                return;
            }
            let page = self.browser.open(&self.proposal);
            let clock = page.forms().into_iter().find(|form| form.action() == "/demo/clock");
            self.browser.send(&clock.expect("a button that moves the date on"));
        }
        panic!("the clock does not reach {day}");
    }
}

/// Sends a form from a page that was opened before somebody else took the reader's place, as in a second window.
fn sent_by_another(journey: &mut Journey, form: &Form, person: &str) -> Page {
    journey.browser.sign_in(person);
    journey.browser.send(form)
}

fn problem(form: Form) -> Form {
    form.fill("title", "Decide applications of Metering Agents sooner")
        .fill("issue", ISSUE)
        .choose("subjects", "metering")
}

/// Raised by one who may, refused to one in default; sent twice, recorded once.
fn raise(server: Server) -> Journey {
    let mut journey = Journey { server, browser: Browser::new(server), proposal: "/specimen/acts".to_owned() };
    journey.browser.sign_in("Davina Rowe");
    let form = problem(journey.browser.open("/specimen/acts/raise-draft-proposal").form_to("raise-draft-proposal"));

    // The Panel has suspended the right of Marram Home Heat: its page says so, and so does the door behind the page.
    journey.browser.sign_in("Victor Adeyemi");
    journey.browser.open("/specimen/acts/raise-draft-proposal").shows(403, &["Refused", "J3.1(b)"]);
    let refused = sent_by_another(&mut journey, &form, "Victor Adeyemi");
    refused.shows(403, &["Refused", "J3.1(b)", "Nothing was changed", "Decide applications of Metering Agents sooner"]);
    refused
        .shows(403, &["A firm that asks to be qualified waits six weeks. Two of them \"gave up\" & went <elsewhere>."]);

    let raised = sent_by_another(&mut journey, &form, "Davina Rowe");
    raised.shows(200, &["Recorded as event", "Decide applications of Metering Agents sooner", "<elsewhere>"]);
    journey.proposal.clone_from(&raised.address);
    let again = journey.browser.send(&form);
    assert_eq!(again.address, raised.address, "the same form sent twice raises one proposal");
    journey
}

/// Help, a wrong body, a mistake in the form, a judgement asked and answered.
fn agree(journey: &mut Journey) {
    journey.done("Fergus Dunbar", "give-support", |form| form.fill("advice", "Say how long others wait."));
    let wrong = journey.form("Owen Tait", "agree-modification-proposal", |form| {
        form.choose("path", "self-governance")
            .fill("path_reason", "Tested against B3.5: only the pace of the committee changes.")
            .fill("timetable-2-event", "Vote")
            .fill("timetable-2-date", "one day in January")
            .fill("documents_impacted", "Section E")
            .choose("parties_impacted", "metering-agent")
            .choose("parties_impacted", "supplier")
    });
    let page = journey.browser.send(&wrong);
    page.shows(422, &["Error:", "Row 2: `one day in January` is no date; write it like"]);
    let back = page.form_to("agree-modification-proposal");
    for name in [
        "path",
        "path_reason",
        "timetable-2-event",
        "timetable-2-date",
        "documents_impacted",
        "parties_impacted",
        "key",
    ] {
        assert_eq!(back.value(name), wrong.value(name), "{name} is as it was typed");
    }
    let form = back
        .fill("timetable-1-event", "Consultation opens")
        .fill("timetable-1-date", "2026-11-23")
        .fill("timetable-2-date", "2027-01-13");

    let refused = sent_by_another(journey, &form, "Fergus Dunbar");
    refused.shows(403, &["Refused", "B3.1", "B3.2", "2027-01-13", "Tested against B3.5"]);

    let asked = sent_by_another(journey, &form, "Owen Tait");
    asked.shows(200, &["A judgement is needed", "B3.5"]);
    let question = asked.form_to("agree-modification-proposal");
    for name in
        ["path", "path_reason", "timetable-1-event", "timetable-2-date", "documents_impacted", "parties_impacted"]
    {
        assert_eq!(question.value(name), form.value(name), "{name} goes on to the judgement");
    }
    let without_reasons = journey.browser.send(&question.choose("judgement-B3.5-not-material-answer", "yes"));
    without_reasons.shows(200, &["A judgement is needed", "Give the reasons"]);
    let question = without_reasons.form_to("agree-modification-proposal");
    assert_eq!(question.value("judgement-B3.5-not-material-answer"), ["yes"], "the answer given is still marked");
    let agreed = journey.browser.send(&question.fill("judgement-B3.5-not-material-reasons", "No charge changes."));
    agreed.shows(200, &["Recorded as event", "Refinement"]);
    journey.proposal = agreed.address;
    assert!(journey.proposal.starts_with("/specimen/modifications/cp"), "it has its new number: {}", journey.proposal);
}

/// Words that do not fit, words that do; too short a window, a window that is long enough; a response; the report.
fn refine(journey: &mut Journey) {
    let misquoted = "Amend E2.2, which reads:\n    E2.2 The committee must decide soon.\nas follows:\n    E2.2 Sooner.";
    let form = journey.form("Fergus Dunbar", "attach-legal-text", |form| form.fill("instructions", misquoted));
    journey.browser.send(&form).shows(403, &["Refused", "B5.5", "The committee must decide soon."]);
    let form =
        journey.form("Fergus Dunbar", "attach-legal-text", |form| form.fill("instructions", "Please amend E2.2."));
    let page = journey.browser.send(&form);
    assert_eq!(
        page.shows(422, &["Line 1: this line is no instruction"]).form_to("attach-legal-text").value("instructions"),
        ["Please amend E2.2."]
    );
    let instructions = format!(
        "Amend E2.2 as follows:\n    E2.2 The Metering Committee {NEW}, and may qualify the applicant for part only of the work."
    );
    journey.done("Fergus Dunbar", "attach-legal-text", |form| form.fill("instructions", &instructions));

    let short = journey.form("Fergus Dunbar", "open-consultation", |form| form.day("closes", date(2026, 11, 27)));
    journey.browser.send(&short).shows(403, &["Refused", "B6.3"]);
    let no_day = journey.form("Fergus Dunbar", "open-consultation", |form| {
        form.fill("closes-day", "31").fill("closes-month", "11").fill("closes-year", "2026")
    });
    let page = journey.browser.send(&no_day);
    assert_eq!(page.shows(422, &["31 11 2026 is no date"]).form_to("open-consultation").value("closes-day"), ["31"]);
    journey.done("Fergus Dunbar", "open-consultation", |form| form.day("closes", date(2026, 12, 8)));

    journey.done("Rory McPhail", "respond", |form| {
        form.choose("view", "supports")
            .fill("answers-1-answer", "Yes")
            .fill("answers-1-rationale", "We waited too.")
            .fill("answers-3-answer", "No")
            .fill("comment", "Soon, please.")
    });
    journey.wait_for(date(2026, 12, 9));
    journey.done("Samira Haddad", "put-in-release", |form| {
        form.choose("release", "february-2027").choose("fallback", "june-2027")
    });
    journey.done("Owen Tait", "approve-report", |form| form);
}

/// Consultation on the report, the vote by members, and the decision.
fn decide(journey: &mut Journey) {
    journey.done("Samira Haddad", "consult-on-report", |form| form.day("closes", date(2027, 1, 5)));
    journey.wait_for(date(2027, 1, 6));
    journey.done("Ruth Galbraith", "open-vote", |form| form);
    journey
        .done("Morag Sinclair", "cast-vote", |form| form.choose("vote", "approve").fill("reasons", "Objective (b)."));
    let ballot =
        journey.form("Priya Nair", "cast-vote", |form| form.choose("vote", "reject").fill("reasons", "Haste."));
    // The Party that appointed Nora Petrie may not have its member vote while it is in default.
    sent_by_another(journey, &ballot, "Nora Petrie").shows(403, &["Refused", "J3.3", "Haste."]);
    sent_by_another(journey, &ballot, "Priya Nair").shows(200, &["Recorded as event"]);
    journey.done("Bettina Vogel", "cast-vote", |form| form.choose("vote", "approve").fill("reasons", "Objective (a)."));
    journey.done("Ruth Galbraith", "close-vote", |form| form).shows(200, &["Approved"]);
}

/// Not a day before its release; then the new words from that day on, and the old ones up to the day before.
fn bring_into_force(journey: &mut Journey) {
    journey.browser.sign_in("Samira Haddad");
    journey.browser.open(&format!("{}/acts/go-live", journey.proposal)).shows(403, &["Refused", "B10.7"]);
    journey.browser.open(CLAUSE).shows(200, &[OLD]);
    journey.wait_for(RELEASE);
    assert_eq!(journey.today(), RELEASE);
    journey.done("Samira Haddad", "go-live", |form| form).shows(200, &["In force"]);

    let (today, before) = (RELEASE, RELEASE.yesterday().unwrap());
    journey.browser.open(CLAUSE).shows(200, &[NEW]);
    let new = journey.browser.open(&format!("{CLAUSE}@{today}"));
    assert!(!new.shows(200, &[NEW]).text().contains(OLD));
    let old = journey.browser.open(&format!("{CLAUSE}@{before}"));
    assert!(!old.shows(200, &[OLD, "This may not be the text in force"]).text().contains(NEW));

    for address in [format!("/specimen/code/section-e/compare/{before}..{today}"), journey.proposal.clone()] {
        let page = journey.browser.open(&address);
        let marks = |kind: &str| {
            let (opens, closes) = (format!("<{kind}>"), format!("</{kind}>"));
            let tags = page.html.split(&opens).skip(1);
            tags.filter_map(|tag| tag.split_once(&closes).map(|(words, _)| words)).collect::<String>()
        };
        assert!(marks("del").contains("thirty") && marks("ins").contains("twenty"), "{address}: {}", page.text());
        assert!(!marks("del").contains("Metering Committee"), "{address}: words that stay are not struck");
    }
}

#[test]
fn a_change_goes_from_a_problem_to_words_in_force_by_forms() {
    let demonstration = Serving::demonstration();
    assert!(demonstration.said().contains("ready in"), "{}", demonstration.said());
    let mut journey = raise(demonstration.server());
    agree(&mut journey);
    refine(&mut journey);
    decide(&mut journey);
    bring_into_force(&mut journey);
    let complaint = demonstration.complaint();
    assert_eq!(complaint, "", "the server complains of nothing on the way");
}
