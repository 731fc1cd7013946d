//! Where a webhook may lead: to the world, and never into the network that the program itself stands in.
//!
//! A name is looked up once, by the connector itself, and the connection goes to the addresses that were judged: there is no
//! moment between the look-up and the connection at which the answer could change.

use std::future::Future;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

/// The longest address of a webhook, in letters.
const LONGEST: usize = 500;

type Found = Pin<Box<dyn Future<Output = std::io::Result<Vec<IpAddr>>> + Send>>;

/// How a name is looked up: by the system, or as a test has it.
#[derive(Clone)]
pub struct LookUp(Arc<dyn Fn(String) -> Found + Send + Sync>);

impl LookUp {
    /// By the system.
    #[must_use]
    pub fn system() -> Self {
        Self(Arc::new(|name| {
            Box::pin(async move { Ok(tokio::net::lookup_host((name, 0)).await?.map(|found| found.ip()).collect()) })
        }))
    }

    /// By a function.
    #[must_use]
    pub fn by(answers: impl Fn(&str) -> Vec<IpAddr> + Send + Sync + 'static) -> Self {
        Self(Arc::new(move |name| {
            let found = answers(&name);
            Box::pin(async move { Ok(found) })
        }))
    }
}

/// Looks names up for the connector, and hands on no address that leads inside.
pub(super) struct Guarded {
    pub(super) look_up: LookUp,
    /// Everything may be reached: for tests, and for a demonstration.
    pub(super) anywhere: bool,
}

/// A name led inside.
#[derive(Debug, thiserror::Error)]
#[error("the name leads to an address that is not open to the world")]
pub(super) struct LeadsInside;

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let found = (self.look_up.0)(name.as_str().to_owned());
        let anywhere = self.anywhere;
        Box::pin(async move {
            let found = found.await?;
            // One bad address among good ones is an answer that somebody arranged.
            if !anywhere && found.iter().any(|ip| leads_inside(*ip)) {
                return Err(LeadsInside.into());
            }
            let addresses: Addrs = Box::new(found.into_iter().map(|ip| SocketAddr::new(ip, 0)));
            Ok(addresses)
        })
    }
}

/// Whether an address is not one of the open internet: this machine, private and shared networks, links, groups,
/// documentation, and every form in which one of these can stand inside another address.
#[must_use]
pub fn leads_inside(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => v4_leads_inside(ip),
        IpAddr::V6(ip) => v6_leads_inside(ip),
    }
}

fn v4_leads_inside(ip: Ipv4Addr) -> bool {
    /// First address and length of the prefix, after the IANA registry of special addresses.
    const CLOSED: [([u8; 4], u32); 16] = [
        ([0, 0, 0, 0], 8),
        ([10, 0, 0, 0], 8),
        ([100, 64, 0, 0], 10),
        ([127, 0, 0, 0], 8),
        ([169, 254, 0, 0], 16),
        ([172, 16, 0, 0], 12),
        ([192, 0, 0, 0], 24),
        ([192, 0, 2, 0], 24),
        ([192, 31, 196, 0], 24),
        ([192, 88, 99, 0], 24),
        ([192, 168, 0, 0], 16),
        ([192, 175, 48, 0], 24),
        ([198, 18, 0, 0], 15),
        ([198, 51, 100, 0], 24),
        ([203, 0, 113, 0], 24),
        ([224, 0, 0, 0], 3),
    ];
    CLOSED.iter().any(|(first, length)| {
        let prefix = u32::MAX << (32 - length);
        u32::from(ip) & prefix == u32::from_be_bytes(*first)
    })
}

/// Only 2000::/3 is given out to the world; what maps, translates or tunnels IPv4 lies outside it or is named here.
fn v6_leads_inside(ip: Ipv6Addr) -> bool {
    let [first, second, ..] = ip.segments();
    let given_out = first & 0xe000 == 0x2000;
    // 2001::/23 (Teredo and other purposes), documentation, 6to4, documentation again.
    let special = (first == 0x2001 && (second < 0x0200 || second == 0x0db8))
        || first == 0x2002
        || (first == 0x3fff && second < 0x1000);
    !given_out || special
}

/// Reads the address of a webhook.
///
/// # Errors
/// What is wrong with it, in a sentence.
pub(super) fn read(typed: &str, anywhere: bool) -> Result<Url, String> {
    let typed = typed.trim();
    if typed.len() > LONGEST {
        return Err(format!("an address has at most {LONGEST} letters"));
    }
    let url =
        Url::parse(typed).map_err(|_| "write a whole address, like https://hooks.example.org/enact".to_owned())?;
    match url.scheme() {
        "https" => {}
        "http" if anywhere => {}
        _ => return Err("the address must begin with https://".to_owned()),
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("leave the user name and password out of the address; messages are signed instead".to_owned());
    }
    if url.fragment().is_some() {
        return Err("leave out what stands after #".to_owned());
    }
    let inside = match url.host() {
        None => return Err("the address names no host".to_owned()),
        Some(Host::Ipv4(ip)) => v4_leads_inside(ip),
        Some(Host::Ipv6(ip)) => v6_leads_inside(ip),
        Some(Host::Domain(name)) => is_a_name_inside(name),
    };
    match inside && !anywhere {
        true => Err("the address is not one that is open to the world".to_owned()),
        false => Ok(url),
    }
}

/// Names that mean this machine or this network whatever a server of names says.
fn is_a_name_inside(name: &str) -> bool {
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    let ends = [".localhost", ".local", ".internal", ".home.arpa", ".onion"];
    name == "localhost" || !name.contains('.') || ends.iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_way_of_writing_an_address_leads_inside() {
        #[rustfmt::skip]
        let tricks = [
            "https://127.0.0.1/", "https://127.1/", "https://127.0.1/", "https://2130706433/", "https://0x7f000001/",
            "https://0x7f.0.0.1/", "https://0177.0.0.1/", "https://017700000001/", "https://0x7f.1/", "https://127.0.0.1./",
            "https://0.0.0.0/", "https://0/", "https://10.0.0.1/", "https://167772161/", "https://012.0.0.1/",
            "https://172.16.0.1/", "https://172.31.255.255/", "https://192.168.1.1/", "https://0xc0a80101/",
            "https://3232235777/", "https://169.254.169.254/latest/meta-data/", "https://2852039166/",
            "https://0xa9fea9fe/", "https://0251.0376.0251.0376/", "https://100.64.0.1/", "https://100.127.255.255/",
            "https://198.18.0.1/", "https://192.0.0.1/", "https://192.0.2.1/", "https://198.51.100.7/",
            "https://203.0.113.9/", "https://224.0.0.1/", "https://239.255.255.250/", "https://240.0.0.1/",
            "https://255.255.255.255/", "https://192.88.99.1/", "https://[::]/", "https://[::1]/",
            "https://[0:0:0:0:0:0:0:1]/", "https://[::ffff:127.0.0.1]/", "https://[::ffff:7f00:1]/",
            "https://[::ffff:10.0.0.1]/", "https://[::127.0.0.1]/", "https://[::7f00:1]/", "https://[64:ff9b::127.0.0.1]/",
            "https://[64:ff9b::a00:1]/", "https://[64:ff9b:1::7f00:1]/", "https://[2002:7f00:1::]/",
            "https://[2002:a00:1::1]/", "https://[2001:0:7f00:1::]/", "https://[2001:db8::1]/", "https://[3fff::1]/",
            "https://[fc00::1]/", "https://[fd12:3456:789a::1]/", "https://[fe80::1]/", "https://[febf::1]/",
            "https://[fec0::1]/", "https://[ff02::1]/", "https://[100::1]/", "https://[5f00::1]/", "https://localhost/",
            "https://LOCALHOST/", "https://localhost./", "https://x.localhost/", "https://printer.local/",
            "https://vault.internal/", "https://metadata.google.internal/", "https://router.home.arpa/",
            "https://intranet/", "https://intranet:8443/x", "https://①②⑦.⓪.⓪.①/", "https://127。0。0。1/",
            "https://loc\u{ad}alhost/", "https://ⓛocalhost/", "https://%31%32%37.0.0.1/", "https://127.0.0.1%2f@example.org/",
            "https://user@example.org/", "https://user:pass@example.org/", "https://example.org@127.0.0.1/",
            "https://example.org:pass@10.0.0.1/", "https://example.org#@127.0.0.1/", "https:\\\\127.0.0.1\\",
            "https:/127.0.0.1/", "https:127.0.0.1", "https://\t127.0.0.1/", "https://127.0.0.1\n/", "//127.0.0.1/",
            "http://example.org/", "ftp://example.org/", "file:///etc/passwd", "gopher://127.0.0.1:70/", "dict://127.0.0.1/",
            "javascript:alert(1)", "data:text/plain,x", "ws://example.org/", "unix:/run/x.sock", "https://", "https:///x",
            "", "example.org", "https://[::1", "https://1.2.3.4.5.6/", "https://256.256.256.256/", "https://exa mple.org/",
        ];
        assert!(tricks.len() >= 100, "{}", tricks.len());
        let through: Vec<&str> = tricks.into_iter().filter(|trick| read(trick, false).is_ok()).collect();
        assert!(through.is_empty(), "{through:?}");
        // The control: what is open to the world is taken, and with the guard off so is much of the above.
        for open in ["https://hooks.example.org/enact?team=7", "https://93.184.216.34:8443/", "https://[2a00:1450::1]/"]
        {
            assert!(read(open, false).is_ok(), "{open}");
        }
        assert!(tricks.into_iter().filter(|trick| read(trick, true).is_ok()).count() > 60);
    }
}
