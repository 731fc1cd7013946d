//! The parts of a legal text as a form holds them: each begins with a line that names it and says when it comes into force.

use jiff::civil::Date;
use procedure::legal_text::{Commencement, DraftPart};

/// How to type them; the hint of the field.
pub(super) const HINT: &str = "Where the text comes in several files, or into force at several times, instead of the \
     instructions: a line for each part, such as Part 1 (main.docx): with its release, and the part's instructions below it. \
     After the colon also: with the release NAME; on 2027-03-01; when MP123 is in force; upon the designation of NAME; upon \
     this: WORDS.";

/// Reads them.
///
/// # Errors
/// The line that is not understood, with what to write.
pub(super) fn read(typed: &str) -> Result<Vec<DraftPart>, String> {
    let mut parts: Vec<(DraftPart, String)> = Vec::new();
    for (index, line) in typed.lines().enumerate() {
        let wrong = |why: String| format!("line {}: {why}", index + 1);
        if let Some(head) = line.strip_prefix("Part ") {
            parts.push((part(head).map_err(wrong)?, String::new()));
        } else if let Some((_, instructions)) = parts.last_mut() {
            instructions.push_str(line);
            instructions.push('\n');
        } else if !line.trim().is_empty() {
            return Err(wrong("begin with a part, such as Part 1: with its release".to_owned()));
        }
    }
    let whole = |(part, instructions): (DraftPart, String)| {
        let instructions = Some(instructions.trim_matches('\n').to_owned()).filter(|text| !text.trim().is_empty());
        DraftPart { instructions, ..part }
    };
    Ok(parts.into_iter().map(whole).collect())
}

/// The parts as [`read`] reads them.
pub(super) fn print(parts: &[DraftPart]) -> String {
    let part = |part: &DraftPart| {
        let name = part.name.as_deref().unwrap_or_default();
        let file = part.file.as_ref().map(|file| format!(" ({file})")).unwrap_or_default();
        let instructions = part.instructions.as_deref().unwrap_or_default();
        format!("Part {name}{file}: {}\n{instructions}\n", commencement_words(&part.in_force))
    };
    parts.iter().map(part).collect::<Vec<_>>().join("\n")
}

/// `1 (main.docx): with its release`
fn part(head: &str) -> Result<DraftPart, String> {
    let no_time = || {
        format!(
            "say after a colon when Part {} comes into force, such as: with its release",
            head.trim().trim_end_matches(':')
        )
    };
    let (named, when) = head.split_once(':').ok_or_else(no_time)?;
    let in_force = commencement(when.trim()).ok_or_else(no_time)?;
    let (name, file) = match named.trim().strip_suffix(')').and_then(|named| named.rsplit_once('(')) {
        Some((name, file)) => (name.trim(), Some(file.trim().to_owned())),
        None => (named.trim(), None),
    };
    let name = Some(name.to_owned()).filter(|name| !name.is_empty());
    Ok(DraftPart { name, file, amendments: Vec::new(), instructions: None, in_force })
}

fn commencement(words: &str) -> Option<Commencement> {
    let after = |head: &str| words.strip_prefix(head).map(str::trim).filter(|rest| !rest.is_empty());
    if words == "with its release" {
        return Some(Commencement::WithRelease);
    }
    if let Some(release) = after("with the release ") {
        return Some(Commencement::InRelease(release.into()));
    }
    if let Some(day) = after("on ") {
        let day = day.parse::<Date>().or_else(|_| Date::strptime("%d %B %Y", day)).ok()?;
        return Some(Commencement::On(day));
    }
    if let Some(number) = after("when ").and_then(|rest| rest.strip_suffix(" is in force")) {
        return Some(Commencement::UponGoLive(number.trim().to_owned()));
    }
    if let Some(name) = after("upon the designation of ") {
        return Some(Commencement::UponDesignation(name.to_owned()));
    }
    after("upon this:").map(|what| Commencement::UponOccurrence(what.to_owned()))
}

fn commencement_words(when: &Commencement) -> String {
    match when {
        Commencement::On(day) => format!("on {day}"),
        Commencement::WithRelease
        | Commencement::InRelease(_)
        | Commencement::UponGoLive(_)
        | Commencement::UponDesignation(_)
        | Commencement::UponOccurrence(_) => when.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_reads_back_the_same() {
        let typed = "\nPart 1 (main.docx): with its release\nOmit B1.6\n\nAmend B1.3 as follows:\n    B1.3 Words: of it.\n\n\
            Part Section D: on 1 March 2027\nOmit D1.2\nPart 3: with the release june-2027\nPart 4: when MP034 is in force\n\
            Part 5: upon the designation of 5.19\nPart 6: upon this: the switch is made\n";
        let parts = read(typed).unwrap();
        assert_eq!(parts.len(), 6);
        assert_eq!((parts[0].name.as_deref(), parts[0].file.as_deref()), (Some("1"), Some("main.docx")));
        assert!(parts[0].instructions.as_ref().is_some_and(|text| text.ends_with("    B1.3 Words: of it.")));
        assert_eq!(parts[1].in_force, Commencement::On(jiff::civil::date(2027, 3, 1)));
        assert_eq!(parts[2].instructions, None, "named, and still to come");
        assert_eq!(read(&print(&parts)).unwrap(), parts);
    }

    #[test]
    fn a_line_that_is_not_understood_is_named() {
        for (typed, why) in [
            ("Omit B1.6", "line 1: begin with a part"),
            ("Part 1: with its release\nOmit B1.6\nPart 2\n", "line 3: say after a colon"),
            ("Part 1: one day", "when Part 1: one day comes into force"),
        ] {
            let error = read(typed).unwrap_err();
            assert!(error.contains(why), "{error}");
        }
        assert_eq!(read("  \n"), Ok(Vec::new()));
    }
}
