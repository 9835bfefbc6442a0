//! The weights file: named tensors, the large matrices as one byte a number with a scale a row.
//!
//! `training/weights.py` writes it and describes the layout.

use std::collections::BTreeMap;

const MAGIC: &[u8; 8] = b"ORWEIGHT";
const VERSION: u32 = 1;
const TEXT: u32 = 0;
const NUMBERS: u32 = 1;
const BYTES: u32 = 2;

/// Why weights cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WeightsError {
    /// The file does not begin as a weights file does.
    #[error("these are no weights: the file does not begin with ORWEIGHT")]
    NotWeights,
    /// The file is of another version of the format.
    #[error("the weights have format version {found}; this build reads version {VERSION}")]
    WrongVersion {
        /// The version the file gives.
        found: u32,
    },
    /// The file ends before its content does.
    #[error("the weights are cut off at byte {at}")]
    CutOff {
        /// Where the missing part begins.
        at: usize,
    },
    /// A tensor the engine needs is not there, or not of its size.
    #[error("the weights have no tensor {name} of {rows} × {columns}")]
    Missing {
        /// Its name.
        name: String,
        /// Rows expected.
        rows: usize,
        /// Columns expected.
        columns: usize,
    },
    /// A tensor holds something that is not a finite number.
    #[error("tensor {name} of the weights holds a value that is no finite number")]
    NotFinite {
        /// Its name.
        name: String,
    },
    /// A text or name in the file is not UTF-8, or a part is of an unknown kind.
    #[error("the weights are damaged near byte {at}")]
    Damaged {
        /// Where.
        at: usize,
    },
}

/// The parts of a weights file, by name; they borrow from its bytes.
pub(crate) struct Weights<'a> {
    tensors: BTreeMap<&'a str, Tensor<'a>>,
}

struct Tensor<'a> {
    kind: u32,
    rows: usize,
    columns: usize,
    scales: &'a [u8],
    data: &'a [u8],
}

impl<'a> Weights<'a> {
    /// Reads the table of `bytes`; the numbers are only looked at when a tensor is taken.
    pub(crate) fn new(bytes: &'a [u8]) -> Result<Weights<'a>, WeightsError> {
        let mut reader = Reader { bytes, at: 0 };
        if reader.take(MAGIC.len()).ok() != Some(MAGIC.as_slice()) {
            return Err(WeightsError::NotWeights);
        }
        let found = reader.number()?;
        if found != VERSION {
            return Err(WeightsError::WrongVersion { found });
        }
        let mut tensors = BTreeMap::new();
        for _ in 0..reader.number()? {
            let (name, tensor) = reader.tensor()?;
            tensors.insert(name, tensor);
        }
        Ok(Weights { tensors })
    }

    /// The text called `name`.
    pub(crate) fn text(&self, name: &str) -> Result<&'a str, WeightsError> {
        let missing = || missing(name, 1, 0);
        let tensor = self.tensors.get(name).ok_or_else(missing)?;
        if tensor.kind != TEXT {
            return Err(missing());
        }
        std::str::from_utf8(tensor.data).map_err(|_| missing())
    }

    /// The rows of the matrix called `name`, whatever their number.
    pub(crate) fn rows(&self, name: &str) -> usize {
        self.tensors.get(name).map_or(0, |tensor| tensor.rows)
    }

    /// The numbers of one row of the matrix called `name`; none where it has no such row, or is
    /// not stored as bytes.
    pub(crate) fn row(&self, name: &str, row: usize) -> Option<impl Iterator<Item = f32>> {
        let tensor = self.tensors.get(name).filter(|one| one.kind == BYTES)?;
        let scale = floats(tensor.scales).nth(row)?;
        let bytes = tensor.data.chunks_exact(tensor.columns.max(1)).nth(row)?;
        Some(
            bytes
                .iter()
                .map(move |byte| f32::from(byte.cast_signed()) * scale),
        )
    }

    /// The numbers of the `rows` × `columns` matrix called `name`, row by row.
    pub(crate) fn matrix(
        &self,
        name: &str,
        rows: usize,
        columns: usize,
    ) -> Result<Vec<f32>, WeightsError> {
        let tensor = self
            .tensors
            .get(name)
            .filter(|t| t.kind != TEXT && (t.rows, t.columns) == (rows, columns))
            .ok_or_else(|| missing(name, rows, columns))?;
        let numbers = match tensor.kind {
            BYTES => tensor.restored(),
            _ => floats(tensor.data).collect(),
        };
        if numbers.iter().all(|number| number.is_finite()) {
            Ok(numbers)
        } else {
            Err(WeightsError::NotFinite {
                name: name.to_owned(),
            })
        }
    }

    /// The `length` numbers called `name`.
    pub(crate) fn vector(&self, name: &str, length: usize) -> Result<Vec<f32>, WeightsError> {
        self.matrix(name, 1, length)
    }
}

impl Tensor<'_> {
    fn restored(&self) -> Vec<f32> {
        let mut numbers = Vec::with_capacity(self.data.len());
        let rows = self.data.chunks_exact(self.columns.max(1));
        for (row, scale) in rows.zip(floats(self.scales)) {
            numbers.extend(row.iter().map(|byte| f32::from(byte.cast_signed()) * scale));
        }
        numbers
    }
}

fn missing(name: &str, rows: usize, columns: usize) -> WeightsError {
    WeightsError::Missing {
        name: name.to_owned(),
        rows,
        columns,
    }
}

fn floats(bytes: &[u8]) -> impl Iterator<Item = f32> {
    let (words, _) = bytes.as_chunks::<4>();
    words.iter().map(|word| f32::from_le_bytes(*word))
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], WeightsError> {
        let cut_off = WeightsError::CutOff {
            at: self.bytes.len(),
        };
        let end = self.at.checked_add(length).ok_or(cut_off.clone())?;
        let taken = self.bytes.get(self.at..end).ok_or(cut_off)?;
        self.at = end;
        Ok(taken)
    }

    fn number(&mut self) -> Result<u32, WeightsError> {
        let bytes = self.take(4)?;
        Ok(bytes
            .iter()
            .rev()
            .fold(0, |sum, byte| (sum << 8) | u32::from(*byte)))
    }

    fn tensor(&mut self) -> Result<(&'a str, Tensor<'a>), WeightsError> {
        let damaged = WeightsError::Damaged { at: self.at };
        let length = self.number()? as usize;
        let name = std::str::from_utf8(self.take(length)?).map_err(|_| damaged.clone())?;
        let kind = self.number()?;
        let rows = self.number()? as usize;
        let columns = self.number()? as usize;
        let size = rows.checked_mul(columns).ok_or(damaged.clone())?;
        let bytes_of = |numbers: usize| numbers.checked_mul(4).ok_or(damaged.clone());
        let (scales, data) = match kind {
            TEXT => (0, size),
            NUMBERS => (0, bytes_of(size)?),
            BYTES => (bytes_of(rows)?, size),
            _ => return Err(damaged),
        };
        let tensor = Tensor {
            kind,
            rows,
            columns,
            scales: self.take(scales)?,
            data: self.take(data)?,
        };
        Ok((name, tensor))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(name: &str, kind: u32, rows: u32, columns: u32, data: &[u8]) -> Vec<u8> {
        let mut bytes = (name.len() as u32).to_le_bytes().to_vec();
        bytes.extend(name.as_bytes());
        for number in [kind, rows, columns] {
            bytes.extend(number.to_le_bytes());
        }
        bytes.extend(data);
        bytes
    }

    fn file(parts: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend((parts.len() as u32).to_le_bytes());
        bytes.extend(parts.concat());
        bytes
    }

    #[test]
    fn bytes_are_scaled_row_by_row() {
        let data = [&0.5f32.to_le_bytes()[..], &2f32.to_le_bytes(), &[2, 0xFF]].concat();
        let file = file(&[part("m", BYTES, 2, 1, &data)]);
        let weights = Weights::new(&file).unwrap();
        assert_eq!(weights.matrix("m", 2, 1).unwrap(), [1.0, -2.0]);
        assert!(matches!(
            weights.matrix("m", 1, 2),
            Err(WeightsError::Missing { .. })
        ));
    }

    #[test]
    fn damage_is_named() {
        let good = file(&[part("v", NUMBERS, 1, 1, &f32::NAN.to_le_bytes())]);
        let cut = Weights::new(&good[..good.len() - 1]).err();
        assert_eq!(cut, Some(WeightsError::CutOff { at: good.len() - 1 }));
        assert!(matches!(
            Weights::new(&good).unwrap().vector("v", 1),
            Err(WeightsError::NotFinite { .. })
        ));
        let mut newer = good.clone();
        newer[8] = 9;
        assert_eq!(
            Weights::new(&newer).err(),
            Some(WeightsError::WrongVersion { found: 9 })
        );
        assert_eq!(Weights::new(b"PNG").err(), Some(WeightsError::NotWeights));
    }
}
