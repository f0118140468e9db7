//! Folders outside projects: one to work in for a moment, and those that hold reports.

use super::{StoreError, places::random};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// Folders in folders that are looked into.
const MAX_DEPTH: usize = 32;
/// Extension of project folders, and the file that every one has.
const PROJECT: (&str, &str) = ("luoshi", "project.ron");

/// A folder of one's own among the system's temporary ones, which others cannot look into. Removed
/// with all in it when dropped.
#[derive(Debug)]
pub struct WorkingFolder(PathBuf);

impl WorkingFolder {
    /// Makes one.
    pub fn new() -> Result<Self, StoreError> {
        let path = std::env::temp_dir().join(format!("luoshi-{:016x}", random()?));
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        {
            use std::os::unix::fs::DirBuilderExt;
            builder.mode(0o700);
        }
        builder.create(&path).map_err(StoreError::at(&path))?;
        Ok(Self(path))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for WorkingFolder {
    fn drop(&mut self) {
        // What a converter left open is removed by the system one day.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The files under a folder, in the order of their names: not what is hidden, not the locks of
/// office programs, not what belongs to projects. Folders that are only linked are not looked into.
pub fn files_under(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let mut files = Vec::new();
    look(folder, MAX_DEPTH, &mut files)?;
    Ok(files)
}

fn look(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> Result<(), StoreError> {
    let wrong = StoreError::at(folder);
    let entries: Result<Vec<fs::DirEntry>, io::Error> = fs::read_dir(folder).and_then(Iterator::collect);
    let mut entries = entries.map_err(wrong)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name();
        let hidden = name.to_string_lossy().starts_with(['.', '~']);
        let path = entry.path();
        let Ok(kind) = entry.file_type() else { continue };
        if hidden {
            continue;
        } else if kind.is_dir() {
            let project = path.extension().is_some_and(|extension| extension == PROJECT.0)
                || path.join(PROJECT.1).is_file();
            if !project && depth > 0 {
                // A folder that may not be looked into hides nothing but itself.
                let _ = look(&path, depth - 1, files);
            }
        } else if path.is_file() {
            files.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_looked_through_in_order() {
        let home = tempfile::tempdir().expect("a folder");
        let dir = home.path();
        for folder in ["乙", "甲.luoshi", "丙", ".git"] {
            fs::create_dir(dir.join(folder)).expect("a folder");
        }
        for file in ["b.txt", "a.docx", ".hidden", "~$a.docx", "乙/c.md", "甲.luoshi/x.txt", "丙/project.ron", ".git/x"] {
            fs::write(dir.join(file), "x").expect("a file");
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink(dir, dir.join("乙/round")).expect("a link");
        let found = files_under(dir).expect("files");
        let names: Vec<String> =
            found.iter().map(|path| path.strip_prefix(dir).expect("inside").display().to_string()).collect();
        assert_eq!(names, ["a.docx", "b.txt", "乙/c.md"]);
        assert!(files_under(&dir.join("none")).is_err());
    }

    #[test]
    fn a_working_folder_goes_with_what_is_in_it() {
        let folder = WorkingFolder::new().expect("a folder");
        let path = folder.path().to_owned();
        fs::write(path.join("x"), "x").expect("a file");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&path).expect("facts").permissions().mode() & 0o777, 0o700);
        }
        drop(folder);
        assert!(!path.exists());
    }
}
