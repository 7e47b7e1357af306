//! Bytes that are known beforehand: in the text of a vector, and in the hands of whatever wants randomness.

use rand_core::Rng;
use serde_json::Value;
pub(crate) use testkit::Known;
use testkit::Repeatable;

/// As many bytes as are wanted.
pub(crate) fn some<const N: usize>(random: &mut Repeatable) -> [u8; N] {
    let mut bytes = [0; N];
    random.fill_bytes(&mut bytes);
    bytes
}

/// Hexadecimal digits, lower case.
pub(crate) fn hex(bytes: impl AsRef<[u8]>) -> String {
    bytes.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes that a field's digits say.
pub(crate) fn bytes(of: &Value, field: &str) -> Vec<u8> {
    let digits = of[field].as_str().unwrap_or_else(|| unreachable!("{field} is a text"));
    assert!(digits.len().is_multiple_of(2), "{field} has two digits for each byte");
    let pairs = digits.as_bytes().chunks_exact(2).map(|pair| std::str::from_utf8(pair).unwrap());
    pairs.map(|pair| u8::from_str_radix(pair, 16).unwrap()).collect()
}

/// The same, for a field of a fixed length.
pub(crate) fn array<const N: usize>(of: &Value, field: &str) -> [u8; N] {
    bytes(of, field).try_into().unwrap_or_else(|_| unreachable!("{field} has {N} bytes"))
}

/// The number in a field.
pub(crate) fn number(of: &Value, field: &str) -> u64 {
    of[field].as_u64().unwrap_or_else(|| unreachable!("{field} is a number"))
}

/// The text in a field.
pub(crate) fn text<'a>(of: &'a Value, field: &str) -> &'a str {
    of[field].as_str().unwrap_or_else(|| unreachable!("{field} is a text"))
}

/// The list in a field.
pub(crate) fn list<'a>(of: &'a Value, field: &str) -> &'a [Value] {
    of[field].as_array().unwrap_or_else(|| unreachable!("{field} is a list"))
}
