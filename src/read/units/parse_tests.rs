use super::*;

fn shown(list: &UnitList) -> String {
    let mut out = String::new();
    for (at, unit) in list.items.iter().enumerate() {
        if at > 0 {
            out.push(if unit.joint == Joint::Same { '、' } else { '，' });
        }
        out.push_str(&unit.name);
        out.push_str(match unit.role {
            Role::Lead => "*",
            Role::Support => "+",
            _ => "",
        });
        if unit.group {
            out.push('~');
        }
    }
    if list.open {
        out.push('…');
    }
    out
}

#[test]
fn lists_with_roles() {
    let cases = [
        ("责任单位：县教育局、县财政局", "县教育局、县财政局"),
        ("责任单位:县教育局、县住建局等，相关乡镇", "县教育局、县住建局，相关乡镇~…"),
        (
            "牵头单位：州林草局；配合单位：州水务局、各县（市）人民政府",
            "州林草局*，州水务局+、各县（市）人民政府+~",
        ),
        ("责任单位：市科技局；配合单位：市财政局", "市科技局*，市财政局+"),
        ("牵头单位：市科技局，责任单位：市财政局、市税务局", "市科技局*，市财政局+、市税务局+"),
        ("责任领导：副县长；责任单位：县水利局", "县水利局"),
        ("责任单位：无", ""),
        ("配合单位：/", ""),
        ("责任单位：*市商务局、市海关", "市商务局*、市海关+"),
        (
            "责任单位：市委组织部（人才办）、市委改革办〔市营商环境建设局〕",
            "市委组织部（人才办）、市委改革办〔市营商环境建设局〕",
        ),
        ("责任单位：各镇街〈含开发区，下同〉、县交通局", "各镇街~、县交通局"),
        ("责任单位：区发改局 区城管局", "区发改局、区城管局"),
        ("牵头单位：区发改局 配合单位：区城管局　完成时限：6月底前", "区发改局*，区城管局+"),
        ("责任单位：区卫健局会同区医保局", "区卫健局*，区医保局+"),
    ];
    for (content, expected) in cases {
        assert_eq!(shown(&parse(content, Role::Responsible, true)), expected, "{content}");
    }
}

#[test]
fn phrases_without_a_label() {
    let cases = [
        ("省能源局牵头，省水利厅、省林业局按职责分工负责", "省能源局*，省水利厅+、省林业局+"),
        ("教育部、财政部负责", "教育部、财政部"),
        ("国家能源局牵头，各有关部门按职责分工负责", "国家能源局*，各有关部门+~"),
        ("市商务局、市文旅局等按职责分工负责", "市商务局、市文旅局…"),
        ("区民政局牵头，区残联配合", "区民政局*，区残联+"),
        ("各省级人民政府负责", "各省级人民政府~"),
    ];
    for (content, expected) in cases {
        assert_eq!(shown(&parse(content, Role::Responsible, false)), expected, "{content}");
    }
}

#[test]
fn labels() {
    assert_eq!(label("牵 头 单 位：甲").map(|found| found.0), Some(Label::Units(Role::Lead)));
    assert_eq!(label("协同部门:甲").map(|found| found.0), Some(Label::Units(Role::Support)));
    assert_eq!(label("分管领导：甲").map(|found| found.0), Some(Label::Other));
    assert_eq!(label("单位名称：甲"), None);
    assert_eq!(label("下属单位：甲"), None);
}
