//! Checksums of Russian requisites: ИНН, ОГРН, БИК with accounts, КПП.
//!
//! Algorithms and test values: the Federal Tax Service's rules for ИНН, ОГРН and
//! ОГРНИП, the Bank of Russia's for account keys.

fn digits(text: &str) -> Option<Vec<u32>> {
    text.chars().map(|c| c.to_digit(10)).collect()
}

fn weighted(digits: &[u32], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum::<u32>() % 11 % 10
}

/// ИНН of an organisation: ten digits with a checksum.
pub fn is_organisation_inn(text: &str) -> bool {
    digits(text).is_some_and(|d| d.len() == 10 && weighted(&d[..9], &[2, 4, 10, 3, 5, 9, 4, 6, 8]) == d[9])
}

/// ИНН of a person or ИП: twelve digits with two checksums.
pub fn is_person_inn(text: &str) -> bool {
    digits(text).is_some_and(|d| {
        d.len() == 12
            && weighted(&d[..10], &[7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) == d[10]
            && weighted(&d[..11], &[3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) == d[11]
    })
}

fn is_registration_number(text: &str, length: usize) -> bool {
    text.len() == length
        && text.chars().all(|c| c.is_ascii_digit())
        && text[..length - 1]
            .parse::<u64>()
            .is_ok_and(|head| text.ends_with(&(head % (length as u64 - 2) % 10).to_string()))
}

/// ОГРН: thirteen digits, the last is the rest by 11.
pub fn is_ogrn(text: &str) -> bool {
    is_registration_number(text, 13)
}

/// ОГРНИП: fifteen digits, the last is the rest by 13.
pub fn is_ogrnip(text: &str) -> bool {
    is_registration_number(text, 15)
}

/// Number in the register of tour operators: `РТО 012345`. The pattern is not
/// verified against the register, so nothing is refused for it.
pub fn is_operator_number(text: &str) -> bool {
    ["РТО", "МВТ", "МТ3", "ВНТ"].iter().find_map(|prefix| text.strip_prefix(prefix)).is_some_and(|rest| {
        let number = rest.strip_prefix([' ', '\u{a0}']).unwrap_or(rest);
        number.len() == 6 && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// КПП: four digits, two digits or capital letters, three digits.
pub fn is_kpp(text: &str) -> bool {
    text.len() == 9
        && text
            .bytes()
            .enumerate()
            .all(|(index, byte)| byte.is_ascii_digit() || ((4..6).contains(&index) && byte.is_ascii_uppercase()))
}

/// БИК: nine digits.
pub fn is_bik(text: &str) -> bool {
    text.len() == 9 && text.chars().all(|c| c.is_ascii_digit())
}

fn has_account_key(prefix: &str, account: &str) -> bool {
    account.len() == 20
        && digits(&format!("{prefix}{account}")).is_some_and(|d| {
            d.iter().zip([7, 1, 3].iter().cycle()).map(|(digit, weight)| digit * weight % 10).sum::<u32>() % 10 == 0
        })
}

/// Settlement account of a client, keyed with the bank's БИК. Accounts in
/// offices of the Bank of Russia (БИК ending 000, 001, 002) use the other key.
pub fn is_account(account: &str, bik: &str) -> bool {
    if !is_bik(bik) {
        return false;
    }
    if matches!(&bik[6..], "000" | "001" | "002") {
        return is_correspondent_account(account, bik);
    }
    has_account_key(&bik[6..], account)
}

/// Correspondent account of a bank, keyed with digits 5 and 6 of its БИК.
pub fn is_correspondent_account(account: &str, bik: &str) -> bool {
    is_bik(bik) && has_account_key(&format!("0{}", &bik[4..6]), account)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(is_organisation_inn, "7707083893", "7707083894")]
    #[case(is_person_inn, "500100732259", "500100732258")]
    #[case(is_person_inn, "770123456703", "7701234567")]
    #[case(is_ogrn, "1027700132195", "1027700132196")]
    #[case(is_ogrnip, "304500116000157", "304500116000158")]
    #[case(is_ogrnip, "316500000000124", "31650000000012")]
    #[case(is_kpp, "773601001", "77360100")]
    #[case(is_kpp, "7736AB001", "77360A0B1")]
    #[case(is_bik, "044525225", "4452522")]
    #[case(is_operator_number, "РТО 019876", "РТО 19876")]
    #[case(is_operator_number, "МТ3012345", "PTO 012345")]
    fn checksums_tell_right_from_wrong(#[case] check: fn(&str) -> bool, #[case] right: &str, #[case] wrong: &str) {
        assert!(check(right), "{right} is valid");
        assert!(!check(wrong), "{wrong} is not valid");
        assert!(!check(""), "an empty text is not valid");
        assert!(!check("Ёжик"), "letters are not valid");
    }

    #[rstest]
    #[case("40702810938000000001")]
    #[case("40802810838000000001")]
    fn an_account_is_tied_to_its_bank(#[case] account: &str) {
        assert!(is_account(account, "044525225"));
        assert!(!is_account(account, "044525226"));
        for place in 0..20 {
            let mut changed = account.as_bytes().to_vec();
            changed[place] = if changed[place] == b'9' { b'0' } else { changed[place] + 1 };
            let changed = String::from_utf8(changed).expect("digits");
            assert!(!is_account(&changed, "044525225"), "{changed} has a changed digit");
        }
    }

    #[test]
    fn a_correspondent_account_is_tied_to_its_bank() {
        assert!(is_correspondent_account("30101810400000000225", "044525225"));
        assert!(!is_correspondent_account("30101810400000000226", "044525225"));
    }
}
