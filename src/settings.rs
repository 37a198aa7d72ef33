//! What the user may choose: `initializationOptions`, `workspace/didChangeConfiguration` and command-line flags.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::read::figures::Units;

/// All settings. Unknown ones are reported and skipped, wrong ones are reported and keep their default.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// Files larger than this many bytes are skipped.
    pub max_file_size: u64,
    /// How much is coloured: nothing, people and quotations, or everything.
    pub semantic_tokens: Decoration,
    /// Show resolved dates in the text.
    pub inlay_hints: bool,
    /// Show the line of counts above an entity's first mention.
    pub code_lens: bool,
    /// Into which units hovers convert measures.
    pub units: Units,
    /// The newsroom whose style is wanted, of names and of numbers.
    pub house_style: HouseStyle,
    /// The level of single rules, by code.
    pub rules: BTreeMap<String, Level>,
    /// When articles were published.
    pub article_dates: ArticleDates,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            max_file_size: 8 * 1024 * 1024,
            semantic_tokens: Decoration::Quiet,
            inlay_hints: true,
            code_lens: true,
            units: Units::Both,
            house_style: HouseStyle::None,
            rules: BTreeMap::new(),
            article_dates: ArticleDates::default(),
        }
    }
}

/// Dates that somebody gave to articles, by file name or by the end of the path: `envoy.txt`, `2024/envoy.txt`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleDates(BTreeMap<String, Date>);

impl ArticleDates {
    /// The date given to the article of a path. Of several entries that fit, the longest counts.
    pub fn of(&self, path: &str) -> Option<Date> {
        if self.0.is_empty() {
            return None;
        }
        let path = path.replace('\\', "/");
        let starts = path.match_indices('/').map(|(at, _)| at + 1);
        // From the whole path to the file name alone.
        std::iter::once(0).chain(starts).find_map(|start| self.0.get(&path[start..])).copied()
    }
}

impl Serialize for ArticleDates {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(path, date)| (path, date.to_string())))
    }
}

impl<'de> Deserialize<'de> for ArticleDates {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<ArticleDates, D::Error> {
        let said = BTreeMap::<String, String>::deserialize(deserializer)?;
        let date = |(path, date): (String, String)| match date.parse() {
            Ok(date) => Ok((path.replace('\\', "/"), date)),
            Err(_) => Err(D::Error::custom(format!("{path}: {date:?} is not a date like 2025-04-10"))),
        };
        Ok(ArticleDates(said.into_iter().map(date).collect::<Result<_, _>>()?))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Decoration {
    Off,
    Quiet,
    Rich,
}

/// A newsroom whose style is wanted, of names and of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HouseStyle {
    None,
    Ap,
    Reuters,
    Bbc,
    Guardian,
    Nyt,
    Afp,
}

impl HouseStyle {
    pub const ALL: [HouseStyle; 7] = [
        HouseStyle::None,
        HouseStyle::Ap,
        HouseStyle::Reuters,
        HouseStyle::Bbc,
        HouseStyle::Guardian,
        HouseStyle::Nyt,
        HouseStyle::Afp,
    ];

    /// The names of all styles, each as `written`, in a list that ends in "or".
    pub fn listed(written: impl Fn(&str) -> String) -> String {
        let [first @ .., last] = HouseStyle::ALL.map(|style| written(style.as_str()));
        format!("{} or {last}", first.join(", "))
    }

    /// The style of a name as settings write it.
    pub fn named(name: &str) -> Option<HouseStyle> {
        HouseStyle::ALL.into_iter().find(|style| style.as_str() == name)
    }

    /// As settings write it.
    pub fn as_str(self) -> &'static str {
        match self {
            HouseStyle::None => "none",
            HouseStyle::Ap => "ap",
            HouseStyle::Reuters => "reuters",
            HouseStyle::Bbc => "bbc",
            HouseStyle::Guardian => "guardian",
            HouseStyle::Nyt => "nyt",
            HouseStyle::Afp => "afp",
        }
    }

    /// As people write it.
    pub fn name(self) -> &'static str {
        match self {
            HouseStyle::None => "Nobody",
            HouseStyle::Ap => "AP",
            HouseStyle::Reuters => "Reuters",
            HouseStyle::Bbc => "The BBC",
            HouseStyle::Guardian => "The Guardian",
            HouseStyle::Nyt => "The New York Times",
            HouseStyle::Afp => "AFP",
        }
    }
}

/// How loudly a finding is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    Off,
    Hint,
    Information,
    Warning,
    Error,
}

impl Level {
    /// As settings and reports write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Off => "off",
            Level::Hint => "hint",
            Level::Information => "information",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_has_one_name_in_settings_and_on_the_command_line() {
        for style in HouseStyle::ALL {
            let written = serde_json::to_value(style).unwrap();
            assert_eq!((written.as_str(), HouseStyle::named(style.as_str())), (Some(style.as_str()), Some(style)));
        }
        assert_eq!(
            HouseStyle::listed(|name| format!("<{name}>")),
            "<none>, <ap>, <reuters>, <bbc>, <guardian>, <nyt> or <afp>"
        );
    }

    #[test]
    fn the_longest_end_of_a_path_gives_the_date() {
        let dates: ArticleDates =
            serde_json::from_str(r#"{"envoy.txt": "2024-12-12", "old/envoy.txt": "2023-01-05"}"#).unwrap();
        let of = |path| dates.of(path).map(|date| date.to_string());
        assert_eq!(of("/news/envoy.txt").as_deref(), Some("2024-12-12"));
        assert_eq!(of("envoy.txt").as_deref(), Some("2024-12-12"));
        assert_eq!(of("/news/old/envoy.txt").as_deref(), Some("2023-01-05"));
        assert_eq!(of(r"C:\news\envoy.txt").as_deref(), Some("2024-12-12"));
        assert_eq!(of("/news/the-envoy.txt"), None);
        assert_eq!(of("untitled:Untitled-1"), None);
    }
}
