//! A table on its way through the clipboard: HTML with borders for WPS, Word and Excel, and
//! tab-separated text for everything else.

use std::fmt::Write as _;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CopiedRow {
    /// A group's name over the full width.
    Group(String),
    /// A cell a column; a cell may have several lines.
    Cells(Vec<String>),
}

/// A table as plain cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CopiedTable {
    /// The heads of its columns.
    pub heads: Vec<String>,
    /// Its rows.
    pub rows: Vec<CopiedRow>,
}

/// Thin lines around every cell; words stay words (`8-10` is no date), numbers keep their form.
const CELL: &str =
    "border:.5pt solid windowtext;padding:2pt 4pt;vertical-align:middle;mso-number-format:'\\@'";

impl CopiedTable {
    /// Number of rows without groups.
    pub fn count(&self) -> usize {
        self.rows.iter().filter(|row| matches!(row, CopiedRow::Cells(_))).count()
    }

    /// A page of HTML with the table.
    pub fn html(&self) -> String {
        let mut html = String::with_capacity(256 + 96 * self.heads.len() * (self.rows.len() + 1));
        html.push_str("<html><head><meta charset=\"utf-8\"></head><body>");
        html.push_str("<table border=\"1\" cellspacing=\"0\" style=\"border-collapse:collapse\"><tr>");
        for head in &self.heads {
            let _ = write!(html, "<th style=\"{CELL};text-align:center\">");
            escape(head, &mut html);
            html.push_str("</th>");
        }
        html.push_str("</tr>");
        for row in &self.rows {
            html.push_str("<tr>");
            match row {
                CopiedRow::Group(name) => {
                    let _ = write!(
                        html,
                        "<td colspan=\"{}\" style=\"{CELL};font-weight:bold\">",
                        self.heads.len()
                    );
                    escape(name, &mut html);
                    html.push_str("</td>");
                }
                CopiedRow::Cells(cells) => {
                    for cell in cells {
                        let _ = write!(html, "<td style=\"{CELL}\">");
                        escape(cell, &mut html);
                        html.push_str("</td>");
                    }
                }
            }
            html.push_str("</tr>");
        }
        html.push_str("</table></body></html>");
        html
    }

    /// Tab-separated lines; a cell with a tab, a line break or a quotation mark stands in quotation
    /// marks, as spreadsheets read it.
    pub fn tsv(&self) -> String {
        let mut text = String::new();
        line(self.heads.iter().map(String::as_str), &mut text);
        for row in &self.rows {
            match row {
                CopiedRow::Group(name) => line(std::iter::once(name.as_str()), &mut text),
                CopiedRow::Cells(cells) => line(cells.iter().map(String::as_str), &mut text),
            }
        }
        text
    }
}

fn line<'a>(cells: impl Iterator<Item = &'a str>, text: &mut String) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            text.push('\t');
        }
        if cell.contains(['\t', '\n', '\r', '"']) {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(cell);
        }
    }
    text.push_str("\r\n");
}

fn escape(words: &str, html: &mut String) {
    for c in words.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            // A line inside the cell, not a row of its own.
            '\n' => html.push_str("<br style=\"mso-data-placement:same-cell\">"),
            '\r' => {}
            other => html.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CopiedRow, CopiedTable};

    fn table() -> CopiedTable {
        CopiedTable {
            heads: vec!["序号".into(), "目标".into()],
            rows: vec![
                CopiedRow::Group("一、做强产业".into()),
                CopiedRow::Cells(vec!["1".into(), "增长<12%>\n新增\"5\"家".into()]),
            ],
        }
    }

    #[test]
    fn every_cell_has_a_border_and_keeps_its_lines() {
        let html = table().html();
        assert_eq!(html.matches("border:.5pt solid").count(), 5);
        assert!(html.contains("<td colspan=\"2\""), "a group spans the table");
        assert!(
            html.contains("增长&lt;12%&gt;<br style=\"mso-data-placement:same-cell\">新增&quot;5&quot;家")
        );
    }

    #[test]
    fn a_cell_with_lines_stays_one_cell_as_text() {
        assert_eq!(table().tsv(), "序号\t目标\r\n一、做强产业\r\n1\t\"增长<12%>\n新增\"\"5\"\"家\"\r\n");
        assert_eq!(table().count(), 1);
    }
}
