//! What a statement is given, and what a row holds.

use std::{borrow::Cow, fmt};

/// The four kinds of values that both engines store alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// `BIGINT`: 64-bit signed. Booleans are 0 and 1, times are Unix milliseconds.
    Int,
    /// `DOUBLE PRECISION`: 64-bit floating point, never NaN.
    Real,
    /// `TEXT`: UTF-8 without U+0000, compared byte by byte.
    Text,
    /// `BYTEA`.
    Bytes,
}

impl Kind {
    /// The type's name in SQL.
    pub fn sql(self) -> &'static str {
        match self {
            Self::Int => "BIGINT",
            Self::Real => "DOUBLE PRECISION",
            Self::Text => "TEXT",
            Self::Bytes => "BYTEA",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.sql())
    }
}

/// One value of a statement or a row.
///
/// A NULL carries its kind, since PostgreSQL must know the type of every parameter; `None::<&str>.into()` gives the
/// right one. `Debug` shows the kind and never the content.
#[derive(Clone, PartialEq)]
pub enum Value<'a> {
    /// NULL in a column of this kind.
    Null(Kind),
    /// A `BIGINT`.
    Int(i64),
    /// A `DOUBLE PRECISION`.
    Real(f64),
    /// A `TEXT`.
    Text(Cow<'a, str>),
    /// A `BYTEA`.
    Bytes(Cow<'a, [u8]>),
}

impl Value<'_> {
    /// The kind of the value; of a NULL, the kind it stands for.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Null(kind) => *kind,
            Self::Int(_) => Kind::Int,
            Self::Real(_) => Kind::Real,
            Self::Text(_) => Kind::Text,
            Self::Bytes(_) => Kind::Bytes,
        }
    }

    /// Why this value must not be handed to an engine: PostgreSQL takes no U+0000 in text, and SQLite turns NaN
    /// into NULL. Both are refused on both.
    pub(crate) fn problem(&self) -> Option<&'static str> {
        match self {
            Self::Text(text) if text.contains('\0') => Some("text must not contain a NUL character (U+0000)"),
            Self::Real(number) if number.is_nan() => Some("a number must not be NaN"),
            _ => None,
        }
    }
}

impl fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null(kind) => write!(f, "NULL {kind}"),
            value => write!(f, "{}", value.kind()),
        }
    }
}

/// A Rust type whose kind is known without a value, so that `None` becomes the right NULL.
pub trait Typed<'a>: Into<Value<'a>> {
    /// The kind of every value of this type.
    const KIND: Kind;
}

impl<'a, T: Typed<'a>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null(T::KIND), Into::into)
    }
}

impl Typed<'_> for i64 {
    const KIND: Kind = Kind::Int;
}
impl From<i64> for Value<'_> {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl Typed<'_> for i32 {
    const KIND: Kind = Kind::Int;
}
impl From<i32> for Value<'_> {
    fn from(value: i32) -> Self {
        Self::Int(value.into())
    }
}

impl Typed<'_> for u32 {
    const KIND: Kind = Kind::Int;
}
impl From<u32> for Value<'_> {
    fn from(value: u32) -> Self {
        Self::Int(value.into())
    }
}

impl Typed<'_> for bool {
    const KIND: Kind = Kind::Int;
}
impl From<bool> for Value<'_> {
    fn from(value: bool) -> Self {
        Self::Int(value.into())
    }
}

impl Typed<'_> for f64 {
    const KIND: Kind = Kind::Real;
}
impl From<f64> for Value<'_> {
    fn from(value: f64) -> Self {
        Self::Real(value)
    }
}

impl<'a> Typed<'a> for &'a str {
    const KIND: Kind = Kind::Text;
}
impl<'a> From<&'a str> for Value<'a> {
    fn from(value: &'a str) -> Self {
        Self::Text(Cow::Borrowed(value))
    }
}

impl<'a> Typed<'a> for &'a String {
    const KIND: Kind = Kind::Text;
}
impl<'a> From<&'a String> for Value<'a> {
    fn from(value: &'a String) -> Self {
        Self::Text(Cow::Borrowed(value))
    }
}

impl Typed<'_> for String {
    const KIND: Kind = Kind::Text;
}
impl From<String> for Value<'_> {
    fn from(value: String) -> Self {
        Self::Text(Cow::Owned(value))
    }
}

impl<'a> Typed<'a> for Cow<'a, str> {
    const KIND: Kind = Kind::Text;
}
impl<'a> From<Cow<'a, str>> for Value<'a> {
    fn from(value: Cow<'a, str>) -> Self {
        Self::Text(value)
    }
}

impl<'a> Typed<'a> for &'a [u8] {
    const KIND: Kind = Kind::Bytes;
}
impl<'a> From<&'a [u8]> for Value<'a> {
    fn from(value: &'a [u8]) -> Self {
        Self::Bytes(Cow::Borrowed(value))
    }
}

impl<'a> Typed<'a> for &'a Vec<u8> {
    const KIND: Kind = Kind::Bytes;
}
impl<'a> From<&'a Vec<u8>> for Value<'a> {
    fn from(value: &'a Vec<u8>) -> Self {
        Self::Bytes(Cow::Borrowed(value))
    }
}

impl Typed<'_> for Vec<u8> {
    const KIND: Kind = Kind::Bytes;
}
impl From<Vec<u8>> for Value<'_> {
    fn from(value: Vec<u8>) -> Self {
        Self::Bytes(Cow::Owned(value))
    }
}
