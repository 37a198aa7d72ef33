//! Rows for people, for spreadsheets and for programs.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use clap::Args;
use console::measure_text_width;
use serde::Serialize;

use super::failure::{Failure, complain};

/// The form of a list.
#[derive(Args)]
pub struct Form {
    /// Comma-separated values with a head, for spreadsheets
    #[arg(long, conflicts_with = "jsonl")]
    csv: bool,
    /// One JSON object a line, for programs
    #[arg(long)]
    jsonl: bool,
}

impl Form {
    /// Print records: for people the columns that `cells` gives, for spreadsheets and programs all fields, which are flat.
    pub fn print<T: Serialize>(&self, records: &[T], cells: impl Fn(&T) -> Vec<String>) -> Result<(), Failure> {
        let mut out = BufWriter::new(io::stdout().lock());
        if self.jsonl {
            for record in records {
                serde_json::to_writer(&mut out, record)?;
                out.write_all(b"\n")?;
            }
        } else if self.csv {
            let mut table = csv::Writer::from_writer(&mut out);
            for record in records {
                table.serialize(record).map_err(io::Error::other)?;
            }
            table.flush()?;
        } else {
            aligned(&mut out, &records.iter().map(cells).collect::<Vec<_>>())?;
        }
        out.flush()?;
        Ok(())
    }
}

/// How a command that lists things ends: with 1 when there are none, which stderr says, or a file could not be read.
pub fn found(what: &str, count: usize, unreadable: usize) -> ExitCode {
    if count == 0 {
        complain(&format!("no such {what}"));
    }
    ExitCode::from(u8::from(count == 0 || unreadable > 0))
}

/// Columns as wide as their widest cell; the last as long as it is.
fn aligned(out: &mut impl Write, rows: &[Vec<String>]) -> io::Result<()> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| measure_text_width(cell)).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', width - measure_text_width(cell) + 2));
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}
