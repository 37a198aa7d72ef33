//! Settings as clients send them: whole, in part, wrapped in `scholiast` or bare, and sometimes wrong.

use serde_json::{Map, Value};

use crate::answer::check::rule;
use crate::settings::{HouseStyle, Level, Settings};

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
            None => Some(": there is no such option".to_owned()),
            Some(_) if option == "rules" => rules(&mut settings, value, &mut complaints),
            Some(_) if option == "articleDates" => dates(&mut settings, value, &mut complaints),
            Some(default) => {
                let fault = format!(" takes {}, not {value}; it stays {default}", takes(option));
                (!set(&mut settings, option, value.clone())).then_some(fault)
            }
        };
        complaints.extend(fault.map(|fault| format!("scholiast.{option}{fault}")));
    }
    (serde_json::from_value(Value::Object(settings)).unwrap_or_default(), complaints)
}

/// What an option takes, in the words of whoever writes settings.
fn takes(option: &str) -> String {
    let takes = match option {
        "maxFileSize" => "a whole number of bytes",
        "semanticTokens" => r#""off", "quiet" or "rich""#,
        "units" => r#""metric", "imperial" or "both""#,
        "houseStyle" => return HouseStyle::listed(|name| format!("{name:?}")),
        "inlayHints" | "codeLens" => "true or false",
        "rules" => r#"an object of rules and their levels, as {"text/boilerplate": "off"}"#,
        "articleDates" => r#"an object of file names and dates, as {"envoy.txt": "2025-04-10"}"#,
        _ => "something else",
    };
    takes.to_owned()
}

/// Set one option. False if the value is not of its kind: then it stays as it is.
fn set(settings: &mut Map<String, Value>, option: &str, value: Value) -> bool {
    let before = settings.insert(option.to_owned(), value);
    let fits = serde_json::from_value::<Settings>(Value::Object(settings.clone())).is_ok();
    if !fits {
        settings.insert(option.to_owned(), before.unwrap_or(Value::Null));
    }
    fits
}

/// The level of each rule for itself: one wrong level must not switch off the others.
fn rules(settings: &mut Map<String, Value>, said: &Value, complaints: &mut Vec<String>) -> Option<String> {
    let Value::Object(said) = said else {
        return Some(format!(" takes {}, not {said}", takes("rules")));
    };
    let mut levels = Map::new();
    for (code, level) in said {
        if rule(code).is_none() {
            complaints.push(format!("scholiast.rules: there is no rule {code:?}; see `scholiast rules`"));
        } else if serde_json::from_value::<Level>(level.clone()).is_err() {
            let levels = r#""off", "hint", "information", "warning" or "error""#;
            complaints.push(format!("scholiast.rules: {code} takes {levels}, not {level}; its level stays"));
        } else {
            levels.insert(code.clone(), level.clone());
        }
    }
    set(settings, "rules", Value::Object(levels));
    None
}

/// Each date for itself, likewise.
fn dates(settings: &mut Map<String, Value>, said: &Value, complaints: &mut Vec<String>) -> Option<String> {
    let Value::Object(said) = said else {
        return Some(format!(" takes {}, not {said}", takes("articleDates")));
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
    set(settings, "articleDates", Value::Object(dates));
    None
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
            scholiast.maxFileSize takes a whole number of bytes, not "huge"; it stays 8388608"#]]
        .assert_eq(&complaints.join("\n"));
    }

    #[test]
    fn every_option_says_what_it_takes() {
        let every = serde_json::to_value(Settings::default()).unwrap();
        for option in every.as_object().unwrap().keys() {
            let (settings, complaints) = read(&json!({ option: -1 }));
            assert_eq!((settings, complaints.len()), (Settings::default(), 1), "{option}");
            let begins = format!("scholiast.{option} takes {}, not -1", takes(option));
            assert!(complaints[0].starts_with(&begins), "{}", complaints[0]);
            assert_ne!(takes(option), takes("no such option"), "{option}");
        }
    }

    #[test]
    fn one_wrong_rule_leaves_the_others() {
        let (_, complaints) = read(&json!({"rules": {"no/such": "off"}}));
        assert_eq!(complaints, ["scholiast.rules: there is no rule \"no/such\"; see `scholiast rules`"]);
        let (_, complaints) = read(&json!({"rules": {"text/boilerplate": "loud"}}));
        expect_test::expect![[r#"scholiast.rules: text/boilerplate takes "off", "hint", "information", "warning" or "error", not "loud"; its level stays"#]]
            .assert_eq(&complaints.join("\n"));
        let (_, complaints) = read(&json!({"rules": []}));
        expect_test::expect![[
            r#"scholiast.rules takes an object of rules and their levels, as {"text/boilerplate": "off"}, not []"#
        ]]
        .assert_eq(&complaints.join("\n"));
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
