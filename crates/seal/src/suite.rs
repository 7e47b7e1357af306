//! The numbers of suites: the first byte of everything that is stored or sent.
//!
//! A number names all algorithms and the layout together (`docs/sealing.md`, "Suites"). A reader refuses a number that
//! it does not know, and never guesses; the number is part of what is authenticated, so that it cannot be exchanged.

/// Envelope: XChaCha20-Poly1305, with a commitment to its key.
pub const ENVELOPE: u8 = 0x01;
/// Wrap: HPKE in psk mode with X-Wing, HKDF-SHA256 and ChaCha20-Poly1305, signed with Ed25519.
pub const WRAP: u8 = 0x11;
/// Message: a wrap, and an envelope under the key that it holds.
pub const MESSAGE: u8 = 0x21;
/// Announcement of an agency's keys of one epoch, signed with Ed25519.
pub const ANNOUNCEMENT: u8 = 0x31;
/// That a public key is a member's, signed with Ed25519.
pub const MEMBER: u8 = 0x32;
/// Sheet of a set that recovers an agency's keys.
pub const SHEET: u8 = 0x41;
/// The file that holds the root of a keys store.
pub const ROOT_FILE: u8 = 0x51;
/// File that somebody takes along, sealed under words.
pub const FILE: u8 = 0x71;
