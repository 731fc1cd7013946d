//! The forms of a paper: PDF, Word, HTML; whole, accessible, and the same bytes each time.

use papers::compose::{self, Block, Paper, Table, Words};
use papers::{docx, pdf};

use super::{demonstration, journey};

/// What a program says of a file, or nothing where it is not installed; `./check` installs them.
pub(crate) fn told(program: &str, args: &[&str], name: &str, bytes: &[u8], after: &[&str]) -> Option<String> {
    let path = std::env::temp_dir().join(format!("enact-{}-{name}", std::process::id()));
    std::fs::write(&path, bytes).unwrap();
    let output = std::process::Command::new(program).args(args).arg(&path).args(after).output();
    std::fs::remove_file(&path).unwrap();
    output.ok().map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
}

fn words_of(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

#[test]
fn a_paper_is_the_same_bytes_each_time_in_each_form() {
    let paper = journey().paper("decision-letter", "CP001");
    let again = journey().paper("decision-letter", "CP001");
    assert_eq!(paper, again);
    assert!(pdf::paper(&paper).unwrap() == pdf::paper(&again).unwrap());
    assert!(docx::write_paper(&paper).unwrap() == docx::write_paper(&again).unwrap());
    assert_eq!(compose::html_page(&paper), compose::html_page(&again));
}

/// A small paper, for laying out is slow without optimisation; every block goes through the same template.
#[test]
fn the_pdf_has_headings_tables_and_lists_as_structure() {
    let mut paper = journey().paper("legal-text", "CP001");
    let blocks = &mut paper.parts[0].sections[0].blocks;
    blocks.push(Block::bullets(vec![Words::plain("One"), Words::plain("Two")]));
    blocks.push(Block::table("Sums", &["Stage", "Amount"], vec![vec![Words::plain("Build"), Words::plain("£5")]]));
    let bytes = pdf::paper(&paper).unwrap();
    let Some(tags) = told("pdfinfo", &["-struct-text"], "tags.pdf", &bytes, &[]) else { return };
    for tag in ["H1", "H2", "Table", "TH", "LI", "Caption"] {
        assert!(tags.contains(tag), "no {tag} among the tags:\n{tags}");
    }
    let text = told("pdftotext", &["-layout"], "text.pdf", &bytes, &["-"]).unwrap();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in ["1. Legal text", "Amend Section E4.5 as follows:", "on different days of the week", "Build", "£5"] {
        assert!(text.contains(words), "{words}");
    }
}

#[test]
fn html_has_headings_in_order_and_every_table_its_caption_and_scopes() {
    let page = compose::html_page(&demonstration().paper("modification-report", "MP167B"));
    let mut last = 0;
    for level in page.split("<h").filter_map(|rest| rest.chars().next()?.to_digit(10)) {
        assert!(level <= last + 1, "a heading of level {level} follows one of {last}");
        last = level;
    }
    let tables = page.matches("<table>").count();
    assert!(tables > 3 && page.matches("<caption>").count() == tables);
    assert!(page.contains("<th scope=\"col\">") && page.contains("<th scope=\"row\">"));
}

/// Words of people are words in every form, whatever they hold.
#[test]
fn words_that_look_like_commands_stay_words() {
    let mut paper: Paper = journey().paper("legal-text", "CP001");
    let nasty = "#panic(\"no\") <script>x</script> & *a* ]]> \u{1} {{ }} $x$ \\ \u{fffe}";
    paper.front.title = nasty.to_owned();
    let cells = vec![vec![Words::plain(nasty), Words::plain("a\tb\nc")]];
    let blocks = &mut paper.parts[0].sections[0].blocks;
    blocks.push(Block::Table(Table::new(nasty, &[nasty, "b"], cells)));
    blocks.push(Block::Facts { facts: vec![(nasty.to_owned(), Words::missing(nasty))] });
    blocks.push(Block::List { labels: vec!["1.".to_owned()], items: vec![Words::plain(nasty)] });
    blocks.push(Block::Question { number: 1, words: nasty.to_owned() });
    blocks.push(Block::Room { label: nasty.to_owned(), lines: 2 });
    blocks.push(Block::note(nasty));
    assert!(pdf::paper(&paper).is_ok());
    let page = compose::html_page(&paper);
    assert!(!page.contains("<script") && page.contains("&lt;script&gt;"));
    let word = docx::read(&docx::write_paper(&paper).unwrap(), &docx::Limits::default()).unwrap();
    let read = word.text(docx::Side::Accepted);
    assert!(read.contains("#panic(\"no\") <script>x</script> & *a* ]]>"), "{read}");
    assert!(compose::text(&paper).lines().count() > 10);
}

/// LibreOffice opens the Word file, and what it reads are the words of the paper. Slow to start, so `./check --long` runs it.
#[test]
#[ignore = "starts LibreOffice; ./check --long runs it"]
fn libreoffice_opens_the_word_file_and_reads_the_same_words() {
    let home = std::env::temp_dir().join(format!("enact-office-{}", std::process::id()));
    std::fs::create_dir_all(&home).unwrap();
    for (played, kind, of) in
        [(demonstration(), "modification-report", "MP167B"), (journey(), "modification-report", "CP001")]
    {
        let paper = played.paper(kind, of);
        let file = home.join("paper.docx");
        std::fs::write(&file, docx::write_paper(&paper).unwrap()).unwrap();
        let profile = format!("-env:UserInstallation=file://{}", home.join("profile").display());
        let run = std::process::Command::new("soffice")
            .args([&profile, "--headless", "--convert-to", "txt:Text", "--outdir"])
            .arg(&home)
            .arg(&file)
            .output();
        let Ok(run) = run else { return };
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        let text = std::fs::read_to_string(home.join("paper.txt")).unwrap();
        let opened = words_of(&text);
        for section in paper.parts.iter().flat_map(|part| &part.sections) {
            for block in &section.blocks {
                let Block::Paragraph { words } = block else { continue };
                let wanted = words_of(&words.text());
                assert!(opened.windows(wanted.len().max(1)).any(|window| window == wanted), "{}", words.text());
            }
        }
    }
    std::fs::remove_dir_all(&home).unwrap();
}

/// Where the pages of proposals stand for good is known, numbers lead there in every form that can lead somewhere.
#[test]
fn numbers_of_modifications_lead_to_their_pages_where_their_address_is_known() {
    let address = "https://codes.example/specimen/modifications/cp001";
    let mut paper = journey().paper("legal-text", "CP001");
    let id = journey().register.proposal("CP001").unwrap().id.clone();
    let address = format!("{}{}", address.trim_end_matches("cp001"), id.as_str().to_lowercase());
    paper.parts[0].sections[0].blocks.push(Block::paragraph(Words::of_proposal("CP001", &id)));
    let leads = |paper: &Paper| {
        let bytes = docx::write_paper(paper).unwrap();
        let word = docx::read(&bytes, &docx::Limits::default()).unwrap();
        assert!(word.text(docx::Side::Accepted).contains("CP001"));
        let page = compose::html_page(paper).contains(&format!("href=\"{address}\""));
        let pdf = pdf::paper(paper).unwrap();
        (page, pdf.windows(address.len()).any(|window| window == address.as_bytes()))
    };
    assert_eq!(leads(&paper), (false, false));
    paper.front.proposals_at = Some("https://codes.example/specimen/modifications/".to_owned());
    assert_eq!(leads(&paper), (true, true));
}
