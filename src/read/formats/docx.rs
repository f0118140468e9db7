//! Word documents.
use super::ReadError;
use crate::{model::CancelToken, read::Decoded};
pub(super) fn decode(_bytes: &[u8], _cancel: &CancelToken) -> Result<Decoded, ReadError> {
    Err(ReadError::NotYetSupported { format: "docx" })
}
