//! What each paragraph is for: headline, byline, caption, furniture. Precision first: prose is never furniture.

mod byline;
mod dateline;
mod furniture;
mod patterns;
mod shape;

use patterns::Tokens;
use shape::{End, Shape};

use rustc_hash::FxHashMap;

use super::{Layout, Zone};
use crate::text::{Span, Token, TokenKind};

/// What a paragraph shows of its zone by itself.
#[derive(Clone, Debug)]
pub struct Alone {
    shape: Shape,
    /// `Body` if it cannot tell.
    zone: Zone,
    /// It is nothing but a date of publication.
    stamp: bool,
}

impl Alone {
    /// Look at a paragraph, given its tokens in its own offsets.
    pub fn of(paragraph: &str, tokens: &[Token]) -> Alone {
        let p = Tokens { text: paragraph, tokens };
        let shape = Shape::of(p);
        Alone { zone: furniture::zone(p, &shape), stamp: dateline::is_stamp(p), shape }
    }
}

/// Set the zone of every paragraph and find the dateline; `alone` says what each paragraph shows by itself.
pub fn assign(layout: &mut Layout<'_>, alone: &[&Alone]) {
    let page = Page { layout, alone };
    let mut zones: Vec<Zone> = alone.iter().map(|a| a.zone).collect();
    page.embedded_texts(&mut zones);
    page.headline(&mut zones);
    page.bylines(&mut zones);
    page.subheads(&mut zones);
    let datelines = page.datelines(&zones);
    for (paragraph, zone) in layout.paragraphs.iter_mut().zip(zones) {
        (paragraph.zone, paragraph.dateline) = (zone, None);
    }
    for (i, span) in datelines {
        layout.paragraphs[i].dateline = Some(span);
    }
}

/// The paragraphs of an article, and what is asked about them again and again.
struct Page<'p> {
    layout: &'p Layout<'p>,
    alone: &'p [&'p Alone],
}

/// How far from the top a headline may be repeated.
const TOP: usize = 6;
const HEADLINE_WORDS: usize = 30;
const SUBHEAD_WORDS: usize = 14;

impl<'p> Page<'p> {
    fn len(&self) -> usize {
        self.alone.len()
    }

    fn shape(&self, i: usize) -> &'p Shape {
        &self.alone[i].shape
    }

    fn is_stamp(&self, i: usize) -> bool {
        self.alone.get(i).is_some_and(|a| a.stamp)
    }

    fn tokens(&self, i: usize) -> Tokens<'p> {
        let tokens = self.layout.paragraphs.get(i).map_or(&[][..], |p| self.layout.tokens_in(p.tokens));
        Tokens { text: self.layout.text, tokens }
    }

    /// The first paragraph of running text.
    fn first_prose(&self, zones: &[Zone]) -> usize {
        (0..self.len()).find(|&i| zones[i] == Zone::Body && self.shape(i).is_prose()).unwrap_or(self.len())
    }

    /// A post's words stand in a paragraph of their own before the line that says whose it is.
    fn embedded_texts(&self, zones: &mut [Zone]) {
        for i in 1..self.len() {
            let (signature, post) = (self.tokens(i), self.tokens(i - 1));
            let signed = zones[i] == Zone::Embed && matches!(signature.word(0), "—" | "–" | "-" | "--");
            let posted = (0..post.len()).any(|t| matches!(post.kind(t), Some(TokenKind::Handle | TokenKind::Url)));
            if signed && posted && zones[i - 1] == Zone::Body && self.shape(i - 1).words <= 70 {
                zones[i - 1] = Zone::Embed;
            }
        }
    }

    // ---- the top of the article

    fn headline(&self, zones: &mut [Zone]) {
        let Some(at) = (0..self.len()).find(|&i| zones[i] == Zone::Body && self.shape(i).words > 0) else { return };
        let followed = (at + 1..self.len()).any(|i| zones[i] == Zone::Body && self.shape(i).is_prose());
        if !followed || !(self.is_headline(at) || self.is_told_again(at)) {
            return;
        }
        zones[at] = Zone::Headline;
        for (i, zone) in zones.iter_mut().enumerate().skip(at + 1).take(TOP) {
            if *zone == Zone::Body && self.tokens(at).same_words(self.tokens(i)) {
                *zone = Zone::RepeatedHeadline;
            }
        }
    }

    fn is_headline(&self, i: usize) -> bool {
        let (p, shape) = (self.tokens(i), self.shape(i));
        let sentences = self.layout.paragraphs[i].sentences;
        let ended = match shape.end {
            End::Word => true,
            End::Asked | End::Ellipsis => sentences.1 - sentences.0 == 1 || shape.words <= 20,
            End::Stop | End::Open => false,
        };
        (2..=HEADLINE_WORDS).contains(&shape.words)
            && ended
            && !shape.small
            && !self.is_stamp(i)
            && !byline::is_by(p)
            && dateline::opening(p).is_none()
    }

    /// The next paragraph starts with the same words: a headline with a full stop, as some archives have it.
    fn is_told_again(&self, i: usize) -> bool {
        let (p, shape) = (self.tokens(i), self.shape(i));
        (4..=HEADLINE_WORDS).contains(&shape.words) && p.is_start_of(self.tokens(i + 1))
    }

    fn bylines(&self, zones: &mut [Zone]) {
        let prose = self.first_prose(zones);
        for i in 0..self.len() {
            let (top, bottom) = (i <= prose + 1, i + 3 >= self.len() && i > prose);
            if zones[i] != Zone::Body || !top && !bottom {
                continue;
            }
            let p = self.tokens(i);
            let before =
                i < prose && i > 0 && matches!(zones[i - 1], Zone::Headline | Zone::RepeatedHeadline | Zone::Byline);
            let signed = byline::is_by(p) || self.is_stamp(i);
            let named = before && (byline::is_name_and_outlet(p) || byline::is_outlet(p));
            let alone = before && byline::is_name(p) && {
                let next = self.tokens(i + 1);
                byline::is_outlet(next) || self.is_stamp(i + 1) || i + 1 == prose
            };
            if signed || named || alone {
                zones[i] = Zone::Byline;
            }
        }
    }

    // ---- the text

    fn subheads(&self, zones: &mut [Zone]) {
        let first = self.first_prose(zones);
        let mut times: FxHashMap<String, usize> = FxHashMap::default();
        for i in (first..self.len()).filter(|&i| self.shape(i).words <= SUBHEAD_WORDS) {
            *times.entry(self.tokens(i).folded()).or_default() += 1;
        }
        for i in first + 1..self.len() {
            let (p, shape) = (self.tokens(i), self.shape(i));
            let fits = zones[i] == Zone::Body && shape.end == End::Word && (1..=SUBHEAD_WORDS).contains(&shape.words);
            if !fits || shape.small || shape.bullet {
                continue;
            }
            let text = |j: &usize| matches!(zones[*j], Zone::Body | Zone::Subhead);
            let before = (first..i).rev().find(text).map(|j| self.shape(j));
            let after = (i + 1..self.len()).find(text).map(|j| self.shape(j));
            let (Some(before), Some(after)) = (before, after) else { continue };
            // “… .” / Jane Roe, The Harbour Post: whose words they were
            let attribution = before.quotes && byline::is_name_and_outlet(p);
            // What comes again and again says who speaks.
            let label = times.get(&p.folded()).is_some_and(|&times| times > 2);
            if before.is_prose() && after.is_prose() && !attribution && !label {
                zones[i] = Zone::Subhead;
            }
        }
    }

    /// Lines that are nothing but a date, and the dateline that the text opens with.
    fn datelines(&self, zones: &[Zone]) -> Vec<(usize, Span)> {
        let stamps = (0..self.len()).filter(|&i| zones[i] == Zone::Byline && self.is_stamp(i));
        let mut found: Vec<_> = stamps.map(|i| (i, self.layout.paragraphs[i].span)).collect();
        let text = (0..self.len()).filter(|&i| zones[i] == Zone::Body && self.shape(i).words >= 5).take(2);
        found.extend(text.filter_map(|i| Some((i, dateline::opening(self.tokens(i))?))).take(1));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROSE: &str =
        "The council of the harbour town voted late on Monday to keep the old lighthouse, the mayor said.";

    /// Each line of `marked` is a paragraph behind its expected zone (none for body); `~` stands for a line of prose.
    /// A dateline ends at `‖`.
    #[track_caller]
    fn check(marked: &str) {
        let lines: Vec<&str> = marked.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
        let text = |line: &str| line.split_once("| ").map_or(line, |(_, text)| text).replace('~', PROSE);
        let article: Vec<String> = lines.iter().map(|l| text(l).replace('‖', "")).collect();
        let article = article.join("\n\n");
        let layout = Layout::new(&article);
        let found: Vec<String> = layout
            .paragraphs
            .iter()
            .map(|p| {
                let mut text = p.span.of(&article).to_string();
                if let Some(dateline) = p.dateline {
                    text.insert((dateline.end - p.span.start) as usize, '‖');
                }
                let text = text.replace(PROSE, "~");
                if p.zone == Zone::Body { text } else { format!("{:?}| {text}", p.zone) }
            })
            .collect();
        assert_eq!(found, lines);
    }

    #[test]
    fn the_top_of_a_page() {
        check(
            "Headline| Harbour town keeps its lighthouse
             RepeatedHeadline| HARBOUR TOWN KEEPS ITS LIGHTHOUSE
             Byline| By Jane Roe and John Doe | Harbour Post
             Byline| Updated 5:30 p.m. ET, Mon March 14, 2031‖
             MARVENNA, March 14 (HNA) -‖ ~",
        );
        check(
            "Boilerplate| Advertisement
             Headline| Will the lighthouse stay?
             Byline| Jane Roe, Harbour Post
             ~",
        );
        check("Headline| Lighthouse stays\nByline| Jane Roe\nByline| HARBOUR TODAY\n~");
        check("~\n~");
        check("Mayor Jane Roe said on Monday that the lighthouse stays, after all.\n~");
    }

    #[test]
    fn datelines() {
        check("WEST MARVENNA, Fla. (AP) —‖ ~");
        check("Marvenna (CNN)‖ ~");
        check("(Reuters) -‖ ~");
        check("MARVENNA —‖ ~");
        check("Marvenna, Ostland —‖ ~\nMARVENNA — ~");
        check("Monday, May 18, 2031‖ The council voted to keep the old lighthouse and to paint it.");
        check("Mayor Roe — a painter by trade — said that the old lighthouse would stay as it is.");
        check("Mayor Roe (left) — she has painted it — said that the old lighthouse would stay.");
        check("BREAKING — ~");
    }

    #[test]
    fn pictures_posts_and_what_a_site_says_of_itself() {
        check(
            "~
             Caption| The mayor at the lighthousePhoto: Jane Roe / Harbour Pictures
             Caption| The mayor waves. (AP Photo/Jane Roe)
             Caption| A ship passes the lighthouse on Monday. Jane Roe/Getty Images
             Subhead| What the “keepers” want
             ~
             Boilerplate| READ ALSO: Mayor on the lighthouse: “It stays”
             Boilerplate| Read more: The lighthouse in pictures
             Boilerplate| ( PHOTOS: The lighthouse by night)
             Embed| It stays! https://t.co/x1 — Jane Roe (@janeroe) March 14, 2031
             ~
             Boilerplate| For the latest weather, sports and tides, head to The Harbour Post.
             Boilerplate| Follow the latest events of the 3rd day of the lighthouse festival on HARBOUR.NEWS.
             Boilerplate| Sign up for our weekly newsletter
             Boilerplate| Share Tweet Email
             Boilerplate| © 2031 Harbour Post. All rights reserved.
             Byline| John Doe contributed to this report.
             Boilerplate| Source link",
        );
    }

    #[test]
    fn prose_is_never_furniture() {
        check(
            "~
             Follow-up talks on the lighthouse are planned for next week, the mayor’s office said.
             Getty Images sued the council in May over a photograph that it had used for a poster.
             “Sign up for our newsletter,” the mayor told the crowd, and hundreds of people did so at once.
             By signing the order, the mayor ended a quarrel of ten years about the lighthouse.
             Advertisement spending in the town fell by a third, a Reuters/Marvenna poll showed.
             For more than ten years, visit after visit, the keepers asked for paint and got none.
             This story was the first that she told: the lighthouse had burnt twice.
             ~",
        );
    }

    #[test]
    fn labels_and_lists_are_no_subheads() {
        check("~\nSubhead| The vote\n~\nThe town will get:\nNew paint\nNew lamps\n~");
        check("~\nJane Roe\n~\nJane Roe\n~\nJane Roe\n~");
        check("~ “It stays.”\nJane Roe, Harbour Post\n~");
    }
}
