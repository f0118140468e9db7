//! Title, document number, issuer and date.

use super::formal::{self, LABELS, at_label, document_number, has_title_ending, is_wrapper};
use super::wording::{first_date, folded};
use super::{BlockKind, Front, Lines, Mark, Marks, chrome, numeral};
use crate::model::SourceSpan;

/// How many lines from the top are looked at.
const TOP: usize = 80;
/// More lines than this that look like titles are a list.
const MANY: usize = 8;
/// A title is not longer than this many characters.
const LONGEST: usize = 70;

/// A line, or two joined, that may be the title.
struct Candidate {
    first: usize,
    last: usize,
    bare: String,
    marked: bool,
}

pub(super) fn find(lines: Lines<'_>, marks: &mut Marks) -> Front {
    let mut front = metadata(lines, marks);
    if let Some(title) = title(lines, marks) {
        settle_above(lines, marks, title.first, Mark::Boilerplate);
        for index in title.first..=title.last {
            if marks.get(index) != Mark::Noise {
                marks.set(index, Mark::Title);
            }
        }
        if let (Some(first), Some(last)) = (lines.blocks.get(title.first), lines.blocks.get(title.last)) {
            front.title = SourceSpan { start: first.span.start, end: last.span.end };
        }
    } else {
        if let Some(title) = named_by_lead(lines, marks) {
            front.title = title;
        }
        let body = head(lines, marks);
        settle_above(lines, marks, body, Mark::Body);
    }
    front
}

/// The title; everything above it is then settled as not being the report.
fn title(lines: Lines<'_>, marks: &mut Marks) -> Option<Candidate> {
    let head = head(lines, marks);
    let candidates = candidates(lines, marks, head);
    let wrapper = candidates.iter().find(|candidate| is_wrapper(&candidate.bare));
    if let Some(own) = wrapper.and_then(|wrapper| own_title(lines, marks, wrapper)) {
        return Some(own);
    }
    let mut candidates = candidates;
    // The last one with a title's ending stands right before the body; a page repeats it above.
    // Among many short lines the first one heads a list of the others.
    let endings = |own: bool| {
        move |candidate: &Candidate| {
            has_title_ending(&candidate.bare) && !(own && is_wrapper(&candidate.bare))
        }
    };
    let best = if candidates.len() <= MANY && head < lines.len() {
        candidates.iter().rposition(endings(true)).or_else(|| candidates.iter().rposition(endings(false)))
    } else {
        candidates.iter().position(endings(true)).or_else(|| candidates.iter().position(endings(false)))
    };
    let marked: Vec<usize> = (0..candidates.len()).filter(|&at| candidates[at].marked).collect();
    // The one line that the page marks as its first heading, where it ends as titles do.
    let only = match marked.as_slice() {
        [one] if has_title_ending(&candidates[*one].bare) => Some(*one),
        _ => None,
    };
    let best = only
        .or(best)
        .or_else(|| candidates.iter().position(|candidate| candidate.marked))
        .or_else(|| candidates.iter().position(|candidate| head > 0 && may_be_bare_title(&candidate.bare)))?;
    let best = candidates.swap_remove(best);
    // The same words above, on the page's own heading line.
    for candidate in &candidates {
        if candidate.bare == best.bare {
            for index in candidate.first..=candidate.last {
                marks.set(index, Mark::Title);
            }
        }
    }
    Some(best)
}

/// What a line gains by standing above the title on a page that has chrome there.
const ABOVE: f32 = 0.3;
/// What it gains where chrome stands right above and right below it: nothing of the document's head
/// stands between two menus.
const BETWEEN: f32 = 0.3;

/// What is left above the title: parts of the page where it has chrome there, else words of
/// the document's head, which get the mark `rest`. Neither is the report.
fn settle_above(lines: Lines<'_>, marks: &mut Marks, title: usize, rest: Mark) {
    let noise: Vec<usize> = (0..title).filter(|&index| marks.get(index) == Mark::Noise).collect();
    for index in 0..title {
        let words = lines.words(index);
        // The name of the body that keeps the page, right between two of its menus.
        let beside = |other: Option<usize>| other.is_none_or(|other| marks.get(other) == Mark::Noise);
        if marks.get(index) == Mark::Boilerplate
            && noise.len() >= 2
            && !words.contains(|c: char| c.is_ascii_digit())
            && formal::is_signature(&folded(words))
            && beside(index.checked_sub(1))
            && beside(Some(index + 1))
        {
            marks.set(index, Mark::Noise);
            continue;
        }
        if marks.get(index) != Mark::Body {
            continue;
        }
        let bare = folded(words);
        // The second line of a notice's title is short too.
        let ends = has_title_ending(&bare);
        let entry = !ends && words.chars().count() <= 8
            || lines.kind(index) == BlockKind::ListItem
            || words.contains("网站")
            || words.contains("门户");
        // Other parts of the document's head may stand between, as many as a table of them.
        let before = index == 0 || noise.iter().any(|other| *other < index);
        let after = noise.iter().any(|other| *other > index);
        let between = before && after && !ends && noise.len() >= 2;
        let place = ABOVE + if between { BETWEEN } else { 0.0 };
        // A slogan between two menus may be a whole phrase.
        let weight = chrome::weight(words, &bare);
        let weight = if between && bare.chars().count() <= 30 { weight.max(-0.1) } else { weight };
        let page = !noise.is_empty() && (entry || weight + place >= chrome::SURE);
        marks.set(index, if page { Mark::Noise } else { rest });
    }
}

/// A fragment without a title that begins `全年工作的预期目标是：…` is called by those words; the line
/// stays body.
fn named_by_lead(lines: Lines<'_>, marks: &Marks) -> Option<SourceSpan> {
    let index = (0..lines.len().min(TOP)).find(|&index| marks.get(index) == Mark::Body)?;
    let words = lines.words(index);
    // 某县工作要点 2022年是…: title and body in one line.
    if let Some(at) = words.find([' ', '　'])
        && (6..=40).contains(&words[..at].chars().count())
        && words[at..].chars().nth(80).is_some()
        && !numeral::opens_item(words)
        && has_title_ending(&folded(&words[..at]))
    {
        let start = lines.blocks.get(index)?.span.start as usize;
        return Some(SourceSpan::new(start, start + at));
    }
    let lead = &words[..words.find(['：', ':', '。'])?];
    let name = lead.strip_suffix('是').or_else(|| lead.strip_suffix("如下")).unwrap_or(lead);
    let start = lines.blocks.get(index)?.span.start as usize;
    let length = name.chars().count();
    ((6..=30).contains(&length)
        && !name.contains(['，', ','])
        && !numeral::opens_item(name)
        && has_title_ending(&folded(name)))
    .then(|| SourceSpan::new(start, start + name.len()))
}

/// A title without a title's ending: not the name of a site.
fn may_be_bare_title(bare: &str) -> bool {
    bare.chars().count() >= 6 && !super::wording::has_any(bare, &["网站", "门户", "政府网", "欢迎"])
}

/// The first line of the body: a title stands before it.
fn head(lines: Lines<'_>, marks: &Marks) -> usize {
    (0..lines.len().min(TOP))
        .find(|&index| {
            marks.get(index) == Mark::Body && !may_be_title(lines, index) && !is_entry(lines, marks, index)
        })
        .unwrap_or(lines.len().min(TOP))
}

/// An item of a list without a stop, or a word or two below chrome: a menu, or links beside a report.
fn is_entry(lines: Lines<'_>, marks: &Marks, index: usize) -> bool {
    let words = lines.words(index);
    let length = words.chars().count();
    let page = || (0..index).any(|above| marks.get(above) == Mark::Noise);
    let item = lines.kind(index) == BlockKind::ListItem && (length <= 12 || length <= 40 && page());
    (item || length <= 6 && page() && !numeral::opens_item(words))
        && !words.contains(['。', '，', '；', '：'])
}

fn may_be_title(lines: Lines<'_>, index: usize) -> bool {
    let words = lines.words(index);
    let first_heading = lines.kind(index) == BlockKind::Heading(1);
    let other_heading =
        matches!(lines.kind(index), BlockKind::Heading(2 | 3)) && has_title_ending(&folded(words));
    (first_heading || other_heading || matches!(lines.kind(index), BlockKind::Line | BlockKind::Paragraph))
        && words.len() <= LONGEST * 4
        && (3..=LONGEST).contains(&words.chars().count())
        && !words.ends_with(['。', '：', ':', '；', ';', '，', ',', '、', '？'])
        && !words.contains('。')
        && !numeral::opens_item(words)
        && !is_prose(words)
}

/// The first line of a preamble that was broken at a width: 为…，…，制定本行动.
fn is_prose(words: &str) -> bool {
    let clauses = words.matches(['，', ',']).count();
    clauses >= 2
        || clauses == 1
            && [
                "为",
                "根据",
                "按照",
                "现将",
                "近年",
                "今年",
                "去年",
                "当前",
                "各",
                "在",
                "一年来",
                "五年来",
                "过去",
            ]
            .iter()
            .any(|word| words.starts_with(word))
}

fn candidates(lines: Lines<'_>, marks: &Marks, head: usize) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for index in 0..head {
        if marks.get(index) != Mark::Body || !may_be_title(lines, index) {
            continue;
        }
        let bare = folded(lines.words(index));
        let marked = lines.kind(index) == BlockKind::Heading(1);
        // A title split over two lines: only the second half ends as a title does.
        if let Some(before) = found.last_mut()
            && before.last + 1 == index
            && !has_title_ending(&before.bare)
            && has_title_ending(&bare)
            && before.bare.chars().count() <= 36
            && bare.chars().count() <= 30
            && before.marked == marked
            && !super::wording::has_any(&before.bare, &["网", "首页"])
            && !entry_of_a_menu(lines, marks, before)
        {
            before.last = index;
            before.bare.push_str(&bare);
            continue;
        }
        found.push(Candidate { first: index, last: index, bare, marked });
    }
    found
}

/// A few words of a page right below its chrome: no first half of a title.
fn entry_of_a_menu(lines: Lines<'_>, marks: &Marks, line: &Candidate) -> bool {
    let below = line.first.checked_sub(1).is_some_and(|above| marks.get(above) == Mark::Noise);
    // 某某县 / 2025年工作要点: the place or body may stand on a line of its own.
    let names = line.bare.starts_with("关于")
        || line.bare.ends_with([
            '县', '市', '区', '省', '州', '旗', '镇', '乡', '局', '委', '办', '厅', '府', '室', '会', '院',
            '部',
        ]);
    below
        && (chrome::weight(lines.words(line.first), &line.bare) >= 0.2
            || line.bare.chars().count() <= 6 && !names)
}

/// The carried document's own title: a line, or two, whose words the notice's title names.
fn own_title(lines: Lines<'_>, marks: &Marks, wrapper: &Candidate) -> Option<Candidate> {
    let named: String = quoteless(&wrapper.bare);
    let mut best = None;
    for first in wrapper.last + 1..lines.len().min(wrapper.last + TOP) {
        if matches!(marks.get(first), Mark::Noise | Mark::Boilerplate) || !may_be_title(lines, first) {
            continue;
        }
        for last in [first, first + 1] {
            if last > first && (last >= lines.len() || !may_be_title(lines, last)) {
                continue;
            }
            let bare: String = (first..=last).map(|index| folded(lines.words(index))).collect();
            let words = quoteless(&bare);
            let named_whole = words.chars().count() >= 6 && named.contains(&words);
            if named_whole && !is_wrapper(&bare) && has_title_ending(&bare) && !bare.ends_with("的通知") {
                best = Some(Candidate { first, last, bare, marked: false });
                break;
            }
        }
        if best.is_some() {
            break;
        }
    }
    best
}

fn quoteless(bare: &str) -> String {
    bare.chars().filter(|c| !matches!(c, '《' | '》' | '"' | '“' | '”' | '〈' | '〉')).collect()
}

fn metadata(lines: Lines<'_>, marks: &Marks) -> Front {
    let mut front = Front::default();
    let edge = |index: &usize| *index < TOP || *index + TOP > lines.len();
    let mut dates: [Option<String>; 3] = [None, None, None];
    for index in
        (0..lines.len()).take(TOP).chain(lines.len().saturating_sub(TOP).max(TOP)..lines.len()).filter(edge)
    {
        let mark = marks.get(index);
        let words = lines.words(index);
        if !matches!(mark, Mark::Boilerplate | Mark::Noise) || words.len() > 2000 {
            continue;
        }
        let mut bare = folded(words);
        if matches!(lines.kind(index), BlockKind::Cell { .. }) && formal::is_label(&bare) {
            // In a table the value stands in the next cell.
            let label = bare.trim_matches([':', '[', ']']);
            bare = format!("{label}:{}", folded(lines.words(index + 1)));
        }
        if mark == Mark::Boilerplate {
            if front.document_number.is_empty() {
                front.document_number = document_number(&bare).unwrap_or_default();
            }
            if front.issuer.is_empty() {
                front.issuer = ["发布机构", "发文机关", "发文单位", "制发机关"]
                    .iter()
                    .find_map(|label| value(&bare, label))
                    .unwrap_or_default();
            }
            let written = ["发文日期", "成文日期", "生成日期"].iter().find_map(|label| value(&bare, label));
            dates[0] = dates[0].take().or_else(|| written.and_then(|value| first_date(&value)));
            if formal::is_formal(&bare) && bare.chars().count() <= 20 {
                dates[1] = dates[1].take().or_else(|| first_date(&bare));
            }
        }
        let published = ["发布日期", "发布时间", "印发日期"].iter().find_map(|label| value(&bare, label));
        dates[2] = dates[2].take().or_else(|| published.and_then(|value| first_date(&value)));
    }
    front.date = dates.into_iter().flatten().next().unwrap_or_default();
    if front.issuer.is_empty() {
        front.issuer = imprint(lines, marks).unwrap_or_default();
    }
    front
}

/// What stands after `label:` up to the next label.
fn value(bare: &str, label: &str) -> Option<String> {
    let rest = &bare[at_label(bare, label)?..];
    let end = LABELS
        .iter()
        .chain(&["发布时间", "来源", "印发日期"])
        .filter_map(|next| {
            let after = at_label(rest, next)?;
            rest[..after].rfind(next)
        })
        .min()
        .unwrap_or(rest.len());
    let value = rest[..end].trim_matches(['[', ']', '|', ',', ' ']);
    (!value.is_empty() && value != "无").then(|| value.to_owned())
}

/// The office named in the last line of an issued document: `某市人民政府办公室 2022年1月19日印发`.
fn imprint(lines: Lines<'_>, marks: &Marks) -> Option<String> {
    (lines.len().saturating_sub(30)..lines.len())
        .filter(|&index| marks.get(index) == Mark::Boilerplate)
        .map(|index| folded(lines.words(index)))
        .find(|bare| bare.ends_with("印发"))
        .and_then(|bare| {
            let end = bare.find(|c: char| c.is_ascii_digit() || c == '二')?;
            (end > 0).then(|| bare[..end].to_owned())
        })
}
