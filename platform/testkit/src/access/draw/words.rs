//! Words that records are made of.

/// Names of firms and things: names that begin alike, share characters, sound alike, or are Latin.
pub const NAMES: &[&str] = &[
    "华东机械",
    "华东木业",
    "海鹰工具",
    "蓝天木业",
    "金石铸造",
    "红星器具",
    "长城五金",
    "重庆钢铁",
    "安达 Tools",
    "Beta 3",
    "中国移动",
    "移动书架",
    "国安锁具",
    "银行柜台",
    "西安灯具",
    "单人台灯",
    "Atlas",
    "atlas pro",
    "小米 12",
    "张三铁铺",
];

/// Names of people.
pub const PEOPLE: &[&str] = &[
    "王芳",
    "李强",
    "张伟",
    "刘洋",
    "陈静",
    "杨磊",
    "赵敏",
    "单雄信",
    "欧阳锋",
    "周杰",
    "吴刚",
    "Ann Li",
    "郑和",
    "孙权",
];

/// Names of departments.
pub const UNITS: &[&str] = &["总部", "华东区", "华南区", "苏州组", "杭州组", "广州组", "Back Office"];

/// Things said.
pub const STORIES: &[&str] = &[
    "客户要求下周交货",
    "已经寄出 sample 样品",
    "价格还要再谈",
    "电话无人接听",
    "移动架子松动",
    "Needs a new lamp",
    "等财务确认",
];

/// What is looked for beside parts of what is there.
pub const QUERIES: &[&str] = &[
    "hdjx", "yd", "zhongguo", "移动", "华", "木业", "sample", "13", "example", "tools", "客户", "cq", "苏州", "G2026",
    "张三",
];
