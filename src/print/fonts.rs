//! The fonts of paper, and the one that the screen shares with it.
//!
//! Each style is a chain: the customary typeface where it is installed, then ours, then the other
//! fonts we carry, so that a character is lost only when none of them has it.

use serde::Serialize;
use std::{
    path::{Path, PathBuf},
    sync::OnceLock,
};
use typst::{
    foundations::Bytes,
    text::{Font, FontBook, FontInfo},
    utils::LazyHash,
};
use typst_kit::fonts::{FontStore, system};

const SANS: &[u8] = include_bytes!("../../assets/fonts/NotoSansSC-Regular.subset.ttf");
const SANS_BOLD: &[u8] = include_bytes!("../../assets/fonts/NotoSansSC-Bold.subset.ttf");
const SERIF_BOLD: &[u8] = include_bytes!("../../assets/fonts/NotoSerifSC-Bold.subset.ttf");
const KAI: &[u8] = include_bytes!("../../assets/fonts/LuoshiKai-Regular.ttf");

/// Shipped beside the program, not inside it: its licence asks for that.
const FANG_FILE: &str = "FandolFang-Regular.otf";

/// Families we carry: the end of every chain.
const CARRIED: [&str; 4] = ["Luoshi Kai", "Noto Sans SC", "Noto Serif SC", "FandolFang R"];

const XIAOBIAOSONG: [&str; 5] =
    ["方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05", "Noto Serif SC"];
const SONG: [&str; 5] = ["SimSun", "宋体", "NSimSun", "STSong", "Noto Serif SC"];
const HEI: [&str; 4] = ["SimHei", "黑体", "STHeiti", "Noto Sans SC"];
const KAITI: [&str; 6] = ["KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "STKaiti", "Luoshi Kai"];
const FANGSONG: [&str; 7] =
    ["FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong", "FandolFang R", "FandolFang"];

/// Noto Sans SC, regular: the screen's typeface, complete in its glyphs.
pub fn screen_font() -> &'static [u8] {
    SANS
}

/// Names of families for the template, by style, first choice first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Styles {
    song_title: Vec<String>,
    song: Vec<String>,
    hei: Vec<String>,
    kai: Vec<String>,
    fang: Vec<String>,
}

/// The fonts that a printout may use.
pub struct PrintFonts {
    store: FontStore,
    styles: Styles,
    /// Indices of the fonts that every chain ends in.
    common: Vec<usize>,
}

impl PrintFonts {
    /// The fonts we carry and those of the computer, scanned once per process: call it on a job's
    /// thread, the first scan reads every installed font's head.
    pub fn installed() -> &'static Self {
        static FONTS: OnceLock<PrintFonts> = OnceLock::new();
        FONTS.get_or_init(|| {
            let mut store = carried();
            let wanted: Vec<String> = [&XIAOBIAOSONG[..], &SONG, &HEI, &KAITI, &FANGSONG]
                .concat()
                .iter()
                .map(|f| f.to_lowercase())
                .collect();
            // Only customary typefaces are taken: with hundreds in the book each lookup is slower.
            store.extend(system().filter(|(_, info)| wanted.contains(&info.family.to_lowercase())));
            Self::over(store)
        })
    }

    /// Only the fonts we carry: the same pages on every computer, for tests and comparisons.
    pub fn carried() -> &'static Self {
        static FONTS: OnceLock<PrintFonts> = OnceLock::new();
        FONTS.get_or_init(|| Self::over(carried()))
    }

    fn over(store: FontStore) -> Self {
        let chain = |first: &[&str]| {
            let mut chain: Vec<String> = Vec::new();
            for family in first.iter().chain(&CARRIED) {
                if store.book().contains_family(&family.to_lowercase())
                    && !chain.iter().any(|had| had == family)
                {
                    chain.push((*family).to_owned());
                }
            }
            chain
        };
        let styles = Styles {
            song_title: chain(&XIAOBIAOSONG),
            song: chain(&SONG),
            hei: chain(&HEI),
            kai: chain(&KAITI),
            fang: chain(&FANGSONG),
        };
        let common = CARRIED
            .iter()
            .flat_map(|family| store.book().select_family(&family.to_lowercase()).collect::<Vec<_>>());
        Self { common: common.collect(), styles, store }
    }

    pub(super) fn book(&self) -> &LazyHash<FontBook> {
        self.store.book()
    }

    pub(super) fn font(&self, index: usize) -> Option<Font> {
        self.store.font(index)
    }

    pub(super) fn styles(&self) -> &Styles {
        &self.styles
    }

    /// True when every style can print `c`: all chains end in the same fonts.
    pub fn covers(&self, c: char) -> bool {
        self.common
            .iter()
            .filter_map(|index| self.book().info(*index))
            .any(|info| info.coverage.contains(u32::from(c)))
    }
}

fn carried() -> FontStore {
    let mut store = FontStore::new();
    for bytes in [SANS, SANS_BOLD, SERIF_BOLD, KAI] {
        store.extend(faces(Bytes::new(bytes)));
    }
    if let Some(bytes) = fang_file().and_then(|path| std::fs::read(path).ok()) {
        store.extend(faces(Bytes::new(bytes)));
    }
    store
}

fn faces(bytes: Bytes) -> impl Iterator<Item = (Font, FontInfo)> {
    Font::iter(bytes).map(|font| {
        let info = font.info().clone();
        (font, info)
    })
}

/// Where the 仿宋 font lies: a folder named by `LUOSHI_ASSETS`, beside the program, in a share
/// folder beside its folder, or in the source tree the program was built in. Without it 楷体
/// stands in.
fn fang_file() -> Option<PathBuf> {
    let mut places = Vec::new();
    if let Some(assets) = std::env::var_os("LUOSHI_ASSETS") {
        let assets = PathBuf::from(assets);
        places.extend([assets.join("fonts"), assets]);
    }
    if let Ok(program) = std::env::current_exe() {
        if let Some(folder) = program.parent() {
            places.extend([folder.join("fonts"), folder.join("../share/luoshi/fonts")]);
        }
        places.extend(program.ancestors().skip(1).take(5).map(|folder| folder.join("assets/fonts")));
    }
    places.iter().map(|place: &PathBuf| place.join(FANG_FILE)).find(|file: &PathBuf| Path::is_file(file))
}
