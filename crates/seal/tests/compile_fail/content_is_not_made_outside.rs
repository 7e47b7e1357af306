use seal::content::Content;

struct Own;

impl Content for Own {
    const NAME: &'static str = "own";
    const FLOOR: usize = 1;
}

fn main() {}
