use super::ReadError;
use crate::model::{CancelToken, Reporter};
use crate::read::Decoded;
pub(super) fn decode(_b: &[u8], _r: &dyn Reporter, _c: &CancelToken) -> Result<Decoded, ReadError> { Err(ReadError::Empty) }
