//! Names of persons, from lists of our own; weights follow how common a surname is, in 1/100 of a percent.

use std::sync::LazyLock;

use heyi_model::text::pinyin;

use super::draw::Draw;

const SURNAMES: &str = "王 720 李 710 张 680 刘 530 陈 450 杨 310 黄 220 赵 210 吴 200 周 195 徐 145 孙 140 马 130 朱 125 胡 120 \
    郭 115 何 110 林 108 高 105 罗 100 郑 95 梁 92 谢 80 宋 78 唐 70 许 66 韩 64 邓 62 冯 62 曹 60 彭 58 曾 56 肖 55 田 50 \
    董 50 袁 48 潘 48 于 46 蒋 46 蔡 46 余 44 杜 44 叶 43 程 43 苏 42 魏 42 吕 42 丁 41 任 40 沈 40 姚 38 卢 38 姜 37 崔 36 \
    钟 36 谭 36 陆 35 汪 35 范 34 金 33 石 33 廖 33 贾 32 夏 30 韦 30 方 30 邹 29 熊 28 孟 27 秦 27 白 26 江 26 薛 25 尹 25 \
    段 24 雷 24 侯 24 龙 23 史 22 陶 22 贺 21 顾 21 毛 20 郝 20 龚 20 邵 20 万 19 钱 19 严 18 武 18 戴 18 莫 17 孔 17 汤 16 \
    温 14 康 14 施 14 文 13 牛 13 樊 12 葛 12 邢 12 安 11 齐 11 易 11 乔 10 伍 10 庞 10 颜 9 倪 9 庄 9 聂 9 章 8 鲁 8 岳 8 \
    翟 8 殷 7 詹 7 申 7 欧 6 耿 6 关 6 兰 6 焦 6 俞 6 左 5 柳 5 甘 5 祝 5 包 5 宁 4 尚 4 符 4 舒 4 阮 4 柯 4 纪 4 梅 4 童 4 \
    凌 4 毕 3 单 3 季 3 裴 3 霍 3 涂 3 成 3 苗 3 谷 3 曲 3 盛 3 欧阳 7 上官 1 司徒 1 诸葛 1 皇甫 1 尉迟 1";

/// Second characters of given names, then third ones, for men and for women.
const MEN: (&str, &str) = (
    "伟 强 磊 军 勇 杰 涛 明 超 刚 平 辉 鹏 华 飞 鑫 波 斌 宇 浩 凯 健 俊 帆 帅 旭 宁 龙 林 欢 阳 建 志 文 国 海 晓 永 德 家 子 天 \
     立 世 金 少 思 嘉 正 云 庆 振 荣 泽 博 晨 瑞 启 景 睿 昊 翔",
    "明 华 军 平 伟 强 东 峰 林 辉 杰 超 涛 波 斌 勇 刚 成 龙 洋 宇 轩 然 阳 涵 浩 鹏 飞 亮 松 文 武 国 民 良 兴 生 祥 凯 豪 博 源 \
     恒 毅 锋 荣 昌 安 康 霖 航 哲",
);
const WOMEN: (&str, &str) = (
    "芳 娜 敏 静 丽 艳 娟 霞 燕 玲 婷 雪 倩 颖 琳 莉 洁 慧 莹 萍 红 梅 晶 丹 蕾 佳 欣 怡 雨 思 梦 晓 文 美 秀 春 玉 淑 桂 海 小 \
     若 诗 可 紫 嘉 书 语 静 雅 惠 云 彩 亚 凤 婉 芷 悦 心",
    "芳 娜 敏 静 丽 艳 娟 霞 燕 玲 婷 雪 倩 颖 琳 莉 洁 慧 莹 萍 红 梅 晶 丹 蕾 佳 欣 怡 涵 琪 瑶 妍 彤 萱 宁 珍 英 兰 华 云 华 平 \
     君 月 馨 莲 凤 香 儿 菲 璐 媛 然 悦",
);

/// The lists, taken apart once.
struct Lists {
    surnames: Vec<(&'static str, u32)>,
    men: [Vec<&'static str>; 2],
    women: [Vec<&'static str>; 2],
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let words: Vec<&str> = SURNAMES.split_whitespace().collect();
    let of = |(second, third): (&'static str, &'static str)| [second, third].map(|l| l.split_whitespace().collect());
    Lists {
        surnames: words.chunks_exact(2).map(|pair| (pair[0], pair[1].parse().unwrap_or(1))).collect(),
        men: of(MEN),
        women: of(WOMEN),
    }
});

/// A person's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The whole name, `欧阳静怡`.
    pub full: String,
    /// The surname.
    pub surname: String,
    /// A woman's name?
    pub is_female: bool,
}

/// Draws a name.
pub fn name(draw: &mut Draw) -> Name {
    let lists = &*LISTS;
    let surname = draw.weighted(&lists.surnames, |(_, weight)| *weight).0;
    let is_female = draw.chance(44);
    let [second, third] = if is_female { &lists.women } else { &lists.men };
    let mut full = surname.to_owned();
    full.push_str(*draw.pick(second));
    if draw.chance(83) {
        full.push_str(*draw.pick(third));
    }
    Name { full, surname: surname.to_owned(), is_female }
}

/// The letters of a name in a mail address: `wangwei`.
pub fn letters(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let readings = pinyin::usual_readings(&chars);
    let plain = |reading: &str| reading.replace('ü', "v").chars().filter(char::is_ascii_lowercase).collect::<String>();
    chars
        .iter()
        .zip(readings)
        .map(|(c, reading)| match reading {
            Some(reading) => plain(reading),
            None => c.to_ascii_lowercase().to_string(),
        })
        .filter(|part| part.chars().all(|c| c.is_ascii_alphanumeric()))
        .collect()
}

/// A number of a mobile phone.
pub fn mobile(draw: &mut Draw) -> String {
    const PREFIXES: [&str; 20] = [
        "130", "131", "132", "135", "136", "137", "138", "139", "150", "151", "152", "157", "158", "159", "182", "183",
        "186", "187", "188", "189",
    ];
    format!("{}{:08}", draw.pick(&PREFIXES), draw.below(100_000_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_of_two_to_four_characters_and_various() {
        let mut draw = Draw::of(1, "names", 0);
        let names: Vec<Name> = (0..5_000).map(|_| name(&mut draw)).collect();
        assert!(names.iter().all(|n| (2..=4).contains(&n.full.chars().count()) && n.full.starts_with(&n.surname)));
        let different: std::collections::HashSet<&str> = names.iter().map(|n| n.full.as_str()).collect();
        assert!(different.len() > 4_500, "{}", different.len());
        let wang = names.iter().filter(|n| n.surname == "王").count();
        assert!((250..550).contains(&wang), "{wang}");
        assert!(SURNAMES.split_whitespace().skip(1).step_by(2).all(|weight| weight.parse::<u32>().is_ok()));
    }

    #[test]
    fn letters_are_those_of_a_mail_address() {
        for (text, expect) in [("王伟", "wangwei"), ("吕静", "lvjing"), ("欧阳明", "ouyangming"), ("A股份1", "agufen1")]
        {
            assert_eq!(letters(text), expect);
        }
    }
}
