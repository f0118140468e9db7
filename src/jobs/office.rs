//! Old Word and WPS texts, made docx by an installed LibreOffice.
//!
//! LibreOffice works in a process of its own, with a profile made for this one file: it meets no
//! open documents, runs no macros, follows no links, and leaves nothing behind. It has a minute.
//! What it makes is decoded as any other docx from outside.

use crate::{
    model::{CancelToken, Reporter},
    read::{Decode, Decoded, MAX_FILE_BYTES, ReadError, formats},
    store::{self, StoreError, WorkingFolder},
};
use std::{
    env,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// How long a conversion may take.
const LIMIT: Duration = Duration::from_secs(60);
/// How soon a cancel is heard.
const LISTEN: Duration = Duration::from_millis(20);
/// Where it is installed when no path leads to it.
const USUAL: [&str; 6] = [
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:\\Program Files\\LibreOffice\\program\\soffice.exe",
];
/// Settings of the profile: no macros, nothing fetched from elsewhere.
const SETTINGS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
<oor:items xmlns:oor=\"http://openoffice.org/2001/registry\">\
<item oor:path=\"/org.openoffice.Office.Common/Security/Scripting\"><prop oor:name=\"DisableMacrosExecution\" oor:op=\"fuse\"><value>true</value></prop></item>\
<item oor:path=\"/org.openoffice.Office.Common/Security/Scripting\"><prop oor:name=\"MacroSecurityLevel\" oor:op=\"fuse\"><value>3</value></prop></item>\
<item oor:path=\"/org.openoffice.Office.Common/Security/Scripting\"><prop oor:name=\"BlockUntrustedRefererLinks\" oor:op=\"fuse\"><value>true</value></prop></item>\
<item oor:path=\"/org.openoffice.Office.Common/Security/Scripting\"><prop oor:name=\"DisableActiveContent\" oor:op=\"fuse\"><value>true</value></prop></item>\
<item oor:path=\"/org.openoffice.Office.Writer/Content/Update\"><prop oor:name=\"Link\" oor:op=\"fuse\"><value>0</value></prop></item>\
</oor:items>\n";

/// Decodes old texts by way of LibreOffice, and all others as `inner` does.
#[derive(Debug)]
pub struct OfficeDecoder<D> {
    inner: D,
    office: Option<PathBuf>,
    limit: Duration,
}

impl<D> OfficeDecoder<D> {
    /// With the LibreOffice that is installed, if one is.
    pub fn new(inner: D) -> Self {
        Self::with_office(inner, installed())
    }

    /// With that program, or with none.
    pub fn with_office(inner: D, office: Option<PathBuf>) -> Self {
        Self { inner, office, limit: LIMIT }
    }

    /// The same, with another time limit.
    #[must_use]
    pub fn within(self, limit: Duration) -> Self {
        Self { limit, ..self }
    }
}

impl<D: Decode> Decode for OfficeDecoder<D> {
    fn decode(
        &self,
        bytes: &[u8],
        file_name: &str,
        reporter: &dyn Reporter,
        cancel: &CancelToken,
    ) -> Result<Decoded, ReadError> {
        let size = bytes.len() as u64;
        if size > MAX_FILE_BYTES {
            return Err(ReadError::TooLarge { bytes: size, limit: MAX_FILE_BYTES });
        }
        let Some(extension) = formats::convertible(bytes, file_name) else {
            return self.inner.decode(bytes, file_name, reporter, cancel);
        };
        let office = self.office.as_deref().ok_or(ReadError::LegacyOffice)?;
        reporter.progress("convert", 0, 0);
        let docx = convert(office, bytes, extension, self.limit, cancel)?;
        self.inner.decode(&docx, "converted.docx", reporter, cancel)
    }
}

/// The LibreOffice of this machine.
pub fn installed() -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let names = if cfg!(windows) { ["soffice.exe", "libreoffice.exe"] } else { ["soffice", "libreoffice"] };
    let on_path = env::split_paths(&path).flat_map(|dir| names.map(|name| dir.join(name)));
    on_path.chain(USUAL.map(PathBuf::from)).find(|file| file.is_file())
}

fn convert(
    office: &Path,
    bytes: &[u8],
    extension: &'static str,
    limit: Duration,
    cancel: &CancelToken,
) -> Result<Vec<u8>, ReadError> {
    cancel.check()?;
    let folder = WorkingFolder::new().map_err(|error| not_started(&error))?;
    let source = folder.path().join(format!("source.{extension}"));
    let user = folder.path().join("profile").join("user");
    let made = folder.path().join("made");
    store::make_folder(&user)
        .and_then(|()| store::make_folder(&made))
        .and_then(|()| store::write_result(&user.join("registrymodifications.xcu"), SETTINGS.as_bytes()))
        .and_then(|()| store::write_result(&source, bytes))
        .map_err(|error| not_started(&error))?;
    let mut office = Office::start(office, folder.path(), &made, &source)?;
    office.wait(limit, cancel)?;
    let nothing = || ReadError::Malformed {
        format: extension,
        what: "LibreOffice made no docx of it".to_owned(),
    };
    match store::read_report(&made.join("source.docx"), MAX_FILE_BYTES) {
        Ok(Ok(docx)) if !docx.is_empty() => Ok(docx),
        Ok(Err(large)) => Err(ReadError::TooLarge { bytes: large.bytes, limit: large.limit }),
        Ok(Ok(_)) | Err(_) => Err(nothing()),
    }
}

fn not_started(error: &StoreError) -> ReadError {
    ReadError::ReaderNotStarted { why: error.to_string() }
}

/// A running LibreOffice: killed, with the processes it started, when dropped.
struct Office(Child);

impl Office {
    fn start(office: &Path, folder: &Path, made: &Path, source: &Path) -> Result<Self, ReadError> {
        let mut command = Command::new(office);
        command
            .arg(format!("-env:UserInstallation={}", url(&folder.join("profile"))))
            .args(["--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard"])
            .args(["--convert-to", "docx:MS Word 2007 XML", "--outdir"])
            .arg(made)
            .arg(source)
            .current_dir(folder)
            // No window system, no settings of the desktop.
            .env("SAL_USE_VCLPLUGIN", "svp")
            .env("TMPDIR", folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        #[cfg(unix)]
        {
            use std::os::unix::process::CommandExt;
            command.process_group(0);
        }
        // One that was installed and cannot be started is as good as none.
        command.spawn().map(Self).map_err(|_| ReadError::LegacyOffice)
    }

    fn wait(&mut self, limit: Duration, cancel: &CancelToken) -> Result<(), ReadError> {
        let begun = Instant::now();
        loop {
            match self.0.try_wait() {
                // How it ended does not tell whether it made anything.
                Ok(Some(_)) => return Ok(()),
                Ok(None) => {}
                Err(error) => return Err(ReadError::ReaderDied { how: error.to_string() }),
            }
            cancel.check()?;
            if begun.elapsed() >= limit {
                return Err(ReadError::TooSlow { seconds: limit.as_secs() });
            }
            thread::sleep(LISTEN);
        }
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        if matches!(self.0.try_wait(), Ok(Some(_))) {
            return;
        }
        // The program itself is a child of what was started here.
        let id = self.0.id();
        let mut kill = if cfg!(windows) {
            let mut kill = Command::new("taskkill");
            kill.args(["/T", "/F", "/PID", &id.to_string()]);
            kill
        } else {
            let mut kill = Command::new("kill");
            kill.args(["-KILL", "--", &format!("-{id}")]);
            kill
        };
        let _ = kill.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The path as a file URL: what is not plain is escaped.
fn url(path: &Path) -> String {
    let mut url = String::from(if cfg!(windows) { "file:///" } else { "file://" });
    for byte in path.to_string_lossy().replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.:~".contains(&byte) {
            url.push(char::from(byte));
        } else {
            url.push_str(&format!("%{byte:02X}"));
        }
    }
    url
}

#[cfg(test)]
mod tests;
