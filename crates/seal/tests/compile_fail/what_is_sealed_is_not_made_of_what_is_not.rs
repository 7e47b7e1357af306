use seal::{Sealed, content::Notes};

fn sealed(note: &str) -> Sealed<Notes> {
    Sealed::new(note.as_bytes().to_vec())
}

fn main() {}
