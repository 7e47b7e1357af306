use seal::Place;

fn elsewhere(place: Place) -> Place {
    Place { sequence: 7, ..place }
}

fn main() {}
