//! The types of columns, and how a value gets into one.

use std::io;
use std::sync::Arc;

use arrow_array::builder::{
    ArrayBuilder, BooleanBuilder, Date32Builder, Float64Builder, Int32Builder, ListBuilder,
    StringBuilder, StructBuilder, TimestampMicrosecondBuilder,
};
use arrow_schema::{DataType, Field, Fields, TimeUnit};
use jiff::Timestamp;
use jiff::civil::{Date, date};

/// What a column holds. All but lists may be null; a list may be empty.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    Text,
    /// 32 bits, with a sign.
    Integer,
    /// 64 bits.
    Real,
    Flag,
    /// Days since 1970-01-01.
    Day,
    /// Microseconds since then, UTC.
    Moment,
    /// A list of structures of these members.
    List(&'static [(&'static str, Kind)]),
}

impl Kind {
    /// A column `name` of this kind.
    pub(super) fn field(self, name: &str) -> Field {
        let is_nullable = !matches!(self, Kind::List(_));
        Field::new(name, self.data_type(), is_nullable)
    }

    fn data_type(self) -> DataType {
        match self {
            Kind::Text => DataType::Utf8,
            Kind::Integer => DataType::Int32,
            Kind::Real => DataType::Float64,
            Kind::Flag => DataType::Boolean,
            Kind::Day => DataType::Date32,
            Kind::Moment => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
            Kind::List(members) => {
                let members = members.iter().map(|(name, kind)| kind.field(name));
                let item = DataType::Struct(members.collect::<Fields>());
                DataType::List(Arc::new(Field::new("item", item, false)))
            }
        }
    }
}

/// What a cell holds.
#[derive(Debug)]
pub(super) enum Value {
    Text(Option<String>),
    Integer(Option<i32>),
    Real(Option<f64>),
    Flag(Option<bool>),
    Day(Option<Date>),
    Moment(Timestamp),
    List(Vec<Vec<Value>>),
}

impl Value {
    pub(super) fn text(words: Option<impl Into<String>>) -> Value {
        Value::Text(words.map(Into::into))
    }

    /// A count or place; texts are shorter than what 31 bits count.
    pub(super) fn integer(number: Option<usize>) -> Value {
        Value::Integer(number.and_then(|number| i32::try_from(number).ok()))
    }

    /// Puts the value into `column`.
    pub(super) fn put(self, column: &mut dyn ArrayBuilder) -> io::Result<()> {
        match self {
            Value::Text(words) => of::<StringBuilder>(column)?.append_option(words),
            Value::Integer(number) => of::<Int32Builder>(column)?.append_option(number),
            Value::Real(number) => of::<Float64Builder>(column)?.append_option(number),
            Value::Flag(is_so) => of::<BooleanBuilder>(column)?.append_option(is_so),
            Value::Day(day) => of::<Date32Builder>(column)?.append_option(day.map(days)),
            Value::Moment(moment) => {
                let microseconds = moment.as_microsecond();
                of::<TimestampMicrosecondBuilder>(column)?.append_value(microseconds);
            }
            Value::List(items) => {
                let list = of::<ListBuilder<Box<dyn ArrayBuilder>>>(column)?;
                for item in items {
                    let members = of::<StructBuilder>(list.values())?;
                    for (member, value) in members.field_builders_mut().iter_mut().zip(item) {
                        value.put(member)?;
                    }
                    members.append(true);
                }
                list.append(true);
            }
        }
        Ok(())
    }
}

/// `column` as what its kind says it is.
fn of<B: 'static>(column: &mut dyn ArrayBuilder) -> io::Result<&mut B> {
    let column = column.as_any_mut().downcast_mut();
    column.ok_or_else(|| io::Error::other("a value of another type than its column"))
}

/// Days since 1970-01-01.
fn days(day: Date) -> i32 {
    (day - date(1970, 1, 1)).get_days()
}
