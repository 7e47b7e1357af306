/// The state of a US postal code, from its first three digits (USPS Publication 65, sectional centers). None
/// for military codes, for codes that no state has, and for anything that is no US code.
pub fn zip_state(code: &str) -> Option<&'static str> {
    let digits = code.get(..5).filter(|zip| zip.bytes().all(|byte| byte.is_ascii_digit()))?;
    if !matches!(code.as_bytes().get(5), None | Some(b'-' | b' ')) {
        return None;
    }
    let prefix: u16 = digits.get(..3)?.parse().ok()?;
    let after = RANGES.partition_point(|(_, last, _)| *last < prefix);
    RANGES.get(after).filter(|(first, _, _)| *first <= prefix).map(|(_, _, state)| *state)
}

/// First and last prefix of each stretch, and its state.
const RANGES: [(u16, u16, &str); 69] = [
    (5, 5, "NY"),
    (6, 7, "PR"),
    (8, 8, "VI"),
    (9, 9, "PR"),
    (10, 27, "MA"),
    (28, 29, "RI"),
    (30, 38, "NH"),
    (39, 49, "ME"),
    (50, 54, "VT"),
    (55, 55, "MA"),
    (56, 59, "VT"),
    (60, 69, "CT"),
    (70, 89, "NJ"),
    (100, 149, "NY"),
    (150, 196, "PA"),
    (197, 199, "DE"),
    (200, 200, "DC"),
    (201, 201, "VA"),
    (202, 205, "DC"),
    (206, 219, "MD"),
    (220, 246, "VA"),
    (247, 268, "WV"),
    (270, 289, "NC"),
    (290, 299, "SC"),
    (300, 319, "GA"),
    (320, 339, "FL"),
    (341, 342, "FL"),
    (344, 344, "FL"),
    (346, 347, "FL"),
    (349, 349, "FL"),
    (350, 369, "AL"),
    (370, 385, "TN"),
    (386, 397, "MS"),
    (398, 399, "GA"),
    (400, 427, "KY"),
    (430, 459, "OH"),
    (460, 479, "IN"),
    (480, 499, "MI"),
    (500, 528, "IA"),
    (530, 549, "WI"),
    (550, 567, "MN"),
    (569, 569, "DC"),
    (570, 577, "SD"),
    (580, 588, "ND"),
    (590, 599, "MT"),
    (600, 629, "IL"),
    (630, 658, "MO"),
    (660, 679, "KS"),
    (680, 693, "NE"),
    (700, 714, "LA"),
    (716, 729, "AR"),
    (730, 732, "OK"),
    (733, 733, "TX"),
    (734, 749, "OK"),
    (750, 799, "TX"),
    (800, 816, "CO"),
    (820, 831, "WY"),
    (832, 838, "ID"),
    (840, 847, "UT"),
    (850, 865, "AZ"),
    (870, 884, "NM"),
    (885, 885, "TX"),
    (889, 898, "NV"),
    (900, 961, "CA"),
    (967, 968, "HI"),
    (969, 969, "GU"),
    (970, 979, "OR"),
    (980, 994, "WA"),
    (995, 999, "AK"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_postal_code_tells_its_state() {
        assert_eq!(zip_state("60608"), Some("IL"));
        assert_eq!(zip_state("33317-1234"), Some("FL"));
        assert_eq!(zip_state("73301"), Some("TX"));
        assert_eq!(zip_state("00501"), Some("NY"));
        for (code, state) in [
            ("00901", "PR"),
            ("02134", "MA"),
            ("06390", "CT"),
            ("10001", "NY"),
            ("20001", "DC"),
            ("20101", "VA"),
            ("39901", "GA"),
            ("63101", "MO"),
            ("88510", "TX"),
            ("90210", "CA"),
            ("96910", "GU"),
            ("99501", "AK"),
        ] {
            assert_eq!(zip_state(code), Some(state), "{code}");
        }
        // Too short, no digits, and military posts.
        for none in ["", "6060", "6060a", "６０６０８", "09012", "96201"] {
            assert_eq!(zip_state(none), None, "{none}");
        }
        assert_eq!(zip_state("00100"), None);
        assert_eq!(zip_state("34012"), None, "military");
        assert_eq!(zip_state("SW1A 1AA"), None);
        assert_eq!(zip_state("606081"), None);
    }

    #[test]
    fn the_stretches_rise_and_do_not_overlap() {
        assert!(RANGES.iter().all(|(first, last, _)| first <= last));
        assert!(RANGES.windows(2).all(|pair| pair[0].1 < pair[1].0));
    }
}
