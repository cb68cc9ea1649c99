//! BM25 over the hits of each term (Robertson and Zaragoza, 2009, with their usual constants).

use super::scan::Hits;

/// How soon one more hit of a term says little.
const SATURATION: f64 = 1.2;
/// How much long articles are held against their length.
const LENGTH: f64 = 0.75;

/// Sorts by relevance; equal ones keep their order. `spread` says of each term in how many of
/// the `articles` it stands; `mean` is how many words one of them has.
pub(super) fn most_relevant_first(
    order: &mut Vec<&Hits>,
    spread: &[u32],
    articles: u32,
    mean: f64,
) {
    let articles = f64::from(articles.max(1));
    let rarity: Vec<f64> = spread
        .iter()
        .map(|&n| ((articles - f64::from(n) + 0.5) / (f64::from(n) + 0.5) + 1.0).ln())
        .collect();
    let score = |hits: &Hits| -> f64 {
        let long = 1.0 - LENGTH + LENGTH * f64::from(hits.found.words) / mean;
        let counts = hits.found.counts.iter();
        counts
            .zip(&rarity)
            .map(|(&n, rarity)| {
                let n = f64::from(n);
                rarity * n * (SATURATION + 1.0) / (n + SATURATION * long)
            })
            .sum()
    };
    let mut scored: Vec<(f64, &Hits)> = order.iter().map(|hits| (score(hits), *hits)).collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    *order = scored.into_iter().map(|(_, hits)| hits).collect();
}
