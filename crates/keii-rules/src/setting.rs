//! Settings of a pack, kept in a form that any serialiser can carry.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use toml::de::DeValue;

/// A value of pack.toml.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Setting {
    Words(String),
    Integer(i64),
    /// As written, so that settings can be compared.
    Float(String),
    Flag(bool),
    List(Vec<Setting>),
    Table(BTreeMap<String, Setting>),
}

impl Default for Setting {
    fn default() -> Self {
        Self::Table(BTreeMap::new())
    }
}

impl Setting {
    /// From a parsed value; times and numbers that do not fit are kept as words.
    pub fn from_toml(value: &DeValue<'_>) -> Self {
        match value {
            DeValue::String(words) => Self::Words(words.clone().into_owned()),
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
                .map_or_else(|_| Self::Words(number.as_str().to_owned()), Self::Integer),
            DeValue::Float(number) => Self::Float(number.as_str().to_owned()),
            DeValue::Boolean(flag) => Self::Flag(*flag),
            DeValue::Datetime(time) => Self::Words(time.to_string()),
            DeValue::Array(items) => {
                Self::List(items.iter().map(|item| Self::from_toml(item.get_ref())).collect())
            }
            DeValue::Table(table) => {
                let entries = table.iter().map(|(key, value)| {
                    (key.get_ref().clone().into_owned(), Self::from_toml(value.get_ref()))
                });
                Self::Table(entries.collect())
            }
        }
    }

    /// As a value that any type can be read from.
    pub fn to_toml(&self) -> toml::Value {
        match self {
            Self::Words(words) => toml::Value::String(words.clone()),
            Self::Integer(number) => toml::Value::Integer(*number),
            Self::Float(number) => toml::Value::Float(number.parse().unwrap_or(f64::NAN)),
            Self::Flag(flag) => toml::Value::Boolean(*flag),
            Self::List(items) => toml::Value::Array(items.iter().map(Self::to_toml).collect()),
            Self::Table(table) => {
                let entries = table.iter().map(|(key, value)| (key.clone(), value.to_toml()));
                toml::Value::Table(entries.collect())
            }
        }
    }
}
