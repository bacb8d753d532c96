//! Names in Latin letters, as Russian travel passports write them.

/// A Russian name in the letters of a travel passport: ICAO Doc 9303 as the
/// МВД and МИД of Russia apply it since 2014. Letters of other alphabets,
/// hyphens, spaces and apostrophes stay; all becomes capital.
pub fn passport_latin(name: &str) -> String {
    name.trim().to_uppercase().chars().map(latin).fold(String::with_capacity(name.len()), |mut out, letters| {
        match letters {
            Letters::Many(text) => out.push_str(text),
            Letters::Same(letter) => out.push(letter),
        }
        out
    })
}

enum Letters {
    Many(&'static str),
    Same(char),
}

fn latin(letter: char) -> Letters {
    Letters::Many(match letter {
        'А' => "A",
        'Б' => "B",
        'В' => "V",
        'Г' => "G",
        'Д' => "D",
        'Е' | 'Ё' | 'Э' => "E",
        'Ж' => "ZH",
        'З' => "Z",
        'И' | 'Й' => "I",
        'К' => "K",
        'Л' => "L",
        'М' => "M",
        'Н' => "N",
        'О' => "O",
        'П' => "P",
        'Р' => "R",
        'С' => "S",
        'Т' => "T",
        'У' => "U",
        'Ф' => "F",
        'Х' => "KH",
        'Ц' => "TS",
        'Ч' => "CH",
        'Ш' => "SH",
        'Щ' => "SHCH",
        'Ъ' => "IE",
        'Ы' => "Y",
        'Ь' => "",
        'Ю' => "IU",
        'Я' => "IA",
        other => return Letters::Same(other),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("Щербаков", "SHCHERBAKOV")]
    #[case("Алёна", "ALENA")]
    #[case("Матвей", "MATVEI")]
    #[case("Юлия", "IULIIA")]
    #[case("Подъячев", "PODIEIACHEV")]
    #[case("Игорь", "IGOR")]
    #[case("Эльвира", "ELVIRA")]
    #[case("Хлынцев", "KHLYNTSEV")]
    #[case("Жуков", "ZHUKOV")]
    #[case("Чайка-Шишова", "CHAIKA-SHISHOVA")]
    #[case("О'Коннор", "O'KONNOR")]
    #[case(" de la Cruz ", "DE LA CRUZ")]
    #[case("", "")]
    fn names_are_written_as_in_a_travel_passport(#[case] name: &str, #[case] latin: &str) {
        assert_eq!(passport_latin(name), latin);
    }

    #[test]
    fn every_russian_letter_has_its_latin_ones() {
        for letter in ('А'..='Я').chain(['Ё']) {
            let latin = passport_latin(&letter.to_string());
            assert!(latin.chars().all(|c| c.is_ascii_uppercase()), "{letter} → {latin}");
            assert_eq!(latin.is_empty(), letter == 'Ь');
        }
    }
}
