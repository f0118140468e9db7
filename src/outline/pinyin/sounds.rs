//! How characters sound: one small number for all characters that are read alike.

use ::pinyin::ToPinyinMulti;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// All characters with the same readings share one; 0 has none.
pub(super) type Sound = u16;

/// A character that is neither read nor typed: a stop, a bracket.
pub(super) const SILENT: Sound = 0;

/// The letters a reading may begin with, and the digits.
const TYPED: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";

/// Characters that have a place of their own in the table.
const COMMON: std::ops::RangeInclusive<u32> = 0x4E00..=0x9FFF;

/// The table of sounds.
pub(super) struct Sounds {
    /// Readings in plain letters; those of one letter or digit are that character itself.
    readings: Vec<Vec<Box<str>>>,
    /// Which of the letters and digits the readings begin with.
    initials: Vec<u64>,
    common: Vec<Sound>,
    syllables: FxHashSet<Box<str>>,
    /// All that syllables begin with, down to a letter.
    beginnings: FxHashSet<Box<str>>,
}

static SOUNDS: LazyLock<Sounds> = LazyLock::new(Sounds::new);

/// The table, made at its first use.
pub(super) fn sounds() -> &'static Sounds {
    &SOUNDS
}

impl Sounds {
    fn new() -> Self {
        let mut table = Self {
            readings: vec![Vec::new()],
            initials: vec![0],
            common: Vec::with_capacity(0x5200),
            syllables: FxHashSet::default(),
            beginnings: FxHashSet::default(),
        };
        let mut known: FxHashMap<Vec<Box<str>>, Sound> = FxHashMap::default();
        for letter in TYPED {
            let reading = vec![String::from(char::from(*letter)).into_boxed_str()];
            table.enter(reading, &mut known);
        }
        for code in COMMON {
            let sound = match char::from_u32(code).map(readings).filter(|readings| !readings.is_empty()) {
                Some(readings) => table.enter(readings, &mut known),
                None => SILENT,
            };
            table.common.push(sound);
        }
        // The first ones are letters and digits that stand for themselves.
        table.syllables = table.readings.iter().skip(1 + TYPED.len()).flatten().cloned().collect();
        let syllables = table.syllables.iter();
        // Readings are plain letters: every byte is a character.
        table.beginnings =
            syllables.flat_map(|all| (1..=all.len()).filter_map(|to| all.get(..to))).map(Box::from).collect();
        table
    }

    fn enter(&mut self, readings: Vec<Box<str>>, known: &mut FxHashMap<Vec<Box<str>>, Sound>) -> Sound {
        if let Some(sound) = known.get(&readings) {
            return *sound;
        }
        // About two thousand: far from the end of the number.
        let sound = Sound::try_from(self.readings.len()).unwrap_or(SILENT);
        let initials =
            readings.iter().filter_map(|reading| initial(reading)).fold(0, |all, one| all | 1 << one);
        known.insert(readings.clone(), sound);
        self.readings.push(readings);
        self.initials.push(initials);
        sound
    }

    /// How a folded character sounds.
    pub(super) fn of(&self, c: char) -> Sound {
        if let Some(at) = u32::from(c).checked_sub(*COMMON.start())
            && let Some(sound) = self.common.get(at as usize)
        {
            return *sound;
        }
        match c {
            'a'..='z' => 1 + (c as u16 - 'a' as u16),
            '0'..='9' => 27 + (c as u16 - '0' as u16),
            _ => SILENT,
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.readings.len()
    }

    /// The readings of a sound.
    pub(super) fn readings(&self, sound: usize) -> &[Box<str>] {
        self.readings.get(sound).map_or(&[], Vec::as_slice)
    }

    /// Which letters and digits its readings begin with, a bit each.
    pub(super) fn initials(&self, sound: Sound) -> u64 {
        self.initials.get(usize::from(sound)).copied().unwrap_or(0)
    }

    /// True for letters that a reading begins with.
    pub(super) fn begins_syllable(&self, letters: &str) -> bool {
        self.beginnings.contains(letters)
    }

    /// True for letters that are one whole reading.
    pub(super) fn is_syllable(&self, letters: &str) -> bool {
        self.syllables.contains(letters)
    }
}

/// The bit of the letter or digit that a word begins with.
pub(super) fn initial(word: &str) -> Option<usize> {
    let first = word.bytes().next()?;
    TYPED.iter().position(|letter| *letter == first)
}

/// Characters of names, places and plans that people read in more than one way. Of all others only
/// the usual reading counts: dictionaries also have 市 as fu and 支 as qi, which nobody types.
const SEVERAL: &str = "\
    行重长调乐都会率校朝传藏参差弹系解教量省石属说宿相种中曾盛尉单查区任万厦蚌堡埔六莘番台铅燕华纪大卡浚泌汤圩\
    峒洞渑歙红车阿柏薄伯降觉角供强塔提拓兴应载着只转作绿朴盖葛郝缪覃仇解召折哈宁和合还划化假间将结尽劲禁卷\
    看壳落累勒量露陆绿论率模没蒙磨难宁泞弄疟炮泡屏迫铺瀑曝期奇纤荨切亲曲雀撒塞散色扇上少舍身什识拾似数术\
    刷遂踏苔帖通同吐屯驮为委尾咽压研要邑饮佣与予雨语员约粤晕扎炸粘占涨丈爪殖著幢琢子综钻佐处创畜当倒得的地\
    度发分夫服冠观馆更贾好号横哄晃几济夹见渐奔便泊卜不裁场称乘澄冲臭";

/// The readings of a character in plain letters; ü may be typed as v or as u.
fn readings(c: char) -> Vec<Box<str>> {
    let mut readings: Vec<Box<str>> = Vec::new();
    let many = if SEVERAL.contains(c) { usize::MAX } else { 1 };
    for reading in c.to_pinyin_multi().into_iter().flatten().take(many) {
        let plain = reading.plain();
        if plain.contains('ü') {
            readings.extend([plain.replace('ü', "v").into(), plain.replace('ü', "u").into()]);
        } else {
            readings.push(plain.into());
        }
    }
    readings.retain(|reading| !reading.is_empty() && reading.bytes().all(|byte| byte.is_ascii_lowercase()));
    readings.sort();
    readings.dedup();
    readings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_are_plain_letters_and_all_of_them() {
        assert_eq!(
            readings('行').iter().filter(|reading| ["xing", "hang"].contains(&&***reading)).count(),
            2
        );
        assert!(readings('绿').contains(&"lv".into()) && readings('绿').contains(&"lu".into()));
        assert!(sounds().len() < 4000, "{}", sounds().len());
        assert_eq!(sounds().of('、'), SILENT);
        assert_eq!(sounds().readings(usize::from(sounds().of('g')))[0].as_ref(), "g");
        assert_eq!(sounds().readings(usize::from(sounds().of('9')))[0].as_ref(), "9");
    }
}
