//! A browser without JavaScript: it keeps cookies, follows redirects, and sends the forms that it finds in pages.

mod form;
mod markup;

use std::collections::BTreeMap;

pub(crate) use form::Form;

use crate::program::{Reply, Server};

/// A browser with one window.
pub(crate) struct Browser {
    server: Server,
    cookies: BTreeMap<String, String>,
}

/// A page that was read.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    /// Its address, after redirects.
    pub(crate) address: String,
    /// The status it came with.
    pub(crate) status: u16,
    /// Its markup.
    pub(crate) html: String,
}

impl Browser {
    /// A new window.
    pub(crate) fn new(server: Server) -> Self {
        Self { server, cookies: BTreeMap::new() }
    }

    /// Opens an address.
    pub(crate) fn open(&mut self, address: &str) -> Page {
        self.request("GET", address, "")
    }

    /// Sends a form as it is filled in.
    pub(crate) fn send(&mut self, form: &Form) -> Page {
        self.request("POST", form.action(), &form.encoded())
    }

    /// Takes the place of one of the invented people, by the button with that person's name.
    pub(crate) fn sign_in(&mut self, person: &str) {
        let page = self.open("/demo/sign-in");
        let words = format!("You are signed in as {person}");
        if page.text().contains(&words) {
            return;
        }
        let signed_in = self.send(&page.form_with_button(&format!("Act as {person}")));
        assert_eq!(signed_in.status, 200, "{}", signed_in.text());
        assert!(signed_in.text().contains(person), "{}", signed_in.text());
    }

    fn request(&mut self, method: &str, address: &str, body: &str) -> Page {
        let (mut method, mut address, mut body) = (method, address.to_owned(), body);
        // What an act leaves for the next page is forgotten five seconds later.
        self.cookies.remove("enact-done");
        for _ in 0..5 {
            let cookies =
                self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
            let mut headers = vec![("accept", "text/html,application/xhtml+xml"), ("sec-fetch-site", "same-origin")];
            if !cookies.is_empty() {
                headers.push(("cookie", cookies.as_str()));
            }
            if method == "POST" {
                headers.push(("content-type", "application/x-www-form-urlencoded"));
            }
            let reply = self.server.ask(method, &address, &headers, body);
            self.keep_cookies(&reply);
            match (reply.status, reply.header("location")) {
                (307 | 308, Some(to)) => address = to.to_owned(),
                (303, Some(to)) => (method, address, body) = ("GET", to.to_owned(), ""),
                (status, _) => return Page { address, status, html: reply.body },
            }
        }
        panic!("{address} leads on and on");
    }

    fn keep_cookies(&mut self, reply: &Reply) {
        for cookie in reply.headers("set-cookie") {
            let (pair, rest) = cookie.split_once(';').unwrap_or((cookie, ""));
            let (name, value) = pair.split_once('=').unwrap();
            assert!(rest.contains("HttpOnly") && rest.contains("SameSite=Lax"), "{cookie}");
            if rest.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

impl Page {
    /// What a reader sees, with runs of white space as one space.
    pub(crate) fn text(&self) -> String {
        markup::text(&self.html)
    }

    /// The page's forms.
    pub(crate) fn forms(&self) -> Vec<Form> {
        form::forms(&self.html)
    }

    /// The only form whose button has these words.
    pub(crate) fn form_with_button(&self, words: &str) -> Form {
        let forms = self.forms();
        let mut found = forms.iter().filter(|form| form.button() == words);
        match (found.next(), found.next()) {
            (Some(form), None) => form.clone(),
            (None, _) => {
                let others: Vec<&str> = forms.iter().map(Form::button).collect();
                panic!("no button `{words}` on {} ({}), but {others:?}: {}", self.address, self.status, self.text())
            }
            (Some(_), Some(_)) => panic!("more than one button `{words}` on {}", self.address),
        }
    }

    /// The form that does an act.
    pub(crate) fn form_to(&self, act: &str) -> Form {
        let end = format!("/acts/{act}");
        let found = self.forms().into_iter().find(|form| form.action().ends_with(&end));
        found.unwrap_or_else(|| panic!("no form for {act} on {} ({}): {}", self.address, self.status, self.text()))
    }

    /// Fails unless the page answers with this status and shows all of these words.
    pub(crate) fn shows(&self, status: u16, words: &[&str]) -> &Self {
        let text = self.text();
        assert_eq!(self.status, status, "{}: {text}", self.address);
        for words in words {
            assert!(text.contains(words), "`{words}` is not on {}: {text}", self.address);
        }
        self
    }
}
