use seal::{SealingKey, content::Notes};

fn key() -> SealingKey<Notes> {
    SealingKey::derive(&[0; 32], &[], Default::default(), 1)
}

fn main() {}
