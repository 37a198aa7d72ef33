//! The report as annotations of a GitHub workflow.

use std::io::{self, Write};

use super::{Report, region};
use crate::settings::Level;

pub(super) fn write(out: &mut impl Write, reports: &[Report]) -> io::Result<()> {
    for report in reports {
        for diagnostic in &report.diagnostics {
            let (from, to) = region(&report.article, diagnostic.span);
            let command = match diagnostic.level {
                Level::Error => "error",
                Level::Warning => "warning",
                _ => "notice",
            };
            writeln!(
                out,
                "::{command} file={},line={},endLine={},col={},endColumn={},title={}::{}",
                property(report.article.id.as_str()),
                from.line,
                to.line,
                from.column,
                to.column,
                property(diagnostic.code),
                message(&diagnostic.message)
            )?;
        }
    }
    Ok(())
}

fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
