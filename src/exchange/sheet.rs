//! What all our sheets share: formats, page set-up, and how words get into a cell.

use super::{
    height::{PIXELS_PER_INCH, points},
    words::{cell_words, looks_like_formula},
};
use rust_xlsxwriter::{
    ColNum, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, RowNum, Workbook, Worksheet,
    XlsxError,
};
use std::io::{Cursor, Read as _, Write as _};
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter, write::SimpleFileOptions};

/// GB 2312 in the font's charset byte, so that Excel without the font picks a Chinese one.
const GB2312_CHARSET: u8 = 134;

/// The cell formats.
pub(super) struct Formats {
    /// The table's title, centred over the columns without merging them.
    pub(super) title: Format,
    /// A line above or below the table.
    pub(super) line: Format,
    /// A head.
    pub(super) head: Format,
    /// Words, left.
    pub(super) words: Format,
    /// Words, centred.
    pub(super) centred: Format,
    /// A whole number, centred.
    pub(super) number: Format,
    /// A cell to be filled in on a protected sheet.
    pub(super) fill: Format,
    /// Hidden ids.
    pub(super) id: Format,
}

impl Formats {
    /// The formats of all our sheets: 小标宋 title, 黑体 heads, 仿宋 cells.
    pub(super) fn new() -> Self {
        let font = |name: &str, size: f64| {
            Format::new()
                .set_font_name(name)
                .set_font_size(size)
                .set_font_charset(GB2312_CHARSET)
                .set_align(FormatAlign::VerticalCenter)
        };
        let cell = |name: &str| font(name, 10.5).set_text_wrap().set_border(FormatBorder::Thin);
        Self {
            title: font("方正小标宋简体", 22.0).set_align(FormatAlign::CenterAcross),
            line: font("仿宋", 10.5),
            head: cell("黑体").set_align(FormatAlign::Center),
            words: cell("仿宋").set_align(FormatAlign::Left),
            centred: cell("仿宋").set_align(FormatAlign::Center),
            number: cell("仿宋").set_align(FormatAlign::Center).set_num_format("0"),
            fill: cell("仿宋").set_align(FormatAlign::Left).set_num_format("@").set_unlocked(),
            id: font("仿宋", 10.5),
        }
    }
}

/// Writes words as words: never a formula, whatever they begin with.
pub(super) fn put(
    sheet: &mut Worksheet,
    row: RowNum,
    column: usize,
    words: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    let words = cell_words(words);
    let column = column_number(column)?;
    if words.is_empty() {
        sheet.write_blank(row, column, format)?;
    } else if looks_like_formula(&words) {
        sheet.write_string_with_format(row, column, words, &format.clone().set_quote_prefix())?;
    } else {
        sheet.write_string_with_format(row, column, words, format)?;
    }
    Ok(())
}

/// Writes the title over `columns` columns of row `row`.
pub(super) fn put_title(
    sheet: &mut Worksheet,
    row: RowNum,
    columns: usize,
    title: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    put(sheet, row, 0, title, format)?;
    for column in 1..columns {
        put(sheet, row, column, "", format)?;
    }
    // Of 22 pt, so twice as high as other lines.
    set_lines(sheet, row, 2 * title.lines().count().max(1))
}

/// A column's index in the type that sheets count with.
pub(super) fn column_number(column: usize) -> Result<ColNum, XlsxError> {
    ColNum::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)
}

/// A row's index in the type that sheets count with.
pub(super) fn row_number(row: usize) -> Result<RowNum, XlsxError> {
    RowNum::try_from(row).map_err(|_| XlsxError::RowColumnLimitError)
}

/// Makes a row high enough for that many lines.
pub(super) fn set_lines(sheet: &mut Worksheet, row: RowNum, lines: usize) -> Result<(), XlsxError> {
    sheet.set_row_height(row, points(lines))?;
    Ok(())
}

/// Sets a column's width as on paper.
pub(super) fn set_width(sheet: &mut Worksheet, column: usize, millimetres: f64) -> Result<(), XlsxError> {
    sheet.set_column_width_pixels(
        column_number(column)?,
        (millimetres / 25.4 * PIXELS_PER_INCH).round() as u32,
    )?;
    Ok(())
}

/// A4 landscape, as wide as one page, the row `head` repeated on each and kept in sight; `side` is
/// the margin left and right in millimetres.
pub(super) fn set_page(sheet: &mut Worksheet, head: RowNum, side: f64) -> Result<(), XlsxError> {
    const A4: u8 = 9;
    const INCH: f64 = 25.4;
    sheet
        .set_landscape()
        .set_paper_size(A4)
        .set_margins(side / INCH, side / INCH, 20.0 / INCH, 20.0 / INCH, 8.0 / INCH, 10.0 / INCH)
        .set_print_center_horizontally(true)
        .set_print_fit_to_pages(1, 0)
        .set_footer("&C&\"宋体,Regular\"&14— &P —")
        .set_repeat_rows(head, head)?
        .set_freeze_panes(head + 1, 0)?;
    Ok(())
}

/// A workbook whose properties name a title and nobody.
pub(super) fn new_workbook(title: &str) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    // The format asks for a time of creation; a fixed one keeps equal tables equal files.
    let properties = DocProperties::new()
        .set_title(cell_words(title))
        .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    workbook.set_properties(&properties);
    Ok(workbook)
}

/// The bytes of a workbook of one sheet, its rows automatic again (see [`super::height`]): the
/// library marks every height as set by hand, and such rows do not grow.
pub(super) fn finish(workbook: &mut Workbook) -> Result<Vec<u8>, XlsxError> {
    // Packed twice: the first package as quickly as can be.
    let bytes = workbook.set_zip_compression_level(1).save_to_buffer()?;
    let mut from = ZipArchive::new(Cursor::new(bytes))?;
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for at in 0..from.len() {
        let mut part = from.by_index(at)?;
        let name = part.name()?.into_owned();
        let mut xml = String::new();
        part.read_to_string(&mut xml)?;
        if name == "xl/worksheets/sheet1.xml" {
            xml = automatic_rows(&xml);
        }
        to.start_file(name, options)?;
        to.write_all(xml.as_bytes())?;
    }
    Ok(to.finish()?.into_inner())
}

/// The sheet without the marks of heights set by hand. Words stand in another part, so the mark
/// can only be the attribute.
fn automatic_rows(sheet: &str) -> String {
    sheet.replace(" customHeight=\"1\"", "")
}
