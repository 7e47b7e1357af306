//! How several fields become one run of bytes, so that no two lists of fields ever become the same.

use zeroize::Zeroize;

/// Fields, each as its length in 4 bytes (big end first) and its bytes. Numbers are fields of 8 bytes, big end first.
///
/// What is packed is public: places, labels, keys that may be shown. Secrets are never fields.
#[derive(Clone)]
pub(crate) struct Pack(Vec<u8>);

impl Pack {
    /// A list that begins with its label, which says what it is for.
    pub(crate) fn new(label: &str) -> Self {
        // Enough for a place, which is packed at every opening: one allocation.
        Self(Vec::with_capacity(320)).bytes(label.as_bytes())
    }

    pub(crate) fn bytes(mut self, field: &[u8]) -> Self {
        // No field comes near 4 GiB: the longest envelope has an eighth of it.
        let length = u32::try_from(field.len()).unwrap_or(u32::MAX);
        self.0.extend_from_slice(&length.to_be_bytes());
        self.0.extend_from_slice(field);
        self
    }

    pub(crate) fn text(self, field: &str) -> Self {
        self.bytes(field.as_bytes())
    }

    pub(crate) fn number(self, field: u64) -> Self {
        self.bytes(&field.to_be_bytes())
    }

    /// The label that it begins with.
    #[cfg(test)]
    pub(crate) fn label(&self) -> &str {
        let (length, rest) = self.0.split_first_chunk::<4>().unwrap();
        let length = usize::try_from(u32::from_be_bytes(*length)).unwrap();
        std::str::from_utf8(&rest[..length]).unwrap()
    }

    pub(crate) fn as_slice(&self) -> &[u8] {
        &self.0
    }
}

/// Reads fields of known lengths off the front of some bytes.
pub(crate) struct Cut<'a>(&'a [u8]);

impl<'a> Cut<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// The next `N` bytes, if there are as many.
    pub(crate) fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (first, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*first)
    }

    pub(crate) fn byte(&mut self) -> Option<u8> {
        self.array::<1>().map(|[byte]| byte)
    }

    pub(crate) fn number(&mut self) -> Option<u64> {
        self.array().map(u64::from_be_bytes)
    }

    pub(crate) fn slice(&mut self, length: usize) -> Option<&'a [u8]> {
        let (first, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(first)
    }

    /// What is left.
    pub(crate) fn rest(self) -> &'a [u8] {
        self.0
    }
}

/// Wipes what a function worked with when it ends, however it ends.
pub(crate) struct Wiped<const N: usize>(pub(crate) [u8; N]);

impl<const N: usize> Drop for Wiped<N> {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}
