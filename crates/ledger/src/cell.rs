//! One value of one row, and the bytes it is hashed as.

use rusqlite::ToSql;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef};

/// One value of one row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    Null,
    Int(i64),
    Real(f64),
    Text(String),
    Blob(Vec<u8>),
}

/// The values of one row, in the order of its table's columns.
pub(crate) type Row = Vec<Cell>;

/// The bytes of `row`: no two rows share them. Seals of every version rest on this; it is frozen.
pub(crate) fn bytes(row: &[Cell]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for cell in row {
        match cell {
            Cell::Null => bytes.push(0),
            Cell::Int(int) => {
                bytes.push(1);
                bytes.extend(int.to_le_bytes());
            }
            Cell::Real(real) => {
                bytes.push(2);
                bytes.extend((real + 0.0).to_bits().to_le_bytes()); // −0 is stored as 0
            }
            Cell::Text(text) => measured(&mut bytes, 3, text.as_bytes()),
            Cell::Blob(blob) => measured(&mut bytes, 4, blob),
        }
    }
    bytes
}

fn measured(bytes: &mut Vec<u8>, kind: u8, content: &[u8]) {
    bytes.push(kind);
    bytes.extend((content.len() as u64).to_le_bytes());
    bytes.extend(content);
}

impl From<u32> for Cell {
    fn from(int: u32) -> Cell {
        Cell::Int(int.into())
    }
}

impl From<bool> for Cell {
    fn from(flag: bool) -> Cell {
        Cell::Int(flag.into())
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell::Text(text)
    }
}

impl From<[u8; 32]> for Cell {
    fn from(hash: [u8; 32]) -> Cell {
        Cell::Blob(hash.to_vec())
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Cell {
        value.map_or(Cell::Null, Into::into)
    }
}

impl ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Cell::Null => ValueRef::Null,
            Cell::Int(int) => ValueRef::Integer(*int),
            Cell::Real(real) => ValueRef::Real(*real),
            Cell::Text(text) => ValueRef::Text(text.as_bytes()),
            Cell::Blob(blob) => ValueRef::Blob(blob),
        }))
    }
}

impl FromSql for Cell {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Cell> {
        Ok(match value {
            ValueRef::Null => Cell::Null,
            ValueRef::Integer(int) => Cell::Int(int),
            ValueRef::Real(real) => Cell::Real(real),
            ValueRef::Text(text) => Cell::Text(
                std::str::from_utf8(text)
                    .map_err(|error| FromSqlError::Other(Box::new(error)))?
                    .to_owned(),
            ),
            ValueRef::Blob(blob) => Cell::Blob(blob.to_vec()),
        })
    }
}
