use super::*;
use crate::model::CancelToken;
use crate::read::formats::decode_pasted;

/// Lines of a whole text that are told to be noise, with a body between top and bottom.
fn noise_of(top: &[&str], bottom: &[&str]) -> Vec<String> {
    let body = "为深入贯彻上级部署，推动全县经济平稳较快发展，结合实际，制定本方案。\n一、总体要求\n坚持稳中求进工作总基调，完整准确全面贯彻新发展理念，确保全年目标任务完成。";
    let text = format!("{}\n某县2025年工作方案\n{body}\n{}\n", top.join("\n"), bottom.join("\n"));
    let decoded = decode_pasted(&text, &CancelToken::new()).expect("a text");
    let cleaned = crate::read::clean(&decoded);
    assert_eq!(cleaned.front.title.of(&text), "某县2025年工作方案", "{top:?} {bottom:?}");
    let whole: usize = cleaned.paragraphs.iter().map(|paragraph| paragraph.pieces.len()).sum();
    assert!(whole >= 4, "the body is kept: {top:?} {bottom:?}");
    cleaned.noise.iter().map(|span| span.of(&text).to_owned()).collect()
}

#[test]
fn chrome_before_the_title() {
    for line in [
        "当前位置：首页 > 政务公开 > 规划计划",
        "首页 | 新闻中心 | 政务公开",
        "今天是：2025年3月1日 星期六",
        "您现在的位置：网站首页 >> 文件",
        "来源：县政府办 发布时间：2025-03-01 点击数：120",
        "【字体：大 中 小】 打印本页 关闭窗口",
        "设为首页　加入收藏",
        "繁體 | 简体 | 无障碍浏览",
        "热门搜索：",
        "请输入关键字",
        "1. 下载文档前请自行甄别内容的完整性，平台不提供补充服务，如有侵权请联系客服。",
        "浏览次数：356",
        "分享到：",
        "| | |",
    ] {
        let joined = noise_of(&[line], &[]).concat();
        assert!(
            !joined.is_empty() && joined.chars().count() + 3 >= line.replace('|', "").chars().count(),
            "{line} {joined}"
        );
    }
}

#[test]
fn chrome_after_the_body() {
    for line in [
        "上一篇：某县召开工作会议",
        "下一篇：没有了",
        "相关阅读",
        "主办：某县人民政府办公室 地址：某路1号 邮编：430000",
        "某ICP备12345678号-1 某公网安备 42000002000001号",
        "网站标识码：4200000001",
        "版权所有：某县人民政府",
        "本站所有内容均为网友上传，仅供学习参考，如有侵权请联系我们删除。",
        "验证码：",
        "留言与评论（共有 0 条评论）",
        "网站地图",
        "打印 | 关闭",
        "微信扫一扫分享",
        "Copyright © 2025 某网",
        "责任编辑：某某",
        "— 12 —",
    ] {
        assert!(!noise_of(&[], &[line]).is_empty(), "{line}");
    }
}

#[test]
fn links_and_contacts_after_chrome_are_chrome() {
    let bottom =
        ["相关链接：", "某市2024年工作总结", "某局召开会议", "单位名称：某局", "联系电话：0000-0000000"];
    assert_eq!(noise_of(&[], &bottom).len(), bottom.len());
}

#[test]
fn lines_of_a_report_are_not_chrome() {
    for line in [
        "推进ICP备案管理，规范网站建设，加强网络安全防护，确保全年不发生重大事件。",
        "附件：1.任务分解表",
        "联系人：某某，联系电话：0000-0000000",
        "某县人民政府办公室",
        "2025年3月1日",
        "打击侵犯知识产权行为，加强版权保护，规范作品转载秩序。",
        "二、重点任务",
        "加强组织领导",
        "无障碍环境建设",
        "留言办理满意率100%",
        "适老化改造200户",
        "公开属性：主动公开",
        "某县人民政府办公室　2025年3月1日印发",
        "来源渠道要进一步拓宽，多方筹集资金，保障项目建设需要，全年投入不少于3亿元。",
    ] {
        assert_eq!(noise_of(&[], &[line]), Vec::<String>::new(), "{line}");
    }
}

#[test]
fn page_numbers_between_halves_are_noise_and_the_halves_are_joined() {
    let text = "某县工作方案\n\n坚持稳中求进，完整准确全面贯彻新发展理念。加快构建现代产业体系，推动县域经\n\n— 3 —\n\n济高质量发展，力争全年增长7%以上。\n\n二、重点任务\n完成好上级交办的各项任务，年底前全面收官，确保群众满意。";
    let decoded = decode_pasted(text, &CancelToken::new()).expect("a text");
    let cleaned = crate::read::clean(&decoded);
    assert_eq!(cleaned.noise.len(), 1);
    assert_eq!(cleaned.noise[0].of(text), "— 3 —");
    assert_eq!(cleaned.paragraphs[1].pieces.len(), 2);
}

#[test]
fn inner_lines_are_noise_only_when_unmistakable() {
    for line in [
        "点击率提高10%",
        "留言办理",
        "付费使用",
        "版权登记",
        "2",
        "搜索引擎",
        "相关阅读活动广泛开展，全民阅读率提高到90%",
    ] {
        assert!(!is_inner_chrome(&folded(line)), "{line}");
    }
    for line in ["- 3 -", "—12—", "第3页", "第 3 页 共 10 页", "第3页/共10页", "下一页", "当前位置：首页"]
    {
        assert!(is_inner_chrome(&folded(line)), "{line}");
    }
}
