//! A small writer of PDF.

use std::fmt::Write as _;

/// A file in the making: objects by number, from 1.
#[derive(Default)]
pub(crate) struct Maker {
    objects: Vec<Vec<u8>>,
    pages: Vec<usize>,
}

/// How a font names its characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Coding {
    /// Bytes of GBK, `GBK-EUC-H`.
    Gbk,
    /// UTF-16, `UniGB-UCS2-H`.
    Unicode,
    /// UTF-16 as glyph numbers, with a table beside it.
    Table,
    /// The same without a table.
    Bare,
}

impl Maker {
    /// Adds an object; its number.
    pub(crate) fn add(&mut self, body: impl Into<Vec<u8>>) -> usize {
        self.objects.push(body.into());
        self.objects.len()
    }

    pub(crate) fn stream(&mut self, extra: &str, bytes: &[u8]) -> usize {
        let mut body = format!("<</Length {}{extra}>>\nstream\n", bytes.len()).into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\nendstream");
        self.add(body)
    }

    /// A font of Chinese characters; `file` is embedded.
    pub(crate) fn font(&mut self, coding: Coding, file: Option<&[u8]>) -> usize {
        let file = file.map(|bytes| self.stream(&format!(" /Length1 {}", bytes.len()), bytes));
        let file = file.map_or(String::new(), |number| format!("/FontFile2 {number} 0 R"));
        let descriptor = self.add(format!(
            "<</Type /FontDescriptor /FontName /SimSun /Flags 4 /ItalicAngle 0 /Ascent 859 /Descent -140 \
             /CapHeight 700 /StemV 80 /FontBBox [0 -140 1000 859] {file}>>"
        ));
        let collection = match coding {
            Coding::Gbk | Coding::Unicode => "GB1",
            Coding::Table | Coding::Bare => "Identity",
        };
        let own = self.add(format!(
            "<</Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /DW 1000 \
             /CIDSystemInfo <</Registry (Adobe) /Ordering ({collection}) /Supplement 2>> \
             /FontDescriptor {descriptor} 0 R>>"
        ));
        let encoding = match coding {
            Coding::Gbk => "GBK-EUC-H",
            Coding::Unicode => "UniGB-UCS2-H",
            Coding::Table | Coding::Bare => "Identity-H",
        };
        let table = (coding == Coding::Table).then(|| {
            let mut map = "begincmap\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n".to_owned();
            for high in 0..=0xff_u32 {
                let _ =
                    writeln!(map, "1 beginbfrange <{high:02X}00> <{high:02X}FF> <{high:02X}00> endbfrange");
            }
            let number = self.stream("", map.as_bytes());
            format!("/ToUnicode {number} 0 R")
        });
        let table = table.unwrap_or_default();
        self.add(format!(
            "<</Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /{encoding} \
             /DescendantFonts [{own} 0 R] {table}>>"
        ))
    }

    /// Adds a page of 595 × 842 points whose font `F` is `font`.
    pub(crate) fn page(&mut self, font: usize, content: &str, extra: &str) {
        let content = self.stream("", content.as_bytes());
        let resources = format!("/Resources <</Font <</F {font} 0 R>> {extra}>>");
        self.page_with(&format!("/Contents {content} 0 R {resources}"));
    }

    pub(crate) fn page_with(&mut self, entries: &str) {
        let page = self.add(format!("<</Type /Page /Parent 0 0 R /MediaBox [0 0 595 842] {entries}>>"));
        self.pages.push(page);
    }

    /// The whole file; `trailer` has more entries for its end.
    pub(crate) fn finish(mut self, trailer: &str) -> Vec<u8> {
        let pages = self.objects.len() + 1;
        for page in &self.pages {
            let body = String::from_utf8_lossy(&self.objects[page - 1]).into_owned();
            self.objects[page - 1] =
                body.replace("/Parent 0 0 R", &format!("/Parent {pages} 0 R")).into_bytes();
        }
        let kids: Vec<String> = self.pages.iter().map(|page| format!("{page} 0 R")).collect();
        self.add(format!("<</Type /Pages /Kids [{}] /Count {}>>", kids.join(" "), kids.len()));
        let root = self.add(format!("<</Type /Catalog /Pages {pages} 0 R>>"));
        let mut out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
        let mut places = Vec::new();
        for (number, body) in (1..).zip(&self.objects) {
            places.push(out.len());
            out.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
            out.extend_from_slice(body);
            out.extend_from_slice(b"\nendobj\n");
        }
        let begin = out.len();
        let mut tail = format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1);
        for place in &places {
            let _ = writeln!(tail, "{place:010} 00000 n ");
        }
        let size = places.len() + 1;
        let _ =
            write!(tail, "trailer\n<</Size {size} /Root {root} 0 R {trailer}>>\nstartxref\n{begin}\n%%EOF\n");
        out.extend_from_slice(tail.as_bytes());
        out
    }
}

/// Words as a string of the font's codes.
pub(crate) fn coded(coding: Coding, words: &str) -> String {
    let bytes: Vec<u8> = match coding {
        Coding::Gbk => encoding_rs::GBK.encode(words).0.into_owned(),
        _ => words.encode_utf16().flat_map(u16::to_be_bytes).collect(),
    };
    let mut hex = "<".to_owned();
    for byte in bytes {
        let _ = write!(hex, "{byte:02X}");
    }
    hex.push('>');
    hex
}

/// A line at a place, from the bottom left.
pub(crate) fn line(coding: Coding, x: f32, y: f32, size: f32, words: &str) -> String {
    format!("BT /F {size} Tf {x} {y} Td {} Tj ET\n", coded(coding, words))
}

/// Lines of `width` characters, the first drawn in by two, from `y` downwards; where the next stands.
pub(crate) fn paragraph(
    out: &mut String,
    coding: Coding,
    (x, y): (f32, f32),
    width: usize,
    words: &str,
) -> f32 {
    const SIZE: f32 = 12.0;
    let letters: Vec<char> = words.chars().collect();
    let mut y = y;
    let (first, rest) = letters.split_at(letters.len().min(width - 2));
    out.push_str(&line(coding, x + 2.0 * SIZE, y, SIZE, &first.iter().collect::<String>()));
    for row in rest.chunks(width) {
        y -= 20.0;
        out.push_str(&line(coding, x, y, SIZE, &row.iter().collect::<String>()));
    }
    y - 20.0
}

/// One page of paragraphs, 36 characters a line.
pub(crate) fn report(coding: Coding, paragraphs: &[&str]) -> Vec<u8> {
    let mut maker = Maker::default();
    let font = maker.font(coding, None);
    let mut content = String::new();
    let mut y = 760.0;
    for words in paragraphs {
        if y < 100.0 {
            maker.page(font, &std::mem::take(&mut content), "");
            y = 760.0;
        }
        y = paragraph(&mut content, coding, (80.0, y), 36, words);
    }
    maker.page(font, &content, "");
    maker.finish("")
}
