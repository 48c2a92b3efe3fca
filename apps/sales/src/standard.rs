//! The pipeline that an organisation begins with, as data: set-up and the demo company make records of it.

/// The name of the pipeline.
pub const PIPELINE: &str = "标准销售流程";

/// A stage of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StandardStage {
    /// Its name.
    pub name: &'static str,
    /// Its type: a key of the option.
    pub kind: &'static str,
    /// Whole percent.
    pub probability: u8,
    /// How many days deals usually stay; 0 where they end.
    pub expected_days: u16,
    /// After how many days a deal counts as rotting; 0 where they end.
    pub rotting_days: u16,
    /// What has to be done in it, a line each.
    pub checklist: &'static str,
}

/// The stages, in order. The last two are won and lost.
pub const STAGES: &[StandardStage] = &[
    StandardStage {
        name: "初步接洽",
        kind: "open",
        probability: 10,
        expected_days: 7,
        rotting_days: 21,
        checklist: "确认联系人与职务\n了解采购背景\n约定首次交流",
    },
    StandardStage {
        name: "需求确认",
        kind: "open",
        probability: 30,
        expected_days: 14,
        rotting_days: 30,
        checklist: "完成需求调研\n确认预算与时间\n找到决策人",
    },
    StandardStage {
        name: "方案报价",
        kind: "open",
        probability: 50,
        expected_days: 14,
        rotting_days: 30,
        checklist: "提交方案\n完成演示或试用\n提交报价",
    },
    StandardStage {
        name: "商务谈判",
        kind: "open",
        probability: 75,
        expected_days: 14,
        rotting_days: 30,
        checklist: "确认价格与付款方式\n确认交付时间\n处理异议",
    },
    StandardStage {
        name: "合同审批",
        kind: "open",
        probability: 90,
        expected_days: 7,
        rotting_days: 14,
        checklist: "合同文本定稿\n双方法务确认\n用印",
    },
    StandardStage { name: "赢单", kind: "won", probability: 100, expected_days: 0, rotting_days: 0, checklist: "" },
    StandardStage { name: "输单", kind: "lost", probability: 0, expected_days: 0, rotting_days: 0, checklist: "" },
];

#[cfg(test)]
mod tests {
    use heyi_testkit::rules::Rules;
    use serde_json::json;

    use super::*;

    #[test]
    fn the_standard_stages_are_stages() {
        for stage in STAGES {
            let values = json!({"name": stage.name, "type": stage.kind, "probability": stage.probability,
                "expected_days": stage.expected_days, "rotting_days": stage.rotting_days});
            let kept = json!({"name": stage.name, "probability": format!("{}.00", stage.probability)});
            Rules::of(&crate::stage::NOUN, "2026-11-23T02:00:00Z").check("all", &json!(null), &values, Ok(&kept));
        }
        let kinds: Vec<&str> = STAGES.iter().map(|stage| stage.kind).collect();
        assert!(kinds[..kinds.len() - 2].iter().all(|kind| *kind == "open"));
        assert_eq!(kinds[kinds.len() - 2..], ["won", "lost"]);
        assert!(STAGES.windows(2).all(|pair| pair[1].kind == "lost" || pair[0].probability < pair[1].probability));
    }
}
