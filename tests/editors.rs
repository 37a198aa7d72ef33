//! What the editors' files say of the server is what the server says of itself.

use std::collections::BTreeSet;

use scholiast::answer::check::RULES;
use scholiast::answer::{TokenModifier, TokenType};
use scholiast::settings::Settings;
use serde_json::Value;

/// Options of the VS Code extension itself.
const OWN: [&str; 2] = ["scholiast.server.path", "scholiast.trace.server"];

fn manifest() -> Value {
    serde_json::from_str(include_str!("../editors/vscode/package.json")).unwrap()
}

#[test]
fn the_extension_offers_every_setting_with_its_default_and_a_description() {
    let manifest = manifest();
    let offered = manifest["contributes"]["configuration"]["properties"].as_object().unwrap();
    let settings = serde_json::to_value(Settings::default()).unwrap();
    for (option, default) in settings.as_object().unwrap() {
        let offer = offered.get(&format!("scholiast.{option}")).unwrap_or_else(|| panic!("no scholiast.{option}"));
        assert_eq!(&offer["default"], default, "the default of {option}");
    }
    for (option, offer) in offered {
        let known = option.strip_prefix("scholiast.").is_some_and(|option| settings.get(option).is_some());
        assert!(known || OWN.contains(&option.as_str()), "the server has no {option}");
        let described = [&offer["description"], &offer["markdownDescription"]];
        assert!(described.iter().any(|d| d.as_str().is_some_and(|d| d.len() > 10)), "{option} is not described");
    }
}

#[test]
fn the_server_takes_whatever_the_extension_offers() {
    let manifest = manifest();
    let offered = manifest["contributes"]["configuration"]["properties"].as_object().unwrap();
    let takes = |option: &str, value: &Value| {
        let settings = serde_json::from_value::<Settings>(serde_json::json!({ option: value }));
        settings.is_ok_and(|settings| &serde_json::to_value(settings).unwrap()[option] == value)
    };
    let mut choices = 0;
    for (option, offer) in offered.iter().filter(|(option, _)| !OWN.contains(&option.as_str())) {
        let option = option.strip_prefix("scholiast.").unwrap();
        for value in offer["enum"].as_array().into_iter().flatten() {
            choices += 1;
            assert!(takes(option, value), "{option} is offered {value}");
        }
        assert!(!takes(option, &Value::from("none of these")), "{option} takes anything");
        if offer["enum"].is_array() {
            assert_eq!(offer["enum"].as_array().unwrap().len(), offer["enumDescriptions"].as_array().unwrap().len());
        }
    }
    assert!(choices >= 6, "{choices}");
    let rules = offered["scholiast.rules"]["properties"].as_object().unwrap().values();
    for level in rules.chain([&offered["scholiast.rules"]["additionalProperties"]]) {
        for level in level["enum"].as_array().unwrap() {
            assert!(takes("rules", &serde_json::json!({ "text/boilerplate": level })), "rules are offered {level}");
        }
    }
}

/// What other editors' files configure, as pasted: well-formed, and it runs the server.
#[test]
fn the_other_editors_run_the_server() {
    let read = |text: &str| -> Value { serde_json::from_str(text).unwrap() };
    let command = serde_json::json!(["scholiast", "lsp"]);
    assert_eq!(read(include_str!("../editors/kate/settings.json"))["servers"]["plaintext"]["command"], command);
    assert_eq!(
        read(include_str!("../editors/sublime/LSP.sublime-settings"))["clients"]["scholiast"]["command"],
        command
    );
    let template = read(include_str!("../editors/jetbrains/scholiast/template.json"));
    assert_eq!(template["programArgs"]["default"], "scholiast lsp");
    let jetbrains = read(include_str!("../editors/jetbrains/scholiast/settings.json"));
    let zed =
        include_str!("../editors/zed/README.md").split("```json").nth(1).and_then(|rest| rest.split("```").next());
    let zed = read(zed.unwrap());
    let known = serde_json::to_value(Settings::default()).unwrap();
    for settings in [&jetbrains["scholiast"], &zed["lsp"]["scholiast"]["initialization_options"]] {
        let settings = settings.as_object().unwrap();
        assert!(!settings.is_empty() && settings.keys().all(|option| known.get(option).is_some()), "{settings:?}");
    }
}

/// Whatever has to write a version down for itself writes that of Cargo.toml.
#[test]
fn there_is_one_version() {
    let version = concat!("\nversion = \"", env!("CARGO_PKG_VERSION"), "\"\n");
    assert!(include_str!("../editors/zed/extension.toml").contains(version));
    assert!(include_str!("../editors/zed/Cargo.toml").contains(version));
    // package.sh puts it in.
    assert_eq!(manifest()["version"], "0.0.0");
    assert!(include_str!("../pyproject.toml").contains("dynamic = [\"version\"]"));
}

#[test]
fn the_extension_knows_every_rule() {
    let manifest = manifest();
    let offered = &manifest["contributes"]["configuration"]["properties"]["scholiast.rules"]["properties"];
    let offered: BTreeSet<(&str, &str)> = offered
        .as_object()
        .unwrap()
        .iter()
        .map(|(code, o)| (code.as_str(), o["description"].as_str().unwrap()))
        .collect();
    assert_eq!(offered, RULES.iter().map(|rule| (rule.code, rule.summary)).collect());
}

#[test]
fn the_extension_colours_every_kind_of_token() {
    let manifest = manifest();
    let contributes = &manifest["contributes"];
    let ids = |list: &Value| -> Vec<String> {
        list.as_array().unwrap().iter().map(|t| t["id"].as_str().unwrap().to_owned()).collect()
    };
    let types: Vec<&str> = TokenType::ALL.iter().map(|(_, name)| *name).collect();
    assert_eq!(ids(&contributes["semanticTokenTypes"]), types);
    assert_eq!(
        ids(&contributes["semanticTokenModifiers"]),
        TokenModifier::ALL.iter().map(|(_, name)| *name).collect::<Vec<_>>()
    );
    let themes = contributes["configurationDefaults"]["editor.semanticTokenColorCustomizations"].as_object().unwrap();
    for kind in types {
        assert!(contributes["semanticTokenScopes"][0]["scopes"].get(kind).is_some(), "no scope for {kind}");
        for (theme, colours) in themes {
            assert!(colours["rules"].get(format!("{kind}:plaintext")).is_some(), "{theme} has no colour for {kind}");
        }
        let neovim = include_str!("../editors/nvim/plugin/scholiast.lua");
        assert!(neovim.contains(&format!("  {kind} = ")), "Neovim has no colour for {kind}");
    }
}

#[test]
fn every_setting_is_in_the_help_of_neovim() {
    let help = include_str!("../editors/nvim/doc/scholiast.txt");
    let settings = serde_json::to_value(Settings::default()).unwrap();
    for option in settings.as_object().unwrap().keys() {
        assert!(help.contains(&format!("      {option} = ")), "no {option}");
    }
}
