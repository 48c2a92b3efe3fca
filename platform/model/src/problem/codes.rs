//! Every code with its sentence in both languages: the only list of what Heyi says when it refuses.

use crate::Locale;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $key:literal, $zh:literal, $en:literal;)*) => {
        /// What is wrong, as a stable key on the wire and a sentence per language.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Code { $(#[doc = $en] $name,)* }

        impl Code {
            /// Every code, for the test that walks them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];
            /// The key on the wire.
            pub fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)* }
            }
            /// The sentence in `locale`, with `{placeholders}`.
            pub fn text(self, locale: Locale) -> &'static str {
                match (self, locale) { $((Self::$name, Locale::Zh) => $zh, (Self::$name, Locale::En) => $en,)* }
            }
        }
    };
}

codes! {
    // The answer as a whole.
    Validation = "validation", "有些内容需要修改", "Some values need to be corrected";
    Malformed = "malformed", "请求格式不正确", "The request is not in the expected form";
    NotSignedIn = "not_signed_in", "请先登录", "Please sign in";
    WrongPassword = "wrong_password", "账号或密码不正确", "The account or the password is not right";
    Forbidden = "forbidden", "您的角色没有此操作的权限", "Your role does not allow this";
    NotFound = "not_found", "没有找到，或您无权查看", "Not found, or not visible to you";
    Conflict = "conflict", "与现有数据冲突", "It conflicts with what is already there";
    Stale = "stale", "记录已被他人修改，请刷新后再试", "The record has been changed meanwhile; reload and try again";
    TooLarge = "too_large", "内容太大，最多 {max}", "Too large; at most {max}";
    TooMany = "too_many", "请求过于频繁，请稍后再试", "Too many requests; please try again later";
    Busy = "busy", "系统繁忙，请稍后再试", "The system is busy; please try again shortly";
    TooSlow = "too_slow", "查询超时，请缩小范围或增加可用索引的筛选条件", "The query took too long; narrow it or filter by an indexed field";
    Internal = "internal", "系统内部错误，已记录", "An internal error; it has been logged";
    CrossSite = "cross_site", "来自其他网站的写请求已被拒绝", "A write from another site was refused";
    IdempotencyMismatch = "idempotency_mismatch", "同一 Idempotency-Key 已用于不同内容", "This Idempotency-Key was used with another body";
    IdempotencyRunning = "idempotency_running", "相同请求正在处理", "The same request is still running";
    JobCancelled = "job_cancelled", "任务已取消", "The job was cancelled";
    JobTaken = "job_taken", "任务已由其他节点接管", "Another node has taken the job over";
    AppOff = "app_off", "该应用未启用", "This app is switched off";
    StageGate = "stage_gate", "不满足进入该阶段的条件", "The conditions of this stage are not met";

    // The shape of a request.
    NotJson = "not_json", "不是有效的 JSON", "Not valid JSON";
    NotObject = "not_object", "应为 JSON 对象", "Expected a JSON object";
    NotArray = "not_array", "应为 JSON 数组", "Expected a JSON array";
    TooDeep = "too_deep", "嵌套太深，最多 {max} 层", "Nested too deeply; at most {max} levels";
    TooManyItems = "too_many_items", "数量过多，最多 {max} 个", "Too many; at most {max}";
    UnknownParameter = "unknown_parameter", "未知的参数", "Unknown parameter";
    InvalidParameter = "invalid_parameter", "参数的值无效", "The parameter's value is not valid";
    UnknownModule = "unknown_module", "没有这个模块", "There is no such module";
    BothPagings = "both_pagings", "cursor、offset、from 只能使用一个", "Use only one of cursor, offset and from";
    OffsetTooFar = "offset_too_far", "偏移量最多 {max}，请改用 cursor", "The offset is at most {max}; use a cursor";
    InvalidCursor = "invalid_cursor", "翻页游标无效", "The cursor is not valid";
    UnknownAction = "unknown_action", "没有这个操作", "There is no such action";
    RepeatedParameter = "repeated_parameter", "参数重复", "The parameter is given more than once";
    MethodNotAllowed = "method_not_allowed", "该地址不支持此请求方法", "This address does not take the method";
    BodyTooSlow = "body_too_slow", "请求内容发送太慢", "The body of the request came too slowly";
    BrokenOff = "broken_off", "请求内容不完整", "The body of the request broke off";

    // Values of fields.
    Required = "required", "必填", "Required";
    UnknownField = "unknown_field", "没有这个字段", "There is no such field";
    ReadOnly = "read_only", "该字段不可修改", "This field cannot be changed";
    Masked = "masked", "脱敏的值不能写回，也不能用于筛选、排序和统计", "A masked value cannot be written back, nor filtered, sorted or measured by";
    NotText = "not_text", "应为文本", "Expected text";
    NotNumber = "not_number", "应为数字", "Expected a number";
    NotInteger = "not_integer", "应为整数", "Expected a whole number";
    NotBoolean = "not_boolean", "应为 true 或 false", "Expected true or false";
    NotDate = "not_date", "应为日期，如 2026-11-23", "Expected a date such as 2026-11-23";
    NotTime = "not_time", "应为时间，如 09:30", "Expected a time such as 09:30";
    NotDateTime = "not_date_time", "应为日期时间，如 2026-11-23T09:30:00Z", "Expected a date and time such as 2026-11-23T09:30:00Z";
    NotId = "not_id", "不是有效的编号", "Not a valid id";
    TooLong = "too_long", "最多 {max} 个字符", "At most {max} characters";
    TooShort = "too_short", "至少 {min} 个字符", "At least {min} characters";
    TooSmall = "too_small", "不能小于 {min}", "Must be at least {min}";
    TooBig = "too_big", "不能大于 {max}", "Must be at most {max}";
    TooPrecise = "too_precise", "最多 {max} 位小数", "At most {max} decimals";
    Overflow = "overflow", "数值超出范围", "The number is out of range";
    InvalidCharacter = "invalid_character", "含有不可用的字符", "It holds a character that cannot be used";
    InvalidPhone = "invalid_phone", "电话号码不正确", "Not a valid phone number";
    InvalidMail = "invalid_mail", "邮箱地址不正确", "Not a valid mail address";
    InvalidUrl = "invalid_url", "网址不正确", "Not a valid web address";
    InvalidCreditCode = "invalid_credit_code", "统一社会信用代码不正确（校验位不符）", "Not a valid unified social credit code (check digit)";
    InvalidCurrency = "invalid_currency", "币种代码不正确", "Not a currency code";
    NoExchangeRate = "no_exchange_rate", "该日期没有 {currency} 的汇率", "There is no rate for {currency} on that day";
    UnknownOption = "unknown_option", "没有“{value}”这个选项", "There is no option “{value}”";
    RetiredOption = "retired_option", "选项“{value}”已停用", "The option “{value}” is retired";
    UnknownRecord = "unknown_record", "关联的记录不存在或不可见", "The linked record does not exist or is not visible";
    AmbiguousRecord = "ambiguous_record", "“{value}”对应多条记录", "“{value}” names several records";
    InvalidAddress = "invalid_address", "地址格式不正确", "Not a valid address";
    InvalidRegion = "invalid_region", "地区格式不正确，如 江苏省/苏州市", "Not a valid region; write it as 江苏省/苏州市";
    UnknownFile = "unknown_file", "文件不存在或不可见", "The file does not exist or is not visible";
    Duplicate = "duplicate", "已存在相同的值", "This value exists already";
    DuplicateInRequest = "duplicate_in_request", "本次提交中重复", "Repeated within this request";
    RuleBroken = "rule_broken", "{rule}", "{rule}";
    Cycle = "cycle", "不能形成循环", "This would make a cycle";
    InUse = "in_use", "仍被使用，不能删除", "It is still in use and cannot be deleted";
    LostReasonRequired = "lost_reason_required", "输单需要填写原因", "What is lost needs a reason";
    OrderOfDates = "order_of_dates", "结束不能早于开始", "The end cannot be before the beginning";
    StageOfOtherPipeline = "stage_of_other_pipeline", "该阶段不属于所选销售流程", "The stage belongs to another pipeline";
    InTheFuture = "in_the_future", "不能晚于现在", "Cannot lie in the future";
    InvalidIdNumber = "invalid_id_number", "身份证号码不正确（校验位或日期不符）", "Not a valid identity card number (check digit or date)";
    AlreadyConverted = "already_converted", "已转化，内容不能再修改", "It is converted and cannot be changed any more";
    ConvertByAction = "convert_by_action", "请使用“转化”操作，而不是直接修改状态", "Use the action “convert” instead of setting the status";

    // Filters, sorting, aggregates.
    OperatorNotAllowed = "operator_not_allowed", "该字段不支持运算符 {op}", "The field does not have the operator {op}";
    UnknownOperator = "unknown_operator", "未知的运算符 {op}", "Unknown operator {op}";
    NotSortable = "not_sortable", "该字段不可排序", "The field cannot be sorted by";
    NotGroupable = "not_groupable", "该字段不可分组", "The field cannot be grouped by";
    NotSummable = "not_summable", "该字段不能做此统计", "The field does not have this measure";
    UnknownBucket = "unknown_bucket", "时间分组应为 day、week、month、quarter、year", "A bucket is one of day, week, month, quarter, year";
    UnknownFunction = "unknown_function", "统计函数应为 count、sum、avg、min、max、count_distinct", "A function is one of count, sum, avg, min, max, count_distinct";
    QueryTooLong = "query_too_long", "搜索内容最多 {max} 个字符", "A search has at most {max} characters";
    InvalidRange = "invalid_range", "between 需要两个值", "between needs two values";
    UnknownPeriod = "unknown_period", "未知的相对日期 {value}", "Unknown relative date {value}";

    // People, log-ins, metadata.
    WeakPassword = "weak_password", "密码至少 10 位，且不能是常用密码", "A password has at least 10 characters and is not a common one";
    AccountTaken = "account_taken", "该账号已被使用", "This account is taken";
    EmployeeHasLogin = "employee_has_login", "该员工已有登录账号", "This employee has a log-in already";
    InvalidKey = "invalid_key", "标识应为小写字母、数字和下划线，以 c_ 开头", "A key has lower-case letters, digits and underscores and begins with c_";
    KeyTaken = "key_taken", "该标识已被使用", "This key is taken";
    UnknownType = "unknown_type", "没有这种字段类型", "There is no such field type";
    NotAKey = "not_a_key", "标识以小写字母开头，只含小写字母、数字和单个下划线，最多 28 个字符", "A key begins with a letter and has at most 28 lower-case letters, digits and single underscores";
    ReservedKey = "reserved_key", "该标识由系统保留", "This key is reserved";
    InvalidDefinition = "invalid_definition", "定义的格式不正确", "The definition is not in the expected form";
    UnknownMember = "unknown_member", "定义中没有“{value}”这一项", "A definition has no member “{value}”";
    MissingMember = "missing_member", "定义中缺少“{value}”", "The definition lacks “{value}”";
    NoSuchSetting = "no_such_setting", "这种类型的字段没有此设置", "A field of this type does not have this setting";
    CannotBeUnique = "cannot_be_unique", "这种类型的字段不能设为唯一", "A field of this type cannot be unique";
    UniqueHasNoDefault = "unique_has_no_default", "唯一的字段不能有默认值", "A unique field has no default";
    NotSearchable = "not_searchable", "这种类型的字段不能被搜索", "A field of this type is not searched";
    UnknownFormat = "unknown_format", "应为 credit_code 或 company_key", "Expected credit_code or company_key";
    InvalidNumberPattern = "invalid_number_pattern", "编号格式须有且只有一处 {000…}，此外只能使用 {yyyy}、{yy}、{mm}、{dd}，最多 {max} 个字符", "A pattern has {000…} once, besides it only {yyyy}, {yy}, {mm} and {dd}, and at most {max} characters";
    NumberHidesPeriod = "number_hides_period", "重新起算的编号必须显示其周期", "A number that begins again must show its period";
    NotANameField = "not_a_name_field", "应为本模块的单行文本或自动编号字段", "Expected a text or an auto-number of this module";
    NotATreeField = "not_a_tree_field", "应为本模块中指向自身的关联字段", "Expected a lookup from this module to itself";
    NotADateField = "not_a_date_field", "应为本模块的日期或日期时间字段", "Expected a date or a date-time of this module";
    NotFromALink = "not_from_a_link", "“{value}”应以本模块的关联字段开头", "“{value}” does not begin with a lookup of this module";
    NoFieldNamed = "no_field_named", "没有名为“{value}”的字段", "There is no field “{value}”";
    CoreCannotChange = "core_cannot_change", "系统字段只能改名称，不能改类型或停用", "A core field can be relabelled, not retyped or retired";
    LimitReached = "limit_reached", "已达上限 {max}", "The limit of {max} is reached";
    UnknownRole = "unknown_role", "没有这个角色", "There is no such role";
    UnknownScope = "unknown_scope", "没有这种数据范围", "There is no such data scope";
    LastAdministrator = "last_administrator", "至少要保留一位能够登录的管理员", "At least one administrator who can sign in must remain";
    AdministratorIsWhole = "administrator_is_whole", "管理员角色不能删除，也不能减少权限", "The role administrator cannot be deleted or given less";
    InThePast = "in_the_past", "时间必须晚于现在", "The time must lie in the future";
    UnknownSubject = "unknown_subject", "没有这个人员、部门、小组或角色", "There is no such person, department, group or role";
    CriteriaOfRecordOnly = "criteria_of_record_only", "共享条件只能使用记录自身的字段和固定的值", "A sharing criterion uses only fields of the record itself and fixed values";
    NothingToShare = "nothing_to_share", "能查看此模块的人都能看到全部记录，无需共享", "Whoever reads this module sees all its records; there is nothing to share";
    FixedByRecords = "fixed_by_records", "已有依赖于它的数据，不能再修改", "Records depend on it, so it cannot be changed any more";
    BaseApp = "base_app", "基础应用不能停用", "A base app cannot be switched off";
    HasRecords = "has_records", "已经有数据，不能再放入演示数据", "There are records already; demo data can only come before them";
    WrongSetupToken = "wrong_setup_token", "初始化口令不正确，请从启动服务的窗口复制", "That is not the set-up token; copy it from the window in which the server was started";
    AlreadySetUp = "already_set_up", "系统已经初始化，请直接登录", "The system is set up already; please sign in";
    UnknownApp = "unknown_app", "没有这个应用", "There is no such app";
    ChangedMeanwhile = "changed_meanwhile", "定义已被他人修改，请刷新后再试", "The definition has been changed meanwhile; reload and try again";

    // Files, import, export.
    EmptyFile = "empty_file", "文件是空的", "The file is empty";
    NotATable = "not_a_table", "这不是表格文件：{reason}", "This is not a table: {reason}";
    InvalidFileName = "invalid_file_name", "文件名无效", "The file name is not valid";
    FileRefused = "file_refused", "文件未通过安全检查", "The file did not pass the scan";
    UnknownColumn = "unknown_column", "没有名为“{value}”的列", "There is no column “{value}”";
    NothingMapped = "nothing_mapped", "没有任何列对应到字段", "No column is mapped to a field";
    NoMatchKey = "no_match_key", "更新需要一个唯一字段作为匹配键", "An update needs a unique field to match on";
    NoMatch = "no_match", "没有匹配的记录", "No record matches";
    UnknownSheet = "unknown_sheet", "{reason}", "{reason}";
    UnknownHeaderLine = "unknown_header_line", "{reason}", "{reason}";
    TooManyRows = "too_many_rows", "一次最多导入 {max} 行，请拆分文件", "An import has at most {max} rows; split the file";
    ImportBegun = "import_begun", "导入正在运行或已经完成", "The import is running or has run";
    MappedTwice = "mapped_twice", "“{value}”已由另一列填写", "“{value}” is filled by another column already";
    MatchKeyNotMapped = "match_key_not_mapped", "没有任何列对应到匹配键", "No column is mapped to the match key";
    NotALink = "not_a_link", "该字段不是关联字段", "The field is not a link";
    NoLookupField = "no_lookup_field", "不能按“{value}”查找：应为对方模块的文本字段或唯一字段", "Cannot be looked up by “{value}”: name a text or unique field of the target";
    NotReady = "not_ready", "还没有完成，请稍后再试", "It is not ready yet; please try again later";
    BadRow = "bad_row", "这一行无法读取：{reason}", "This row cannot be read: {reason}";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_its_own_key_and_speaks_both_languages() {
        let mut seen = std::collections::HashSet::new();
        for code in Code::ALL {
            assert!(seen.insert(code.key()), "{} twice", code.key());
            let (zh, en) = (code.text(Locale::Zh), code.text(Locale::En));
            assert!(!zh.is_empty() && !en.is_empty(), "{code:?}");
            let names = |t: &str| {
                let mut names: Vec<_> =
                    t.split('{').skip(1).filter_map(|p| p.split('}').next()).map(str::to_owned).collect();
                names.sort();
                names
            };
            assert_eq!(names(zh), names(en), "{code:?} fills the same places in both languages");
        }
    }
}
