//! Sums and numbers in Russian words («сумма прописью»).

use crate::money::Money;

const UNITS_M: [&str; 10] = ["", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять"];
const UNITS_F: [&str; 10] = ["", "одна", "две", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять"];
const TEENS: [&str; 10] = [
    "десять",
    "одиннадцать",
    "двенадцать",
    "тринадцать",
    "четырнадцать",
    "пятнадцать",
    "шестнадцать",
    "семнадцать",
    "восемнадцать",
    "девятнадцать",
];
const TENS: [&str; 10] =
    ["", "", "двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто"];
const HUNDREDS: [&str; 10] =
    ["", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот"];

/// Powers of a thousand above the units: forms for 1, 2–4 and 5+, and whether feminine.
const SCALES: [(&str, &str, &str, bool); 5] = [
    ("тысяча", "тысячи", "тысяч", true),
    ("миллион", "миллиона", "миллионов", false),
    ("миллиард", "миллиарда", "миллиардов", false),
    ("триллион", "триллиона", "триллионов", false),
    ("квадриллион", "квадриллиона", "квадриллионов", false),
];

/// The noun form that agrees with a number: 1 рубль, 2 рубля, 5 рублей.
pub fn plural<'a>(number: u64, one: &'a str, few: &'a str, many: &'a str) -> &'a str {
    match (number % 10, number % 100) {
        (_, 11..=14) => many,
        (1, _) => one,
        (2..=4, _) => few,
        _ => many,
    }
}

/// A whole number in words, in the given gender of its last unit.
pub fn number_in_words(number: u64, feminine: bool) -> String {
    if number == 0 {
        return "ноль".into();
    }
    let mut groups = Vec::new();
    let mut rest = number;
    while rest > 0 {
        groups.push(rest % 1000);
        rest /= 1000;
    }
    let mut words: Vec<&str> = Vec::new();
    for (power, group) in groups.iter().copied().enumerate().rev() {
        if group == 0 {
            continue;
        }
        let scale = power.checked_sub(1).map(|index| SCALES[index]);
        let is_feminine = scale.map_or(feminine, |(.., gender)| gender);
        push_group(&mut words, group as usize, is_feminine);
        if let Some((one, few, many, _)) = scale {
            words.push(plural(group, one, few, many));
        }
    }
    words.join(" ")
}

fn push_group(words: &mut Vec<&str>, group: usize, feminine: bool) {
    let (hundreds, tens, units) = (group / 100, group / 10 % 10, group % 10);
    let mut push = |word: &'static str| {
        if !word.is_empty() {
            words.push(word);
        }
    };
    push(HUNDREDS[hundreds]);
    if tens == 1 {
        push(TEENS[units]);
        return;
    }
    push(TENS[tens]);
    push(if feminine { UNITS_F[units] } else { UNITS_M[units] });
}

/// «Сто двадцать пять тысяч рублей 00 копеек»; kopecks stay in figures, as in contracts.
pub fn money_in_words(sum: Money) -> String {
    let rubles = sum.0.unsigned_abs() / 100;
    let kopecks = sum.0.unsigned_abs() % 100;
    let text = format!(
        "{}{} {} {kopecks:02} {}",
        if sum.0 < 0 { "минус " } else { "" },
        number_in_words(rubles, false),
        plural(rubles, "рубль", "рубля", "рублей"),
        plural(kopecks, "копейка", "копейки", "копеек"),
    );
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(1, "Ноль рублей 01 копейка")]
    #[case(100, "Один рубль 00 копеек")]
    #[case(200, "Два рубля 00 копеек")]
    #[case(500, "Пять рублей 00 копеек")]
    #[case(1_100, "Одиннадцать рублей 00 копеек")]
    #[case(2_102, "Двадцать один рубль 02 копейки")]
    #[case(10_100, "Сто один рубль 00 копеек")]
    #[case(100_000, "Одна тысяча рублей 00 копеек")]
    #[case(200_000, "Две тысячи рублей 00 копеек")]
    #[case(100_000_100, "Один миллион один рубль 00 копеек")]
    #[case(12_500_000, "Сто двадцать пять тысяч рублей 00 копеек")]
    #[case(21_850_050, "Двести восемнадцать тысяч пятьсот рублей 50 копеек")]
    fn sums_are_spelled_out(#[case] kopecks: i64, #[case] expected: &str) {
        assert_eq!(money_in_words(Money(kopecks)), expected);
    }
}
