//! Firms: names put together from city, brand, trade and legal form, and what the register says of them.

use super::draw::Draw;
use super::places::City;

/// An industry as our customers have it.
#[derive(Debug)]
pub struct Industry {
    /// The option of `accounts.industry`.
    pub key: &'static str,
    /// How many of our customers are in it, beside the others.
    pub weight: u32,
    /// Trades in a firm's name, separated by blanks.
    pub trades: &'static str,
    /// What the register says that it does.
    pub scope: &'static str,
}

macro_rules! industries {
    ($($key:literal $weight:literal $trades:literal $scope:literal;)*) => {
        &[$(Industry { key: $key, weight: $weight, trades: $trades, scope: $scope },)*]
    };
}

/// Industries that buy bar-code devices, warehouse software and services.
pub const INDUSTRIES: &[Industry] = industries! {
    "manufacturing" 22 "制造 精密制造 五金制品 塑胶制品 包装材料 智能装备" "生产、销售：五金制品、塑料制品、包装材料；货物进出口";
    "logistics" 18 "物流 供应链管理 仓储 速运 国际货运代理 冷链物流" "道路货物运输；普通货物仓储服务；国内货物运输代理；供应链管理服务";
    "electronics" 14 "电子科技 半导体 光电科技 电子 微电子 电器" "电子元器件制造；电子产品销售；技术服务、技术开发、技术咨询";
    "retail" 12 "商贸 百货 连锁超市 贸易 电子商务" "日用百货销售；食品销售；互联网销售；国内贸易代理";
    "machinery" 9 "机械 重工 自动化设备 机电设备 数控机床" "通用设备制造；机械设备销售；机械零件加工；货物进出口";
    "automotive" 8 "汽车零部件 汽车配件 车业 汽车电子" "汽车零部件及配件制造；汽车销售；机动车维修";
    "pharmaceuticals" 8 "医药 生物制药 药业 医药连锁" "药品批发；第二类医疗器械销售；货物进出口";
    "medical" 7 "医疗器械 医疗科技 生物科技" "第三类医疗器械经营；医疗器械互联网信息服务；技术服务";
    "consumer_goods" 8 "食品 饮料 日化 服饰 乳业" "食品生产；食品销售；包装服务；服装服饰批发";
    "chemicals" 5 "化工 新材料 涂料 高分子材料" "化工产品销售；新材料技术研发；专用化学产品制造";
    "energy" 4 "新能源 电力设备 能源科技" "输配电及控制设备制造；电池销售；新能源技术研发";
    "technology" 6 "信息技术 网络科技 数据科技 智能科技" "软件开发；信息系统集成服务；数据处理服务";
    "software" 4 "软件 软件技术 云计算" "软件开发；软件销售；信息技术咨询服务";
    "construction" 3 "建筑工程 建设 装饰工程" "建设工程施工；建筑材料销售；工程管理服务";
    "education" 2 "教育科技 文化教育" "教育咨询服务；文具用品零售；软件开发";
    "agriculture" 3 "农业科技 农产品 种业" "农产品销售；农作物种子经营；农业技术服务";
};

const FIRST: &str = "恒 瑞 华 鑫 盛 宏 嘉 泰 金 永 德 安 天 中 东 海 博 润 诚 信 佳 锦 亿 凯 隆 顺 创 卓 远 新 联 科 万 正 汇 立 星 明 通 \
    利 百 富 康 优 美 达 嵘 启 云 智 蓝 众 同 弘 广 长 南 北 宝 鼎";
const SECOND: &str = "泰 达 丰 源 盛 隆 鑫 信 诚 威 华 兴 昌 邦 森 凯 腾 翔 宇 航 辰 润 泽 瑞 景 和 瀚 峰 帆 成 业 捷 顺 通 联 元 创 力 \
    川 海 阳 晟 晖 尔 特 为 图 拓 睿 朗 晨 越 亚 立 迅 博 诺 恩 康 宁";
/// Legal forms with their weight.
const FORMS: [(&str, u32); 4] = [("有限公司", 78), ("股份有限公司", 8), ("集团有限公司", 6), ("有限责任公司", 8)];

/// A firm as the register and its signboard show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Firm {
    /// `苏州恒泰精密制造有限公司`
    pub name: String,
    /// `恒泰精密制造`
    pub short_name: String,
    /// `恒泰`, from which mail and web addresses are made.
    pub brand: String,
    /// What it does, as registered.
    pub scope: &'static str,
    /// Its legal form in the register.
    pub legal_form: &'static str,
}

/// Draws a firm of an industry in a city.
pub fn firm(draw: &mut Draw, industry: &Industry, city: &City) -> Firm {
    let part = |draw: &mut Draw, list: &'static str| {
        let all: Vec<&'static str> = list.split_whitespace().collect();
        *draw.pick(&all)
    };
    let mut brand = format!("{}{}", part(draw, FIRST), part(draw, SECOND));
    if draw.chance(22) {
        brand.push_str(part(draw, SECOND));
    }
    let trade = part(draw, industry.trades);
    let form = draw.weighted(&FORMS, |(_, weight)| *weight).0;
    let short_name = format!("{brand}{trade}");
    let name = match draw.below(5) {
        0 => format!("{brand}{trade}（{}）{form}", city.short()),
        1 => format!("{}{short_name}{form}", city.province.trim_end_matches(['省', '市'])),
        _ => format!("{}{short_name}{form}", city.short()),
    };
    let legal_form = match form {
        "股份有限公司" => "股份有限公司(非上市、自然人投资或控股)",
        "集团有限公司" => "有限责任公司(自然人投资或控股)",
        _ => *draw.pick(&["有限责任公司(自然人投资或控股)", "有限责任公司(自然人独资)", "有限责任公司(法人独资)"]),
    };
    Firm { name, short_name, brand, scope: industry.scope, legal_form }
}

/// The signs of a 统一社会信用代码 and the weights of its check signs (GB 32100-2015, GB 11714-1997).
const SIGNS: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const BODY_SIGNS: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const BODY_WEIGHTS: [usize; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// The unified social credit code of firm number `index` in the division `division` (four digits): different for every
/// index below 31⁶.
pub fn credit_code(division: &str, index: u32) -> String {
    let mut rest = u64::from(index);
    let mut body = [b'M', b'A', 0, 0, 0, 0, 0, 0];
    for sign in body[2..].iter_mut().rev() {
        *sign = SIGNS[(rest % 31) as usize];
        rest /= 31;
    }
    let value = |sign: u8| BODY_SIGNS.iter().position(|s| *s == sign).unwrap_or_default();
    let sum: usize = body.iter().zip(BODY_WEIGHTS).map(|(sign, weight)| value(*sign) * weight).sum();
    let body_check = match 11 - sum % 11 {
        10 => 'X',
        11 => '0',
        n => char::from(b'0' + n as u8),
    };
    let mut code = format!("91{division}00{}{body_check}", String::from_utf8_lossy(&body));
    let (mut sum, mut weight) = (0, 1);
    for sign in code.bytes() {
        sum = (sum + SIGNS.iter().position(|s| *s == sign).unwrap_or_default() * weight) % 31;
        weight = weight * 3 % 31;
    }
    code.push(char::from(SIGNS[(31 - sum) % 31]));
    code
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use heyi_model::text::uscc;

    use super::*;
    use crate::demo::places;

    #[test]
    fn credit_codes_are_valid_and_different() {
        let codes: HashSet<String> =
            (0..5_000).chain([999_999, 31_u32.pow(6) - 1]).map(|i| credit_code("3205", i)).collect();
        assert_eq!(codes.len(), 5_002);
        for code in codes {
            assert_eq!(uscc::normalise(&code), Ok(code.clone()));
        }
    }

    #[test]
    fn firms_are_named_like_firms() {
        let mut draw = Draw::of(3, "firms", 0);
        let mut names = HashSet::new();
        for round in 0..4_000 {
            let industry = draw.weighted(INDUSTRIES, |i| i.weight);
            let city = places::city(&mut draw, round);
            let firm = firm(&mut draw, industry, city);
            assert!(firm.name.ends_with("公司") && firm.short_name.starts_with(&firm.brand), "{firm:?}");
            names.insert(firm.name);
        }
        assert!(names.len() > 3_900, "{}", names.len());
    }
}
