use seal::{CaseKey, CircleKey, Of, PrivateKey, Terms, VerifyingKey, Wrap};

fn open(wrap: &Wrap<CaseKey>, of: &Of<CircleKey>, to: &PrivateKey, terms: &Terms<'_, CaseKey>, from: &VerifyingKey) {
    let _ = wrap.open(of, to, terms, from);
}

fn main() {}
