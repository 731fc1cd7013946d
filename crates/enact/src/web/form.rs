//! Forms made from a list of fields.

use super::Day;

/// One of a closed list of answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub words: String,
    /// More about it.
    pub hint: Option<String>,
}

/// How a field is filled in. Each kind holds what was typed last, so nothing is lost when a form comes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Control {
    /// One line.
    Text {
        /// What was typed.
        typed: String,
    },
    /// Many lines.
    LongText {
        /// What was typed.
        typed: String,
        /// Lines shown at first.
        rows: u8,
    },
    /// A whole number.
    Number {
        /// What was typed.
        typed: String,
        /// What it counts: `Working Days`.
        unit: Option<String>,
    },
    /// A day in three boxes, named `{name}-day`, `{name}-month`, `{name}-year`.
    Date {
        /// What was typed in each.
        typed: [String; 3],
        /// A day to show as an example.
        example: Day,
    },
    /// One of a few.
    Choice {
        /// What may be chosen.
        choices: Vec<Choice>,
        /// The value chosen.
        chosen: Option<String>,
    },
    /// One of many, in a list that drops down.
    Pick {
        /// What may be chosen.
        choices: Vec<Choice>,
        /// The value chosen.
        chosen: Option<String>,
    },
    /// Any of a few.
    Many {
        /// What may be chosen.
        choices: Vec<Choice>,
        /// The values chosen.
        chosen: Vec<String>,
    },
    /// A list, one entry a line.
    List {
        /// What was typed.
        typed: String,
    },
    /// Things of several parts: a row of inputs for each, named `{name}-{row}-{column}`; or one thing, named
    /// `{name}-{column}`. How many rows are shown is sent as `{name}-rows`.
    Rows {
        /// The parts of each thing.
        columns: Vec<Column>,
        /// What was typed, row by row; rows beyond those are empty.
        rows: Vec<Vec<String>>,
        /// What each row is about, where that is known: the words of a question.
        about: Vec<String>,
        /// There is one thing only, so no rows can be added.
        single: bool,
    },
    /// A question that a person must judge: yes or no, and reasons, sent as `{name}-answer` and `{name}-reasons`.
    Judgement {
        /// `yes` or `no`.
        answer: Option<bool>,
        /// The reasons typed.
        reasons: String,
    },
}

/// One part of a thing in a row of inputs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The name that is sent, after the row's.
    pub name: String,
    /// The label.
    pub label: String,
    /// How it is filled in.
    pub cell: CellControl,
}

/// How one part of a thing is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellControl {
    /// One line.
    Text,
    /// Many lines.
    LongText,
    /// A whole number.
    Number,
    /// A day.
    Day,
    /// One of a few, or none.
    Choice(Vec<Choice>),
    /// Known already: it is sent and not asked for.
    Known,
}

/// One input of a row, as the template prints it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellInput<'c> {
    /// The name and id.
    pub name: String,
    /// The part.
    pub column: &'c Column,
    /// What was typed.
    pub typed: String,
}

impl Field {
    /// The rows of inputs: what each is called, and its inputs. Empty for every other control.
    pub fn input_rows(&self) -> Vec<(String, Vec<CellInput<'_>>)> {
        let Control::Rows { columns, rows, about, single } = &self.control else { return Vec::new() };
        let inputs = |row: usize, typed: &[String]| {
            let name = |column: &Column| match single {
                true => format!("{}-{}", self.name, column.name),
                false => format!("{}-{row}-{}", self.name, column.name),
            };
            let input = |(at, column)| CellInput {
                name: name(column),
                column,
                typed: typed.get(at).cloned().unwrap_or_default(),
            };
            columns.iter().enumerate().map(input).collect::<Vec<_>>()
        };
        rows.iter()
            .zip(1..)
            .map(|(typed, row)| {
                let words = match about.get(row - 1) {
                    Some(about) => about.clone(),
                    None if *single => String::new(),
                    None => format!("{row}"),
                };
                (words, inputs(row, typed))
            })
            .collect()
    }

    /// How many rows are shown.
    pub fn row_count(&self) -> usize {
        if let Control::Rows { rows, .. } = &self.control { rows.len() } else { 0 }
    }

    /// Rows can be added.
    pub fn takes_more(&self) -> bool {
        matches!(&self.control, Control::Rows { single: false, about, .. } if about.is_empty())
    }
}

impl Control {
    /// The three boxes of a date: the end of the name, the label, what was typed. Empty for every other control.
    pub fn date_boxes(&self) -> Vec<(&'static str, &'static str, &str)> {
        match self {
            Self::Date { typed: [day, month, year], .. } => {
                vec![("day", "Day", day), ("month", "Month", month), ("year", "Year", year)]
            }
            Self::Text { .. }
            | Self::LongText { .. }
            | Self::Number { .. }
            | Self::Choice { .. }
            | Self::Pick { .. }
            | Self::Many { .. }
            | Self::List { .. }
            | Self::Rows { .. }
            | Self::Judgement { .. } => Vec::new(),
        }
    }

    /// The control is a group of inputs, so its label is a legend.
    pub fn is_group(&self) -> bool {
        match self {
            Self::Date { .. }
            | Self::Choice { .. }
            | Self::Many { .. }
            | Self::Rows { .. }
            | Self::Judgement { .. } => true,
            Self::Text { .. } | Self::LongText { .. } | Self::Number { .. } | Self::Pick { .. } | Self::List { .. } => {
                false
            }
        }
    }
}

/// One field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The name that is sent, as in the HTTP interface.
    pub name: String,
    /// The question or label.
    pub label: String,
    /// Help, before the field.
    pub hint: Option<String>,
    /// The field may be left empty.
    pub optional: bool,
    /// What is wrong with what was typed, one sentence that says what to do.
    pub error: Option<String>,
    /// How it is filled in.
    pub control: Control,
}

impl Field {
    /// The ids of the hint and the error, for `aria-describedby`.
    pub fn described_by(&self) -> String {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.name));
        let error = self.error.as_ref().map(|_| format!("{}-error", self.name));
        [hint, error].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// The id of the input that an error in the summary leads to.
    pub fn first_input(&self) -> String {
        match &self.control {
            Control::Text { .. }
            | Control::LongText { .. }
            | Control::Number { .. }
            | Control::Pick { .. }
            | Control::List { .. } => self.name.clone(),
            Control::Date { .. } => format!("{}-day", self.name),
            Control::Choice { .. } | Control::Many { .. } => format!("{}-1", self.name),
            Control::Rows { .. } => {
                let rows = self.input_rows();
                let inputs = rows.first().into_iter().flat_map(|(_, inputs)| inputs);
                let asked = inputs.into_iter().find(|input| input.column.cell != CellControl::Known);
                asked.map_or_else(|| self.name.clone(), |input| input.name.clone())
            }
            Control::Judgement { .. } => format!("{}-yes", self.name),
        }
    }
}

/// One line of the error summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The id of the input.
    pub input: String,
    /// The sentence.
    pub words: String,
}
