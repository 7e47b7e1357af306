//! Addresses for mail: for somebody who will not speak by phone, often the only way in.

use network_store::Listing;

use crate::view::neutral;

/// An address to write to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Email {
    /// As the source wrote it.
    pub(crate) address: String,
    /// Where the link goes; none where it is not plainly one address.
    pub(crate) href: Option<String>,
}

impl Email {
    /// The service's address, or else its agency's.
    pub(crate) fn of(listing: &Listing) -> Option<Self> {
        Self::read(listing.service.email.as_deref()).or_else(|| Self::read(listing.agency.email.as_deref()))
    }

    /// The address that a source gives, if it gives one.
    pub(crate) fn read(text: Option<&str>) -> Option<Self> {
        let address = text.map(str::trim).filter(|text| text.contains('@'))?;
        let href = is_plain(address).then(|| format!("mailto:{address}"));
        Some(Self { address: address.to_owned(), href })
    }

    /// The address for paper that somebody else may see; none where it would tell.
    pub(crate) fn neutral(&self) -> Option<&str> {
        (!neutral::address_betrays(&self.address)).then_some(self.address.as_str())
    }
}

/// One `@` between letters, digits and joints: nothing that could add a subject or another reader to the link
/// (RFC 6068).
fn is_plain(address: &str) -> bool {
    let part = |text: &str| {
        !text.is_empty()
            && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+'))
    };
    address.split_once('@').is_some_and(|(name, domain)| part(name) && part(domain) && domain.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn href(address: &str) -> Option<String> {
        Email::read(Some(address)).and_then(|email| email.href)
    }

    #[test]
    fn what_is_more_than_one_address_is_text() {
        assert_eq!(href(" desk@juniper.example "), Some("mailto:desk@juniper.example".into()));
        for odd in
            ["a@b.example?bcc=c@d.example", "a@b.example, c@d.example", "<a@b.example>", "a@b", "@b.example"]
        {
            assert_eq!(href(odd), None, "{odd}");
        }
        assert_eq!(Email::read(Some("call us")), None);
    }

    #[test]
    fn an_address_that_would_tell_is_not_for_the_sheet() {
        let neutral = |address: &str| Email::read(Some(address)).unwrap().neutral().is_some();
        assert!(neutral("desk@juniperflat.example"));
        for tells in [
            "info@harborsafehouse.example",
            "shelter@jf.example",
            "x@notrafficking.example",
            "a@dvhelp.example",
        ] {
            assert!(!neutral(tells), "{tells}");
        }
    }
}
