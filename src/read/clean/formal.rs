//! Formalities of an issued document: metadata, addressees, 特此通知, signatures, 印发 lines; and what
//! a title ends in.

use super::wording::{date_at_start, has_any, opens_with};

/// Labels of the metadata block of an issued document; folded.
pub(super) const LABELS: &[&str] = &[
    "索引号",
    "主题分类",
    "发布机构",
    "发文机关",
    "发文单位",
    "制发机关",
    "发文日期",
    "成文日期",
    "生成日期",
    "发布日期",
    "文号",
    "发文字号",
    "效力状态",
    "有效性",
    "时效性",
    "名称",
    "公开属性",
    "公开方式",
    "公开范围",
    "公开形式",
    "公开类型",
    "主题词",
    "信息类别",
    "信息名称",
    "体裁分类",
    "服务对象",
    "标题",
    "组配分类",
    "信息分类",
    "废止日期",
    "生效日期",
    "实施日期",
    "公开日期",
    "公开时限",
    "公开程序",
    "发布文号",
    "所属主题",
    "关键词",
];

/// Formal wherever at the edges it stands.
pub(super) fn is_formal(bare: &str) -> bool {
    let length = bare.chars().count();
    is_metadata(bare)
        || is_date_line(bare)
        || (length <= 40 && document_number(bare).is_some_and(|number| number.len() + 12 >= bare.len()))
        || (length <= 30
            && opens_with(
                bare,
                &[
                    "特此通知",
                    "特此报告",
                    "特此函",
                    "特此公告",
                    "特此批复",
                    "此件",
                    "(此件",
                    "(此页无正文",
                    "此页无正文",
                    "抄送",
                    "主送",
                    "抄报",
                    "报送:",
                    "分送",
                ],
            ))
        || opens_with(
            bare,
            &["[导读]", "[摘要]", "[核心提示]", "[导语]", "导读:", "内容摘要:", "核心提示:", "内容概述:"],
        )
        || opens_with(bare, &["抄送:", "主送:", "抄报:", "主题词:", "分送:"])
        || (length <= 60
            && bare.ends_with("印发")
            && bare.contains(['日', '月', '年'])
            && !bare.contains(['。', ',']))
        || is_issuing_clause(bare)
}

/// Formal before the body: addressees, who speaks when and where.
pub(super) fn is_formal_at_top(bare: &str) -> bool {
    let length = bare.chars().count();
    (bare.ends_with(':')
        && !bare.contains('。')
        && has_any(
            bare,
            &["各", "政府", "办事处", "部门", "委员会", "公司", "单位", "管委会", "局", "各位代表", "同志们"],
        )
        && length <= 200
        && !has_any(bare, &["如下", "任务", "目标", "工作"]))
        || (length <= 60
            && (opens_with(bare, &["——", "--"]) || bare.starts_with('('))
            && has_any(bare, &["会议上", "大会上", "通过", "草案", "征求意见", "送审", "全会上"]))
        || (length <= 12
            && !bare.ends_with("信箱")
            && !bare.ends_with("热线")
            && opens_with(
                bare,
                &["市长", "县长", "区长", "州长", "省长", "代市长", "代县长", "代区长", "镇长", "乡长"],
            ))
        || (length <= 6 && opens_with(bare, &["附件", "附表", "附录"]))
        || matches!(bare, "各位代表:" | "各位代表!" | "急件" | "特急" | "加急")
        || ((6..=30).contains(&length)
            && bare.ends_with("文件")
            && has_any(bare, &["政府", "委员会", "办公", "局", "党委"]))
        || is_signature(bare)
}

/// Formal after the body: signatures and lists of attachments.
pub(super) fn is_formal_at_bottom(bare: &str) -> bool {
    let length = bare.chars().count();
    (length <= 60 && opens_with(bare, &["附件:", "附件1", "附:", "附表", "附件"]) && !bare.contains('。'))
        || is_signature(bare)
}

/// `潜在市人民政府办公室`: a body's name alone on its line, or with a date.
pub(super) fn is_signature(bare: &str) -> bool {
    let name = bare.find(|c: char| c.is_ascii_digit()).map_or(bare, |at| &bare[..at]);
    let rest = &bare[name.len()..];
    let length = name.chars().count();
    (4..=30).contains(&length)
        && !name.contains([',', '。', ':', '、', ';', '《'])
        && [
            "人民政府",
            "办公室",
            "办公厅",
            "委员会",
            "领导小组",
            "管委会",
            "指挥部",
            "局",
            "党组",
            "党委",
            "工委",
        ]
        .iter()
        .any(|end| name.ends_with(end))
        && (rest.is_empty() || date_at_start(rest).is_some())
}

/// `现将《…》印发给你们，请…`
fn is_issuing_clause(bare: &str) -> bool {
    let issues = has_any(
        bare,
        &["印发给你们", "下发给你们", "转发给你们", "印发你们", "予以印发", "现予印发", "现印发给"],
    );
    issues && bare.contains("现") && bare.chars().count() <= 200
}

fn is_metadata(bare: &str) -> bool {
    // Who fills in a form, and in which unit it is told.
    if bare.chars().count() <= 60
        && opens_with(
            bare,
            &[
                "填报单位:",
                "填表单位:",
                "制表单位:",
                "编制单位:",
                "填报人:",
                "填报日期:",
                "填表日期:",
                "单位:",
                "(单位:",
                "计量单位:",
            ],
        )
        && !bare.contains('。')
    {
        return true;
    }
    if !bare.contains([':', ']']) {
        return false;
    }
    let labels = LABELS.iter().filter(|label| at_label(bare, label).is_some()).count();
    labels >= 2
        || (labels == 1
            && bare.chars().count() <= 60
            && LABELS.iter().any(|label| bare.trim_start_matches('[').starts_with(label)))
}

/// A label alone in its cell.
pub(super) fn is_label(bare: &str) -> bool {
    LABELS.contains(&bare.trim_matches([':', '[', ']']))
}

/// The place after `label:` or `[label]`, where it stands as a label.
pub(super) fn at_label(bare: &str, label: &str) -> Option<usize> {
    bare.match_indices(label).find_map(|(at, _)| {
        let rest = &bare[at + label.len()..];
        let colon = rest.strip_prefix(']').unwrap_or(rest);
        (colon.starts_with(':') || colon.len() < rest.len())
            .then(|| bare.len() - colon.strip_prefix(':').unwrap_or(colon).len())
    })
}

/// A date alone on its line, in digits or in words, with a time or in brackets.
fn is_date_line(bare: &str) -> bool {
    let inner = bare.trim_matches(['(', ')', '[', ']']);
    if let Some((_, rest)) = date_at_start(inner) {
        return rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.'))
            || matches!(rest, "印发" | "发布");
    }
    inner.chars().count() <= 12
        && inner.ends_with('日')
        && inner.contains('年')
        && inner.contains('月')
        && inner.chars().all(|c| "二〇○零一三四五六七八九十年月日".contains(c) || c.is_ascii_digit())
}

/// The first 文号 in `bare` (folded), its brackets written 〔〕.
pub(super) fn document_number(bare: &str) -> Option<String> {
    bare.char_indices().filter(|(_, c)| matches!(c, '[' | '(' | '〈' | '﹝')).find_map(|(at, open)| {
        let rest = &bare[at + open.len_utf8()..];
        let year = rest
            .get(..4)
            .filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()) && year.starts_with(['1', '2']))?;
        let rest = rest[4..].strip_prefix([']', ')', '〉', '﹞'])?;
        let rest = rest.strip_prefix('第').unwrap_or(rest);
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=5).contains(&digits) || !rest[digits..].starts_with('号') {
            return None;
        }
        // 机关代字 stands before the year: Chinese characters only.
        let before = &bare[..at];
        let start = before
            .char_indices()
            .rev()
            .take(14)
            .take_while(|(_, c)| matches!(c, '\u{4e00}'..='\u{9fff}'))
            .last()
            .map(|(start, _)| start)?;
        let code = &before[start..];
        let code = code.rsplit_once("文号").map_or(code, |(_, code)| code);
        (code.chars().count() >= 2).then(|| format!("{code}〔{year}〕{}号", &rest[..digits]))
    })
}

/// What titles of reports end in.
const TITLE_ENDINGS: &[&str] = &[
    "方案",
    "报告",
    "计划",
    "总结",
    "通知",
    "意见",
    "要点",
    "办法",
    "规划",
    "纲要",
    "安排",
    "措施",
    "清单",
    "细则",
    "决定",
    "公报",
    "汇报",
    "讲话",
    "通报",
    "目标",
    "任务",
    "规定",
    "请示",
    "批复",
    "公告",
    "情况",
    "思路",
    "打算",
    "台账",
    "部署",
    "分工",
    "行动",
    "目标任务",
    "分解表",
    "任务表",
    "指标表",
    "责任表",
    "分工表",
    "计划表",
    "推进表",
    "安排表",
    "明细表",
    "一览表",
    "评价表",
    "汇总表",
    "责任书",
    "若干政策",
    "实施方案",
    "重点",
    "纪要",
    "设想",
    "建议",
];

/// True when `bare` ends as a title does, a part number or a draft's mark aside.
pub(super) fn has_title_ending(bare: &str) -> bool {
    let mut core = bare;
    while let Some(open) = core.strip_suffix(')').and_then(|inner| inner.rfind('(')) {
        core = &core[..open];
    }
    let core = core.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches(['》', '"', '”', '>']);
    TITLE_ENDINGS.iter().any(|ending| core.ends_with(ending))
}

/// A notice whose own text only carries another document: 关于印发…的通知.
pub(super) fn is_wrapper(bare: &str) -> bool {
    has_any(bare, &["印发", "转发", "批转", "下发"]) && bare.contains("通知")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::clean::wording::folded;

    #[test]
    fn document_numbers() {
        for (line, expected) in [
            ("某政发〔2022〕1号", Some("某政发〔2022〕1号")),
            ("文  号：某政办发[2023]第15号 文 号：无", Some("某政办发〔2023〕15号")),
            ("（2022年第1号）", None),
            ("增长〔18〕号", None),
        ] {
            assert_eq!(document_number(&folded(line)).as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn formalities() {
        for line in [
            "索 引 号：0113/2022-136 主题分类：综合 发布机构：某局",
            "2025-04-27",
            "（二〇二五年一月八日）",
            "特此通知。",
            "现将《某市行动方案》印发给你们，请结合实际，认真组织实施。",
            "公开属性：主动公开",
            "某市人民政府办公室　　2022年1月19日印发",
            "抄送：市委各部门，市人大办。",
            "【成文日期】2024年3月1日",
        ] {
            assert!(is_formal(&folded(line)), "{line}");
        }
        for line in
            ["2025年，推动全市高质量发展。", "名称规范化管理工作", "一、指导思想", "实施日期管理制度改革"]
        {
            assert!(!is_formal(&folded(line)), "{line}");
        }
        assert!(is_formal_at_top(&folded("各镇人民政府，市直各部门：")));
        assert!(!is_formal_at_top(&folded("围绕上述目标，重点做好以下工作：")));
        assert!(is_formal_at_bottom(&folded("附件：1.任务分解表")));
        assert!(is_formal_at_bottom(&folded("某县人民政府办公室")));
    }

    #[test]
    fn titles() {
        assert!(has_title_ending("2024年工作计划(2)"));
        assert!(has_title_ending("某市行动方案(征求意见稿)"));
        assert!(!has_title_ending("加快产业发展"));
        assert!(is_wrapper("关于印发某市行动方案的通知"));
    }
}
