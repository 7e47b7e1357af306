//! Bytes as one number, big end first, written in words: division by the length of a list.

use zeroize::Zeroizing;

use super::COUNT;

/// Divides the number by [`COUNT`], in place, and gives the remainder.
pub(crate) fn divide(number: &mut [u8]) -> u16 {
    let count = u32::from(COUNT);
    let mut remainder = 0_u32;
    for byte in number {
        let value = remainder << 8 | u32::from(*byte);
        // Less than 256, since the remainder was less than the divisor.
        *byte = u8::try_from(value / count).unwrap_or_default();
        remainder = value % count;
    }
    u16::try_from(remainder).unwrap_or_default()
}

/// The number in `length` places of a list, most significant first.
pub(crate) fn to_places(number: &[u8], length: usize) -> Zeroizing<Vec<u16>> {
    let mut number = Zeroizing::new(number.to_vec());
    let mut places = Zeroizing::new(vec![0; length]);
    for place in places.iter_mut().rev() {
        *place = divide(&mut number);
    }
    places
}

/// The number that places of a list are, most significant first, in `N` bytes; `None` if it has more.
pub(crate) fn of_places<const N: usize>(places: &[u16]) -> Option<Zeroizing<[u8; N]>> {
    let mut number = Zeroizing::new([0; N]);
    for place in places {
        let mut carry = u32::from(*place);
        for byte in number.iter_mut().rev() {
            let value = u32::from(*byte) * u32::from(COUNT) + carry;
            [_, _, _, *byte] = value.to_be_bytes();
            carry = value >> 8;
        }
        if carry != 0 {
            return None;
        }
    }
    Some(number)
}
