//! Tables of what is read in a text, for tests.

/// Fail with all texts of a table that are rendered otherwise than it says.
#[track_caller]
pub fn check(table: &[(&str, &str)], render: impl Fn(&str) -> String) {
    let rendered = table.iter().map(|(text, expected)| (text, render(text), expected));
    let differ: Vec<String> = rendered
        .filter(|(_, is, expected)| is != *expected)
        .map(|(text, is, expected)| format!("{text}\n  is  {is}\n  not {expected}"))
        .collect();
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}
