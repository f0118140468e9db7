//! Another folder for an open project that can no longer be saved where it was.

use crate::{
    model::CancelToken,
    store::{self, OsStorage, Storage as _, StoreError, remove_folder},
};
use std::path::{Path, PathBuf};

/// Whether the project with the id `project` stands in a folder.
pub fn stands_in(dir: &Path, project: &str) -> bool {
    store::summary(&OsStorage, dir).is_ok_and(|there| there.id == project)
}

/// Whether two paths lead to one folder, links resolved. A copy of a project is another folder.
pub fn is_same_folder(one: &Path, other: &Path) -> bool {
    let real = |dir| OsStorage.canonical(dir).ok();
    real(one).is_some_and(|one| real(other).as_ref() == Some(&one))
}

/// Where the project of `from`, whose id is `project`, goes on when a person chose the folder
/// `chosen`: there, if it was moved there; in it, if it was moved into it; else in a copy made in it.
pub fn elsewhere(
    from: &Path,
    project: &str,
    chosen: &Path,
    cancel: &CancelToken,
) -> Result<PathBuf, StoreError> {
    let is_it = |dir: &Path| store::summary(&OsStorage, dir).map(|there| there.id == project);
    match is_it(chosen) {
        Ok(true) => return Ok(chosen.to_owned()),
        Ok(false) => return Err(StoreError::OtherProject(chosen.to_owned())),
        Err(StoreError::NotAProject(_)) => {}
        Err(error) => return Err(error),
    }
    let inside = chosen.join(from.file_name().unwrap_or_default());
    match is_it(&inside) {
        Ok(true) => return Ok(inside),
        Ok(false) => return Err(StoreError::OtherProject(inside)),
        Err(StoreError::NotFound(_)) => {}
        Err(StoreError::NotAProject(_)) => return Err(StoreError::Exists(inside)),
        Err(error) => return Err(error),
    }
    store::copy(&OsStorage, from, &inside, cancel).inspect_err(|error| {
        if !matches!(error, StoreError::Exists(_)) {
            // Unfinished, and the program's own; the error is what is to be told.
            let _ = remove_folder(&inside);
        }
    })?;
    Ok(inside)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_project_is_found_where_it_was_moved_or_copied() {
        let room = tempfile::tempdir().unwrap();
        let at = |name: &str| room.path().join(name);
        let (from, other) = (at("甲.luoshi"), at("乙.luoshi"));
        store::create(&OsStorage, &from, "甲").unwrap();
        store::create(&OsStorage, &other, "乙").unwrap();
        fs::write(from.join("sources/a.txt"), "一").unwrap();
        let id = store::summary(&OsStorage, &from).unwrap().id;
        let go = |chosen: &Path| elsewhere(&from, &id, chosen, &CancelToken::new());
        assert_eq!(go(&other).unwrap_err().code(), "other_project");
        assert_eq!(go(&at("没有")).unwrap_err().code(), "not_found");
        fs::create_dir(at("盘")).unwrap();
        let copy = go(&at("盘")).unwrap();
        assert_eq!(copy, at("盘").join("甲.luoshi"));
        assert_eq!(fs::read_to_string(copy.join("sources/a.txt")).unwrap(), "一");
        assert_eq!(store::summary(&OsStorage, &copy).unwrap().id, id);
        fs::rename(&from, at("丙.luoshi")).unwrap();
        assert_eq!(go(&at("丙.luoshi")).unwrap(), at("丙.luoshi"));
        assert_eq!(go(&at("盘")).unwrap(), copy);
        fs::create_dir(at("空")).unwrap();
        assert_eq!(go(&at("空")).unwrap_err().code(), "project_gone");
        assert!(!at("空").join("甲.luoshi").exists());
    }
}
