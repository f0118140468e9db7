//! Units of measure, and what sort of quantity each makes.

/// What sort of thing a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeasureClass {
    /// %, ‰.
    Percent,
    /// 个百分点.
    Point,
    /// 元 in all its sizes.
    Money,
    /// Weight, length, area, energy, vehicles: an amount.
    Extent,
    /// Things: 个, 家, 项.
    Count,
    /// 人, 名, 人次.
    People,
    /// 位, 强.
    Rank,
    /// 倍.
    Fold,
    /// How long: 天, 小时, 个工作日.
    Time,
    /// A size without a unit: 两千亿, 1.2万.
    Bare,
    /// Dates, scores and other numbers that are no quantity.
    Never,
}

use MeasureClass::{Count, Extent, Fold, Money, Never, People, Percent, Point, Rank, Time};

/// (as it stands in the text, as told, sort); longer words before their own beginnings.
const MEASURES: &[(&str, &str, MeasureClass)] = &[
    ("个百分点", "个百分点", Point),
    ("百分点", "百分点", Point),
    ("%", "%", Percent),
    ("％", "%", Percent),
    ("‰", "‰", Percent),
    ("个工作日", "个工作日", Time),
    ("工作日", "工作日", Time),
    ("个月", "个月", Never),
    ("个小时", "个小时", Time),
    ("小时", "小时", Time),
    ("分钟", "分钟", Time),
    ("美元", "美元", Money),
    ("欧元", "欧元", Money),
    ("元", "元", Money),
    ("㎡", "㎡", Extent),
    ("平方公里", "平方公里", Extent),
    ("平方千米", "平方千米", Extent),
    ("平方米", "平方米", Extent),
    ("平米", "平米", Extent),
    ("立方米", "立方米", Extent),
    ("公里", "公里", Extent),
    ("千米", "千米", Extent),
    ("海里", "海里", Extent),
    ("公顷", "公顷", Extent),
    ("公斤", "公斤", Extent),
    ("千克", "千克", Extent),
    ("吨/平方公里·月", "吨/平方公里·月", Extent),
    ("吨标准煤", "吨标准煤", Extent),
    ("吨/日", "吨/日", Extent),
    ("吨", "吨", Extent),
    ("斤", "斤", Extent),
    ("亩", "亩", Extent),
    ("米", "米", Extent),
    ("千瓦时", "千瓦时", Extent),
    ("千瓦", "千瓦", Extent),
    ("兆瓦", "兆瓦", Extent),
    ("kW", "kW", Extent),
    ("PFLOPS", "PFLOPS", Extent),
    ("EFLOPS", "EFLOPS", Extent),
    ("P", "P", Extent),
    ("E", "E", Extent),
    ("微克/立方米", "微克/立方米", Extent),
    ("度", "度", Extent),
    ("辆", "辆", Count),
    ("标准箱", "标准箱", Extent),
    ("标箱", "标箱", Extent),
    ("TEU", "TEU", Extent),
    ("家次", "家次", Count),
    ("户次", "户次", Count),
    ("件次", "件次", Count),
    ("人次", "人次", People),
    ("人口", "人", People),
    ("人", "人", People),
    ("名", "名", People),
    ("户", "户", Count),
    ("位", "位", Rank),
    ("强", "强", Rank),
    ("倍", "倍", Fold),
    ("个", "个", Count),
    ("家", "家", Count),
    ("项", "项", Count),
    ("条", "条", Count),
    ("所", "所", Count),
    ("座", "座", Count),
    ("处", "处", Count),
    ("件", "件", Count),
    ("/10万", "/10万", Percent),
    ("／10万", "/10万", Percent),
    ("台套", "台套", Count),
    ("台（套）", "台（套）", Count),
    ("台(套)", "台（套）", Count),
    ("人份", "人份", Count),
    ("剂次", "剂次", Count),
    ("台", "台", Count),
    ("套", "套", Count),
    ("场次", "场次", Count),
    ("场", "场", Count),
    ("次", "次", Count),
    ("例", "例", Count),
    ("张", "张", Count),
    ("份", "份", Count),
    ("部", "部", Count),
    ("支", "支", Count),
    ("栋", "栋", Count),
    ("幢", "幢", Count),
    ("间", "间", Count),
    ("块", "块", Count),
    ("片", "片", Count),
    ("宗", "宗", Count),
    ("笔", "笔", Count),
    ("只", "只", Count),
    ("头", "头", Count),
    ("株", "株", Count),
    ("册", "册", Count),
    ("种", "种", Count),
    ("盏", "盏", Count),
    ("棵", "棵", Count),
    ("眼", "眼", Count),
    ("期", "期", Never),
    ("班次", "班次", Count),
    ("车次", "车次", Count),
    ("课时", "课时", Count),
    ("学时", "学时", Count),
    ("袋", "袋", Count),
    ("羽", "羽", Count),
    ("尾", "尾", Count),
    ("箱", "箱", Count),
    ("瓶", "瓶", Count),
    ("枚", "枚", Count),
    ("幅", "幅", Count),
    ("篇", "篇", Count),
    ("趟", "趟", Count),
    ("艘", "艘", Count),
    ("架", "架", Count),
    ("列", "列", Count),
    ("对", "对", Count),
    ("门", "门", Count),
    ("口", "口", Count),
    ("单", "单", Count),
    ("类", "类", Never),
    ("批次", "批次", Count),
    ("批", "批", Never),
    ("分", "分", Never),
    ("年", "年", Never),
    ("月", "月", Never),
    ("日", "日", Never),
    ("天", "天", Time),
    ("号", "号", Never),
    ("季度", "季度", Never),
    ("届", "届", Never),
    ("时", "时", Never),
    ("岁", "岁", Never),
];

/// Sizes that stand before the unit and stay with it (50万人 is 50 of 万人).
const SIZES: &[&str] = &["万亿", "千亿", "百亿", "百万", "千万", "亿", "万"];

/// What an amount is told per: 万元/亩.
const PER: &[&str] = &[
    "平方公里",
    "平方千米",
    "平方米",
    "立方米",
    "千瓦时",
    "公里",
    "小时",
    "万元",
    "亩",
    "人",
    "吨",
    "日",
    "年",
    "天",
    "户",
    "月",
];

/// The unit that an amount at the start of `text` is told per, with its stroke.
pub(super) fn per(text: &str) -> Option<&str> {
    let after = text.strip_prefix(['/', '／'])?;
    let unit = PER.iter().find(|unit| after.starts_with(**unit))?;
    Some(&text[..text.len() - after.len() + unit.len()])
}

/// A unit found at the start of some words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measured {
    /// The size, such as 万, or nothing.
    pub(super) size: &'static str,
    /// The unit as told, or nothing when only a size stands there.
    pub(super) unit: &'static str,
    /// What sort.
    pub(super) class: MeasureClass,
    /// 多 or 余 between number and unit.
    pub(super) more: bool,
    /// Bytes.
    pub(super) len: usize,
}

/// The size and unit that `text` starts with.
pub(super) fn measure(text: &str) -> Option<Measured> {
    let mut more = false;
    let mut len = 0;
    let mut skip_more = |len: &mut usize| {
        if text[*len..].starts_with('多') || text[*len..].starts_with('余') {
            *len += '多'.len_utf8();
            more = true;
        }
    };
    skip_more(&mut len);
    let mut size = "";
    for candidate in SIZES.iter().chain(&["千", "百"]) {
        if text[len..].starts_with(candidate) {
            // 千米, 千瓦 and 千克 are units of their own.
            if *candidate == "千" && ["千米", "千瓦", "千克"].iter().any(|own| text[len..].starts_with(own))
            {
                break;
            }
            size = candidate;
            len += size.len();
            break;
        }
    }
    skip_more(&mut len);
    let rest = text[len..].strip_prefix(' ').unwrap_or(&text[len..]);
    let blank = text.len() - len - rest.len();
    let unit = MEASURES.iter().find(|(word, ..)| rest.starts_with(word));
    match unit {
        Some((word, unit, class)) => {
            Some(Measured { size, unit, class: *class, more, len: len + blank + word.len() })
        }
        None if size.is_empty() => None,
        None => Some(Measured { size, unit: "", class: MeasureClass::Bare, more, len }),
    }
}
