use super::*;
use crate::text::fold::fold;
use crate::text::tokens::index_tokens;
use proptest::prelude::*;

const NAME: TextKind = TextKind::NameLike;
const CODE: TextKind = TextKind::Code;
const PLAIN: TextKind = TextKind::Plain;

/// What the database does with the tokens of a row.
fn index_finds(query: &SearchQuery, kind: TextKind, text: &str) -> bool {
    let mut tokens = String::new();
    index_tokens('a', kind, text, &mut tokens);
    let has = |(token, prefix): &(String, bool)| {
        tokens.split(' ').any(|t| if *prefix { t.starts_with(token.as_str()) } else { t == token })
    };
    query.cnf(&['z', 'a']).iter().all(|clause| clause.iter().any(has))
}

fn check(kind: TextKind, text: &str, q: &str, expect: bool) {
    let query = SearchQuery::parse(q).unwrap();
    assert_eq!(query.matches(text, kind), expect, "{q} in {text}");
    if expect || !query.needs_verify() {
        assert_eq!(index_finds(&query, kind, text), expect, "the index: {q} in {text}");
    }
}

#[test]
fn texts_are_found_as_people_type_them() {
    let cases: &[(TextKind, &str, &str, &str)] = &[
        (
            NAME,
            "中国移动通信集团有限公司",
            "中国移动|移动|国移|zgyd|zhongguoyi|通|z|ZGYD|ｚｇｙｄ|zgydtxjtyxgs|zhong guo yi dong|zhongguoyidongtongxinjituan",
            "中移|国 动移|zhgyd|dongguo|gz|13|zgydtxjtyxgx|zhongguoyidongtongxinjitong",
        ),
        (NAME, "重庆长安汽车", "chongqing|cqca|zhongqing|zqca|长安|caqc|changan|zhangan", "重安|qq"),
        (NAME, "单雄信", "shan|dan|sxx|xiongxin", "tan"),
        (NAME, "中国工商银行", "yinhang|gsyh|gongshangyinxing", "xinghang"),
        (NAME, "吕布", "lv|lu|lvbu|lb", "lyu"),
        (NAME, "华为5G科技", "华为5G|hw5gkj|huawei5gke|5g|5gkeji|gkj|5G 华为", "为科|wg"),
        (NAME, "GTX Pro", "gtx|pro|gtx pro|gtxpro|GTX-P", "tx|ro|gtxx"),
        (NAME, "GTXPro", "gtx pro|gtxpro|gtx", "pro"),
        (NAME, "腾讯（深圳）", "txsz|深圳|腾讯 深圳", "腾讯深圳"),
        (NAME, "Café Müller", "cafe|müll|MULL", "caffe"),
        (NAME, "𬭎达", "𬭎|𬭎达|hongda|hd", "达𬭎"),
        (NAME, "カナ株式会社", "カナ|ナ|株式", "カ株"),
        (PLAIN, "今天拜访了张总，谈5G和ERP2026项目", "拜访|erp|2026|张总 erp|谈", "baifang|rp2|026|总谈"),
        (
            CODE,
            "+8613812345678",
            "5678|1381234|13812345678|138 1234 5678|+86 138-1234-5678|8613|812|234 567",
            "56789|8 6 14|345 999",
        ),
        (CODE, "+861062345678", "010-62345678|01062345678|6234|10 6234", "0062"),
        (CODE, "+861062345678;ext=801", "801|010 62345678 801", "802"),
        (CODE, "HT-2026-0001", "ht|ht2026|2026|0001|HT-2026-0001|HT-2026-0|60001|ht 2", "01|t2|ht2027"),
        (CODE, "zhang.san@example.com", "zhang|zhangsan|example.com|zhang.san@ex|san", "sn|exampel"),
        (CODE, "合同A-1", "合同|a|a-1|合同a", "同合"),
    ];
    for (kind, text, found, not_found) in cases {
        found.split('|').for_each(|q| check(*kind, text, q, true));
        not_found.split('|').for_each(|q| check(*kind, text, q, false));
    }
}

#[test]
fn a_query_needs_something_to_look_for_and_a_bound() {
    for q in ["", "  ", "，。!", "\u{200b}"] {
        assert_eq!(SearchQuery::parse(q), None, "{q:?}");
    }
    assert_eq!(SearchQuery::check_length(&"中".repeat(100)), Ok(()));
    assert_eq!(SearchQuery::check_length(&"中".repeat(101)), Err(QueryFault::TooLong { chars: 101 }));
    let long = SearchQuery::parse(&"中国移动".repeat(100)).unwrap();
    assert!(long.cnf(&['a']).len() <= MAX_CLAUSES);
}

#[test]
fn a_query_asks_only_for_the_classes_it_may_read() {
    let clause = |q: &str, classes: &[char]| {
        let cnf = SearchQuery::parse(q).unwrap().cnf(classes);
        let text = |c: &Clause| {
            c.iter().map(|(t, p)| format!("{t}{}", if *p { "*" } else { "" })).collect::<Vec<_>>().join("|")
        };
        cnf.iter().map(text).collect::<Vec<_>>().join(" & ")
    };
    let cases = [
        ("通", "ab", "ah通|bh通"),
        ("移动通", "a", "ah移动 & ah动通"),
        ("5678", "a", "aw5678*|ac5678*"),
        ("zg", "a", "awzg*"),
        ("华为5G", "a", "ah华为 & aw5g*"),
        ("zhongguoyi", "a", "awzhongguoyi*|awzhongguo*|aczhongguoyi*"),
        ("通", "", ""),
    ];
    for (q, classes, expect) in cases {
        assert_eq!(clause(q, &classes.chars().collect::<Vec<_>>()), expect, "{q}");
    }
}

#[test]
fn ranks_put_the_same_before_the_beginning_before_the_rest() {
    let cases = [
        ("中国移动", "中国移动", 0),
        ("中国移动", "中国移动通信", 1),
        ("移动", "中国移动", 2),
        ("zhangwei", "张伟", 0),
        ("zhang", "张伟", 1),
        ("zw", "张伟", 1),
        ("wei", "张伟", 2),
        ("gtx pro", "GTXPro", 0),
        ("gtx", "GTX Pro", 1),
        ("5678", "+8613812345678", 2),
        ("中国移动", "（中国）移动", 0),
    ];
    for (q, text, expect) in cases {
        assert_eq!(SearchQuery::parse(q).unwrap().rank(text), expect, "{q} in {text}");
    }
}

/// Texts of few different characters, so that hits are frequent.
fn text() -> impl Strategy<Value = String> {
    "[重庆长安行乐单中国吕a-c5-7A ，（\\-é+𬭎カ]{0,12}|\\+86(10|138)[0-9]{8}|(重庆|银行|长沙|gtx|5G|[a-z]{9,30}|[0-9]{20,70}| ){1,4}"
}

/// A piece of the text, or of how it may be typed.
fn query(text: &str, from: prop::sample::Index, len: usize, typed: u8) -> String {
    let chars = normal(text, SEARCHED_CHARS);
    let name = Spelled::of(&chars);
    if typed > 0 && !name.starts().is_empty() {
        let start = name.starts()[from.index(name.starts().len())];
        let typing =
            if typed == 1 { crate::text::spelling::Typing::Full } else { crate::text::spelling::Typing::Initials };
        let mut ways = Vec::new();
        name.each(start, typing, len.max(1), &mut |t| ways.push(t.to_owned()));
        return ways.swap_remove(from.index(ways.len()));
    }
    let all: Vec<char> = text.chars().collect();
    let at = if all.is_empty() { 0 } else { from.index(all.len()) };
    all[at..].iter().take(len).collect()
}

proptest! {
    #![proptest_config(crate::text::seeded(2000))]

    #[test]
    fn what_matches_is_found_by_the_index(
        text in text(), other in text(), from: prop::sample::Index, len in 1..30_usize, typed in 0..3_u8, own: bool,
    ) {
        let q = query(if own { &text } else { &other }, from, len, typed);
        if let Some(query) = SearchQuery::parse(&q) {
            for kind in [PLAIN, NAME, CODE] {
                let matches = query.matches(&text, kind);
                if matches || !query.needs_verify() {
                    prop_assert_eq!(index_finds(&query, kind, &text), matches, "{} in {}", q, text);
                }
                prop_assert!(!(own && kind == NAME && typed > 0) || matches, "typed {} of {}", q, text);
            }
        }
    }

    #[test]
    fn han_is_found_exactly_where_the_folded_text_contains_it(text in "[中国移动a （]{0,12}", q in "[中国移动]{1,4}") {
        let query = SearchQuery::parse(&q).unwrap();
        for kind in [PLAIN, NAME, CODE] {
            let expect = fold(&text).contains(&*fold(&q));
            prop_assert_eq!(query.matches(&text, kind), expect);
            prop_assert!(!expect || index_finds(&query, kind, &text));
        }
    }

    #[test]
    fn every_part_of_three_of_a_code_is_found(code in "[A-Z0-9]{3,64}", from: prop::sample::Index, len in 3..40_usize) {
        let at = from.index(code.len() - 2);
        let part = &code[at..(at + len).min(code.len())];
        let query = SearchQuery::parse(part).unwrap();
        prop_assert!(query.matches(&code, CODE) && index_finds(&query, CODE, &code));
    }
}
