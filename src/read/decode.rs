//! Who turns the bytes of a file into text.

use super::{Decoded, ReadError, formats};
use crate::model::{CancelToken, Reporter};

/// Turns the bytes of a file into text and blocks. Recognition follows in this process whoever does
/// it.
pub trait Decode: Sync {
    /// Decodes a file; `file_name` is only for its extension.
    fn decode(
        &self,
        bytes: &[u8],
        file_name: &str,
        reporter: &dyn Reporter,
        cancel: &CancelToken,
    ) -> Result<Decoded, ReadError>;
}

/// Decodes in this process: for what the program brings along itself, and inside the process that
/// decodes for another. A file from outside goes through the `jobs` floor.
#[derive(Clone, Copy, Debug, Default)]
pub struct InProcess;

impl Decode for InProcess {
    fn decode(
        &self,
        bytes: &[u8],
        file_name: &str,
        reporter: &dyn Reporter,
        cancel: &CancelToken,
    ) -> Result<Decoded, ReadError> {
        formats::decode(bytes, file_name, reporter, cancel)
    }
}
