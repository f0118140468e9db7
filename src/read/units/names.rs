//! What a unit's name looks like.

/// Endings that only bodies carry.
const STRONG: &[&str] = &[
    "局",
    "委",
    "办",
    "厅",
    "院",
    "署",
    "行",
    "司",
    "中心",
    "公司",
    "集团",
    "支队",
    "总队",
    "大队",
    "政府",
    "管委会",
    "委员会",
    "办公室",
    "协会",
    "联合会",
    "学会",
    "商会",
    "总工会",
    "妇联",
    "残联",
    "工商联",
    "科协",
    "文联",
    "侨联",
    "红十字会",
    "团市委",
    "团县委",
    "团省委",
    "学校",
    "学院",
    "大学",
    "检察院",
    "法院",
    "武装部",
    "宣传部",
    "组织部",
    "统战部",
    "工作部",
    "海关",
    "金融机构",
    "保险机构",
    "联社",
    "研究所",
    "气象台",
    "广播电视台",
    "融媒体中心",
    "党校",
    "街道",
    "管理处",
    "指挥部",
    "专班",
    "事务所",
    "工作组",
    "领导小组",
    "部",
    "督查室",
    "研究室",
    "银行",
    "信用社",
    "单位",
    "部门",
    "服务站",
    "保障所",
    "管理所",
    "派出所",
    "团中央",
    "团委",
];
/// Endings that bodies share with places and things: believed only under a label.
const WEAK: &[&str] = &[
    "会",
    "所",
    "站",
    "队",
    "组",
    "处",
    "科",
    "室",
    "台",
    "馆",
    "社",
    "校",
    "镇",
    "乡",
    "区",
    "县",
    "市",
    "州",
    "村",
    "场",
    "园",
    "企业",
    "开发区",
    "高新区",
    "园区",
    "管理区",
    "农场",
    "林场",
    "联通",
    "移动",
    "电信",
    "邮政",
    "供电",
    "烟草",
    "石化",
    "铁塔",
    "税务",
];
/// What a full name begins with.
const AREAS: &[&str] = &[
    "市",
    "省",
    "县",
    "区",
    "州",
    "盟",
    "旗",
    "国家",
    "中国",
    "中央",
    "人民银行",
    "人行",
    "各",
    "团",
    "全",
    "自治区",
    "镇",
    "国务院",
];
/// Words that no name holds: what has them is prose.
const PROSE: &[&str] = &["的", "了", "。", "？", "！", "；", "“", "加快", "推进", "确保", "围绕", "以及其"];

/// True when `name` ends as a body's name does, its own brackets left out.
pub(crate) fn looks_like_unit(name: &str) -> bool {
    let base = without_last_bracket(name);
    sensible(name) && (ends(base, STRONG) || ends(base, WEAK))
}

/// True when `name` can be nothing but a body: without a label in front this is asked.
pub(crate) fn surely_unit(name: &str) -> bool {
    let base = without_last_bracket(name);
    let chars = base.chars().count();
    sensible(name)
        && !base.chars().any(|c| c.is_ascii_digit())
        && ends(base, STRONG)
        && (chars >= 4
            || base.starts_with('各')
            || (chars == 3 && !base.starts_with(|c| "东西南北中上下内外一二三两全大".contains(c))))
}

/// True for a division of one body's own: 计划处, 综合科. Asked only of a bracket that closes an item.
pub(crate) fn is_division(name: &str) -> bool {
    const OTHERS: &[&str] = &[
        "好处", "用处", "之处", "处处", "学科", "专科", "本科", "内科", "外科", "儿科", "控股", "参股",
        "入股", "百科", "全科",
    ];
    sensible(name)
        && (3..=9).contains(&name.chars().count())
        && name.ends_with(['处', '科', '股'])
        && !OTHERS.iter().any(|other| name.ends_with(other))
        && !name.contains(|c: char| c.is_ascii_digit() || "一二三四五六七八九十两多几数各".contains(c))
}

/// True when the name begins with the level of government or state it belongs to.
pub(crate) fn names_its_area(name: &str) -> bool {
    AREAS.iter().any(|area| name.starts_with(area))
}

/// True for collective names, which a person expands: 相关区镇街道, 各区人民政府, 市直有关部门.
pub(crate) fn is_group(name: &str) -> bool {
    const PARTS: &[&str] = &[
        "相关",
        "有关",
        "全部",
        "所有",
        "成员单位",
        "各级",
        "各区",
        "各县",
        "各镇",
        "各乡",
        "各街道",
        "市直",
        "县直",
        "区直",
        "省直",
        "乡镇街",
        "区镇街",
    ];
    if name.chars().nth(16).is_some() || name.contains('对') {
        return false;
    }
    // Every part holds one of these: most names need no further look.
    let may = name.contains(['相', '有', '全', '所', '成', '各', '直', '街']);
    name.starts_with('各')
        || may && PARTS.iter().any(|part| name.contains(part))
        || matches!(name, "责任单位" | "属地政府" | "牵头单位")
}

fn sensible(name: &str) -> bool {
    name.len() >= 6
        && name.len() <= 28 * 3
        && !PROSE.iter().any(|word| name.contains(word))
        && !name.starts_with(['和', '及', '与', '并', '含'])
}

fn ends(name: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| name.len() > ending.len() && name.ends_with(ending)) || is_group(name)
}

/// 市委组织部（人才办） → 市委组织部.
fn without_last_bracket(name: &str) -> &str {
    if name.ends_with(['）', ')', '〕', ']', '】'])
        && let Some(at) = name.rfind(['（', '(', '〔', '[', '【'])
        && at > 0
    {
        return &name[..at];
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_other_words() {
        for name in [
            "县财政局",
            "人行县支行",
            "市委组织部（人才办）",
            "市委改革办〔市营商环境建设局〕",
            "教育部",
            "各区人民政府",
            "县城投公司",
        ] {
            assert!(surely_unit(name) || looks_like_unit(name), "{name}");
        }
        for name in ["二期", "含街道", "以下简称方案", "加快建设的局", "局", "2025年"] {
            assert!(!looks_like_unit(name), "{name}");
        }
        assert!(is_group("相关乡镇") && is_group("各县（市、区）") && !is_group("县教育局"));
    }
}
