//! Names that betray nothing, for paper that somebody else may see.

use crate::form::folded;

/// Starts of words that tell what somebody may have lived through or is looking for, folded to lower case
/// without accents. Rather one too many: the cost of a needless pair of initials is small.
const BETRAYING: [&str; 68] = [
    // What was done to somebody.
    "abus",
    "acos",
    "agres",
    "assault",
    "batter",
    "captiv",
    "coerc",
    "cruel",
    "domestic",
    "esclav",
    "exploit",
    "explot",
    "forced",
    "forzad",
    "harass",
    "human",
    "maltrat",
    "prostit",
    "rape",
    "sex",
    "slave",
    "stalk",
    "torture",
    "tortur",
    "traffick",
    "trafic",
    "trata",
    "violac",
    "violen",
    // Who somebody is said to be.
    "battered",
    "survivor",
    "sobreviv",
    "victim",
    "runaway",
    "women",
    "woman",
    "mujer",
    "girl",
    "nina",
    "lgbt",
    "trans",
    "queer",
    "immigra",
    "inmigr",
    "migra",
    "refug",
    "asyl",
    "asilo",
    "undocument",
    "homeless",
    // What somebody is looking for.
    "shelter",
    "albergue",
    "safe",
    "segur",
    "crisis",
    "emergen",
    "hotline",
    "rescue",
    "rescat",
    "escape",
    "freedom",
    "libert",
    "recover",
    "recuper",
    "addict",
    "adicc",
    "detox",
    "justic",
];

/// Words that are part of a betraying name only together with what follows.
const BETRAYING_WHOLE: [&str; 19] = [
    "hiv", "vih", "sti", "drug", "drugs", "droga", "drogas", "police", "policia", "court", "legal", "bed",
    "beds", "cama", "camas", "night", "nights", "noche", "noches",
];

/// A name for the sheet: as it is, or its initials where one of its words betrays.
pub(crate) fn name(name: &str) -> String {
    if betrays(name) { initials(name) } else { name.to_owned() }
}

/// Whether a name tells what somebody may have lived through or is looking for.
pub(crate) fn betrays(name: &str) -> bool {
    folded(name)
        .split(' ')
        .any(|word| BETRAYING.iter().any(|start| word.starts_with(start)) || BETRAYING_WHOLE.contains(&word))
}

/// "C. A. S. A." of "Centro de Ayuda y Salida para Adultos": the words that are more than joints.
fn initials(name: &str) -> String {
    const JOINTS: [&str; 18] = [
        "a", "al", "and", "at", "con", "de", "del", "e", "el", "for", "in", "la", "las", "los", "of", "para",
        "the", "y",
    ];
    let folded = folded(name);
    let letters: Vec<String> = folded
        .split(' ')
        .filter(|word| !JOINTS.contains(word))
        .filter_map(|word| word.chars().next())
        .take(6)
        .map(|letter| format!("{}.", letter.to_uppercase()))
        .collect();
    if letters.is_empty() { "—".to_owned() } else { letters.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_betrays_becomes_its_initials() {
        for (given, expected) in [
            ("Harbor Women's Shelter", "H. W. S."),
            ("Alianza contra la Trata de Personas", "A. C. T. P."),
            ("Domestic Violence Hotline", "D. V. H."),
            ("Refugio La Esperanza", "R. E."),
            ("Anti-Trafficking Task Force", "A. T. T. F."),
            ("Sobrevivientes Unidas", "S. U."),
            ("Safe House", "S. H."),
            ("¡Víctimas!", "V."),
        ] {
            assert_eq!(name(given), expected, "of {given}");
        }
    }

    #[test]
    fn a_plain_name_stays() {
        for plain in
            ["Juniper Flat Clinic", "Ropewalk Street Center", "Clínica del Río", "Essex Dental", "HIVE Coop"]
        {
            assert_eq!(name(plain), plain);
        }
    }
}
