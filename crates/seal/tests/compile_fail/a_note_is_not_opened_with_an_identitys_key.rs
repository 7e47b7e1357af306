use seal::content::{Identity, Notes};
use seal::{Place, Sealed, SealingKey};

fn open(key: &SealingKey<Identity>, place: &Place, note: &Sealed<Notes>) {
    let _ = key.open(place, note);
}

fn main() {}
