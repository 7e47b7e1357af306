//! What a document can be shown as. Its first bytes decide, whatever it is called and whatever a browser said that it is.

/// What a page shows of a document without opening it elsewhere. Anything else is only handed out as a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Preview {
    /// A picture.
    Png,
    /// A picture.
    Jpeg,
    /// Pages.
    Pdf,
    /// Text in UTF-8, shown as it is.
    Text,
}

impl Preview {
    /// What a document that begins with these bytes is; nothing: it is not shown. A few hundred bytes are enough.
    pub fn of(first: &[u8]) -> Option<Self> {
        match first {
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Self::Png),
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [b'%', b'P', b'D', b'F', b'-', ..] => Some(Self::Pdf),
            _ if is_text(first) => Some(Self::Text),
            _ => None,
        }
    }

    /// What a browser is told that it is.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Pdf => "application/pdf",
            Self::Text => "text/plain; charset=utf-8",
        }
    }
}

/// Whether it is text without signs that steer a machine. A letter may be cut off at the end.
fn is_text(first: &[u8]) -> bool {
    let text = match std::str::from_utf8(first) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(&first[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(_) => return false,
    };
    !text.is_empty() && text.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t'))
}
