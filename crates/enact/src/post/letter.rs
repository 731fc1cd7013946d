//! Letters by e-mail, in plain text: to a server by SMTP, or into a folder.

use std::path::Path;
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};

use lettre::message::Mailbox;
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::transport::smtp::AsyncSmtpTransportBuilder;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use super::Handed;

type Transport = AsyncSmtpTransport<Tokio1Executor>;

/// The server that takes letters. Its connections are made when the first letter goes: a setting can be read, and found
/// wrong, where nothing runs yet.
pub(super) struct Server {
    builder: AsyncSmtpTransportBuilder,
    transport: OnceLock<Transport>,
}

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The id of the message; the same letter sent twice has the same one.
    pub id: String,
    /// To whom.
    pub to: String,
    /// What it is about, in one line.
    pub subject: String,
    /// What it says.
    pub text: String,
    /// The id of what it is about, so that letters about one thing stand together.
    pub thread: Option<String>,
    /// Where a request ends all such letters, with no question asked (RFC 8058).
    pub stop: Option<String>,
    /// When it is sent.
    pub at: SystemTime,
}

impl Letter {
    /// The letter as it is sent.
    pub(super) fn message(&self, from: &Mailbox) -> Result<Message, String> {
        let to = mailbox(&self.to)?;
        let domain = from.email.domain().to_owned();
        let mut builder = Message::builder()
            .from(from.clone())
            .to(to)
            .subject(one_line(&self.subject))
            .message_id(Some(format!("<{}@{domain}>", self.id)))
            .date(self.at)
            .raw_header(header("Auto-Submitted", "auto-generated".to_owned()));
        if let Some(thread) = &self.thread {
            builder = builder.references(format!("<{thread}@{domain}>"));
        }
        if let Some(stop) = &self.stop {
            builder = builder.raw_header(header("List-Unsubscribe", format!("<{stop}>")));
            let click = header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned());
            builder = builder.raw_header(click);
        }
        builder
            .header(ContentType::TEXT_PLAIN)
            .header(ContentTransferEncoding::QuotedPrintable)
            .body(self.text.replace('\n', "\r\n"))
            .map_err(|_| "the letter cannot be written".to_owned())
    }
}

fn header(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value)
}

/// Words in one line, without letters that steer.
fn one_line(words: &str) -> String {
    let plain: String = words.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Reads an e-mail address, perhaps with a name before it.
pub(super) fn mailbox(typed: &str) -> Result<Mailbox, String> {
    let typed = typed.trim();
    let wrong = || "write an e-mail address, like ann@example.org".to_owned();
    let mailbox: Mailbox = typed.parse().map_err(|_| wrong())?;
    let plain = typed.len() <= 254 && !typed.chars().any(char::is_control) && mailbox.email.domain().contains('.');
    plain.then_some(mailbox).ok_or_else(wrong)
}

/// Reads the server that takes letters.
pub(super) fn server(server: &str, limit: Duration) -> Result<Server, String> {
    // The library's own sentence could repeat the password.
    let wrong = |_| "write the server like smtps://USER:PASSWORD@mail.example.org, or smtp://localhost:25".to_owned();
    let builder = Transport::from_url(server).map_err(wrong)?;
    Ok(Server { builder: builder.timeout(Some(limit)), transport: OnceLock::new() })
}

/// Hands a letter to the server, which then answers for it.
pub(super) async fn hand_over(server: &Server, message: Message, limit: Duration) -> Handed {
    let transport = server.transport.get_or_init(|| server.builder.clone().build());
    // Each step of the conversation has the limit; all of them together have it four times.
    let sent = match tokio::time::timeout(limit * 4, transport.send(message)).await {
        Ok(sent) => sent,
        Err(_) => return Handed::NotNow("the mail server did not answer in time".to_owned()),
    };
    match sent {
        Ok(_) => Handed::Taken,
        Err(error) if error.is_permanent() => {
            let code = error.status().map(|code| format!(" with status {code}")).unwrap_or_default();
            Handed::Never(format!("the mail server refused the letter{code}"))
        }
        Err(error) if error.is_transient() => {
            let code = error.status().map(|code| format!(" with status {code}")).unwrap_or_default();
            Handed::NotNow(format!("the mail server put the letter off{code}"))
        }
        Err(error) if error.is_timeout() => Handed::NotNow("the mail server did not answer in time".to_owned()),
        Err(_) => Handed::NotNow("the mail server cannot be reached".to_owned()),
    }
}

/// Puts a letter into a folder, as a file named after its id: put there twice it is there once.
pub(super) async fn put_into(folder: &Path, id: &str, bytes: Vec<u8>) -> Handed {
    let (folder, id) = (folder.to_owned(), id.to_owned());
    let put = tokio::task::spawn_blocking(move || {
        std::fs::create_dir_all(&folder)?;
        let aside = folder.join(format!(".{id}.part"));
        std::fs::write(&aside, bytes)?;
        std::fs::rename(aside, folder.join(format!("{id}.eml")))
    });
    match put.await {
        Ok(Ok(())) => Handed::Taken,
        Ok(Err(_)) | Err(_) => Handed::NotNow("the folder for letters cannot be written".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter() -> Letter {
        Letter {
            id: "msg_1".to_owned(),
            to: "ann@example.org".to_owned(),
            subject: "MP001: a vote\r\nBcc: eve@example.org".to_owned(),
            text: "The vote opened, at £5.\nhttps://register.example/sec/record/12".to_owned(),
            thread: Some("proposal-mp001".to_owned()),
            stop: Some("https://register.example/sec/following/abc".to_owned()),
            at: SystemTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn a_letter_has_one_id_and_no_line_that_was_smuggled_in() {
        let from = mailbox("The register <register@example.net>").unwrap();
        let written = |letter: &Letter| String::from_utf8(letter.message(&from).unwrap().formatted()).unwrap();
        let one = written(&letter());
        assert_eq!(one, written(&letter()));
        assert!(one.contains("Message-ID: <msg_1@example.net>\r\n"), "{one}");
        assert!(one.contains("References: <proposal-mp001@example.net>\r\n"), "{one}");
        assert!(one.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"), "{one}");
        assert!(one.contains("Content-Type: text/plain; charset=utf-8\r\n"), "{one}");
        assert!(!one.lines().any(|line| line.starts_with("Bcc")), "{one}");
        assert!(one.contains("=C2=A35"), "{one}");
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for wrong in
            ["", "ann", "ann@", "@example.org", "ann@localhost", "ann@example.org\r\nBcc: eve@example.org", "a b@c.d e"]
        {
            assert!(mailbox(wrong).is_err(), "{wrong}");
        }
        assert_eq!(mailbox(" ann@example.org ").unwrap().email.to_string(), "ann@example.org");
    }

    #[test]
    fn a_password_is_in_no_sentence() {
        let said = server("smtp//ann:s3cret@mail", Duration::from_secs(1)).err().unwrap();
        assert!(!said.contains("s3cret"), "{said}");
    }
}
