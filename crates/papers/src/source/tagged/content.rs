//! The words that stand in the marked stretches of each page's content.

use std::collections::BTreeMap;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, String as PdfString};
use hayro_syntax::page::{Page, Resources};

use super::font::{Font, words};

/// A gap in a `TJ` array that is wider than any kerning, in thousandths of the font's size.
const GAP: f64 = -250.0;

/// Most drawings that may stand in each other.
const DEEPEST: usize = 64;

/// The words of one marked stretch.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Piece {
    /// Its words.
    pub(super) text: String,
    /// How high on the page its first words stand, in points.
    pub(super) first: f64,
    /// How high its last words stand.
    pub(super) last: f64,
}

impl Piece {
    fn put(&mut self, text: &str, height: f64) {
        if text.is_empty() {
            return;
        }
        if self.text.is_empty() {
            self.first = height;
        } else {
            part(&mut self.text, text, self.last, height);
        }
        self.text.push_str(text);
        self.last = height;
    }
}

/// Puts the space between two stretches of words that the end of a line stands for. Most writers print it; those that do not
/// end lines where a space would be, but for a hyphen or stroke, behind which a word goes on.
pub(super) fn part(before: &mut String, next: &str, last: f64, first: f64) {
    let goes_on = |c: char| c.is_whitespace() || matches!(c, '-' | '/' | '\u{ad}');
    if (last - first).abs() > 2.0 && !before.ends_with(goes_on) && !next.starts_with(char::is_whitespace) {
        before.push(' ');
    }
}

/// The words of all pages by how they are marked.
#[derive(Debug, Default)]
pub(super) struct Marked {
    /// Those of every stretch that the tree may name, by page (from 0) and number.
    pub(super) pieces: BTreeMap<(usize, i64), Piece>,
    /// Those that are marked as no part of the text, by page: the running head and foot.
    pub(super) beside: BTreeMap<usize, Piece>,
}

impl Marked {
    /// The words of all pages of a file.
    pub(super) fn of(pdf: &Pdf) -> Self {
        let mut marked = Self::default();
        for (page, content) in pdf.pages().iter().enumerate() {
            Reading::new(content).run(content, |mark, text, height| {
                let piece = match mark {
                    Told::Stretch(number) => marked.pieces.entry((page, number)).or_default(),
                    Told::Beside => marked.beside.entry(page).or_default(),
                };
                piece.put(text, height);
            });
        }
        marked
    }
}

/// How words are marked.
#[derive(Debug, Clone, Copy)]
enum Told {
    /// As part of the stretch of that number.
    Stretch(i64),
    /// As no part of the text.
    Beside,
}

/// Six numbers that turn and move what is drawn.
#[derive(Debug, Clone, Copy)]
struct Matrix {
    a: f64,
    b: f64,
    c: f64,
    d: f64,
    e: f64,
    f: f64,
}

impl Matrix {
    const NONE: Self = Self::moved(0.0, 0.0);

    const fn moved(x: f64, y: f64) -> Self {
        Self { a: 1.0, b: 0.0, c: 0.0, d: 1.0, e: x, f: y }
    }

    /// This matrix, then the other.
    fn then(self, next: Self) -> Self {
        Self {
            a: self.a * next.a + self.b * next.c,
            b: self.a * next.b + self.b * next.d,
            c: self.c * next.a + self.d * next.c,
            d: self.c * next.b + self.d * next.d,
            e: self.e * next.a + self.f * next.c + next.e,
            f: self.e * next.b + self.f * next.d + next.f,
        }
    }

    fn of(numbers: &[f64]) -> Option<Self> {
        let [a, b, c, d, e, f] = *numbers else { return None };
        Some(Self { a, b, c, d, e, f })
    }
}

/// A stretch that was begun and not ended.
struct Mark {
    told_as: Option<Told>,
    /// Its words were told already, by those that are to stand for them.
    done: bool,
}

/// What is known while the content of a page runs by.
struct Reading<'p, 'a> {
    resources: &'p Resources<'a>,
    fonts: BTreeMap<Vec<u8>, Option<Font>>,
    font: Vec<u8>,
    marks: Vec<Mark>,
    kept: Vec<Matrix>,
    whole: Matrix,
    line: Matrix,
    leading: f64,
}

impl<'p, 'a> Reading<'p, 'a> {
    fn new(page: &'p Page<'a>) -> Self {
        Self {
            resources: page.resources(),
            fonts: BTreeMap::new(),
            font: Vec::new(),
            marks: Vec::new(),
            kept: Vec::new(),
            whole: Matrix::NONE,
            line: Matrix::NONE,
            leading: 0.0,
        }
    }

    /// Calls `take` with how some words are marked, the words, and how high they stand.
    fn run(mut self, page: &Page<'a>, mut take: impl FnMut(Told, &str, f64)) {
        let mut operations = page.operations();
        while let Some(operation) = operations.next() {
            let operands: Vec<&Object<'_>> = operation.operands().collect();
            let numbers: Vec<f64> = operands.iter().filter_map(|object| number(object)).collect();
            match &**operation.operator {
                b"q" if self.kept.len() < DEEPEST => self.kept.push(self.whole),
                b"Q" => self.whole = self.kept.pop().unwrap_or(self.whole),
                b"cm" => self.whole = Matrix::of(&numbers).map_or(self.whole, |matrix| matrix.then(self.whole)),
                b"BT" => self.line = Matrix::NONE,
                b"Tm" => self.line = Matrix::of(&numbers).unwrap_or(self.line),
                b"TL" => self.leading = numbers.first().copied().unwrap_or(0.0),
                b"Td" => self.down(&numbers),
                b"TD" => {
                    self.leading = numbers.get(1).map_or(self.leading, |y| -y);
                    self.down(&numbers);
                }
                b"T*" => self.down(&[0.0, -self.leading]),
                b"Tf" => {
                    if let Some(Object::Name(name)) = operands.first() {
                        self.choose(name);
                    }
                }
                b"BMC" | b"BDC" => self.begin(&operands, &mut take),
                b"EMC" => drop(self.marks.pop()),
                b"'" | b"\"" => {
                    self.down(&[0.0, -self.leading]);
                    self.show(operands.last().copied(), &mut take);
                }
                b"Tj" | b"TJ" => self.show(operands.first().copied(), &mut take),
                _ => {}
            }
        }
    }

    fn down(&mut self, numbers: &[f64]) {
        if let [x, y] = *numbers {
            self.line = Matrix::moved(x, y).then(self.line);
        }
    }

    fn choose(&mut self, name: &Name<'_>) {
        self.font = name.to_vec();
        if !self.fonts.contains_key(&self.font) {
            let font = self.resources.get_font(name).map(|font| Font::of(&font));
            self.fonts.insert(self.font.clone(), font);
        }
    }

    fn begin(&mut self, operands: &[&Object<'_>], take: &mut impl FnMut(Told, &str, f64)) {
        let (number, instead) = match operands.get(1) {
            Some(Object::Dict(dict)) => said(dict),
            Some(Object::Name(name)) => {
                self.resources.properties.get::<Dict<'_>>(&**name).map(|dict| said(&dict)).unwrap_or_default()
            }
            _ => (None, None),
        };
        let is_beside = matches!(operands.first(), Some(Object::Name(tag)) if **tag == *b"Artifact");
        let told_as = if is_beside { Some(Told::Beside) } else { number.map(Told::Stretch) };
        self.marks.push(Mark { told_as, done: false });
        if let Some(text) = instead {
            self.tell(&text, take);
            self.marks.iter_mut().rev().take(1).for_each(|mark| mark.done = true);
        }
    }

    fn show(&self, shown: Option<&Object<'_>>, take: &mut impl FnMut(Told, &str, f64)) {
        let Some(Some(font)) = self.fonts.get(&self.font) else { return };
        let mut text = String::new();
        match shown {
            Some(Object::String(string)) => font.decode(string.as_bytes(), &mut text),
            Some(Object::Array(array)) => decode_array(font, array, &mut text),
            _ => {}
        }
        self.tell(&text, take);
    }

    fn tell(&self, text: &str, take: &mut impl FnMut(Told, &str, f64)) {
        if self.marks.iter().any(|mark| mark.done) {
            return;
        }
        if let Some(told_as) = self.marks.iter().rev().find_map(|mark| mark.told_as) {
            take(told_as, text, self.line.then(self.whole).f);
        }
    }
}

/// The number of a stretch, and the words that are to stand for what is in it.
fn said(properties: &Dict<'_>) -> (Option<i64>, Option<String>) {
    let instead = properties.get::<PdfString<'_>>("ActualText").map(|text| words(text.as_bytes()));
    (properties.get::<i32>("MCID").map(i64::from), instead)
}

fn decode_array(font: &Font, array: &Array<'_>, text: &mut String) {
    for object in array.iter::<Object<'_>>() {
        if let Object::String(string) = &object {
            font.decode(string.as_bytes(), text);
        } else if number(&object).is_some_and(|gap| gap < GAP) && !text.is_empty() && !text.ends_with(' ') {
            text.push(' ');
        }
    }
}

fn number(object: &Object<'_>) -> Option<f64> {
    if let Object::Number(number) = object { Some(number.as_f64()) } else { None }
}
