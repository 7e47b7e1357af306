//! Distances, against known values (great circles on a sphere of 6371.0088 km, from the haversine formula).

use network::Point;

#[test]
fn distances_are_those_of_great_circles() {
    let known = [
        ("Chicago to Springfield, Illinois", (41.8781, -87.6298), (39.7817, -89.6501), 288.4815),
        ("Miami to Tallahassee", (25.7617, -80.1918), (30.4383, -84.2807), 656.5774),
        ("one degree of latitude", (10.0, -90.0), (11.0, -90.0), 111.1951),
        ("over the date line", (60.0, 179.5), (60.0, -179.5), 55.5970),
        ("from pole to pole", (90.0, 0.0), (-90.0, 0.0), 20_015.114_4),
        ("between antipodes", (0.0, 90.0), (0.0, -90.0), 20_015.114_4),
        ("a pole by two longitudes", (90.0, 0.0), (90.0, 123.0), 0.0),
        ("the pole to Chicago", (90.0, 0.0), (41.8781, -87.6298), 5_350.918_5),
        ("less than a metre", (40.0, -90.0), (40.0, -89.99999), 0.000_851_8),
        ("nowhere", (41.8781, -87.6298), (41.8781, -87.6298), 0.0),
    ];
    for (name, from, to, km) in known {
        let [from, to] = [from, to].map(|(latitude, longitude)| Point::new(latitude, longitude).unwrap());
        for measured in [from.km_to(to), to.km_to(from)] {
            let within = 0.0001_f64.min(0.001 * km).max(1e-6);
            assert!((measured - km).abs() <= within, "{name}: {measured} km, not {km}");
        }
    }
}
