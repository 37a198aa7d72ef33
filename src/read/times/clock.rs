//! Clock times: "10:40 a.m.", "5 pm", "17:30", "noon".

use super::Form;
use super::scan::Read;
use crate::read::numerals::{Lexed, Role, digits_value};

/// The clock time that begins at `i`, with its zone.
pub fn clock(lx: &Lexed, i: usize) -> Option<Read> {
    let ((hour, minute), end) = twelve(lx, i).or_else(|| twenty_four(lx, i)).or_else(|| named(lx, i))?;
    let zone = if lx.is(end, Role::Zone) && !lx.is_upper(end) && lx.text(end).len() < 4 {
        None
    } else {
        lx.role(end, Role::Zone)
    };
    let end = zone.map_or(end, |z| z.1);
    Some(Read { clock: Some((hour, minute)), ..Read::new(Form::Clock, i, end) })
}

/// "10:40 a.m.", "5pm", "10 o'clock"
fn twelve(lx: &Lexed, i: usize) -> Option<((u8, u8), usize)> {
    let dotted = lx.text(i).split_once('.').filter(|(_, m)| lx.is_digits(i) && m.len() == 2);
    if let Some((Ok(hour @ 1..=12), Ok(minute @ 0..60))) = dotted.map(|(h, m)| (h.parse::<u8>(), m.parse::<u8>())) {
        let (half, end) = lx.role(i + 1, Role::Meridiem)?; // 10.45pm
        return Some(((hour % 12 + half as u8, minute), end));
    }
    let hour = number(lx, i).filter(|h| (1..=12).contains(h))?;
    let (minute, at) = minutes(lx, i + 1).map_or((0, i + 1), |(m, end)| (m, end));
    if let Some((_, end)) = lx.role(at, Role::OClock) {
        return Some(((hour, 0), end));
    }
    let (half, mut end) = lx.role(at, Role::Meridiem)?;
    // "I am 5 am I?" does not happen; "12 am" as a verb would be capital I before.
    if lx.mark(end) == '.'
        && lx.is_glued(end)
        && end > at + 1
        && !lx.get(end + 1).is_some_and(|l| l.spaced && lx.is_capital(end + 1))
    {
        end += 1;
    }
    Some(((hour % 12 + half as u8, minute), end))
}

/// "17:30"
fn twenty_four(lx: &Lexed, i: usize) -> Option<((u8, u8), usize)> {
    let hour = number(lx, i).filter(|h| *h < 24)?;
    let (minute, end) = minutes(lx, i + 1)?;
    // A ratio or a score has one digit behind the colon, a running time a third number.
    let apart = lx.mark(end) != ':' && !(i > 0 && lx.is_glued(i) && lx.mark(i - 1) == ':');
    apart.then_some(((hour, minute), end))
}

fn named(lx: &Lexed, i: usize) -> Option<((u8, u8), usize)> {
    let hour = lx.value(i, Role::Noon).or_else(|| lx.value(i, Role::Midnight))?;
    let capital = lx.is_capital(i) && i > 0;
    (!capital).then_some(((hour as u8, 0), i + 1))
}

/// ":40" or ".40" of a clock time.
fn minutes(lx: &Lexed, i: usize) -> Option<(u8, usize)> {
    let colon = lx.mark(i) == ':' && lx.is_glued(i) && lx.is_glued(i + 1) && lx.text(i + 1).len() == 2;
    let minute = number(lx, i + 1).filter(|m| colon && *m < 60)?;
    Some((minute, i + 2))
}

fn number(lx: &Lexed, i: usize) -> Option<u8> {
    let text = lx.text(i);
    if !lx.is_digits(i) || text.len() > 2 {
        return None;
    }
    u8::try_from(digits_value(text)?).ok()
}
