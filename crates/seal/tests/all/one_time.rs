//! Codes of one time: the values of RFC 6238, appendix B, in the six digits that apps show.

use seal::{Broken, OneTimeSecret};
use testkit::Repeatable;

#[test]
fn the_codes_are_those_of_the_standard() {
    let secret = OneTimeSecret::from_bytes(b"12345678901234567890").unwrap();
    let known = [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_111_111_111, "050471"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ];
    for (seconds, code) in known {
        assert_eq!(secret.code(seconds * 1000), code);
        assert_eq!(secret.step_of(code, seconds * 1000), Some(OneTimeSecret::step_at(seconds * 1000)));
    }
    assert_eq!(secret.base32().as_str(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
}

#[test]
fn a_code_holds_for_its_step_and_for_one_before_and_after() {
    let secret = OneTimeSecret::random(&mut Repeatable::new(5));
    let (at, step) = (1_790_078_400_000, 30_000);
    let code = secret.code(at);
    let here = Some(OneTimeSecret::step_at(at));
    for (typed_at, taken) in [(-2, None), (-1, here), (0, here), (1, here), (2, None)] {
        assert_eq!(secret.step_of(&code, at + typed_at * step), taken, "{typed_at}");
    }
    for typed in ["", "12345", "1234567", "12345a", "١٢٣٤٥٦", &code[..5]] {
        assert_eq!(secret.step_of(typed, at), None, "{typed}");
    }
    assert_eq!(secret.step_of(&format!("{} {}", &code[..3], &code[3..]), at), here);
    assert_eq!(secret.step_of(&code, -1), None, "before there were any");
}

#[test]
fn a_secret_is_read_as_it_was_written() {
    let secret = OneTimeSecret::random(&mut Repeatable::new(6));
    let written = secret.base32();
    let typed = format!("  {} {}", written[..8].to_lowercase(), &written[8..]);
    assert_eq!(OneTimeSecret::typed(&typed).unwrap().expose(), secret.expose());
    for typed in ["", "GEZDGNBV", "1111", &format!("{}AA", *written)] {
        assert!(OneTimeSecret::typed(typed).is_none(), "{typed}");
    }
    assert_eq!(OneTimeSecret::from_bytes(&[1; 19]).err(), Some(Broken::Length));
}
