//! The key by which company names are recognised as the same.

use super::fold::{fold, key};

/// Legal forms and group words that say nothing about who the company is, longest first.
const FORMS: [&str; 8] = ["有限责任公司", "股份有限公司", "有限公司", "集团公司", "股份公司", "集团", "股份", "公司"];

/// What a branch is called: it is another place than its company, so it stays in the key.
const BRANCHES: [&str; 8] = ["分公司", "支公司", "子公司", "分行", "支行", "分店", "分部", "营业部"];

/// The same for names in Latin letters, without dots.
const LATIN_FORMS: [&str; 22] = [
    "ag",
    "bv",
    "co",
    "company",
    "corp",
    "corporation",
    "gmbh",
    "group",
    "holding",
    "holdings",
    "inc",
    "incorporated",
    "kk",
    "limited",
    "llc",
    "llp",
    "ltd",
    "nv",
    "plc",
    "pte",
    "pty",
    "sa",
];

/// A key that near-equal spellings of one company share: folded and lower-cased, without legal forms (有限公司,
/// 有限责任公司, 股份有限公司, 股份, 集团, 公司; Co., Ltd., Inc., LLC, Corporation …), spaces and punctuation. What stands
/// in brackets stays without them. Branches keep their word (分公司, 支行), and 省, 市, 县 or 区 right before it goes.
///
/// It finds likely duplicates and groups; two companies may share a key (安阳分公司 and 安阳县分公司), so it is no
/// unique key. Never empty for a name that has a visible character: a name that is nothing but forms keeps them.
pub fn company_key(name: &str) -> String {
    let lower = key(&without_latin_forms(&fold(name).to_lowercase()));
    let mut out = String::with_capacity(lower.len());
    let mut rest = lower.as_str();
    while let Some(c) = rest.chars().next() {
        if let Some(branch) = BRANCHES.iter().find(|b| rest.starts_with(**b)) {
            if out.ends_with(['省', '市', '县', '区']) && out.chars().count() > 1 {
                out.pop();
            }
            out.push_str(branch);
            rest = &rest[branch.len()..];
        } else if let Some(form) = FORMS.iter().find(|f| rest.starts_with(**f)) {
            rest = &rest[form.len()..];
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    [out, key(name), fold(name).to_lowercase()].into_iter().find(|k| !k.is_empty()).unwrap_or_default()
}

/// Drops the words at the end that are legal forms, but never the first word.
fn without_latin_forms(lower: &str) -> String {
    let plain: String = lower.chars().filter(|&c| c != '.').collect();
    let words: Vec<&str> =
        plain.split(|c: char| !c.is_alphanumeric() && c != '+' && c != '#').filter(|w| !w.is_empty()).collect();
    let end = words.iter().skip(1).rposition(|w| !LATIN_FORMS.contains(w)).map_or(1, |at| at + 2);
    words.iter().take(end).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_company_share_a_key() {
        let cases: &[(&str, &[&str])] = &[
            (
                "中国移动通信",
                &["中国移动通信集团有限公司", "中国移动通信集团公司", " 中国移动通信（集团）股份有限公司"],
            ),
            (
                "中国电信广宗分公司府前街营业厅",
                &["中国电信集团有限公司广宗分公司府前街营业厅", "中国电信集团公司广宗县分公司府前街营业厅"],
            ),
            ("腾讯科技深圳", &["腾讯科技（深圳）有限公司", "腾讯科技(深圳)有限责任公司", "腾讯科技 深圳 有限公司"]),
            (
                "acmeshanghai",
                &["Acme (Shanghai) Co., Ltd.", "ACME Shanghai Company Limited", "ａｃｍｅ shanghai, Inc."],
            ),
            ("acme", &["Acme", "Acme L.L.C.", "Acme Corporation", "Acme Group Holdings PLC", "ACME Corp"]),
            ("华为5g", &["华为5G有限公司", "华为 5G 集团"]),
            ("cocacola", &["Coca-Cola Co."]),
            ("group", &["Group Ltd"]),
            ("有限公司", &["有限公司"]),
            ("上海市", &["上海市公司"]),
            ("***", &["***"]),
            ("", &["", "   "]),
        ];
        for (expect, names) in cases {
            for name in *names {
                assert_eq!(company_key(name), *expect, "{name}");
            }
        }
    }

    #[test]
    fn a_branch_is_not_its_company() {
        assert_ne!(company_key("中国电信集团有限公司"), company_key("中国电信集团有限公司广宗分公司"));
        assert_ne!(company_key("工商银行北京支行"), company_key("工商银行北京分行"));
    }

    proptest::proptest! {
    #![proptest_config(crate::text::seeded(1000))]

        #[test]
        fn a_name_has_a_key(name in "(有限|公司|集团|股份|分公司|市|Co\\.|Ltd|[（）()., a中])+") {
            proptest::prop_assert_eq!(company_key(&name).is_empty(), name.trim().is_empty());
        }
    }
}
