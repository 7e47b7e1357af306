//! Coordinates.

use crate::Point;

/// What stood in a column of coordinates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Coordinates {
    /// A point on the globe.
    Point(Point),
    /// Two numbers that are no point: out of range, or (0, 0), which stands for *not known*.
    Impossible,
    /// Not two numbers.
    Unreadable,
}

/// Latitude and longitude as two values.
pub fn pair(latitude: &str, longitude: &str) -> Coordinates {
    match (number(latitude), number(longitude)) {
        (Some(latitude), Some(longitude)) => {
            Point::new(latitude, longitude).map_or(Coordinates::Impossible, Coordinates::Point)
        }
        _ => Coordinates::Unreadable,
    }
}

/// Latitude and longitude in one text, in this order, whatever the words around them: `41.88, -87.62`,
/// `Geolocation is 41.88, -87.62`, `POINT`-like texts are *not* read, since they turn the order round.
pub fn in_text(text: &str) -> Coordinates {
    if text.trim_start().get(..5).is_some_and(|start| start.eq_ignore_ascii_case("point")) {
        return Coordinates::Unreadable;
    }
    let numbers: Vec<&str> = text
        .split(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-' || c == '+'))
        .filter(|part| part.contains(|c: char| c.is_ascii_digit()))
        .collect();
    match numbers.as_slice() {
        [latitude, longitude] => pair(latitude, longitude),
        _ => Coordinates::Unreadable,
    }
}

fn number(text: &str) -> Option<f64> {
    text.trim().trim_end_matches('.').parse().ok().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_read_in_a_sentence() {
        let Coordinates::Point(point) = in_text("Geolocation is 41.5, -87.25") else { panic!("no point") };
        assert_eq!((point.latitude(), point.longitude()), (41.5, -87.25));
        assert_eq!(in_text("0, 0"), Coordinates::Impossible);
        assert_eq!(in_text("100, 101"), Coordinates::Impossible);
        assert_eq!(in_text("somewhere"), Coordinates::Unreadable);
        assert_eq!(in_text("1, 2, 3"), Coordinates::Unreadable);
        assert_eq!(in_text("POINT(-87 41)"), Coordinates::Unreadable);
    }
}
