//! Tables that do not belong to the record are not shown, and are made anew by command.

use serde_json::json;

use crate::program::{Folder, Serving, enact, run, tamper};

const KEY: &str = "an operator's key for this test";
const TITLE: &str = "Say when a reading was taken";

fn serve(data: &str) -> Serving {
    let mut command = enact(&["serve", "--data", data, "--listen", "127.0.0.1:0"]);
    Serving::start(command.env("ENACT_OPERATOR_KEY", KEY))
}

fn raise(serving: &Serving, title: &str) {
    let act = json!({ "act": "raise-draft-proposal", "by": "code-manager", "title": title, "issue": "It is missing." });
    let done = serving.server().act("specimen", &[("authorization", &format!("Bearer {KEY}"))], &act);
    assert_eq!(done.status, 201, "{done:?}");
}

#[test]
fn tables_that_are_not_the_records_are_not_served_until_they_are_rebuilt() {
    let folder = Folder::new();
    let data = folder.argument("data");
    let serving = serve(&data);
    let server = serving.server();
    raise(&serving, TITLE);
    assert!(server.page("/specimen/modifications").body.contains(TITLE));
    tamper(&data, "UPDATE proposals SET title = 'TAMPERED', stage = 'implemented'");
    // While it runs: not ready, and no list, from the page kept before or anew.
    let mut asked = (0..100).map(|_| {
        std::thread::sleep(std::time::Duration::from_millis(100));
        server.page("/readyz")
    });
    let not_ready = asked.find(|answer| answer.status != 200).expect("the server goes on being ready");
    assert_eq!(not_ready.status, 503, "{not_ready:?}");
    assert!(not_ready.body.contains("CN001") && not_ready.body.contains("enact rebuild"), "{not_ready:?}");
    for list in [
        "/specimen/modifications",
        "/specimen/modifications?sort=title",
        "/specimen/modifications?as=csv",
        "/specimen",
        "/",
    ] {
        let page = server.page(list);
        assert_eq!(page.status, 503, "{list}: {page:?}");
        assert!(!page.body.contains("TAMPERED"), "{list}");
    }
    // The record itself is read and added to.
    assert!(server.data("/specimen/modifications").body.contains(TITLE));
    assert_eq!(server.page("/specimen/record/1").status, 200);
    serving.stop();
    let verified = run(&["verify", "--data", &data]);
    assert!(verified.code == Some(1) && verified.out.contains("`enact rebuild`"), "{verified:?}");
    let refused = run(&["serve", "--data", &data, "--listen", "127.0.0.1:0"]);
    assert!(refused.complaint.contains("CN001") && refused.complaint.contains("enact rebuild"), "{refused:?}");
    assert_eq!(refused.code, Some(2), "{refused:?}");

    let rebuilt = run(&["--format", "json", "rebuild", "--data", &data]);
    assert_eq!(rebuilt.code, Some(0), "{rebuilt:?}");
    let codes = rebuilt.json()["codes"].as_array().unwrap().clone();
    let of = |code: &str| codes.iter().find(|row| row["code"] == code).unwrap().clone();
    assert_eq!((&of("specimen")["agreed_before"], &of("sec")["agreed_before"]), (&json!(false), &json!(true)));
    assert_eq!(run(&["verify", "--data", &data]).code, Some(0));
    let serving = serve(&data);
    assert!(serving.server().page("/specimen/modifications").body.contains(TITLE));
    assert_eq!(serving.server().page("/readyz").status, 200);
}

#[test]
fn tables_are_not_made_of_events_that_do_not_prove() {
    let folder = Folder::new();
    let data = folder.argument("data");
    let serving = serve(&data);
    raise(&serving, TITLE);
    serving.stop();
    tamper(&data, "UPDATE events SET body = replace(body, 'reading', 'readout')");
    let refused = run(&["rebuild", "--data", &data]);
    assert_eq!(refused.code, Some(1), "{refused:?}");
    assert!(refused.out.contains("damaged at 1") && refused.out.contains("left as they are"), "{refused:?}");
}
