//! The words of comparison themselves, for printing a changed value in the words of its author.

use super::words;
use crate::{model::Comparator, read::quantity};

/// What stands before and behind the first number that `words` compare so: 突破 before it, 以上
/// behind it. Both are empty where no word says so.
pub fn comparison(words: &str, wanted: Comparator) -> (&str, &str) {
    for quantity in quantity::scan(words) {
        let (head, rest) = (&words[..quantity.range.start], &words[quantity.range.end..]);
        let before = words::before(head).filter(|(comparator, _)| *comparator == wanted);
        let after = words::after(rest).filter(|(comparator, _)| *comparator == wanted);
        if before.is_some() || after.is_some() {
            let before = before.map_or("", |(_, at)| head[at..].trim());
            return (before, after.map_or("", |(_, end)| rest[..end].trim()));
        }
    }
    ("", "")
}

#[cfg(test)]
mod tests {
    use super::comparison;
    use crate::model::Comparator::{AtLeast, AtMost, Exceed, Reach};

    #[test]
    fn the_words_beside_the_number_are_found() {
        for (words, comparator, found) in [
            ("地区生产总值突破1200亿元", Exceed, ("突破", "")),
            ("产值超过80亿元", Exceed, ("超过", "")),
            ("达标率不低于95%", AtLeast, ("不低于", "")),
            ("新增规上企业20家以上", AtLeast, ("", "以上")),
            ("失业率控制在5%以内", AtMost, ("控制在", "以内")),
            ("城镇化率提高到65%", Reach, ("提高到", "")),
            ("城镇化率提高到65%", Exceed, ("", "")),
            ("推动发展", Exceed, ("", "")),
        ] {
            assert_eq!(comparison(words, comparator), found, "{words}");
        }
    }
}
