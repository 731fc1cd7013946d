//! Counts the automatic numbers of a Word file: `D10.22`, `(a)`, `(iv)`, as Word prints them.

use std::collections::{BTreeMap, HashMap};

use super::tags::{Tag, Tags};

/// The lists of a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Numbering {
    /// For each list its abstract list and what it says otherwise.
    lists: HashMap<String, List>,
    abstracts: HashMap<String, Abstract>,
}

#[derive(Debug, Clone, Default, PartialEq)]
struct List {
    of: String,
    /// Levels that begin at another number in this list.
    starts: BTreeMap<u8, u32>,
    /// Levels that are defined anew in this list.
    levels: BTreeMap<u8, Level>,
}

#[derive(Debug, Clone, Default, PartialEq)]
struct Abstract {
    levels: BTreeMap<u8, Level>,
    /// The numbering style that it is taken from, when its levels stand elsewhere.
    linked: Option<String>,
    /// The numbering style that it defines.
    defines: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
struct Level {
    start: u32,
    format: Format,
    /// `%1.%2` with the numbers of the levels put in.
    text: String,
    /// The level after which it begins again, counted from 1; 0 for never.
    restart: Option<u8>,
    /// Every level in its text is printed in digits.
    legal: bool,
    left: Option<i32>,
    first: Option<i32>,
}

impl Default for Level {
    fn default() -> Level {
        Level {
            start: 1,
            format: Format::Decimal,
            text: String::new(),
            restart: None,
            legal: false,
            left: None,
            first: None,
        }
    }
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Decimal,
    DecimalZero,
    LowerLetter,
    UpperLetter,
    LowerRoman,
    UpperRoman,
    Ordinal,
    Bullet,
    Nothing,
}

impl Format {
    fn read(name: &str) -> Format {
        match name {
            "lowerLetter" => Format::LowerLetter,
            "upperLetter" => Format::UpperLetter,
            "lowerRoman" => Format::LowerRoman,
            "upperRoman" => Format::UpperRoman,
            "decimalZero" => Format::DecimalZero,
            "ordinal" => Format::Ordinal,
            "bullet" => Format::Bullet,
            "none" => Format::Nothing,
            _ => Format::Decimal,
        }
    }

    fn write(self, number: u32) -> String {
        match self {
            Format::Decimal => number.to_string(),
            Format::DecimalZero => format!("{number:02}"),
            Format::LowerLetter => letters(number),
            Format::UpperLetter => letters(number).to_uppercase(),
            Format::LowerRoman => roman(number),
            Format::UpperRoman => roman(number).to_uppercase(),
            Format::Ordinal => ordinal(number),
            Format::Bullet | Format::Nothing => String::new(),
        }
    }
}

/// `z` is followed by `aa`, then `bb`: Word repeats the letter.
fn letters(number: u32) -> String {
    let Some(from_zero) = number.checked_sub(1) else { return String::new() };
    let letter = char::from(b'a' + u8::try_from(from_zero % 26).unwrap_or(0));
    let times = usize::try_from(from_zero / 26).unwrap_or(0).min(20) + 1;
    std::iter::repeat_n(letter, times).collect()
}

fn roman(number: u32) -> String {
    const STEPS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut left = number.min(32_000);
    let mut out = String::new();
    for (value, letters) in STEPS {
        while left >= value {
            out.push_str(letters);
            left -= value;
        }
    }
    out
}

fn ordinal(number: u32) -> String {
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        (_, _) => "th",
    };
    format!("{number}{ending}")
}

/// The numbers as they are counted from the top of a document down.
#[derive(Debug, Clone)]
pub(in crate::docx) struct Counter<'n> {
    numbering: &'n Numbering,
    /// For each abstract list, what each level stands at.
    at: HashMap<&'n str, [Option<u32>; 9]>,
    /// Lists whose own starts have been used.
    begun: Vec<(&'n str, u8)>,
}

impl Numbering {
    fn levels_of(&self, list: &str) -> Option<(&str, &Abstract)> {
        let of = &self.lists.get(list)?.of;
        let (id, found) = self.abstracts.get_key_value(of)?;
        let Some(style) = found.linked.as_ref().filter(|_| found.levels.is_empty()) else { return Some((id, found)) };
        let linked = self.abstracts.iter().filter(|(_, a)| a.defines.as_ref() == Some(style)).min_by_key(|(id, _)| *id);
        linked.map(|(id, found)| (id.as_str(), found)).or(Some((id, found)))
    }

    fn level(&self, list: &str, level: u8) -> Option<&Level> {
        let own = self.lists.get(list).and_then(|l| l.levels.get(&level));
        own.or_else(|| self.levels_of(list)?.1.levels.get(&level))
    }

    /// How far a level stands in: its words, and its number from there.
    pub(super) fn indent(&self, list: &str, level: u8) -> (Option<i32>, Option<i32>) {
        self.level(list, level).map_or((None, None), |level| (level.left, level.first))
    }

    /// A counter at the top of the document.
    pub(in crate::docx) fn counter(&self) -> Counter<'_> {
        Counter { numbering: self, at: HashMap::new(), begun: Vec::new() }
    }
}

impl<'n> Counter<'n> {
    /// Counts one paragraph of this list and level, and gives what is printed before it: empty for a bullet or when the file
    /// does not define the list.
    pub(in crate::docx) fn next(&mut self, list: &str, level: u8) -> String {
        let level = level.min(8);
        let Some((of, _)) = self.numbering.levels_of(list) else { return String::new() };
        let Some((own_id, own)) = self.numbering.lists.get_key_value(list) else { return String::new() };
        let Some(found) = self.numbering.level(list, level) else { return String::new() };
        let restarted = own.starts.get(&level).copied().filter(|_| !self.begun.contains(&(own_id.as_str(), level)));
        if restarted.is_some() {
            self.begun.push((own_id.as_str(), level));
        }
        let at = self.at.entry(of).or_insert([None; 9]);
        if let Some(slot) = at.get_mut(usize::from(level)) {
            *slot = Some(match (restarted, *slot) {
                (Some(start), _) => start,
                (None, Some(number)) => number.saturating_add(1),
                (None, None) => found.start,
            });
        }
        for (deeper, slot) in (0_u8..).zip(at.iter_mut()).filter(|(deeper, _)| *deeper > level) {
            let restart = self.numbering.level(list, deeper).and_then(|l| l.restart);
            // A level begins again after any level above it, unless it names the one after which it does.
            if restart.is_none_or(|after| after > level) {
                *slot = None;
            }
        }
        let mut out = String::new();
        let mut chars = found.text.chars().peekable();
        while let Some(c) = chars.next() {
            let place = (c == '%').then(|| chars.peek().and_then(|c| c.to_digit(10))).flatten();
            let Some(shown) = place.and_then(|p| u8::try_from(p).ok()).and_then(|p| p.checked_sub(1)) else {
                out.push(c);
                continue;
            };
            chars.next();
            let shown_level = self.numbering.level(list, shown);
            let start = shown_level.map_or(1, |l| l.start);
            let number = at.get(usize::from(shown)).copied().flatten().unwrap_or(start);
            let format = shown_level.map_or(Format::Decimal, |l| l.format);
            let format = if found.legal && shown != level { Format::Decimal } else { format };
            out.push_str(&format.write(number));
        }
        if found.format == Format::Bullet { String::new() } else { out.trim().to_owned() }
    }
}

/// Reads the part; what is damaged in it is left out.
pub(super) fn read(text: &str) -> Numbering {
    let mut reader = Reader { numbering: Numbering::default(), holder: Holder::None, level: 0 };
    let mut tags = Tags::new(text);
    while let Some(Ok(tag)) = tags.next() {
        if let Tag::Open(element) | Tag::Empty(element) = tag {
            reader.element(&element);
        }
    }
    reader.numbering
}

enum Holder {
    None,
    Abstract(String),
    List(String),
    /// Inside `w:lvlOverride` of a list.
    Override(String),
}

struct Reader {
    numbering: Numbering,
    holder: Holder,
    level: u8,
}

impl Reader {
    fn element(&mut self, element: &super::tags::Element<'_>) {
        let id = |name: &str| element.attribute(name).unwrap_or_default();
        match element.word() {
            "abstractNum" => {
                let id = id("abstractNumId");
                self.numbering.abstracts.insert(id.clone(), Abstract::default());
                self.holder = Holder::Abstract(id);
            }
            "num" => {
                let id = id("numId");
                self.numbering.lists.insert(id.clone(), List::default());
                self.holder = Holder::List(id);
            }
            "lvlOverride" => {
                self.level = level_of(element);
                if let Holder::List(id) | Holder::Override(id) = &self.holder {
                    self.holder = Holder::Override(id.clone());
                }
            }
            "lvl" => {
                self.level = level_of(element);
                let level = self.level;
                if let Some(levels) = self.levels() {
                    levels.insert(level, Level::default());
                }
            }
            name => self.property(name, element),
        }
    }

    fn levels(&mut self) -> Option<&mut BTreeMap<u8, Level>> {
        match &self.holder {
            Holder::Abstract(id) => self.numbering.abstracts.get_mut(id).map(|a| &mut a.levels),
            Holder::Override(id) => self.numbering.lists.get_mut(id).map(|l| &mut l.levels),
            Holder::List(_) | Holder::None => None,
        }
    }

    fn property(&mut self, name: &str, element: &super::tags::Element<'_>) {
        let number = || element.value().and_then(|v| v.parse::<u32>().ok());
        match (name, &self.holder) {
            ("abstractNumId", Holder::List(id) | Holder::Override(id)) => {
                if let Some(list) = self.numbering.lists.get_mut(id) {
                    list.of = element.value().unwrap_or_default();
                }
                return;
            }
            ("startOverride", Holder::Override(id)) => {
                if let (Some(list), Some(start)) = (self.numbering.lists.get_mut(id), number()) {
                    list.starts.insert(self.level, start);
                }
                return;
            }
            ("numStyleLink", Holder::Abstract(id)) => {
                if let Some(found) = self.numbering.abstracts.get_mut(id) {
                    found.linked = element.value();
                }
                return;
            }
            ("styleLink", Holder::Abstract(id)) => {
                if let Some(found) = self.numbering.abstracts.get_mut(id) {
                    found.defines = element.value();
                }
                return;
            }
            (_, _) => {}
        }
        let at = self.level;
        let Some(level) = self.levels().and_then(|levels| levels.get_mut(&at)) else { return };
        match name {
            "start" => level.start = number().unwrap_or(1),
            "numFmt" => level.format = Format::read(&element.value().unwrap_or_default()),
            "lvlText" => level.text = element.value().unwrap_or_default(),
            "lvlRestart" => level.restart = number().and_then(|n| u8::try_from(n).ok()),
            "isLgl" => level.legal = element.is_on(),
            "ind" => {
                level.left = element.number("left").or_else(|| element.number("start"));
                let hanging = element.number("hanging").map(i32::saturating_neg);
                level.first = hanging.or_else(|| element.number("firstLine"));
            }
            _ => {}
        }
    }
}

fn level_of(element: &super::tags::Element<'_>) -> u8 {
    element.attribute("ilvl").and_then(|level| level.parse().ok()).unwrap_or(0).min(8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_word_writes_them() {
        assert_eq!([1, 26, 27, 53].map(letters), ["a", "z", "aa", "aaa"]);
        assert_eq!([1, 4, 9, 38].map(roman), ["i", "iv", "ix", "xxxviii"]);
        assert_eq!([1, 12, 22, 103].map(ordinal), ["1st", "12th", "22nd", "103rd"]);
        assert_eq!(letters(0), "");
    }

    const LISTS: &str = r#"<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
        <w:abstractNum w:abstractNumId="0">
          <w:lvl w:ilvl="0"><w:start w:val="10"/><w:numFmt w:val="decimal"/><w:lvlText w:val="D%1"/></w:lvl>
          <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="D%1.%2"/></w:lvl>
          <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/></w:lvl>
        </w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
        </w:numbering>"#;

    #[test]
    fn deeper_levels_begin_again_and_overrides_start_once() {
        let numbering = read(LISTS);
        let mut counter = numbering.counter();
        let mut next = |list: &str, level| counter.next(list, level);
        let found = [next("1", 0), next("1", 1), next("1", 2), next("1", 2), next("1", 1), next("1", 2)];
        assert_eq!(found, ["D10", "D10.1", "(a)", "(b)", "D10.2", "(a)"]);
        assert_eq!([next("2", 1), next("2", 1), next("1", 0), next("1", 1)], ["D10.7", "D10.8", "D11", "D11.1"]);
        assert_eq!(next("9", 0), "");
    }
}
