//! What a person chose and where they left off, kept in the user's own folder of settings.
//!
//! `preferences.ron` is about the program; `projects/<name>.ron` about one project on this computer,
//! in a file of its own so that two open windows do not write over one another. Nothing of it lies
//! in a project: a colleague's columns are no business of others. A file that cannot be read is set
//! aside under another name and told; the usual settings are in force then.

use crate::{
    outline::search::SavedView,
    store::{self, OsStorage, Places, StoreError},
    words::{Language, Trouble},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// File of the preferences.
const FILE: &str = "preferences.ron";
/// Folder with a file for each project.
const PROJECTS: &str = "projects";
/// Recent projects kept.
const RECENT: usize = 12;
/// Folded rows kept of a project: beyond that the file would be slow to read, and nobody folds so
/// many by hand.
const FOLDED: usize = 20_000;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Look {
    /// Dark ink on light paper.
    #[default]
    Light,
    /// Light ink on dark paper.
    Dark,
    /// As the system does.
    System,
}

/// What the program begins with when nothing else was asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum AtStart {
    /// The project that was open last.
    #[default]
    LastProject,
    /// The welcome screen.
    Welcome,
}

/// Size of all words and spaces, in per cent of the usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextScale(u16);

impl TextScale {
    /// Smallest and largest.
    pub const RANGE: std::ops::RangeInclusive<u16> = 80..=200;
    /// The sizes that the verbs step through.
    pub const STEPS: [u16; 9] = [80, 90, 100, 110, 125, 140, 160, 180, 200];

    /// So many per cent, brought into the range.
    pub fn of(percent: u16) -> Self {
        Self(percent.clamp(*Self::RANGE.start(), *Self::RANGE.end()))
    }

    /// In per cent.
    pub fn percent(self) -> u16 {
        self.0.clamp(*Self::RANGE.start(), *Self::RANGE.end())
    }

    /// As a factor, 1 for the usual.
    pub fn factor(self) -> f32 {
        f32::from(self.percent()) / 100.0
    }

    /// The next larger step.
    #[must_use]
    pub fn larger(self) -> Self {
        Self::of(Self::STEPS.into_iter().find(|step| *step > self.percent()).unwrap_or(self.percent()))
    }

    /// The next smaller step.
    #[must_use]
    pub fn smaller(self) -> Self {
        Self::of(Self::STEPS.into_iter().rev().find(|step| *step < self.percent()).unwrap_or(self.percent()))
    }
}

impl Default for TextScale {
    fn default() -> Self {
        Self(100)
    }
}

/// Where the window stood and how large it was, in the screen's own points.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct WindowPlace {
    /// Width and height inside its frame.
    pub size: (f32, f32),
    /// Left and top of its frame; `None` where the system does not tell.
    pub corner: Option<(f32, f32)>,
    /// It filled the screen.
    pub maximised: bool,
}

impl Default for WindowPlace {
    fn default() -> Self {
        Self { size: (1280.0, 800.0), corner: None, maximised: false }
    }
}

/// The panes beside the report.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PaneWidths {
    /// The outline.
    pub outline: f32,
    /// The side panel.
    pub side: f32,
    /// The side panel is shown.
    pub side_shown: bool,
}

impl Default for PaneWidths {
    fn default() -> Self {
        Self { outline: 300.0, side: 340.0, side_shown: true }
    }
}

/// A column of the task table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TableColumn {
    /// Its stable name.
    pub name: String,
    /// Its width.
    pub width: f32,
}

/// What a person chose about the program.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// The window's language.
    pub language: Language,
    /// Light or dark.
    pub look: Look,
    /// Size of words.
    pub text_scale: TextScale,
    /// The notice about state secrets was read.
    pub notice_seen: bool,
    /// Where the window stands.
    pub window: WindowPlace,
    /// The panes.
    pub panes: PaneWidths,
    /// Columns of the task table from left to right; empty for the usual ones.
    pub columns: Vec<TableColumn>,
    /// Projects and places in them are remembered.
    pub remember_projects: bool,
    /// What the program begins with.
    pub at_start: AtStart,
    /// Projects opened lately, the latest first.
    pub recent: Vec<PathBuf>,
    /// The unit that comments are made for.
    pub author_unit: String,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            language: Language::default(),
            look: Look::default(),
            text_scale: TextScale::default(),
            notice_seen: false,
            window: WindowPlace::default(),
            panes: PaneWidths::default(),
            columns: Vec::new(),
            remember_projects: true,
            at_start: AtStart::default(),
            recent: Vec::new(),
            author_unit: String::new(),
        }
    }
}

/// Where a person left off in one project.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProjectPlace {
    /// The project's folder, for a person who reads the file.
    pub project: PathBuf,
    /// The report shown.
    pub document: Option<String>,
    /// The section or task shown.
    pub node: Option<String>,
    /// The tab shown, by its stable name.
    pub tab: String,
    /// What is folded in the outline.
    pub folded: Vec<String>,
    /// Searches kept under names.
    pub views: Vec<SavedView>,
}

impl Preferences {
    /// What was kept, and what a person should know if it could not be read.
    pub fn load(places: &Places) -> (Self, Option<Trouble>) {
        load(places, FILE)
    }

    /// Keeps them.
    pub fn keep(&self, places: &Places) -> Result<(), StoreError> {
        places.keep_settings(&OsStorage, FILE, &written(self))
    }

    /// As chosen here since `base`; where nothing was chosen here, as another window left it.
    #[must_use]
    pub fn beside(self, base: &Self, there: Self) -> Self {
        fn either<T: PartialEq>(here: T, base: &T, there: T) -> T {
            if here == *base { there } else { here }
        }
        let mut recent = self.recent.clone();
        if !self.remember_projects {
            recent.clear();
        } else if self.recent == base.recent {
            recent = there.recent;
        } else if !self.recent.is_empty() {
            let gone = |dir: &PathBuf| self.recent.contains(dir) || base.recent.contains(dir);
            recent.extend(there.recent.into_iter().filter(|dir| !gone(dir)));
            recent.truncate(RECENT);
        }
        Self {
            language: either(self.language, &base.language, there.language),
            look: either(self.look, &base.look, there.look),
            text_scale: either(self.text_scale, &base.text_scale, there.text_scale),
            notice_seen: either(self.notice_seen, &base.notice_seen, there.notice_seen),
            window: either(self.window, &base.window, there.window),
            panes: either(self.panes, &base.panes, there.panes),
            columns: either(self.columns, &base.columns, there.columns),
            remember_projects: either(
                self.remember_projects,
                &base.remember_projects,
                there.remember_projects,
            ),
            at_start: either(self.at_start, &base.at_start, there.at_start),
            recent,
            author_unit: either(self.author_unit, &base.author_unit, there.author_unit),
        }
    }

    /// Puts a project first among the recent ones.
    pub fn opened(&mut self, dir: &Path) {
        if self.remember_projects {
            self.recent.retain(|known| known != dir);
            self.recent.insert(0, dir.to_owned());
            self.recent.truncate(RECENT);
        }
    }
}

impl ProjectPlace {
    /// Where one left off in the project at `dir`.
    pub fn load(places: &Places, dir: &Path) -> (Self, Option<Trouble>) {
        let file = file_of(dir);
        match load(places, &file) {
            // Kept before projects were told apart by their ids.
            (place, None) if place == Self::default() => load(places, &file_of_path(dir)),
            loaded => loaded,
        }
    }

    /// What stays of it when the place is to be forgotten.
    #[must_use]
    pub fn without_place(self) -> Self {
        Self { project: self.project, views: self.views, ..Self::default() }
    }

    /// Keeps it.
    pub fn keep(&self, places: &Places) -> Result<(), StoreError> {
        let mut kept = self.clone();
        kept.folded.truncate(FOLDED);
        places.keep_settings(&OsStorage, &file_of(&self.project), &written(&kept))
    }
}

/// Forgets where one left off, in all projects. Searches that were given names are somebody's work:
/// they stay.
pub fn forget_places(places: &Places) -> Result<(), StoreError> {
    for name in places.settings_in(&OsStorage, PROJECTS) {
        let file = format!("{PROJECTS}/{name}");
        let (left, _) = load::<ProjectPlace>(places, &file);
        if left.views.is_empty() {
            places.forget_settings(&OsStorage, &file)?;
        } else {
            places.keep_settings(&OsStorage, &file, &written(&left.without_place()))?;
        }
    }
    Ok(())
}

/// The file is called by the project's id: a folder that was moved or renamed is the same project.
fn file_of(dir: &Path) -> String {
    match store::summary(&OsStorage, dir) {
        Ok(summary) if !summary.id.is_empty() && summary.id.chars().all(|c| c.is_ascii_alphanumeric()) => {
            format!("{PROJECTS}/id-{}.ron", summary.id)
        }
        _ => file_of_path(dir),
    }
}

/// A folder's name may hold anything, so the file is called by its sum; however one came there, it is
/// the same folder.
fn file_of_path(dir: &Path) -> String {
    let dir = std::path::absolute(dir).unwrap_or_else(|_| dir.to_owned());
    let sum = Sha256::digest(dir.to_string_lossy().as_bytes());
    let name = sum.iter().take(8).fold(0_u64, |name, byte| name << 8 | u64::from(*byte));
    format!("{PROJECTS}/{name:016x}.ron")
}

fn load<T: Default + DeserializeOwned>(places: &Places, name: &str) -> (T, Option<Trouble>) {
    let bytes = match places.settings(&OsStorage, name) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return (T::default(), None),
        Err(error) => return (T::default(), Some(Trouble { bad: false, ..Trouble::from(&error) })),
    };
    let parsed = String::from_utf8(bytes).map_err(|error| error.to_string());
    let parsed = parsed.and_then(|text| ron::from_str(&text).map_err(|error| error.to_string()));
    match parsed {
        Ok(kept) => (kept, None),
        Err(why) => {
            // Where it cannot be renamed either, it is written over at the next change; told all the same.
            let aside = places.set_settings_aside(&OsStorage, name);
            let place = aside.unwrap_or_else(|_| places.config.join(name)).display().to_string();
            (T::default(), Some(Trouble { bad: false, ..Trouble::new("preferences_broken", place, why) }))
        }
    }
}

fn written<T: Serialize>(kept: &T) -> Vec<u8> {
    let pretty = ron::ser::PrettyConfig::default().escape_strings(false).new_line("\n".to_owned());
    // Plain data with string keys always has a text.
    let mut text = ron::ser::to_string_pretty(kept, pretty).unwrap_or_default();
    text.push('\n');
    text.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places() -> (tempfile::TempDir, Places) {
        let home = tempfile::tempdir().unwrap();
        let places = Places::under(home.path());
        (home, places)
    }

    #[test]
    fn what_was_chosen_comes_back() {
        let (_home, places) = places();
        assert_eq!(Preferences::load(&places), (Preferences::default(), None));
        let mut chosen = Preferences {
            language: Language::English,
            look: Look::Dark,
            text_scale: TextScale::of(140),
            author_unit: "市政府办“综合科”\n".into(),
            ..Preferences::default()
        };
        chosen.opened(Path::new("/项目/甲.luoshi"));
        chosen.opened(Path::new("/项目/乙.luoshi"));
        chosen.opened(Path::new("/项目/甲.luoshi"));
        chosen.keep(&places).unwrap();
        assert_eq!(Preferences::load(&places), (chosen.clone(), None));
        assert_eq!(chosen.recent, [PathBuf::from("/项目/甲.luoshi"), PathBuf::from("/项目/乙.luoshi")]);
    }

    #[test]
    fn two_windows_do_not_take_one_anothers_choices_back() {
        let base = Preferences { recent: vec!["/a".into()], ..Preferences::default() };
        let (mut one, mut two) = (base.clone(), base.clone());
        one.look = Look::Dark;
        one.opened(Path::new("/b"));
        two.author_unit = "市财政局".into();
        two.opened(Path::new("/c"));
        let both = two.beside(&base, one);
        assert_eq!((both.look, both.author_unit.as_str()), (Look::Dark, "市财政局"));
        assert_eq!(both.recent, [PathBuf::from("/c"), "/a".into(), "/b".into()]);
        let forgotten = Preferences { recent: Vec::new(), ..base.clone() };
        assert!(forgotten.beside(&base, both).recent.is_empty());
    }

    #[test]
    fn a_broken_file_is_told_and_kept_aside() {
        let (_home, places) = places();
        places.keep_settings(&OsStorage, FILE, "(language: 法语".as_bytes()).unwrap();
        let (usual, told) = Preferences::load(&places);
        assert_eq!(usual, Preferences::default());
        let told = told.unwrap();
        assert_eq!(told.code, "preferences_broken");
        assert_eq!(std::fs::read(&told.place).unwrap(), "(language: 法语".as_bytes());
        assert_eq!(Preferences::load(&places).1, None, "once");
        places.keep_settings(&OsStorage, FILE, b"(look:").unwrap();
        let second = Preferences::load(&places).1.unwrap();
        assert_ne!(second.place, told.place);
        assert_eq!(std::fs::read(&told.place).unwrap(), "(language: 法语".as_bytes(), "the first stays");
        assert_eq!(std::fs::read(&second.place).unwrap(), b"(look:");
    }

    #[test]
    fn a_file_of_another_version_gives_what_is_known() {
        let (_home, places) = places();
        places.keep_settings(&OsStorage, FILE, b"(look:Dark,colour_of_the_moon:\"blue\")").unwrap();
        let (kept, told) = Preferences::load(&places);
        assert_eq!((kept.look, kept.remember_projects, told), (Look::Dark, true, None));
    }

    #[test]
    fn places_in_projects_are_kept_apart_and_forgotten_together() {
        let (_home, places) = places();
        let at = |dir: &str| ProjectPlace { project: dir.into(), tab: "print".into(), ..Default::default() };
        at("/a").keep(&places).unwrap();
        at("/b").keep(&places).unwrap();
        assert_eq!(ProjectPlace::load(&places, Path::new("/a")).0, at("/a"));
        forget_places(&places).unwrap();
        assert_eq!(ProjectPlace::load(&places, Path::new("/b")).0, ProjectPlace::default());
    }

    #[test]
    fn a_project_opened_by_a_path_from_here_is_the_same_project() {
        let (_home, places) = places();
        let near = ProjectPlace { project: "甲.luoshi".into(), tab: "print".into(), ..Default::default() };
        near.keep(&places).unwrap();
        let far = std::env::current_dir().unwrap().join("甲.luoshi");
        assert_eq!(ProjectPlace::load(&places, &far).0, near);
    }

    #[test]
    fn a_project_that_was_moved_keeps_its_searches() {
        let (home, places) = places();
        let (here, there) = (home.path().join("甲.luoshi"), home.path().join("乙.luoshi"));
        store::create(&OsStorage, &here, "甲").unwrap();
        let views = vec![SavedView { name: "未分派的".into(), ..SavedView::default() }];
        let place = ProjectPlace { project: here.clone(), views: views.clone(), ..ProjectPlace::default() };
        place.keep(&places).unwrap();
        std::fs::rename(&here, &there).unwrap();
        assert_eq!(ProjectPlace::load(&places, &there).0.views, views);
        // Another project in its old place has none of them.
        store::create(&OsStorage, &here, "丙").unwrap();
        assert_eq!(ProjectPlace::load(&places, &here).0, ProjectPlace::default());
    }

    #[test]
    fn searches_with_names_stay_when_places_are_forgotten() {
        let (_home, places) = places();
        let views = vec![SavedView { name: "未分派的".into(), ..SavedView::default() }];
        let place = ProjectPlace {
            project: "/a".into(),
            tab: "print".into(),
            views: views.clone(),
            ..ProjectPlace::default()
        };
        place.keep(&places).unwrap();
        assert_eq!(ProjectPlace::load(&places, Path::new("/a")).0, place);
        forget_places(&places).unwrap();
        let left = ProjectPlace { project: "/a".into(), views, ..ProjectPlace::default() };
        assert_eq!(ProjectPlace::load(&places, Path::new("/a")).0, left);
    }

    #[test]
    fn the_scale_steps_from_80_to_200() {
        let mut scale = TextScale::of(3);
        let mut steps = 1;
        while scale.larger() != scale {
            scale = scale.larger();
            steps += 1;
        }
        assert_eq!((scale.percent(), steps), (200, TextScale::STEPS.len()));
        assert_eq!(TextScale::of(115).smaller().percent(), 110);
    }
}
