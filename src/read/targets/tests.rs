//! Passages and the targets they hold.

use super::{TargetContext, find};
use crate::model::{Amount, SourceSpan};
use crate::read::Passage;

fn told(text: &str, context: &TargetContext<'_>) -> Vec<String> {
    let passage = Passage::new(text, &[SourceSpan::new(0, text.len())]);
    let targets = find(&passage, context);
    targets
        .iter()
        .map(|found| {
            let value = &found.value;
            let amount = match value.amount {
                Amount::Single(one) => one.to_string(),
                Amount::Range(low, high) => format!("{low}~{high}"),
            };
            let stretch = if value.stretch { "!" } else { "" };
            format!(
                "{} {} {amount}{} {}{stretch}",
                value.indicator,
                value.comparator.name(),
                value.measure,
                value.kind.name()
            )
        })
        .collect()
}

fn check(cases: &[(&str, &[&str])], context: &TargetContext<'_>) {
    let mut wrong = String::new();
    for (text, expected) in cases {
        let told = told(text, context);
        if told != *expected {
            wrong += &format!("{text}\n  told {told:?}\n  want {expected:?}\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn plans_are_read() {
    check(
        &[
            (
                "地区生产总值增长6%左右，规模以上工业增加值增长7.5%以上。",
                &["地区生产总值 about 6% growth", "规模以上工业增加值 at_least 7.5% growth"],
            ),
            ("城镇调查失业率控制在5.5%左右。", &["城镇调查失业率 about 5.5% share"]),
            ("居民消费价格涨幅控制在3%以内。", &["居民消费价格 at_most 3% growth"]),
            ("单位GDP能耗下降４．６％，完成省下达任务。", &["单位GDP能耗 equal 4.6% growth"]),
            ("力争地区生产总值突破两千亿元大关。", &["地区生产总值 exceed 2000亿元 level!"]),
            ("到2025年，经济总量跨越两千亿。", &["经济总量 exceed 2000亿元 level"]),
            ("经济增速保持在5%—6%。", &["经济 range 5~6% growth"]),
            (
                "地区生产总值增长5%~6%，固定资产投资增长8至10%。",
                &["地区生产总值 range 5~6% growth", "固定资产投资 range 8~10% growth"],
            ),
            ("城镇新增就业5.2万人以上。", &["城镇新增就业 at_least 5.2万人 count"]),
            (
                "规模以上工业企业和限额以上商贸企业分别达到300家、150家。",
                &["规模以上工业企业 reach 300家 count", "限额以上商贸企业 reach 150家 count"],
            ),
            (
                "一、二、三产业增加值分别增长3%、6%、7%左右。",
                &["一 about 3% growth", "二 about 6% growth", "三产业增加值 about 7% growth"],
            ),
            (
                "省级、国家级科技企业孵化器分别达到12家、3家。",
                &["省级科技企业孵化器 reach 12家 count", "国家级科技企业孵化器 reach 3家 count"],
            ),
            (
                "地区生产总值增长7%以上、力争达到8%。",
                &["地区生产总值 at_least 7% growth", "地区生产总值 reach 8% growth!"],
            ),
            (
                "进出口总额增长12%、达到500亿元。",
                &["进出口总额 equal 12% growth", "进出口总额 reach 500亿元 level"],
            ),
            (
                "数字经济核心产业增加值占地区生产总值比重提高到10%。",
                &["数字经济核心产业增加值占地区生产总值比重 reach 10% share"],
            ),
            (
                "常住人口城镇化率提高1.2个百分点，达到68%。",
                &["常住人口城镇化率 equal 1.2个百分点 growth", "常住人口城镇化率 reach 68% share"],
            ),
            ("新建改建农村公路200公里。", &["农村公路 equal 200公里 level"]),
            (
                "改造老旧小区58个、惠及居民1.2万户。",
                &["老旧小区 equal 58个 count", "惠及居民 equal 1.2万户 count"],
            ),
            ("新建高标准农田30万亩。", &["高标准农田 equal 30万亩 level"]),
            ("粮食产量稳定在120万吨以上。", &["粮食产量 at_least 120万吨 level"]),
            (
                "全年引进5亿元以上项目20个、10亿元以上项目8个。",
                &["5亿元以上项目 equal 20个 count", "10亿元以上项目 equal 8个 count"],
            ),
            (
                "新增国家级专精特新“小巨人”企业不少于5家。",
                &["新增国家级专精特新“小巨人”企业 at_least 5家 count"],
            ),
            (
                "研发投入强度达到2.8%，每万人口高价值发明专利拥有量达到12件。",
                &["研发投入强度 reach 2.8% share", "每万人口高价值发明专利拥有量 reach 12件 count"],
            ),
            ("企业开办时间压缩至0.5个工作日以内。", &["企业开办时间 at_most 0.5个工作日 level"]),
            ("营商环境评价全省排名前移3位。", &["营商环境评价全省排名 rank_up 3位 rank"]),
            ("力争进入全国百强县前50位。", &["全国百强县位次 reach 50位 rank!"]),
            (
                "空气质量优良天数比率不低于85%，PM2.5平均浓度控制在35微克/立方米以下。",
                &["空气质量优良天数比率 at_least 85% share", "PM2.5平均浓度 at_most 35微克/立方米 level"],
            ),
            (
                "接待游客突破3000万人次，旅游综合收入增长15%以上。",
                &["接待游客 exceed 3000万人次 count", "旅游综合收入 at_least 15% growth"],
            ),
            (
                "培育产值超50亿元企业3家、超百亿元企业1家。",
                &["产值超50亿元企业 equal 3家 count", "超百亿元企业 equal 1家 count"],
            ),
            ("建成10个以上国家级绿色工厂。", &["国家级绿色工厂 at_least 10个 count"]),
            (
                "实施重点项目110余个，完成年度投资300亿元。",
                &["重点项目 exceed 110个 count", "重点项目年度投资 equal 300亿元 level"],
            ),
            ("新建三个社区养老服务中心。", &["社区养老服务中心 equal 3个 count"]),
            ("推动两家企业在主板上市。", &["企业在主板上市 equal 2家 count"]),
            ("确保一季度规模以上工业增加值增长百分之十二。", &["规模以上工业增加值 equal 12% growth"]),
            (
                "到2027年，全区高新技术企业超过1000家，技术合同成交额突破百亿元。",
                &["高新技术企业 exceed 1000家 count", "技术合同成交额 exceed 100亿元 level"],
            ),
            ("“四好农村路”里程达到1.5万公里。", &["“四好农村路”里程 reach 1.5万公里 level"]),
            ("亿元GDP生产安全事故死亡率下降8%。", &["亿元GDP生产安全事故死亡率 equal 8% growth"]),
            (
                "发展农民合作社50家，家庭农场120家。",
                &["农民合作社 equal 50家 count", "家庭农场 equal 120家 count"],
            ),
            ("培训各类技能人才5000人次。", &["培训各类技能人才 equal 5000人次 count"]),
            (
                "新增学位6000个以上，新建、改扩建学校15所。",
                &["新增学位 at_least 6000个 count", "改扩建学校 equal 15所 count"],
            ),
            ("全社会研发经费支出年均增长10%以上。", &["全社会研发经费支出 at_least 10% growth"]),
            (
                "九年义务教育巩固率稳定在99%以上，高中阶段毛入学率达95%。",
                &["九年义务教育巩固率 at_least 99% share", "高中阶段毛入学率 reach 95% share"],
            ),
            ("新开工装配式建筑占比达到40%。", &["新开工装配式建筑占比 reach 40% share"]),
            (
                "森林覆盖率达到52.3%，完成营造林15万亩。",
                &["森林覆盖率 reach 52.3% share", "营造林 equal 15万亩 level"],
            ),
        ],
        &TargetContext::default(),
    );
}

#[test]
fn what_only_looks_like_a_target_is_left() {
    check(
        &[
            ("去年，全市地区生产总值增长6.2%，高于全省1.1个百分点。", &[]),
            ("2021年实现税收12.5亿元，同比增长8.3%。", &[]),
            ("1-8月，规模以上工业增加值增长7.1%。", &[]),
            ("前三季度完成固定资产投资320亿元。", &[]),
            ("截至6月底，累计完成投资45.6亿元，占年度计划的62%。", &[]),
            ("全市已建成5G基站1200个，新增高新技术企业36家。", &[]),
            ("新增就业3.2万人，超额完成年度目标任务。", &[]),
            ("预计全年实现产值300亿元。", &[]),
            ("对首次入规企业给予最高20万元奖励。", &[]),
            ("按设备投资额的10%给予补助，最高不超过200万元。", &[]),
            ("对固定资产投资超过5000万元的项目优先保障用地。", &[]),
            ("毕业5年内高校毕业生可申请最高30万元担保贷款。", &[]),
            ("招商引资占考核总分30分。", &[]),
            ("加快推进80万吨乙烯项目前期工作。", &[]),
            ("打造千亿级新材料产业集群。", &[]),
            ("实施三大行动，抓好七大工程。", &[]),
            ("开展“五个一百”工程和15项专项行动。", &[]),
            ("成立12个工作专班，出台20条措施。", &[]),
            ("省政府办公厅〔2023〕15号文件要求，2024年6月30日前完成。", &[]),
            ("全县18个乡镇、230个行政村全部参加评比。", &[]),
            ("35家企业参加签约仪式，签约金额88亿元。", &[]),
            ("过去五年，地区生产总值年均增长7.8%，跨上了三千亿台阶。", &[]),
            ("圆满完成省下达的增长7%的目标。", &[]),
            ("聚焦世界500强、中国500强企业开展招商。", &[]),
            ("现有国家级孵化器5家，科技型中小企业800家。", &[]),
            ("深入实施“323”攻坚行动和“4+1”产业体系。", &[]),
            ("推进甲、乙、丙三个片区建设。", &[]),
            ("第一产业比重由12%降到了9%。", &[]),
        ],
        &TargetContext { year: Some(2022), ..TargetContext::default() },
    );
}

/// Runs over a folder of labelled reports when `LUOSHI_REPORTS` and `LUOSHI_PREDICTIONS` name folders;
/// writes one `<stem>.json` a report for the scorer.
#[test]
fn dump_predictions() {
    let (Ok(reports), Ok(out)) = (std::env::var("LUOSHI_REPORTS"), std::env::var("LUOSHI_PREDICTIONS"))
    else {
        return;
    };
    for entry in std::fs::read_dir(reports).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let mut targets = Vec::new();
        let past =
            text.lines().filter(|line| !line.trim().is_empty()).take(1).any(|line| line.contains("总结"));
        let mut heading = String::new();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            if line.chars().count() < 30 && !line.contains('。') {
                heading = line.to_owned();
            }
            let passage = Passage::new(line, &[SourceSpan::new(0, line.len())]);
            let context = TargetContext { past, heading: &heading, ..TargetContext::default() };
            for found in find(&passage, &context) {
                let value = match found.value.amount {
                    crate::model::Amount::Single(one) => serde_json::json!(one),
                    crate::model::Amount::Range(low, high) => serde_json::json!([low, high]),
                };
                targets.push(serde_json::json!({
                    "indicator": found.value.indicator, "comparator": found.value.comparator.name(),
                    "value": value, "unit": found.value.measure, "kind": found.value.kind.name(),
                    "by": found.value.by, "stretch": found.value.stretch, "quote": &passage.text[found.range.clone()],
                    "confidence": found.confidence, "rule": found.rule,
                }));
            }
        }
        let name = path.file_stem().unwrap().to_string_lossy().into_owned() + ".json";
        let json = serde_json::to_string_pretty(&serde_json::json!({ "targets": targets })).unwrap();
        std::fs::write(std::path::Path::new(&out).join(name), json).unwrap();
    }
}
