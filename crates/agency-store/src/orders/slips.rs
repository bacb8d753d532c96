//! Names typed with a slip: the nearest names that occur in orders.

use super::index::trigrams;
use crate::error::StoreResult;
use crate::store::Read;
use rusqlite::params_from_iter;
use rusqlite::types::Value;

/// Letters a name has at least; shorter ones have too many neighbours.
pub(super) const SHORTEST: usize = 4;
/// Names taken instead of a typed one.
const NEAREST: usize = 5;

/// Names that differ from a typed one, or begin with one that differs, by one
/// slip, two for long ones: a letter left out, put in, changed, or two swapped.
pub(super) fn nearest(read: &Read<'_>, typed: &str) -> StoreResult<Vec<String>> {
    let letters: Vec<char> = typed.chars().collect();
    if letters.len() < SHORTEST || !letters.iter().all(|c| c.is_alphabetic()) {
        return Ok(Vec::new());
    }
    let allowed = if letters.len() < 8 { 1 } else { 2 };
    // a slip spoils three trigrams at most, a swap four
    let wanted = trigrams(typed, false);
    let shared = wanted.len().saturating_sub(if allowed == 1 { 4 } else { 7 }).max(1);
    let marks: Vec<String> = (1..=wanted.len()).map(|place| format!("?{place}")).collect();
    let sql = format!(
        "SELECT word FROM names WHERE name IN
           (SELECT name FROM name_trigrams WHERE trigram IN ({}) GROUP BY name HAVING count(*) >= {shared})",
        marks.join(", ")
    );
    let mut statement = read.sql.prepare_cached(&sql)?;
    let words =
        statement.query_map(params_from_iter(wanted.into_iter().map(Value::Text)), |row| row.get::<_, String>(0))?;
    let mut near = Vec::new();
    for word in words {
        let word = word?;
        let candidate: Vec<char> = word.chars().collect();
        let distance = distance_to_beginning(&letters, &candidate);
        if distance <= allowed {
            near.push((distance, candidate.len().abs_diff(letters.len()), word));
        }
    }
    near.sort();
    near.truncate(NEAREST);
    Ok(near.into_iter().map(|(_, _, word)| word).collect())
}

/// Damerau–Levenshtein distance (swaps of neighbours count once) from `typed`
/// to the nearest beginning of `word`.
fn distance_to_beginning(typed: &[char], word: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=word.len()).collect();
    for (i, a) in typed.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, b) in word.iter().enumerate() {
            let mut least = (row[j] + usize::from(a != b)).min(row[j + 1] + 1).min(next[j] + 1);
            if i > 0 && j > 0 && *a == word[j - 1] && typed[i - 1] == *b {
                least = least.min(before[j - 1] + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut row, next);
    }
    row.into_iter().min().unwrap_or(typed.len())
}

#[cfg(test)]
mod tests {
    use super::distance_to_beginning;
    use rstest::rstest;

    #[rstest]
    #[case("семенов", "семенов", 0)]
    #[case("семен", "семенов", 0)]
    #[case("сименов", "семенов", 1)]
    #[case("семнов", "семенов", 1)]
    #[case("семеннов", "семенов", 1)]
    #[case("есменов", "семенов", 1)]
    #[case("симено", "семенова", 1)]
    #[case("иванов", "семенов", 4)]
    fn slips_are_counted(#[case] typed: &str, #[case] word: &str, #[case] slips: usize) {
        let letters = |text: &str| text.chars().collect::<Vec<_>>();
        assert_eq!(distance_to_beginning(&letters(typed), &letters(word)), slips);
    }
}
