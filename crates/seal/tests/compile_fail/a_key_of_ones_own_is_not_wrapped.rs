use seal::Wrappable;

struct Own([u8; 32]);

impl Wrappable for Own {
    const PURPOSE: &'static str = "own";
    type Case<'a> = ();
}

fn main() {}
