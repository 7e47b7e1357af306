//! Workbooks (`.xlsx`; ECMA-376 part 1, SpreadsheetML) as grids of texts.
//!
//! A workbook is an archive of XML parts from anybody. Nothing in it is believed about sizes: parts are read
//! up to a limit, cells are counted as they come, and no room is made for what is only declared. What a
//! formula is worth is the value that was stored with it.

mod cells;
mod number;
mod parts;
mod strings;
mod styles;
mod xml;

use parts::Parts;

pub(super) use number::day;

use super::grid::{Grid, Tab};

/// Why a workbook cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// It is a spreadsheet of the older form.
    Old,
    /// It asks for a password.
    Locked,
    /// It holds more than is read.
    TooLarge(String),
    /// It is none, or is damaged.
    Broken(String),
}

/// What archives begin with, and what the older spreadsheets and locked ones do (MS-CFB 2.2).
const ARCHIVE: [u8; 4] = *b"PK\x03\x04";
const COMPOUND: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// Whether bytes begin as a workbook does, of today's form or of the older one.
pub(in crate::import) fn looks_like_one(bytes: &[u8]) -> bool {
    bytes.starts_with(&ARCHIVE) || bytes.starts_with(&COMPOUND)
}

/// A workbook: its sheets, of which each is read when it is asked for.
pub(super) struct Workbook<'b> {
    parts: Parts<'b>,
    sheets: Vec<Listed>,
    strings: Option<Vec<std::sync::Arc<str>>>,
    styles: styles::Styles,
    /// Whether its days are counted from 1904.
    from_1904: bool,
    base: String,
}

/// A sheet as the workbook lists it.
struct Listed {
    tab: Tab,
    part: String,
}

impl<'b> Workbook<'b> {
    /// Opens a workbook.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Refused> {
        if bytes.starts_with(&COMPOUND) {
            let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
            let locked = bytes.windows(name.len()).any(|part| part == name);
            return Err(if locked { Refused::Locked } else { Refused::Old });
        }
        let mut parts = Parts::open(bytes)?;
        let main = main_part(&mut parts)?;
        let base = main.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let text = parts.text(&main)?.ok_or_else(|| broken("it has no list of sheets"))?;
        let file = main.strip_prefix(base.as_str()).unwrap_or(&main);
        let links = links(&mut parts, &format!("{base}_rels/{file}.rels"))?;
        let mut from_1904 = false;
        let mut sheets = Vec::new();
        let mut events = xml::Events::of(&text);
        while let Some(event) = events.next()? {
            let xml::Event::Start(element) = event else { continue };
            match element.local_name().as_ref() {
                "workbookPr" => {
                    from_1904 = xml::attribute(&element, "date1904").is_some_and(|v| v == "1" || v == "true");
                }
                "sheet" => {
                    let id = xml::attribute(&element, "id").unwrap_or_default();
                    let Some(link) = links.iter().find(|link| link.id == id) else { continue };
                    let tab = Tab {
                        name: xml::attribute(&element, "name").unwrap_or_default(),
                        hidden: xml::attribute(&element, "state").is_some_and(|state| state != "visible"),
                    };
                    if link.kind.ends_with("/worksheet") {
                        sheets.push(Listed { tab, part: resolved(&base, &link.target) });
                    }
                }
                _ => {}
            }
        }
        if sheets.is_empty() {
            return Err(broken("it has no sheet of cells"));
        }
        let styles = match parts.text(&format!("{base}styles.xml"))? {
            Some(text) => styles::Styles::read(&text)?,
            None => styles::Styles::default(),
        };
        Ok(Self { parts, sheets, strings: None, styles, from_1904, base })
    }

    /// Its sheets, in the order of their tabs.
    pub(super) fn tabs(&self) -> impl Iterator<Item = &Tab> {
        self.sheets.iter().map(|sheet| &sheet.tab)
    }

    /// The cells of a sheet, by its place from 0.
    pub(super) fn grid(&mut self, at: usize) -> Result<Grid, Refused> {
        if self.strings.is_none() {
            let text = self.parts.text(&format!("{}sharedStrings.xml", self.base))?;
            self.strings = Some(text.map(|text| strings::shared(&text)).transpose()?.unwrap_or_default());
        }
        let part = self.sheets.get(at).map(|sheet| sheet.part.clone()).unwrap_or_default();
        let text = self.parts.text(&part)?.ok_or_else(|| broken("a sheet that it lists is not in it"))?;
        let strings = self.strings.as_deref().unwrap_or_default();
        cells::Reader { strings, styles: &self.styles, from_1904: self.from_1904 }.read(&text)
    }
}

fn broken(why: &str) -> Refused {
    Refused::Broken(why.into())
}

/// One link of a part to another (ECMA-376 part 2, 9.3).
struct Link {
    id: String,
    kind: String,
    target: String,
}

fn links(parts: &mut Parts<'_>, part: &str) -> Result<Vec<Link>, Refused> {
    let Some(text) = parts.text(part)? else { return Ok(Vec::new()) };
    let mut links = Vec::new();
    let mut events = xml::Events::of(&text);
    while let Some(event) = events.next()? {
        if let xml::Event::Start(element) = event
            && element.local_name().as_ref() == "Relationship"
        {
            let value = |name| xml::attribute(&element, name).unwrap_or_default();
            links.push(Link { id: value("Id"), kind: value("Type"), target: value("Target") });
        }
    }
    Ok(links)
}

/// The part that lists the sheets.
fn main_part(parts: &mut Parts<'_>) -> Result<String, Refused> {
    let links = links(parts, "_rels/.rels")?;
    let main = links.iter().find(|link| link.kind.ends_with("/officeDocument"));
    Ok(main.map_or_else(|| "xl/workbook.xml".into(), |link| resolved("", &link.target)))
}

/// A link's target as a name in the archive.
fn resolved(base: &str, target: &str) -> String {
    let whole = match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None => format!("{base}{target}"),
    };
    let mut names: Vec<&str> = Vec::new();
    for name in whole.split('/') {
        match name {
            "." | "" => {}
            ".." => drop(names.pop()),
            name => names.push(name),
        }
    }
    names.join("/")
}
