//! Speaking from the table in one language, with the places of a message filled.

use super::Message;
use std::fmt::{Display, Write as _};

/// Which language the window speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Language {
    /// Chinese, the default.
    #[default]
    Chinese,
    /// English.
    English,
}

/// The table in one language: what panes are given to speak with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Messages {
    language: Language,
}

impl Messages {
    /// The table in `language`.
    pub fn new(language: Language) -> Self {
        Self { language }
    }

    /// The language spoken.
    pub fn language(self) -> Language {
        self.language
    }

    /// A message without places.
    pub fn text(self, message: Message) -> &'static str {
        let (chinese, english) = message.words();
        match self.language {
            Language::Chinese => chinese,
            Language::English => english,
        }
    }

    /// A message with its places filled, `{0}` by the first argument; `{0|one|many}` by the word
    /// that goes with its number.
    pub fn with(self, message: Message, arguments: &[&dyn Display]) -> String {
        let mut rest = self.text(message);
        let mut filled = String::with_capacity(rest.len() + 16);
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let Some((place, tail)) = after.split_once('}') else {
                rest = after;
                break;
            };
            let (place, forms) = place.split_once('|').map_or((place, None), |(at, forms)| (at, Some(forms)));
            if let Some(argument) = place.parse().ok().and_then(|place: usize| arguments.get(place)) {
                // Writing to a string does not fail.
                let _ = match forms.and_then(|forms| forms.split_once('|')) {
                    Some((one, many)) => {
                        let one_only = is_one(argument);
                        filled.write_str(if one_only { one } else { many })
                    }
                    None => write!(filled, "{argument}"),
                };
            }
            rest = tail;
        }
        filled.push_str(rest);
        filled
    }
}

/// True for the number one, without making words of it first.
fn is_one(argument: &dyn Display) -> bool {
    /// Compares what is written with "1" as it comes.
    struct One(usize, bool);
    impl std::fmt::Write for One {
        fn write_str(&mut self, words: &str) -> std::fmt::Result {
            self.0 += words.len();
            self.1 &= words.bytes().all(|byte| byte == b'1');
            Ok(())
        }
    }
    let mut one = One(0, true);
    let _ = write!(one, "{argument}");
    one.0 == 1 && one.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_in_any_order_and_words_without_places_stay() {
        let chinese = Messages::default();
        assert_eq!(chinese.with(Message::StatusCounts, &[&18, &4]), "18节 · 4项任务");
        assert_eq!(chinese.text(Message::Undo), "撤销");
        assert_eq!(Messages::new(Language::English).with(Message::CountUnits, &[&3]), "units 3");
    }

    #[test]
    fn english_words_go_by_their_number() {
        let english = Messages::new(Language::English);
        assert_eq!(english.with(Message::StatusCounts, &[&1, &11]), "1 section · 11 tasks");
        assert_eq!(english.with(Message::StatusCounts, &[&0, &1]), "0 sections · 1 task");
    }

    #[test]
    fn both_languages_have_the_same_places() {
        for message in Message::ALL {
            let (chinese, english) = message.words();
            for place in ["{0}", "{1}", "{2}"] {
                assert_eq!(chinese.contains(place), english.contains(place), "{message:?} {place}");
            }
        }
    }
}
