//! Chinese names of firms and people, and what else a record is filled with, drawn from lists of our own.

use rand::RngExt as _;
use rand_chacha::ChaCha8Rng;

const PLACES: &[&str] = &[
    "北京",
    "上海",
    "广州",
    "深圳",
    "杭州",
    "南京",
    "苏州",
    "成都",
    "重庆",
    "武汉",
    "西安",
    "天津",
    "长沙",
    "青岛",
    "宁波",
    "郑州",
    "合肥",
    "福州",
    "厦门",
    "济南",
    "沈阳",
    "大连",
    "昆明",
    "无锡",
    "佛山",
    "东莞",
    "南昌",
    "贵阳",
    "太原",
    "石家庄",
];
const BRAND: &[char] = &[
    '安', '邦', '博', '昌', '辰', '诚', '达', '德', '鼎', '东', '方', '飞', '丰', '福', '光', '海', '瀚', '航', '和',
    '恒', '宏', '华', '汇', '嘉', '建', '金', '锦', '晶', '凯', '康', '科', '利', '联', '隆', '美', '明', '宁', '鹏',
    '启', '瑞', '润', '森', '盛', '石', '泰', '天', '通', '万', '伟', '祥', '信', '兴', '旭', '亚', '洋', '亿', '益',
    '永', '宇', '远', '云', '泽', '振', '正', '志', '中', '众', '卓',
];
const TRADES: &[&str] = &[
    "科技",
    "信息技术",
    "网络科技",
    "软件",
    "机械设备",
    "电子",
    "贸易",
    "实业",
    "建筑工程",
    "装饰",
    "医疗器械",
    "生物科技",
    "餐饮管理",
    "物流",
    "供应链",
    "教育咨询",
    "文化传媒",
    "新材料",
    "环保科技",
    "能源",
    "汽车销售",
    "食品",
    "农业发展",
    "投资管理",
];
const FORMS: &[&str] = &["有限公司", "有限公司", "有限公司", "有限责任公司", "股份有限公司", "集团有限公司"];
const SURNAMES: &[char] = &[
    '王', '李', '张', '刘', '陈', '杨', '黄', '赵', '吴', '周', '徐', '孙', '马', '朱', '胡', '林', '郭', '何', '高',
    '罗',
];
const PHRASES: &[&str] = &[
    "客户对价格比较敏感",
    "约定下周到厂里看样",
    "已发送产品手册和报价单",
    "技术负责人希望先做小范围试用",
    "对方正在走内部审批",
    "竞争对手上周也去过",
    "预算要等到下个季度",
    "联系人出差，月底再谈",
    "方案需要补充交付计划",
    "合同条款还在法务那边",
    "提出分期付款的要求",
    "希望派工程师上门演示",
    "去年的设备即将到期更换",
    "采购经理换人了，需要重新认识",
    "总体反馈积极",
];
pub const INDUSTRIES: &[&str] = &[
    "technology",
    "software",
    "manufacturing",
    "machinery",
    "electronics",
    "chemicals",
    "energy",
    "construction",
    "medical",
    "consumer_goods",
    "retail",
    "logistics",
    "finance",
    "education",
    "services",
    "agriculture",
];
pub const LEVELS: &[&str] = &["a", "b", "b", "c", "c", "c", "c", "d", "d"];
pub const LIFECYCLES: &[&str] = &["potential", "potential", "engaged", "customer", "loyal", "dormant", "lost"];
pub const KINDS: &[&str] = &["call", "call", "call", "visit", "visit", "meeting", "mail", "note"];
/// Provinces and cities, as `region` fields write them.
pub const REGIONS: &[&str] = &[
    "北京市",
    "天津市",
    "上海市",
    "重庆市",
    "河北省/石家庄市",
    "辽宁省/沈阳市",
    "辽宁省/大连市",
    "江苏省/南京市",
    "江苏省/苏州市",
    "江苏省/无锡市",
    "浙江省/杭州市",
    "浙江省/宁波市",
    "安徽省/合肥市",
    "福建省/福州市",
    "福建省/厦门市",
    "江西省/南昌市",
    "山东省/济南市",
    "山东省/青岛市",
    "河南省/郑州市",
    "湖北省/武汉市",
    "湖南省/长沙市",
    "广东省/广州市",
    "广东省/深圳市",
    "四川省/成都市",
    "云南省/昆明市",
    "陕西省/西安市",
];

pub fn pick<T: Copy>(rng: &mut ChaCha8Rng, list: &[T]) -> T {
    list[rng.random_range(0..list.len())]
}

/// 杭州恒远科技有限公司.
pub fn company(rng: &mut ChaCha8Rng) -> String {
    let brand: String = (0..rng.random_range(2..=4)).map(|_| pick(rng, BRAND)).collect();
    format!("{}{brand}{}{}", pick(rng, PLACES), pick(rng, TRADES), pick(rng, FORMS))
}

pub fn person(rng: &mut ChaCha8Rng) -> String {
    let given: String = (0..rng.random_range(1..=2)).map(|_| pick(rng, BRAND)).collect();
    format!("{}{given}", pick(rng, SURNAMES))
}

/// What people type when they search for a firm: two to four characters of a name.
pub fn word(rng: &mut ChaCha8Rng) -> String {
    match rng.random_range(0..4) {
        0 => (0..2).map(|_| pick(rng, BRAND)).collect(),
        1 => (0..3).map(|_| pick(rng, BRAND)).collect(),
        2 => format!("{}{}", pick(rng, PLACES), pick(rng, BRAND)),
        _ => format!("{}{}", pick(rng, BRAND), pick(rng, TRADES)),
    }
}

/// A mobile number.
pub fn phone(rng: &mut ChaCha8Rng) -> String {
    format!("138{:08}", rng.random_range(0..100_000_000))
}

/// One to four sentences.
pub fn text(rng: &mut ChaCha8Rng) -> String {
    let sentences: Vec<&str> = (0..rng.random_range(1..=4)).map(|_| pick(rng, PHRASES)).collect();
    sentences.join("，") + "。"
}
