use super::*;

fn found(words: &[&'static str], typed: &str) -> Vec<&'static str> {
    let index: Index = words.iter().collect();
    let (hits, count) = index.best(&Query::new(typed), 10);
    assert_eq!(count, hits.len());
    for (row, _) in words.iter().enumerate() {
        let rank = index.rank(&Query::new(typed), row);
        assert_eq!(
            rank,
            hits.iter().find(|hit| hit.row as usize == row).map(|hit| hit.rank),
            "{typed} {row}"
        );
    }
    hits.into_iter().map(|hit| words[hit.row as usize]).collect()
}

const UNITS: [&str; 9] = [
    "市发改委",
    "市财政局",
    "中国人民银行苏州分行",
    "市发展和改革委员会",
    "重庆路街道",
    "长江镇",
    "绿化市容局",
    "市 Ａ 股办",
    "市交通运输局",
];

#[test]
fn initials_find_a_unit_in_any_reading() {
    assert_eq!(found(&UNITS, "sfgw"), ["市发改委"]);
    assert_eq!(found(&UNITS, "SFGW"), ["市发改委"]);
    assert_eq!(found(&UNITS, "ｓｆｇｗ"), ["市发改委"]);
    assert_eq!(found(&UNITS, "fh"), ["中国人民银行苏州分行"]);
    assert_eq!(found(&UNITS, "fx"), ["中国人民银行苏州分行"]);
    assert_eq!(found(&UNITS, "cjz"), ["长江镇"]);
    assert_eq!(found(&UNITS, "zjz"), ["长江镇"]);
    assert_eq!(found(&UNITS, "zql"), ["重庆路街道"]);
    assert_eq!(found(&UNITS, "cqlj"), ["重庆路街道"]);
    assert_eq!(found(&UNITS, "sagb"), ["市 Ａ 股办"]);
}

#[test]
fn readings_that_nobody_knows_find_nothing() {
    assert!(found(&["市总工会", "市支油办"], "fz").is_empty());
    assert_eq!(found(&["市总工会", "市法制办", "发展规划", "市残联"], "fz"), ["发展规划", "市法制办"]);
    assert_eq!(found(&["市总工会", "市支油办"], "szgh"), ["市总工会"]);
}

#[test]
fn pinyin_may_be_spelled_out_wholly_or_in_part() {
    for typed in ["shifagaiwei", "shifagai", "shifag", "shfgw", "shifgw", "sfgaiw", "sfgwei", "sfgwe"] {
        assert_eq!(found(&UNITS, typed), ["市发改委"], "{typed}");
    }
    assert_eq!(found(&UNITS, "lvhua"), ["绿化市容局"]);
    assert_eq!(found(&UNITS, "luhua"), ["绿化市容局"]);
    assert_eq!(found(&UNITS, "yinhang"), ["中国人民银行苏州分行"]);
    assert_eq!(found(&UNITS, "jiaotong"), ["市交通运输局"]);
    assert!(found(&UNITS, "shifb").is_empty());
    assert_eq!(found(&["西安路", "先进村"], "xian"), ["西安路", "先进村"]);
}

#[test]
fn text_is_found_as_written_and_mixed_with_letters() {
    assert_eq!(found(&UNITS, "发改"), ["市发改委"]);
    assert_eq!(found(&UNITS, "市fg"), ["市发改委"]);
    assert_eq!(found(&UNITS, "银行"), ["中国人民银行苏州分行"]);
    assert_eq!(found(&["GDP增长6%", "规划"], "gdp增"), ["GDP增长6%"]);
    assert_eq!(found(&["GDP增长6%", "规划"], "6%"), ["GDP增长6%"]);
    assert_eq!(found(&["５Ｇ基站", "规划"], "5g"), ["５Ｇ基站"]);
    assert!(found(&UNITS, "").is_empty());
    assert!(found(&UNITS, "　").is_empty());
    // A query does not run from one row into the next.
    assert!(found(&["市财", "政局"], "财政").is_empty());
}

#[test]
fn beginnings_come_first_then_text_then_the_short() {
    assert_eq!(
        found(&["县市财局", "市财政局综合科", "市财政局"], "sc"),
        ["市财政局", "市财政局综合科", "县市财局"]
    );
    assert_eq!(found(&["县财政", "财政综合科", "财政"], "财政"), ["财政", "财政综合科", "县财政"]);
    assert_eq!(found(&["爱国", "AG项目"], "ag"), ["AG项目", "爱国"]);
}

/// The frame's bench holds the time; this shows that the count is of all rows and the list of the best.
#[test]
fn many_rows_are_counted_and_the_best_of_them_given() {
    let words = ["推动高质量发展", "新增规上企业20家以上", "完善公共服务体系", "加强城市更新和老旧小区改造"];
    let index: Index =
        (0..10_000).map(|at| format!("{}{}{}", words[at % 4], words[at / 7 % 4], at % 1000)).collect();
    for typed in ["g", "gz", "gzl", "gzlfz", "gaozhiliang", "gaozl", "质量", "csgx"] {
        let (hits, count) = index.best(&Query::new(typed), 50);
        assert!(hits.len() == 50 && count > 2_000, "{typed}");
        assert!(hits.is_sorted(), "{typed}");
    }
    assert_eq!(index.best(&Query::new("zzzzq"), 50).1, 0);
}
