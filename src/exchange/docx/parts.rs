//! The parts of the package around the document.

use super::super::words::push_escaped;
use std::fmt::Write as _;

/// Declared on every root element of a part.
pub(super) const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

pub(super) const CONTENT_TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
<Default Extension=\"xml\" ContentType=\"application/xml\"/>\
<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
<Override PartName=\"/word/settings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>\
<Override PartName=\"/word/fontTable.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml\"/>\
<Override PartName=\"/word/footer1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>\
<Override PartName=\"/word/footer2.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>\
</Types>";

pub(super) const RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
</Relationships>";

pub(super) const DOCUMENT_RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>\
<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings\" Target=\"settings.xml\"/>\
<Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable\" Target=\"fontTable.xml\"/>\
<Relationship Id=\"rId4\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer\" Target=\"footer1.xml\"/>\
<Relationship Id=\"rId5\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer\" Target=\"footer2.xml\"/>\
</Relationships>";

/// Odd and even pages differ in their footers; 15 is the layout of Word 2013 and later.
pub(super) const SETTINGS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
<w:defaultTabStop w:val=\"420\"/><w:evenAndOddHeaders/>\
<w:characterSpacingControl w:val=\"compressPunctuation\"/>\
<w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
<w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:settings>";

/// Title and language only: no author, no time, no machine.
pub(super) fn core(title: &str) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>",
    );
    push_escaped(&mut xml, title);
    xml.push_str("</dc:title><dc:language>zh-CN</dc:language></cp:coreProperties>");
    xml
}

/// The page number in dashes, one character in from the side named.
pub(super) fn footer(side: &str) -> String {
    let indent = format!("w:{side}=\"280\" w:{side}Chars=\"100\"");
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:ftr {NAMESPACES}>\
         <w:p><w:pPr><w:pStyle w:val=\"PageNumber\"/><w:ind {indent}/><w:jc w:val=\"{side}\"/></w:pPr>\
         <w:r><w:t xml:space=\"preserve\">— </w:t></w:r>\
         <w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple>\
         <w:r><w:t xml:space=\"preserve\"> —</w:t></w:r></w:p></w:ftr>"
    )
}

/// The fonts, each with others that stand in for it where it is not installed.
const FONTS: [(&str, &str, &str); 5] = [
    ("方正小标宋简体", "FZXiaoBiaoSong-B05S,FZXiaoBiaoSong-B05,方正小标宋_GBK,Noto Serif SC,宋体", "roman"),
    ("仿宋_GB2312", "FangSong_GB2312,仿宋,FangSong,FandolFang,STFangsong", "modern"),
    ("楷体_GB2312", "KaiTi_GB2312,楷体,KaiTi,STKaiti", "modern"),
    ("黑体", "SimHei,Noto Sans SC,Noto Sans CJK SC,Source Han Sans SC", "modern"),
    ("宋体", "SimSun,Noto Serif SC,Noto Serif CJK SC", "auto"),
];

/// The font table.
pub(super) fn fonts() -> String {
    let mut xml =
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:fonts {NAMESPACES}>");
    for (name, others, family) in FONTS {
        let _ = write!(
            xml,
            "<w:font w:name=\"{name}\"><w:altName w:val=\"{others}\"/><w:charset w:val=\"86\"/>\
             <w:family w:val=\"{family}\"/></w:font>"
        );
    }
    xml.push_str("</w:fonts>");
    xml
}

/// Paragraph styles: id, name, East Asian font, half-points, alignment, rest of the paragraph's properties.
const STYLES: [(&str, &str, &str, u32, &str, &str); 9] = [
    ("Title", "Title", "方正小标宋简体", 44, "center", "<w:spacing w:after=\"240\"/>"),
    ("TableHead", "表头", "黑体", 21, "center", "<w:keepNext/>"),
    ("TableText", "表内文字", "仿宋_GB2312", 21, "left", ""),
    ("TableCentred", "表内居中", "仿宋_GB2312", 21, "center", ""),
    ("GroupOuter", "表内一级标题", "黑体", 21, "left", "<w:keepNext/>"),
    ("GroupInner", "表内二级标题", "楷体_GB2312", 21, "left", "<w:keepNext/>"),
    ("TableNote", "表注", "仿宋_GB2312", 21, "left", "<w:spacing w:before=\"60\"/>"),
    ("TableEnd", "表后", "仿宋_GB2312", 2, "left", "<w:spacing w:line=\"20\" w:lineRule=\"exact\"/>"),
    ("PageNumber", "页码", "宋体", 28, "left", "<w:snapToGrid w:val=\"0\"/>"),
];

/// The styles: all looks live here, so that one change in Word restyles the table.
pub(super) fn styles() -> String {
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:styles {NAMESPACES}>\
         <w:docDefaults><w:rPrDefault><w:rPr>{}<w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/>\
         <w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>",
        run_fonts("仿宋_GB2312")
    );
    for (id, name, font, size, alignment, paragraph) in STYLES {
        // Only the title is a style that Word knows by itself.
        let custom = if id == "Title" { "" } else { " w:customStyle=\"1\"" };
        let _ = write!(
            xml,
            "<w:style w:type=\"paragraph\"{custom} w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/>\
             <w:pPr>{paragraph}<w:jc w:val=\"{alignment}\"/></w:pPr>\
             <w:rPr>{}<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr></w:style>",
            run_fonts(font)
        );
    }
    xml.push_str(
        "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/>\
         <w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/>\
         <w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>\
         <w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"TaskTable\"><w:name w:val=\"任务表\"/>\
         <w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>",
    );
    for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
        let _ = write!(xml, "<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>");
    }
    xml.push_str("</w:tblBorders><w:tblCellMar>");
    // Narrow on purpose: two characters have to fit the 11 mm of 序号.
    for (side, width) in [("top", 28), ("left", 45), ("bottom", 28), ("right", 45)] {
        let _ = write!(xml, "<w:{side} w:w=\"{width}\" w:type=\"dxa\"/>");
    }
    xml.push_str("</w:tblCellMar></w:tblPr></w:style></w:styles>");
    xml
}

fn run_fonts(east_asian: &str) -> String {
    format!(
        "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"{east_asian}\" w:cs=\"Times New Roman\"/>"
    )
}
