//! What the demo company sells: devices that read codes, warehouse software, services.

/// A product.
#[derive(Debug, PartialEq, Eq)]
pub struct Good {
    /// Its code.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What a deal about it is called.
    pub topic: &'static str,
    /// Its category.
    pub category: &'static str,
    /// Its series.
    pub series: &'static str,
    /// The unit that it is sold in.
    pub unit: &'static str,
    /// Price in yuan, tax included.
    pub price: i64,
    /// Lowest price that may be offered, in yuan, tax included.
    pub floor: i64,
    /// What it costs us in yuan, tax excluded.
    pub cost: i64,
    /// Whole percent.
    pub tax_rate: u8,
    /// How often it is the main product of a deal, beside the others.
    pub weight: u32,
    /// The fewest and the most that an ordinary customer takes.
    pub quantity: (i64, i64),
}

macro_rules! goods {
    ($($code:literal $name:literal $topic:literal $category:literal $series:literal $unit:literal
       $price:literal $floor:literal $cost:literal $tax:literal $weight:literal $low:literal - $high:literal;)*) => {
        &[$(Good { code: $code, name: $name, topic: $topic, category: $category, series: $series, unit: $unit,
            price: $price, floor: $floor, cost: $cost, tax_rate: $tax, weight: $weight, quantity: ($low, $high) },)*]
    };
}

/// The products, in the order of the price list.
pub const GOODS: &[Good] = goods! {
    "HS-110" "有线扫码枪 HS-110" "扫码枪采购" "硬件设备" "HS 扫码枪" "把" 480 400 215 13 12 10 - 80;
    "HS-230" "无线扫码枪 HS-230" "无线扫码枪采购" "硬件设备" "HS 扫码枪" "把" 980 850 460 13 12 10 - 60;
    "HS-350" "工业级扫码枪 HS-350" "产线扫码改造" "硬件设备" "HS 扫码枪" "把" 2680 2280 1260 13 10 8 - 50;
    "PD-500" "手持终端 PD-500" "手持终端采购" "硬件设备" "PD 手持终端" "台" 2980 2600 1480 13 14 10 - 60;
    "PD-700" "工业手持终端 PD-700" "仓库终端升级" "硬件设备" "PD 手持终端" "台" 4680 4080 2350 13 13 8 - 50;
    "PD-720C" "冷库手持终端 PD-720C" "冷库终端采购" "硬件设备" "PD 手持终端" "台" 6280 5480 3200 13 5 5 - 30;
    "RF-200" "RFID 读写器 RF-200" "RFID 项目" "硬件设备" "RF 射频识别" "台" 5800 4980 2950 13 6 4 - 30;
    "RF-900" "RFID 通道门 RF-900" "RFID 通道门项目" "硬件设备" "RF 射频识别" "套" 38000 33000 19800 13 4 1 - 6;
    "PT-300" "条码打印机 PT-300" "标签打印方案" "硬件设备" "PT 打印机" "台" 2180 1880 1020 13 9 5 - 30;
    "PT-600" "工业条码打印机 PT-600" "产线打印改造" "硬件设备" "PT 打印机" "台" 8600 7500 4300 13 6 2 - 12;
    "LB-100" "热敏标签纸" "耗材年度框架" "耗材" "LB 耗材" "卷" 12 10 6 13 5 800 - 6000;
    "WM-STD" "仓储管理系统 标准版" "仓储管理系统" "软件" "WM 仓储软件" "套" 68000 58000 12000 13 11 1 - 2;
    "WM-PRO" "仓储管理系统 专业版" "仓储系统升级" "软件" "WM 仓储软件" "套" 168000 145000 28000 13 8 1 - 2;
    "WM-ENT" "仓储管理系统 集团版" "集团仓储平台" "软件" "WM 仓储软件" "套" 468000 400000 76000 13 3 1 - 1;
    "TR-SAS" "产品追溯云服务" "产品追溯项目" "云服务" "TR 追溯" "年" 36000 30000 5400 6 6 1 - 3;
    "SV-IMP" "实施服务" "系统实施服务" "服务" "SV 服务" "人天" 2400 2000 1150 6 5 10 - 60;
    "SV-MNT" "年度维保服务" "年度维保" "服务" "SV 服务" "年" 18000 15000 6200 6 6 1 - 3;
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_above_floors_and_floors_above_costs() {
        let codes: std::collections::HashSet<&str> = GOODS.iter().map(|good| good.code).collect();
        assert_eq!(codes.len(), GOODS.len());
        for good in GOODS {
            assert!(good.price > good.floor && good.floor > good.cost, "{}", good.code);
            assert!([13, 9, 6].contains(&good.tax_rate) && good.quantity.0 <= good.quantity.1, "{}", good.code);
        }
    }
}
