//! Numbers as bytes: counts and gaps as LEB128, the rest little-endian; and their checksum.

use super::ModelError;
use crate::entity::gazetteer::fingerprint;

/// FNV-1a over words of eight bytes: half a megabyte is read in a tenth of a millisecond.
pub(super) fn checksum(bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    words
        .iter()
        .map(|word| u64::from_le_bytes(*word))
        .chain(rest.iter().map(|&byte| u64::from(byte)))
        .fold(fingerprint(0, "model"), |hash, word| {
            let hash = (hash ^ word).wrapping_mul(0x0000_0100_0000_01b3);
            hash ^ hash >> 29
        })
}

pub(super) fn write_count(out: &mut Vec<u8>, mut count: usize) {
    while count > 127 {
        // Seven bits and the mark that more follow.
        #[allow(clippy::cast_possible_truncation)]
        out.push(count as u8 | 128);
        count >>= 7;
    }
    // Below 128.
    #[allow(clippy::cast_possible_truncation)]
    out.push(count as u8);
}

pub(super) struct Input<'a> {
    pub(super) rest: &'a [u8],
}

impl<'a> Input<'a> {
    pub(super) fn bytes(&mut self, count: usize) -> Result<&'a [u8], ModelError> {
        let (bytes, rest) = self
            .rest
            .split_at_checked(count)
            .ok_or(ModelError::Damaged)?;
        self.rest = rest;
        Ok(bytes)
    }

    pub(super) fn byte(&mut self) -> Result<u8, ModelError> {
        let (&byte, rest) = self.rest.split_first().ok_or(ModelError::Damaged)?;
        self.rest = rest;
        Ok(byte)
    }

    pub(super) fn float(&mut self) -> Result<f32, ModelError> {
        let (bytes, rest) = self.rest.split_first_chunk().ok_or(ModelError::Damaged)?;
        self.rest = rest;
        let float = f32::from_le_bytes(*bytes);
        if float.is_finite() {
            Ok(float)
        } else {
            Err(ModelError::Damaged)
        }
    }

    pub(super) fn count(&mut self) -> Result<usize, ModelError> {
        let mut count = 0usize;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            count |= usize::from(byte & 127) << shift;
            if byte < 128 {
                return Ok(count);
            }
        }
        Err(ModelError::Damaged)
    }

    pub(super) fn next_hash(&mut self, before: u32) -> Result<u32, ModelError> {
        let gap = u32::try_from(self.count()?).map_err(|_| ModelError::Damaged)?;
        before.checked_add(gap).ok_or(ModelError::Damaged)
    }
}
