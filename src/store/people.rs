//! Names of people: one small file per device that can be erased; records carry only ids.

use super::{
    Storage, StoreError,
    format::{parse, quote},
    notice::{Finding, Severity},
    places::Identity,
    project::{DEVICES, PEOPLE, people_files},
};
use crate::model::{PersonId, Plan};
use std::path::{Path, PathBuf};

#[derive(serde::Deserialize)]
struct DiskPeople {
    people: Vec<DiskPerson>,
}

#[derive(serde::Deserialize)]
struct DiskPerson {
    id: String,
    name: String,
}

/// Tells `plan` the names that the project's devices know.
pub(super) fn load(
    storage: &dyn Storage,
    dir: &Path,
    plan: &mut Plan,
    findings: &mut Vec<Finding>,
) -> Result<(), StoreError> {
    for path in people_files(storage, dir)? {
        match read(storage, &path) {
            Ok(people) => people.into_iter().for_each(|(id, name)| plan.name_person(id, name)),
            Err(detail) => {
                let file = path.strip_prefix(dir).unwrap_or(&path);
                findings.push(Finding::new(Severity::Damage, "people_damaged", file, detail));
            }
        }
    }
    Ok(())
}

/// The people named in one file.
pub(super) fn read(storage: &dyn Storage, path: &Path) -> Result<Vec<(PersonId, String)>, String> {
    let bytes = storage.read(path).map_err(|error| error.to_string())?;
    let text = String::from_utf8(bytes).map_err(|error| error.to_string())?;
    let disk: DiskPeople = parse(&text).map_err(|error| error.to_string())?;
    disk.people
        .into_iter()
        .map(|person| Ok((person.id.parse().map_err(|_| format!("unknown id {}", person.id))?, person.name)))
        .collect()
}

/// The file to write so that the project knows this person's name, if it does not yet.
pub(super) fn pending(storage: &dyn Storage, dir: &Path, identity: &Identity) -> Option<(PathBuf, Vec<u8>)> {
    let name = identity.name.as_ref()?;
    let file = Path::new(DEVICES).join(identity.device.to_string()).join(PEOPLE);
    let mut people = read(storage, &dir.join(&file)).unwrap_or_default();
    if people.iter().any(|(id, known)| *id == identity.person && known == name) {
        return None;
    }
    people.retain(|(id, _)| *id != identity.person);
    people.push((identity.person, name.clone()));
    let mut text = "(people:[".to_owned();
    for (id, name) in people {
        text.extend(["(id:\"", &id.to_string(), "\",name:"]);
        quote(&mut text, &name);
        text.push_str("),");
    }
    text.push_str("])\n");
    Some((file, text.into_bytes()))
}
