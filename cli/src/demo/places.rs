//! Places: cities with their district, area code and division code, by the region of the sales team that serves them.

use super::draw::Draw;

/// A city.
#[derive(Debug, PartialEq, Eq)]
pub struct City {
    /// The region that serves it, an index into [`REGIONS`].
    pub region: usize,
    /// `江苏省`; a municipality is its own province.
    pub province: &'static str,
    /// `苏州市`
    pub city: &'static str,
    /// Districts, separated by blanks.
    pub districts: &'static str,
    /// The area code with its 0; local numbers have 8 digits.
    pub area_code: &'static str,
    /// The first four digits of its administrative division code (GB/T 2260).
    pub division: &'static str,
    /// How many customers it has, beside the others.
    pub weight: u32,
}

/// Regions of the sales centre.
pub const REGIONS: [&str; 6] = ["华东", "华南", "华北", "西部", "华中", "东北"];

macro_rules! cities {
    ($($region:literal $province:literal $city:literal $code:literal $division:literal $weight:literal: $districts:literal;)*) => {
        &[$(City { region: $region, province: $province, city: $city, districts: $districts, area_code: $code,
            division: $division, weight: $weight },)*]
    };
}

/// The cities, the bigger ones of each region.
pub const CITIES: &[City] = cities! {
    0 "上海市" "上海市" "021" "3101" 90: "浦东新区 闵行区 嘉定区 松江区 徐汇区 青浦区 宝山区 静安区";
    0 "江苏省" "苏州市" "0512" "3205" 70: "工业园区 吴中区 昆山市 虎丘区 相城区 张家港市 常熟市";
    0 "江苏省" "南京市" "025" "3201" 45: "江宁区 鼓楼区 栖霞区 雨花台区 浦口区 建邺区";
    0 "江苏省" "无锡市" "0510" "3202" 35: "新吴区 滨湖区 惠山区 江阴市 锡山区";
    0 "江苏省" "常州市" "0519" "3204" 22: "武进区 新北区 天宁区 钟楼区";
    0 "浙江省" "杭州市" "0571" "3301" 60: "余杭区 滨江区 萧山区 西湖区 钱塘区 拱墅区";
    0 "浙江省" "宁波市" "0574" "3302" 38: "鄞州区 北仑区 镇海区 慈溪市 余姚市";
    0 "浙江省" "嘉兴市" "0573" "3304" 18: "南湖区 秀洲区 桐乡市 海宁市";
    0 "浙江省" "温州市" "0577" "3303" 22: "瓯海区 鹿城区 乐清市 瑞安市";
    0 "安徽省" "合肥市" "0551" "3401" 28: "蜀山区 包河区 瑶海区 肥西县";
    0 "山东省" "青岛市" "0532" "3702" 30: "黄岛区 城阳区 崂山区 即墨区";
    0 "山东省" "济南市" "0531" "3701" 26: "历下区 历城区 槐荫区 章丘区";
    1 "广东省" "深圳市" "0755" "4403" 80: "宝安区 南山区 龙岗区 龙华区 光明区 福田区";
    1 "广东省" "广州市" "020" "4401" 60: "黄埔区 天河区 番禺区 白云区 南沙区 增城区";
    1 "广东省" "东莞市" "0769" "4419" 50: "长安镇 松山湖 虎门镇 寮步镇 塘厦镇";
    1 "广东省" "佛山市" "0757" "4406" 40: "顺德区 南海区 禅城区 三水区";
    1 "福建省" "福州市" "0591" "3501" 22: "马尾区 仓山区 鼓楼区 长乐区";
    1 "福建省" "泉州市" "0595" "3505" 20: "晋江市 丰泽区 南安市 石狮市";
    2 "北京市" "北京市" "010" "1101" 80: "海淀区 大兴区 朝阳区 昌平区 顺义区 丰台区 通州区";
    2 "天津市" "天津市" "022" "1201" 45: "滨海新区 西青区 武清区 津南区 北辰区";
    2 "河北省" "石家庄市" "0311" "1301" 22: "裕华区 长安区 鹿泉区 藁城区";
    3 "四川省" "成都市" "028" "5101" 55: "高新区 双流区 龙泉驿区 郫都区 武侯区 青羊区";
    3 "重庆市" "重庆市" "023" "5001" 45: "渝北区 九龙坡区 沙坪坝区 巴南区 江北区";
    3 "云南省" "昆明市" "0871" "5301" 16: "官渡区 呈贡区 五华区";
    3 "贵州省" "贵阳市" "0851" "5201" 14: "观山湖区 白云区 花溪区";
    3 "陕西省" "西安市" "029" "6101" 38: "雁塔区 未央区 长安区 高陵区 灞桥区";
    4 "湖北省" "武汉市" "027" "4201" 48: "东湖新技术开发区 江夏区 东西湖区 汉阳区 洪山区";
    4 "湖南省" "长沙市" "0731" "4301" 34: "岳麓区 长沙县 雨花区 望城区";
    4 "河南省" "郑州市" "0371" "4101" 36: "中原区 金水区 中牟县 新郑市 二七区";
    4 "江西省" "南昌市" "0791" "3601" 18: "青山湖区 红谷滩区 新建区";
    5 "辽宁省" "沈阳市" "024" "2101" 28: "铁西区 浑南区 皇姑区 沈北新区";
    5 "辽宁省" "大连市" "0411" "2102" 26: "甘井子区 金州区 沙河口区";
    5 "吉林省" "长春市" "0431" "2201" 18: "绿园区 朝阳区 南关区";
    5 "黑龙江省" "哈尔滨市" "0451" "2301" 18: "南岗区 香坊区 松北区";
};

const ROADS: [&str; 28] = [
    "人民路",
    "中山路",
    "建设路",
    "解放路",
    "科技路",
    "创新大道",
    "工业大道",
    "长江路",
    "黄河路",
    "振兴路",
    "和平路",
    "迎宾大道",
    "学府路",
    "金桥路",
    "新华路",
    "文化路",
    "滨河路",
    "兴业路",
    "光明路",
    "东风路",
    "青年路",
    "胜利路",
    "港口大道",
    "软件园路",
    "星湖街",
    "凤凰路",
    "开发大道",
    "朝阳路",
];

/// A city that the region with this index serves, or any when the company has no such region.
pub fn city(draw: &mut Draw, region: usize) -> &'static City {
    draw.weighted(CITIES, |c| if c.region == region % REGIONS.len() { c.weight } else { 0 })
}

impl City {
    /// `江苏省/苏州市`; `上海市` for a municipality.
    pub fn region_text(&self) -> String {
        if self.is_municipality() { self.province.to_owned() } else { format!("{}/{}", self.province, self.city) }
    }
    /// A city that is a province?
    pub fn is_municipality(&self) -> bool {
        self.province == self.city
    }
    /// The name without 市.
    pub fn short(&self) -> &'static str {
        self.city.trim_end_matches('市')
    }
    /// One of its districts.
    pub fn district(&self, draw: &mut Draw) -> &'static str {
        let all: Vec<&'static str> = self.districts.split(' ').collect();
        *draw.pick(&all)
    }
    /// A road and a number.
    pub fn street(&self, draw: &mut Draw) -> String {
        let number = draw.between(1, 1_999);
        let road = draw.pick(&ROADS);
        match draw.below(3) {
            0 => format!("{road}{number}号{}栋", draw.between(1, 12)),
            1 => format!("{road}{number}号{}层", draw.between(2, 28)),
            _ => format!("{road}{number}号"),
        }
    }
    /// A number of the fixed network, `0512-62345678`.
    pub fn phone(&self, draw: &mut Draw) -> String {
        format!("{}-{}{:07}", self.area_code, draw.between(5, 8), draw.below(10_000_000))
    }
}
