//! What is a figure, family by family: a sentence, and every figure in it as `[span] low..high unit kind`.

use super::{Units, display, figures};
use crate::read::{Bound, Figure, expected, times};
use crate::text::tokens;

fn read(text: &str) -> Vec<Figure> {
    let tokens = tokens(text);
    let taken: Vec<_> = times::expressions(text, &tokens).iter().map(|e| e.span).collect();
    figures(text, &tokens, &taken)
}

/// `[more than $2 million] 2000000.. USD`; kinds are shown where they are not plain from the unit.
fn render(text: &str) -> String {
    let one = |f: &Figure| {
        let end =
            |v: Option<rust_decimal::Decimal>| v.map(|v| v.round_dp(4).normalize().to_string()).unwrap_or_default();
        let value = if f.low == f.high { end(f.low) } else { format!("{}..{}", end(f.low), end(f.high)) };
        let mut out = format!("[{}] {value}", f.span.of(text));
        for (shown, word) in [(f.bound == Bound::About, "about"), (f.assumed_unit, "assumed"), (f.vague, "vague")] {
            if shown {
                out = format!("{out} {word}");
            }
        }
        if let Some(unit) = &f.unit {
            out = format!("{out} {unit}");
        }
        out
    };
    read(text).iter().map(one).collect::<Vec<_>>().join(" | ")
}

#[track_caller]
fn check(table: &[(&str, &str)]) {
    expected::check(table, render);
}

#[test]
fn money() {
    check(&[
        ("The fund paid $75 billion in aid.", "[$75 billion] 75000000000 assumed USD"),
        ("It costs US$1.2m, or €3bn a decade.", "[US$1.2m] 1200000 USD | [€3bn] 3000000000 EUR"),
        ("They raised A$40 and C$7.50.", "[A$40] 40 AUD | [C$7.50] 7.5 CAD"),
        ("A fine of 300,000 hryvnias and EUR 20m.", "[300,000 hryvnias] 300000 UAH | [EUR 20m] 20000000 EUR"),
        (
            "She spent two million pounds on 12 pounds of tea.",
            "[two million pounds] 2000000 assumed GBP | [12 pounds] 12 lb",
        ),
        ("Shares rose 15 cents to $4.", "[15 cents] 15 cent | [$4] 4 assumed USD"),
        ("a loss of -$3.5 million", "[-$3.5 million] -3500000 assumed USD"),
        ("three dollars and fifty cents", "[three dollars and fifty cents] 3.5 assumed USD"),
        ("75 EUR million; a PS5", "[75 EUR million] 75000000 EUR"),
    ]);
}

#[test]
fn shares_and_points() {
    check(&[
        (
            "About 7 percent of clerks, up 2 percentage points.",
            "[About 7 percent] 7 about % | [2 percentage points] 2 pp",
        ),
        ("It fell 0.2% and a 10-percent levy stayed.", "[0.2%] 0.2 % | [10-percent] 10 %"),
        ("Rates rose 25 basis points.", "[25 basis points] 25 bp"),
    ]);
}

#[test]
fn numerals() {
    check(&[
        ("They sold 12.3m tickets and 10k badges.", "[12.3m] 12300000 ticket | [10k] 10000 badge"),
        ("two hundred and fifty thousand voters", "[two hundred and fifty thousand] 250000 voter"),
        ("half a million books, two dozen chairs", "[half a million] 500000 book | [two dozen] 24 chair"),
        ("two and a half million trees", "[two and a half million] 2500000 tree"),
        ("one hundred and three and two thirds acres", "[one hundred and three and two thirds acres] 103.6667 acre"),
        ("6 crore 20 lakh voters", "[6 crore 20 lakh] 62000000 voter"),
        ("$5 million and two hundred employees", "[$5 million] 5000000 assumed USD | [two hundred] 200 employee"),
        ("12 000 hens and 1\u{a0}250 ducks", "[12 000] 12000 hen | [1\u{a0}250] 1250 duck"),
        ("minus 5 degrees Celsius, then minus-7 °C", "[minus 5 degrees Celsius] -5 °C | [minus-7 °C] -7 °C"),
        (
            "a pulse of 4e14 Hz, 1.3x10^6 cells, 2.5×10⁻³ kg",
            "[4e14 Hz] 400000000000000 Hz | [1.3x10^6] 1300000 cell | [2.5×10⁻³ kg] 0.0025 kg",
        ),
        (
            "twenty-three fifths; ten and three quarters; a million and a half bees",
            "[twenty-three fifths] 4.6 | [ten and three quarters] 10.75 | [a million and a half] 1500000 bee",
        ),
        (
            "1,00,000 rupees, 12,5 km and 1.000,5 kg",
            "[1,00,000 rupees] 100000 assumed INR | [12,5 km] 12.5 km | [1.000,5 kg] 1000.5 kg",
        ),
        ("It rose 6 . 2 % as 80 , 000 came .", "[6 . 2 %] 6.2 % | [80 , 000] 80000"),
        ("1,000 government and private sector leaders", "[1,000] 1000 leader"),
        (
            "Dozens of villages, hundreds of thousands of people.",
            "[Dozens] 12..120 vague village | [hundreds of thousands] 100000..1000000 vague person",
        ),
    ]);
}

#[test]
fn numbers_beside_names_and_parentheses() {
    check(&[
        ("Two civilians and 15 Ukrainian soldiers fell.", "[Two] 2 civilian | [15] 15 soldier"),
        ("They bought two new 737 Max jets.", "[two] 2"),
        ("The baker (Marta Lind, 46) left.", "[46] 46 year"),
        ("First the bread, 2) the salt.", ""),
    ]);
}

#[test]
fn measures() {
    check(&[
        ("It mined 200,000 square kilometers of steppe.", "[200,000 square kilometers] 200000 km2"),
        ("The missile flew 450 km (280 miles).", "[450 km] 450 km | [280 miles] 280 mi"),
        ("A 300-km-range rocket of 2½ tonnes at 60 mph.", "[300-km] 300 km | [2½ tonnes] 2.5 t | [60 mph] 60 mph"),
        ("450 m, 20C and 6 ft", "[450 m] 450 m | [20C] 20 °C | [6 ft] 6 ft"),
        ("She is 5 feet 6 inches tall.", "[5 feet 6 inches] 5.5 ft"),
        ("One US gallon or 40 U.S. pints", "[One US gallon] 1 gal | [40 U.S. pints] 40 pt"),
        ("In 5 in 10 cases nobody was in.", "[5 in 10] 0.5"),
    ]);
}

#[test]
fn ranges_and_scores() {
    check(&[
        ("between 30 and 40 tanks", "[between 30 and 40] 30..40 tank"),
        ("costs $10 to $15 billion", "[$10 to $15 billion] 10000000000..15000000000 assumed USD"),
        ("€5-7 million", "[€5-7 million] 5000000..7000000 EUR"),
        ("from 10 to 15 percent of them", "[from 10 to 15 percent] 10..15 %"),
        ("It grew from 4.2 to 6-7 million tons.", "[4.2] 4200000 ton | [6-7 million tons] 6000000..7000000 ton"),
        ("Turnout rose 5 percent to 60 percent.", "[5 percent] 5 % | [60 percent] 60 %"),
        ("The court ruled 5-4.", "[5] 5 | [4] 4"),
        ("She led 49-47 percent.", "[49] 49 % | [47 percent] 47 %"),
        ("an 8- to 16-meter mast", "[8- to 16-meter] 8..16 m"),
        ("greater than 100 and smaller than 300 ants", "[greater than 100 and smaller than 300] 100..300 ant"),
        (
            "2,000 ± 5 pounds; from -18 °C to -34 °C",
            "[2,000 ± 5 pounds] 1995..2005 lb | [from -18 °C to -34 °C] -34..-18 °C",
        ),
        (
            "The forecast went down from $89 to $93 billion.",
            "[from $89 to $93 billion] 89000000000..93000000000 assumed USD",
        ),
        ("They won 6-4,6-3.", "[6] 6 | [4] 4 | [6] 6 | [3] 3"),
        ("between one hundred and two hundred guests", "[between one hundred and two hundred] 100..200 guest"),
    ]);
}

#[test]
fn bounds() {
    check(&[
        ("more than 1,000 guests", "[more than 1,000] 1000.. guest"),
        ("no more than 20 boats", "[no more than 20] ..20 boat"),
        ("at least one of three benefits", "[at least one] 1.. | [three] 3 benefit"),
        ("up to 5 seats, 50 or more towns", "[up to 5] ..5 seat | [50 or more] 50.. town"),
        ("well over 300 homes and just under 20 barns", "[well over 300] 300.. home | [just under 20] ..20 barn"),
        (
            "nearly 50 wells, some 40 mills, 20-odd men",
            "[nearly 50] 50 about well | [some 40] 40 about mill | [20-odd] 20 about man",
        ),
        ("talks over two cities", "[two] 2 city"),
        ("just one ship, only one of them, the only one", "[one] 1 ship"),
    ]);
}

#[test]
fn fractions_and_ratios() {
    check(&[
        ("It holds around a fifth of the land.", "[around a fifth] 0.2 about"),
        ("Two-thirds of members left, half of them today.", "[Two-thirds] 0.6667 | [half] 0.5"),
        ("One in five farms and nine out of ten barns.", "[One in five] 0.2 | [nine out of ten] 0.9"),
        ("roughly double the limit, twice as many", "[roughly double] 2 about | [twice] 2"),
        ("time and a half, the second half, his half-brother", ""),
    ]);
}

#[test]
fn ages() {
    check(&[
        ("a 46-year-old baker", "[46] 46 year"),
        ("Mara Lind, 67, of Oslo, aged 8 months? No, aged 12.", "[67] 67 year | [8] 8 month | [12] 12 year"),
        ("voters under the age of 45", "[under the age of 45] ..45 year"),
        ("He is 30 years old.", "[30] 30 year"),
    ]);
}

#[test]
fn durations_that_are_an_amount() {
    check(&[
        ("She was sentenced to five years and he got 18 months in prison.", "[five] 5 year | [18] 18 month"),
        ("He faces three to six years in jail, or more.", "[three to six] 3..6 year"),
        ("Homes sell after an average of about 70 days.", "[about 70] 70 about day"),
        (
            "It charges in just three hours, and runs in fewer than 3.5 seconds.",
            "[three] 3 hour | [fewer than 3.5] ..3.5 second",
        ),
        ("Bake it ~25 – 40min, or 2 hrs.", "[~25 – 40] 25..40 minute | [2] 2 hour"),
        ("After two years of talks, in about three months, he waited six minutes; a five-year plan, 24 hours.", ""),
    ]);
}

#[test]
fn ordinals_that_count() {
    check(&[
        ("On the 483rd day of the war in Ukraine", "[483rd] 483 day"),
        ("his second counteroffensive; the ninth such test", "[second] 2 counteroffensive | [ninth] 9 test"),
        ("the first to leave, the first company to close, at first, the third floor, the first lady", ""),
        ("for the first time, the second-largest town, the 21st century, the 116th Congress", ""),
    ]);
}

#[test]
fn labels_are_no_figures() {
    check(&[
        ("Two F-16s, a Boeing 737 and an iPhone 11 Pro.", "[Two] 2"),
        ("She told France 2 about Article 5, Title IX and Route 66.", ""),
        ("COVID-19, G7, 5G, 49ers, 9/11, 24/7 and version 1.2.3 of 10.0.0.1", ""),
        ("He read page two, and placed in the top three or the top 10.", ""),
        ("the top three seeds of the top 10 schools", "[three] 3 seed | [10] 10 school"),
        ("Call 555-0123 or (541) 754-3010; write to 10 Downing Street.", ""),
        ("Ring 1 (877) 609-2233 or 86-18911111111, near 99202-4635, host 12::1.", ""),
        ("“60 Minutes” aired; one of the guests, one way or another, said no one knew.", ""),
        ("In 2022, on May 4, 2023, at 4:39 a.m., for 24 hours.", ""),
        ("See https://example.org/2023/45?page=7 and @user99.", ""),
        (&"7".repeat(10_000), ""),
    ]);
}

#[test]
fn odd_writing_is_read_right_or_not_at_all() {
    check(&[
        ("1e400 and 1e-400 of them", ""),
        ("1,00,000 votes, 1.000,5 kg", "[1,00,000] 100000 vote | [1.000,5 kg] 1000.5 kg"),
        ("1.000 km by 12.500 people", "[1.000 km] 1..1000 vague km | [12.500] 12.5..12500 vague person"),
        ("1.250 percent, 1,000.5 km", "[1.250 percent] 1.25 % | [1,000.5 km] 1000.5 km"),
        ("$1,2345, 3'000 francs, 10² ways and 1.000.000 more", ""),
        ("3½ km, 5 m² of floor and ٣ men", "[3½ km] 3.5 km | [5 m²] 5 m2"),
        ("−5 °C, –7 °C, ‒8 °C and －9 °C", "[−5 °C] -5 °C | [–7 °C] -7 °C | [‒8 °C] -8 °C | [－9 °C] -9 °C"),
        (
            "€ 9, EUR10, 11EUR, 8 € and 5$",
            "[€ 9] 9 EUR | [EUR10] 10 EUR | [11EUR] 11 EUR | [8 €] 8 EUR | [5$] 5 assumed USD",
        ),
        ("1\u{a0}000\u{a0}000 ants, 1\u{202f}000 bees", "[1\u{a0}000\u{a0}000] 1000000 ant | [1\u{202f}000] 1000 bee"),
        ("a hundred million billion trillion trillion stars", ""),
        ("a 5 W charger, COVID -19, two new 737 Max jets", "[5 W] 5 W | [two] 2"),
        ("12 C melting point, a 5 W USB charger", "[12 C] 12 °C | [5 W] 5 W"),
        (
            "fifty - two hens, five - eighths of it, 3 hundred and one cats",
            "[fifty - two] 52 hen | [five - eighths] 0.625 | [3 hundred and one] 301 cat",
        ),
        ("from $3 per kg to $5 per kg", "[from $3 per kg to $5] 3..5 assumed USD"),
    ]);
    let long = format!("{} of {}", "9".repeat(100_000), "1,".repeat(50_000));
    assert_eq!(render(&long), "");
}

#[test]
fn what_the_clause_says() {
    let told = |text: &str| {
        let one = |f: &Figure| {
            let change = f.change.map(super::change_words);
            let status = f.status.map(|s| format!("{s:?}").to_lowercase());
            let per = f.per.map(|p| format!("per {}", p.of(text)));
            let parts = [f.frame.map(str::to_owned), status, change.map(str::to_owned), per];
            parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
        };
        read(text).iter().map(one).collect::<Vec<_>>().join(" | ")
    };
    for (text, expected) in [
        ("The floods killed 12 people and injured 30.", "deaths | injuries"),
        ("Norway pledged $5 million in aid; it has sent $2 million.", "aid, promised | provided"),
        ("Rents rose 5 percent to $900 a month.", "price, a rise by so much | price, what it rose to, per month"),
        ("Output fell by 30 tonnes, a 4 percent drop.", "a fall by so much | a fall by so much"),
        ("They fire 40 shells a day.", "weapons, per day"),
        ("Oil is at $70 per barrel.", "price, per barrel"),
    ] {
        assert_eq!(told(text), expected, "in {text:?}");
    }
}

#[test]
fn what_is_measured() {
    let measured = |text: &str| {
        let one = |f: &Figure| f.measures.map_or("-", |m| m.of(text)).to_owned();
        read(text).iter().map(one).collect::<Vec<_>>().join(" | ")
    };
    expected::check(
        &[
            ("In May 43% supported sending boats, and 51 percent opposed it.", "- | -"),
            ("Of those asked, 60 percent of farmers want a dam.", "farmers"),
            ("The poll says 30% of likely voters support new levies.", "likely voters"),
            ("Some 12 percent of Danes think Marta Lind lied.", "Danes"),
            ("Now 9 percent of Mr. Lind’s tenants have left.", "Mr. Lind’s tenants"),
            ("Lind is at 8 percent support and Byron at 7 percent.", "support | -"),
            ("It is 41% for high-income earners.", "high-income earners"),
            ("They took 31 percent of the ferry vote Sen. Lind got.", "the ferry vote"),
            ("It asks a $3 million levy and $2 a gallon.", "levy | -"),
            ("They raised $8 million in Oslo, $5 million in aid.", "- | aid"),
            ("The $8 million raised is below the $9 million that Lind owes.", "- | -"),
            ("It keeps 5 percent of sales tax at a 4 percent reduced rate.", "sales tax | reduced rate"),
            ("Prices fell 3 percent in the subsequent month.", "-"),
            ("The wreck lies 6 miles offshore, 300 miles northwest of Hull.", "- | -"),
            ("It was $90 on average, 9.4% lower than in May.", "- | -"),
        ],
        measured,
    );
}

#[test]
fn converted_for_the_reader() {
    let shown = |text: &str, units| read(text).first().map(|f| display(f, units)).unwrap_or_default();
    assert_eq!(shown("It is 10 km away.", Units::Metric), "10 km");
    assert_eq!(shown("It is 10 km away.", Units::Imperial), "10 km (6.214 mi)");
    assert_eq!(shown("It is 10 miles away.", Units::Metric), "10 mi (16.09 km)");
    assert_eq!(shown("It is 10 miles away.", Units::Imperial), "10 mi");
}

#[test]
fn displayed_in_words() {
    let shown = |text: &str| read(text).first().map(|f| display(f, Units::Both)).unwrap_or_default();
    for (text, expected) in [
        ("$75 billion", "USD 75,000,000,000"),
        ("more than 1,000 leaders", "more than 1,000 × leader"),
        ("200,000 square kilometres", "200,000 km² (77,220 sq mi)"),
        ("a fifth of it", "20 % (a fifth)"),
        ("20 degrees Celsius", "20 °C (68 °F)"),
        ("between 5 and 10 km", "5 to 10 km (3.107 to 6.214 mi)"),
        ("his 483rd letter", "number 483 × letter"),
        ("about 60 percent", "about 60 %"),
        ("Up to six years in jail await her.", "at most 6 years"),
        ("the sentence of one year", "1 year"),
    ] {
        assert_eq!(shown(text), expected, "for {text:?}");
    }
    assert_eq!(super::unit_name("km2"), "square kilometres");
    assert_eq!(super::unit_name("UAH"), "hryvnias");
}
