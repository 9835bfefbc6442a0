//! A row for each finding in Apache Parquet: `--format parquet`.

mod column;
mod row;

use std::io;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_array::builder::{ArrayBuilder, make_builder};
use arrow_schema::{Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;

use super::finding::findings;
use super::{Export, Kept, Out};

/// Rows that are put into columns at once.
const BATCH: usize = 1024;
/// What a group of rows may hold before it is written, in rows and in bytes.
const GROUP: usize = 16 << 10;
const GROUP_BYTES: usize = 16 << 20;

/// `--format parquet`: one table of findings.
pub(crate) struct Parquet {
    writer: ArrowWriter<Out>,
    schema: SchemaRef,
    columns: Vec<Box<dyn ArrayBuilder>>,
    rows: usize,
}

impl Parquet {
    pub(crate) fn new(out: Out) -> io::Result<Parquet> {
        let fields = row::COLUMNS.iter().map(|(name, kind)| kind.field(name));
        let fields: Vec<_> = fields.collect();
        let columns = fields.iter();
        let columns = columns.map(|field| make_builder(field.data_type(), BATCH));
        let columns = columns.collect();
        let schema = Arc::new(Schema::new(fields));
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_max_row_group_row_count(Some(GROUP))
            .build();
        let writer = ArrowWriter::try_new(out, Arc::clone(&schema), Some(properties));
        Ok(Parquet {
            writer: writer.map_err(failed)?,
            schema,
            columns,
            rows: 0,
        })
    }

    /// Hands the rows on; ends their group where it holds enough.
    fn batch(&mut self) -> io::Result<()> {
        let columns = self.columns.iter_mut().map(ArrayBuilder::finish).collect();
        self.rows = 0;
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), columns);
        let batch = batch.map_err(io::Error::other)?;
        self.writer.write(&batch).map_err(failed)?;
        if self.writer.in_progress_size() > GROUP_BYTES {
            self.writer.flush().map_err(failed)?;
        }
        Ok(())
    }
}

impl Export for Parquet {
    fn article(&mut self, kept: &Kept<'_>) -> io::Result<()> {
        let article = row::Article::new(kept);
        for finding in findings(kept) {
            let values = article.row(&finding);
            for (column, value) in self.columns.iter_mut().zip(values) {
                value.put(column)?;
            }
            self.rows += 1;
            if self.rows == BATCH {
                self.batch()?;
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        if self.rows > 0 {
            self.batch()?;
        }
        let mut out = self.writer.into_inner().map_err(failed)?;
        io::Write::flush(&mut out)
    }
}

fn failed(error: ParquetError) -> io::Error {
    io::Error::other(error)
}
