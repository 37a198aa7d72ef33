//! Settings as clients send them: whole, in part, wrapped in `scholiast` or bare, and sometimes wrong.

use serde_json::{Map, Value};

use crate::answer::check::rule;
use crate::settings::{Level, Settings};

/// The settings a client's JSON says, and a complaint for each option that is wrong. A wrong option keeps its default;
/// an unknown one is reported.
pub fn read(said: &Value) -> (Settings, Vec<String>) {
    let said = said.get("scholiast").unwrap_or(said);
    let mut complaints = Vec::new();
    let Value::Object(said) = said else {
        if !said.is_null() {
            complaints.push(format!("scholiast: the settings should be an object, not {said}; the defaults stay"));
        }
        return (Settings::default(), complaints);
    };
    let Ok(Value::Object(mut settings)) = serde_json::to_value(Settings::default()) else {
        return (Settings::default(), complaints);
    };
    for (option, value) in said {
        let fault = match settings.get(option) {
            None => Some("there is no such option".to_owned()),
            Some(_) if option == "rules" => rules(&mut settings, value, &mut complaints),
            Some(_) if option == "articleDates" => dates(&mut settings, value, &mut complaints),
            Some(default) => {
                let default = default.clone();
                set(&mut settings, option, value.clone()).map(|fault| format!("{fault}; it stays {default}"))
            }
        };
        complaints.extend(fault.map(|fault| format!("scholiast.{option}: {fault}")));
    }
    (serde_json::from_value(Value::Object(settings)).unwrap_or_default(), complaints)
}

/// Set one option; what is wrong with the value, if something is.
fn set(settings: &mut Map<String, Value>, option: &str, value: Value) -> Option<String> {
    let before = settings.insert(option.to_owned(), value);
    match serde_json::from_value::<Settings>(Value::Object(settings.clone())) {
        Ok(_) => None,
        Err(error) => {
            settings.insert(option.to_owned(), before.unwrap_or(Value::Null));
            Some(error.to_string())
        }
    }
}

/// The level of each rule for itself: one wrong level must not switch off the others.
fn rules(settings: &mut Map<String, Value>, said: &Value, complaints: &mut Vec<String>) -> Option<String> {
    let Value::Object(said) = said else {
        return Some(format!("it should be an object of rules and levels, not {said}"));
    };
    let mut levels = Map::new();
    for (code, level) in said {
        if rule(code).is_none() {
            complaints.push(format!("scholiast.rules: there is no rule {code:?}; see `scholiast rules`"));
        } else if let Err(error) = serde_json::from_value::<Level>(level.clone()) {
            complaints.push(format!("scholiast.rules: {code}: {error}; its level stays"));
        } else {
            levels.insert(code.clone(), level.clone());
        }
    }
    set(settings, "rules", Value::Object(levels))
}

/// Each date for itself, likewise.
fn dates(settings: &mut Map<String, Value>, said: &Value, complaints: &mut Vec<String>) -> Option<String> {
    let Value::Object(said) = said else {
        return Some(format!("it should be an object of file names and dates, not {said}"));
    };
    let mut dates = Map::new();
    for (article, date) in said {
        match date.as_str().map(str::parse::<jiff::civil::Date>) {
            Some(Ok(_)) => drop(dates.insert(article.clone(), date.clone())),
            _ => {
                complaints.push(format!("scholiast.articleDates: {article}: {date} is not a date like \"2025-04-10\""))
            }
        }
    }
    set(settings, "articleDates", Value::Object(dates))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Decoration;
    use serde_json::json;

    #[test]
    fn wrapped_and_bare_are_the_same() {
        let bare = read(&json!({"semanticTokens": "rich", "inlayHints": false}));
        assert_eq!(bare, read(&json!({"scholiast": {"semanticTokens": "rich", "inlayHints": false}})));
        assert_eq!((bare.0.semantic_tokens, bare.0.inlay_hints, bare.1.len()), (Decoration::Rich, false, 0));
        assert_eq!(read(&Value::Null), (Settings::default(), Vec::new()));
    }

    #[test]
    fn a_wrong_option_keeps_its_default_and_is_named() {
        let (settings, complaints) = read(&json!({"maxFileSize": "huge", "inlayHints": false, "colour": 1}));
        assert_eq!((settings.max_file_size, settings.inlay_hints), (Settings::default().max_file_size, false));
        expect_test::expect![[r#"
            scholiast.colour: there is no such option
            scholiast.maxFileSize: invalid type: string "huge", expected u64; it stays 8388608"#]]
        .assert_eq(&complaints.join("\n"));
    }

    #[test]
    fn one_wrong_rule_leaves_the_others() {
        let (_, complaints) = read(&json!({"rules": {"no/such": "off"}}));
        assert_eq!(complaints, ["scholiast.rules: there is no rule \"no/such\"; see `scholiast rules`"]);
        let (_, complaints) = read(&json!({"rules": []}));
        assert_eq!(complaints, ["scholiast.rules: it should be an object of rules and levels, not []"]);
    }

    #[test]
    fn one_wrong_date_leaves_the_others() {
        let (settings, complaints) =
            read(&json!({"articleDates": {"a.txt": "2025-02-30", "b.txt": "2025-02-28", "c.txt": 2025}}));
        assert_eq!(settings.article_dates.of("/x/b.txt").map(|d| d.to_string()).as_deref(), Some("2025-02-28"));
        expect_test::expect![[r#"
            scholiast.articleDates: a.txt: "2025-02-30" is not a date like "2025-04-10"
            scholiast.articleDates: c.txt: 2025 is not a date like "2025-04-10""#]]
        .assert_eq(&complaints.join("\n"));
    }
}
