//! Signatures of webhooks as Standard Webhooks has them: HMAC-SHA256 over the id, the time and the body.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// What the messages to one webhook are signed with.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Vec<u8>);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

impl Secret {
    /// A new one: 32 random bytes.
    #[must_use]
    pub fn fresh() -> Self {
        let two = [uuid::Uuid::new_v4(), uuid::Uuid::new_v4()];
        // Of each id six bits are fixed; hashed together they leave 244 random ones, spread over all bytes.
        let bytes = two.iter().flat_map(|id| *id.as_bytes()).collect::<Vec<u8>>();
        Self(sha2::Digest::finalize(sha2::Digest::chain_update(<Sha256 as sha2::Digest>::new(), bytes)).to_vec())
    }

    /// Reads it as it is kept: base64.
    #[must_use]
    pub fn kept(text: &str) -> Option<Self> {
        STANDARD.decode(text).ok().filter(|bytes| !bytes.is_empty()).map(Self)
    }

    /// As it is kept.
    #[must_use]
    pub fn to_keep(&self) -> String {
        STANDARD.encode(&self.0)
    }

    /// As the receiver is shown it, once: `whsec_` and base64.
    #[must_use]
    pub fn shown(&self) -> String {
        format!("whsec_{}", self.to_keep())
    }
}

/// The value of `webhook-signature`: `v1,` and base64.
#[must_use]
pub fn sign(secret: &Secret, id: &str, timestamp: i64, body: &str) -> String {
    // A key of any length makes an HMAC; the type says that it might not.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&secret.0) else { return String::new() };
    mac.update(format!("{id}.{timestamp}.{body}").as_bytes());
    format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_standard_webhooks_is_signed_as_it_says() {
        // The example of the specification's own libraries.
        let secret = Secret::kept("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let signature = sign(&secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, "{\"test\": 2432232314}");
        assert_eq!(signature, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn a_secret_is_kept_and_never_printed() {
        let secret = Secret::fresh();
        assert_eq!(Secret::kept(&secret.to_keep()), Some(secret.clone()));
        assert_ne!(secret, Secret::fresh());
        assert!(secret.shown().starts_with("whsec_") && secret.shown().len() > 40);
        assert_eq!(format!("{secret:?}"), "Secret");
    }
}
