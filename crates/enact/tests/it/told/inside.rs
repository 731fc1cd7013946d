//! No webhook leads inside: not by a name whose answer changes, not by one bad answer among good ones, not by a redirect.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use enact::post::{Handed, LookUp, Notice, Secret, Webhooks};

use super::receiver::{Answers, Webhook};
use crate::fault_row::Fault;

const H8: Fault = Fault {
    test: "H8 webhooks that would lead inside: ways of writing an address, names whose answer changes, redirects",
    wanted: "0 connections of 100 tricks",
    place: "`enact` `post/destination.rs`, `told/inside.rs`",
};

/// An address that is open to the world and that nobody answers at (no packet need leave: the time is short).
const OPEN: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 12, 0, 1));
const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// A name that leads to the world when it is first looked up, and then here; and how often it was.
fn changing() -> (LookUp, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&asked);
    let look_up =
        LookUp::by(move |_| if counted.fetch_add(1, Ordering::SeqCst) == 0 { vec![OPEN] } else { vec![HERE] });
    (look_up, asked)
}

async fn send(said: &str, look_up: LookUp, to: &str) -> Handed {
    let webhooks = Webhooks::read(Some(said), Duration::from_millis(400), look_up).unwrap().unwrap();
    let notice = Notice { id: "msg_1", timestamp: 1, body: "{}", secret: &Secret::fresh() };
    webhooks.send(to, &notice).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_connection_is_made_inside() {
    let inside = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    inside.set_nonblocking(true).unwrap();
    let port = inside.local_addr().unwrap().port();
    let connected = || std::iter::from_fn(|| inside.accept().ok()).count();
    let to = format!("https://hooks.example.org:{port}/");
    // One look-up serves one message: there is no second answer to go to.
    let (look_up, asked) = changing();
    let first = send("https", look_up.clone(), &to).await;
    assert!(matches!(first, Handed::NotNow(_)), "{first:?}");
    assert_eq!((asked.load(Ordering::SeqCst), connected()), (1, 0));
    // The next message meets the other answer, and is refused.
    let second = send("https", look_up, &to).await;
    assert_eq!(second, Handed::NotNow("the name leads to an address that is not open to the world".to_owned()));
    let among = send("https", LookUp::by(|_| vec![OPEN, HERE]), &to).await;
    assert_eq!(among, second);
    let mapped = send("https", LookUp::by(|_| vec!["::ffff:127.0.0.1".parse().unwrap()]), &to).await;
    assert_eq!(mapped, second);
    for written in ["127.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "[::ffff:127.0.0.1]", "localhost", "127.1"] {
        let refused = send("https", LookUp::system(), &format!("https://{written}:{port}/")).await;
        assert!(matches!(refused, Handed::Never(_)), "{written}: {refused:?}");
    }
    assert_eq!(connected(), 0);
    // The control: with the guard off the same name leads here.
    drop(send("any", LookUp::by(|_| vec![HERE]), &to).await);
    assert_eq!(connected(), 1);
    let reached = "0 connections; over 100 ways of writing an address refused";
    H8.reached(reached, "yes: with the guard off the same name leads here");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_redirect_is_not_followed_and_what_a_receiver_says_is_not_told() {
    let elsewhere = Webhook::new(Answers::With(200, None));
    let redirecting = Webhook::new(Answers::With(307, Some(elsewhere.url())));
    let handed = send("any", LookUp::system(), &redirecting.url()).await;
    assert_eq!(handed, Handed::NotNow("it answered with status 307; redirects are not followed".to_owned()));
    assert_eq!((redirecting.came().len(), elsewhere.came().len()), (1, 0));
    // The control: what is led to does answer.
    assert_eq!(send("any", LookUp::system(), &elsewhere.url()).await, Handed::Taken);
    let gone = Webhook::new(Answers::With(410, None));
    assert_eq!(send("any", LookUp::system(), &gone.url()).await, Handed::Unwanted);
    let silent = Webhook::new(Answers::Never);
    assert_eq!(
        send("any", LookUp::system(), &silent.url()).await,
        Handed::NotNow("it did not answer in time".to_owned())
    );
}
