use super::{find, parse};
use crate::model::SourceSpan;
use crate::read::Passage;

#[test]
fn typed_words_give_a_day_where_they_name_one() {
    for (words, due) in [
        ("12月底前", "2026-12-31"),
        ("年底前", "2026-12-31"),
        ("2026年6月底", "2026-06-30"),
        ("2027年2月底前", "2027-02-28"),
        ("6月30日前", "2026-06-30"),
        ("６月３０日前", "2026-06-30"),
        ("三季度末", "2026-09-30"),
        ("第三季度", "2026-09-30"),
        ("前三季度", "2026-09-30"),
        ("上半年", "2026-06-30"),
        ("年内", "2026-12-31"),
        ("2025年", "2025-12-31"),
        ("明年底前", "2027-12-31"),
        ("12月", "2026-12-31"),
        ("十二月底", "2026-12-31"),
        ("5月中旬", "2026-05-20"),
        ("2026-06-30", "2026-06-30"),
        ("2026.6.30前", "2026-06-30"),
        ("二〇二六年六月底", "2026-06-30"),
        ("6月31日前", ""),
        ("12月前", ""),
        ("尽快", ""),
        ("持续推进", ""),
        ("13月底", ""),
    ] {
        let found = parse(words, Some(2026));
        assert_eq!(found.due.map(|due| due.to_string()).unwrap_or_default(), due, "{words}");
        assert_eq!(found.words, words);
    }
    assert_eq!(parse("年底前", None).due, None);
}

#[test]
fn going_on_has_no_day() {
    for words in ["持续推进", "长期坚持", "全年推进", "常态化开展"] {
        let found = parse(words, Some(2026));
        assert!(found.ongoing && found.due.is_none(), "{words}");
    }
    assert!(!parse("尽快", Some(2026)).ongoing);
}

#[test]
fn running_text_is_read_for_words_that_bind() {
    for (text, words) in [
        ("2020年底前完成棚户区改造。", "2020年底前"),
        ("力争年内开工建设。", "年内"),
        ("到2028年，建成运营。", "2028年"),
        ("2018年7月底前，制定方案。", "2018年7月底前"),
        ("6月30日前报送。", "6月30日前"),
        ("12月底完成主体工程。", "12月底"),
        ("今年底前全部建成", "今年底前"),
        ("各单位于2025年2月5日前报送方案。", "2025年2月5日前"),
        ("公司成立于2010年，", ""),
        ("力争到2027年年底，企业达到6000户。", "2027年年底"),
        ("一季度末前开工", "一季度末前"),
        ("持续推进营商环境优化。", ""),
        ("本办法有效期至2025年12月底。", ""),
        ("截至2021年底，已建成5个。", ""),
        ("毕业5年内的高校毕业生", ""),
        ("每月10日前报送进展", ""),
        ("2022年1月19日印发", ""),
        ("2023年重点工作", ""),
        ("三年内翻一番", ""),
    ] {
        let span = SourceSpan::new(0, text.len());
        let found = find(&Passage::new(text, &[span]), Some(2026));
        let got = found.as_ref().map_or("", |found| found.deadline.words.as_str());
        assert_eq!(got, words, "{text}");
        if let Some(found) = found {
            assert_eq!(&text[found.range], words);
        }
    }
}
