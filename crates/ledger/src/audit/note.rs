//! Checkpoints: the size and root of a log, signed with Ed25519, as C2SP tlog-checkpoint and C2SP signed-note have them.
//!
//! Keys are written as the Go checksum database writes them, so that its tools and those of witnesses read ours.

use std::fmt;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

use super::merkle::Hash;

/// The sign that Ed25519 has among the algorithms of signed notes.
const ED25519: u8 = 1;

/// How far a log reached, and the root over it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The name of the log: `NAME/CODE/record`.
    pub origin: String,
    /// How many events it covers.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
}

impl Checkpoint {
    /// Reads a checkpoint without looking at who signed it.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn read(note: &str) -> Result<Self, String> {
        let (body, _) = parts(note)?;
        let mut lines = body.lines();
        let mut line = |what: &str| {
            let line = lines.next().filter(|line| !line.is_empty());
            line.ok_or_else(|| format!("this is no checkpoint: its {what} is missing"))
        };
        let (origin, size, root) = (line("name")?, line("size")?, line("root")?);
        let number: u64 = size.parse().map_err(|_| format!("this is no checkpoint: `{size}` is no size"))?;
        if number.to_string() != size {
            return Err(format!("this is no checkpoint: `{size}` is not how a size is written"));
        }
        let bytes = BASE64_STANDARD.decode(root).ok().and_then(|bytes| bytes.try_into().ok());
        let root = Hash(bytes.ok_or_else(|| format!("this is no checkpoint: `{root}` is no root"))?);
        Ok(Self { origin: origin.to_owned(), size: number, root })
    }
}

/// The text that is signed.
impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n{}\n{}\n", self.origin, self.size, BASE64_STANDARD.encode(self.root.bytes()))
    }
}

/// A signature line: the name of the key, and what it signed in base64.
type SignatureLine<'a> = (&'a str, &'a str);

/// A note's text, and its signatures.
fn parts(note: &str) -> Result<(&str, Vec<SignatureLine<'_>>), String> {
    let wrong = || "this is no signed note: it has a text, an empty line, and signatures".to_owned();
    let end = note.rfind("\n\n").ok_or_else(wrong)?;
    let (body, signatures) = note.split_at_checked(end + 1).ok_or_else(wrong)?;
    let signatures: Option<Vec<_>> =
        signatures.trim_start_matches('\n').lines().map(|line| line.strip_prefix("— ")?.split_once(' ')).collect();
    let signatures = signatures.filter(|all| !all.is_empty() && note.ends_with('\n')).ok_or_else(wrong)?;
    Ok((body, signatures))
}

/// The key that signs the checkpoints of a register. It never shows itself by accident.
#[derive(Clone)]
pub struct Signer {
    name: String,
    key: SigningKey,
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signer({})", self.name)
    }
}

impl Signer {
    /// A key from 32 bytes that nobody can guess.
    ///
    /// # Errors
    /// The name is empty, or holds a space or a plus sign.
    pub fn new(name: &str, secret: [u8; 32]) -> Result<Self, String> {
        check_name(name)?;
        Ok(Self { name: name.to_owned(), key: SigningKey::from_bytes(&secret) })
    }

    /// A key that nobody has had before, by the random source of the system.
    ///
    /// # Errors
    /// As for [`Self::new`].
    pub fn fresh(name: &str) -> Result<Self, String> {
        Self::new(name, super::seal::random())
    }

    /// Reads a key as [`Self::written`] writes it.
    ///
    /// # Errors
    /// It is no such key. The sentence never repeats what was given.
    pub fn read(written: &str) -> Result<Self, String> {
        let wrong = || "this is no signing key: one begins with PRIVATE+KEY+".to_owned();
        let (name, id, bytes) =
            key_parts(written.trim().strip_prefix("PRIVATE+KEY+").ok_or_else(wrong)?).ok_or_else(wrong)?;
        let signer = Self::new(name, bytes)?;
        match signer.id() == id {
            true => Ok(signer),
            false => Err("the signing key is damaged: its number does not belong to it".to_owned()),
        }
    }

    /// The key as it is kept in a file: `PRIVATE+KEY+name+number+secret`. Whoever has it can sign in this register's name.
    #[must_use]
    pub fn written(&self) -> String {
        format!("PRIVATE+KEY+{}", write_key(&self.name, self.id(), &self.key.to_bytes()))
    }

    /// The same key for the log of one Code: its name is `NAME/CODE/record`, the address of the log.
    #[must_use]
    pub fn of_code(&self, code: &str) -> Self {
        Self { name: format!("{}/{code}/record", self.name), key: self.key.clone() }
    }

    /// What others need to check its signatures.
    #[must_use]
    pub fn verifier(&self) -> Verifier {
        Verifier { name: self.name.clone(), key: self.key.verifying_key() }
    }

    /// The name that it signs by.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A signed checkpoint of a log that reached a size and root.
    #[must_use]
    pub fn sign(&self, size: u64, root: Hash) -> String {
        let body = Checkpoint { origin: self.name.clone(), size, root }.to_string();
        let mut signed = self.id().to_vec();
        signed.extend_from_slice(&self.key.sign(body.as_bytes()).to_bytes());
        format!("{body}\n— {} {}\n", self.name, BASE64_STANDARD.encode(signed))
    }

    fn id(&self) -> [u8; 4] {
        self.verifier().id()
    }
}

/// The public half of a key, with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verifier {
    name: String,
    key: VerifyingKey,
}

impl Verifier {
    /// Reads a public key as it is printed: `name+number+key`.
    ///
    /// # Errors
    /// It is no such key.
    pub fn read(written: &str) -> Result<Self, String> {
        let wrong = || format!("`{}` is no public key: one is name+number+key", written.trim());
        let (name, id, bytes) = key_parts(written.trim()).ok_or_else(wrong)?;
        check_name(name)?;
        let verifier = Self { name: name.to_owned(), key: VerifyingKey::from_bytes(&bytes).map_err(|_| wrong())? };
        if verifier.id() == id { Ok(verifier) } else { Err(wrong()) }
    }

    /// The checkpoint of a note, where this key signed it.
    ///
    /// # Errors
    /// It is no checkpoint, is of another log, or this key did not sign it.
    pub fn open(&self, note: &str) -> Result<Checkpoint, String> {
        let checkpoint = Checkpoint::read(note)?;
        if checkpoint.origin != self.name {
            return Err(format!("the checkpoint is of `{}`, and the key of `{}`", checkpoint.origin, self.name));
        }
        let (body, signatures) = parts(note)?;
        let signed = |(name, text): &(&str, &str)| {
            let bytes = BASE64_STANDARD.decode(text).ok()?;
            let (id, signature) = bytes.split_first_chunk::<4>()?;
            let signature = Signature::from_slice(signature).ok()?;
            (*name == self.name && *id == self.id() && self.key.verify_strict(body.as_bytes(), &signature).is_ok())
                .then_some(())
        };
        match signatures.iter().any(|one| signed(one).is_some()) {
            true => Ok(checkpoint),
            false => Err(format!("no signature of `{}` stands under the checkpoint", self.name)),
        }
    }

    fn id(&self) -> [u8; 4] {
        let hash = Hash::over(&[self.name.as_bytes(), b"\n", &[ED25519], self.key.as_bytes()]).bytes();
        let [a, b, c, d, ..] = hash;
        [a, b, c, d]
    }
}

/// The key as it is printed: `name+number+key`.
impl fmt::Display for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&write_key(&self.name, self.id(), self.key.as_bytes()))
    }
}

fn check_name(name: &str) -> Result<(), String> {
    match name.is_empty() || name.chars().any(|c| c == '+' || c.is_whitespace() || c.is_control()) {
        true => {
            Err(format!("`{name}` cannot name a log: use the address of the register without spaces or plus signs"))
        }
        false => Ok(()),
    }
}

fn write_key(name: &str, id: [u8; 4], bytes: &[u8; 32]) -> String {
    let mut whole = vec![ED25519];
    whole.extend_from_slice(bytes);
    format!("{name}+{:08x}+{}", u32::from_be_bytes(id), BASE64_STANDARD.encode(whole))
}

fn key_parts(written: &str) -> Option<(&str, [u8; 4], [u8; 32])> {
    let (name, rest) = written.split_once('+')?;
    let (id, key) = rest.split_once('+')?;
    let id = u32::from_str_radix(id, 16).ok().filter(|_| id.len() == 8)?;
    let bytes = BASE64_STANDARD.decode(key).ok()?;
    let (algorithm, bytes) = bytes.split_first()?;
    Some((name, id.to_be_bytes(), bytes.try_into().ok().filter(|_| *algorithm == ED25519)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the note package of the Go project, whose formats these are.
    const GO_PRIVATE: &str = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    const GO_PUBLIC: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    #[test]
    fn keys_are_those_of_the_go_project() {
        let signer = Signer::read(GO_PRIVATE).unwrap();
        assert_eq!(signer.verifier().to_string(), GO_PUBLIC);
        assert_eq!(signer.written(), GO_PRIVATE);
        assert_eq!(Verifier::read(GO_PUBLIC).unwrap(), signer.verifier());
        assert!(Signer::read(&GO_PRIVATE.replace("c74f20a3", "c74f20a4")).is_err());
        assert!(!format!("{signer:?}").contains("AYEK"));
    }

    #[test]
    fn a_checkpoint_is_opened_by_its_key_alone_and_only_unchanged() {
        let signer = Signer::fresh("register.example").unwrap().of_code("sec");
        let note = signer.sign(42, Hash::of_event("x"));
        let opened = signer.verifier().open(&note).unwrap();
        assert_eq!((opened.origin.as_str(), opened.size), ("register.example/sec/record", 42));
        for wrong in [
            note.replace("\n42\n", "\n43\n"),
            note.replace("register.example/sec/record\n42", "register.example/other/record\n42"),
            note.replace("— ", "- "),
            note.trim_end().to_owned(),
            String::new(),
        ] {
            assert!(signer.verifier().open(&wrong).is_err(), "{wrong}");
        }
        let other = Signer::fresh("register.example").unwrap().of_code("sec");
        assert!(other.verifier().open(&note).is_err());
    }

    #[test]
    fn a_name_that_would_break_a_note_is_refused() {
        for name in ["", "a b", "a+b", "a\nb"] {
            assert!(Signer::fresh(name).is_err(), "{name:?}");
        }
    }
}
