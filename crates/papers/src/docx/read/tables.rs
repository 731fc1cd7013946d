//! Reads tables: their rows with what became of them, and the cells.

use super::content::Content;
use super::tags::{Broken, Tag, Tags};
use crate::docx::loss::LossKind;
use crate::docx::word_file::{Row, Table, Tracks};

impl Content<'_> {
    /// Reads one table up to its end.
    pub(super) fn table(&mut self, tags: &mut Tags<'_>, around: Tracks) -> Result<Table, Broken> {
        let mut table = Table::default();
        self.depth_in(|content| content.rows(tags, &mut table, around))?;
        Ok(table)
    }

    fn rows(&mut self, tags: &mut Tags<'_>, table: &mut Table, around: Tracks) -> Result<(), Broken> {
        loop {
            match tags.next().transpose()? {
                None | Some(Tag::Close) => return Ok(()),
                Some(Tag::Text(_) | Tag::Empty(_)) => {}
                Some(Tag::Open(element)) => match element.word() {
                    "tr" => {
                        let row = self.row(tags, around)?;
                        table.rows.push(row);
                    }
                    "tblPr" => each_property(tags, |element| {
                        if element.word() == "tblInd" {
                            table.left = element.number("w").unwrap_or(0);
                        }
                    })?,
                    "sdt" | "sdtContent" | "customXml" => {
                        self.depth_in(|content| content.rows(tags, table, around))?;
                    }
                    _ => tags.skip()?,
                },
            }
        }
    }

    fn row(&mut self, tags: &mut Tags<'_>, around: Tracks) -> Result<Row, Broken> {
        let mut row = Row { tracks: around, ..Row::default() };
        self.depth_in(|content| content.cells(tags, &mut row))?;
        Ok(row)
    }

    fn cells(&mut self, tags: &mut Tags<'_>, row: &mut Row) -> Result<(), Broken> {
        loop {
            match tags.next().transpose()? {
                None | Some(Tag::Close) => return Ok(()),
                Some(Tag::Text(_) | Tag::Empty(_)) => {}
                Some(Tag::Open(element)) => match element.word() {
                    "tc" => {
                        let mut blocks = Vec::new();
                        let tracks = row.tracks;
                        self.blocks(tags, &mut blocks, tracks)?;
                        row.cells.push(blocks);
                    }
                    "trPr" => each_property(tags, |element| match element.word() {
                        "tblHeader" => row.head = element.is_on(),
                        "ins" | "del" => row.tracks = self.within(element, row.tracks),
                        _ => {}
                    })?,
                    "sdt" | "sdtContent" | "customXml" => self.depth_in(|content| content.cells(tags, row))?,
                    _ => tags.skip()?,
                },
            }
        }
    }

    /// Walks one level deeper, unless that is too deep: then what stands there is passed over.
    pub(super) fn depth_in(&mut self, walk: impl FnOnce(&mut Self) -> Result<(), Broken>) -> Result<(), Broken> {
        if !self.deeper() {
            self.lose(LossKind::Other, "Elements are nested too deep here; the file is not read beyond this place.");
            return Err(Broken::TooDeep);
        }
        let walked = walk(self);
        self.shallower();
        walked
    }
}

/// Calls `take` with each property up to the end of the element that was opened last.
fn each_property(tags: &mut Tags<'_>, mut take: impl FnMut(&super::tags::Element<'_>)) -> Result<(), Broken> {
    let mut depth = 1_usize;
    while depth > 0 {
        match tags.next().transpose()? {
            None => break,
            Some(Tag::Open(element)) => {
                depth += 1;
                take(&element);
            }
            Some(Tag::Empty(element)) => take(&element),
            Some(Tag::Close) => depth -= 1,
            Some(Tag::Text(_)) => {}
        }
    }
    Ok(())
}
