//! Rust source as the tidy rules read it: the code with comments and literals blanked out, and the literals by themselves.

/// One source file, taken apart.
pub(super) struct Source {
    /// Same length in lines as the file: comments and the insides of literals are spaces.
    pub(super) code: String,
    /// Each string literal, with the number of the line on which it starts.
    pub(super) literals: Vec<(usize, String)>,
}

/// Where the reader of characters stands.
enum State {
    Code,
    LineComment,
    BlockComment { depth: usize },
    Text { raw: bool, hashes: usize, line: usize },
}

impl Source {
    /// Takes a file apart. It knows Rust's comments (nested too), strings, raw strings and characters; nothing more.
    pub(super) fn of(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let mut reading =
            Reading { chars: &chars, at: 0, line: 1, code: String::new(), literals: Vec::new(), open: String::new() };
        let mut state = State::Code;
        while reading.at < chars.len() {
            state = match state {
                State::Code => reading.code_step(),
                State::LineComment => reading.line_comment_step(),
                State::BlockComment { depth } => reading.block_comment_step(depth),
                State::Text { raw, hashes, line } => reading.text_step(raw, hashes, line),
            };
        }
        Self { code: reading.code, literals: reading.literals }
    }

    /// The code without its unit tests: what stands in `mod tests { … }` is blanked. Test code may look anywhere.
    pub(super) fn without_tests(&self) -> String {
        let Some(start) = self.code.find("mod tests {") else { return self.code.clone() };
        let end = closing_brace(&self.code, start + "mod tests ".len()).unwrap_or(self.code.len());
        let blank: String = self.code[start..end].chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
        format!("{}{blank}{}", &self.code[..start], &self.code[end..])
    }
}

/// The place just after the brace that closes the one at `open`, in code whose literals are blanked.
pub(super) fn closing_brace(code: &str, open: usize) -> Option<usize> {
    let mut depth = 0usize;
    for (offset, c) in code[open..].char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth <= 1 => return Some(open + offset + 1),
            '}' => depth -= 1,
            _ => {}
        }
    }
    None
}

struct Reading<'a> {
    chars: &'a [char],
    at: usize,
    line: usize,
    code: String,
    literals: Vec<(usize, String)>,
    open: String,
}

impl Reading<'_> {
    fn peek(&self, ahead: usize) -> char {
        self.chars.get(self.at + ahead).copied().unwrap_or('\0')
    }

    /// Passes `count` characters, kept as they are or blanked; lines stay lines.
    fn pass(&mut self, count: usize, keep: bool) {
        for _ in 0..count {
            let c = self.peek(0);
            self.line += usize::from(c == '\n');
            self.code.push(if keep || c == '\n' { c } else { ' ' });
            self.at += 1;
        }
    }

    fn code_step(&mut self) -> State {
        let before = self.code.chars().next_back().unwrap_or(' ');
        let in_word = before.is_alphanumeric() || before == '_';
        match (self.peek(0), self.peek(1)) {
            ('/', '/') => State::LineComment,
            ('/', '*') => {
                self.pass(2, false);
                State::BlockComment { depth: 1 }
            }
            ('"', _) => self.open_text(false, 0),
            ('r', '"' | '#') if !in_word || before == 'b' || before == 'c' => self.raw_text(),
            ('\'', _) => self.character(),
            _ => {
                self.pass(1, true);
                State::Code
            }
        }
    }

    fn open_text(&mut self, raw: bool, hashes: usize) -> State {
        self.pass(1, true);
        self.open.clear();
        State::Text { raw, hashes, line: self.line }
    }

    fn raw_text(&mut self) -> State {
        let hashes = (1..).take_while(|&ahead| self.peek(ahead) == '#').count();
        if self.peek(hashes + 1) != '"' {
            self.pass(1, true);
            return State::Code;
        }
        self.pass(hashes + 1, true);
        self.open_text(true, hashes)
    }

    /// A character literal is blanked; a lifetime is code.
    fn character(&mut self) -> State {
        let length = match (self.peek(1), self.peek(2)) {
            ('\\', _) => (3..12).find(|&ahead| self.peek(ahead) == '\'').map_or(1, |end| end + 1),
            (_, '\'') => 3,
            _ => 1,
        };
        self.pass(length, length == 1);
        State::Code
    }

    fn line_comment_step(&mut self) -> State {
        let ends = self.peek(0) == '\n';
        self.pass(1, false);
        if ends { State::Code } else { State::LineComment }
    }

    fn block_comment_step(&mut self, depth: usize) -> State {
        let (depth, length) = match (self.peek(0), self.peek(1)) {
            ('/', '*') => (depth + 1, 2),
            ('*', '/') => (depth - 1, 2),
            _ => (depth, 1),
        };
        self.pass(length, false);
        if depth == 0 { State::Code } else { State::BlockComment { depth } }
    }

    fn text_step(&mut self, raw: bool, hashes: usize, line: usize) -> State {
        if !raw && self.peek(0) == '\\' {
            self.open.extend([self.peek(0), self.peek(1)]);
            self.pass(2, false);
        } else if self.peek(0) == '"' && (1..=hashes).all(|ahead| self.peek(ahead) == '#') {
            self.pass(1 + hashes, true);
            self.literals.push((line, std::mem::take(&mut self.open)));
            return State::Code;
        } else {
            self.open.push(self.peek(0));
            self.pass(1, false);
        }
        State::Text { raw, hashes, line }
    }
}

#[test]
fn comments_and_literals_are_told_from_code() {
    let source = Source::of(concat!(
        "fn a() { // } not code\n",
        "  let s = \"x } \\\" y\"; /* { /* nested */ } */ let c = '}'; let l: &'static str = r#\"a \" } b\"#;\n",
        "}\n",
    ));
    assert_eq!(source.code.matches('}').count(), 1, "{}", source.code);
    assert!(source.code.contains("&'static str"));
    let literals: Vec<&str> = source.literals.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(literals, ["x } \\\" y", "a \" } b"]);
    assert_eq!(source.code.lines().count(), 3);
}
