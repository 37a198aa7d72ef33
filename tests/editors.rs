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
