//! What is asked of lists and aggregates, and how they answer.

use heyi_model::filter::Path;
use heyi_model::{Filter, Problem};
use serde_json::Value as Json;

/// Most rows of a page.
pub const MAX_LIMIT: u32 = 200;
/// Rows of a page when nothing is said.
pub const DEFAULT_LIMIT: u32 = 50;
/// The farthest offset of a page; beyond it only a cursor goes.
pub const MAX_OFFSET: u32 = 10_000;
/// A capped count stops here.
pub const COUNT_CAP: u64 = 10_000;
/// Most groups of an aggregate.
pub const MAX_GROUPS: u32 = 10_000;
/// Most fields that a list is sorted by.
pub const MAX_SORTS: usize = 5;
/// Most keys of an aggregate, and most measures.
pub const MAX_KEYS: usize = 8;

/// A list: which records, in which order, which part of them.
#[derive(Debug, Clone)]
pub struct ListRequest {
    /// The condition.
    pub filter: Filter,
    /// The search text; blank is none.
    pub q: Option<String>,
    /// The order. Empty: newest change first, or with `q` the best of the newest hits first.
    pub sort: Vec<SortKey>,
    /// The fields to write; `None` for all. `id`, `name` and `version` are always there.
    pub fields: Option<Vec<String>>,
    /// Rows of the page, 1 to [`MAX_LIMIT`].
    pub limit: u32,
    /// Where the page begins.
    pub paging: Paging,
    /// Whether and how far the rows are counted.
    pub count: CountMode,
}

impl ListRequest {
    /// How many rows of the list are passed until the page is full.
    pub(super) fn rows_to_pass(&self) -> u64 {
        let offset = if let Paging::Offset(n) = self.paging { u64::from(n) } else { 0 };
        offset + u64::from(self.limit) + 1
    }
}

impl Default for ListRequest {
    fn default() -> Self {
        Self {
            filter: Filter::default(),
            q: None,
            sort: Vec::new(),
            fields: None,
            limit: DEFAULT_LIMIT,
            paging: Paging::First,
            count: CountMode::Capped,
        }
    }
}

/// One key of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SortKey {
    /// A sortable field of the module itself, or `id`.
    pub path: Path,
    /// The greatest first.
    pub desc: bool,
}

impl SortKey {
    /// Reads `-amount,name`.
    pub fn parse_list(text: &str) -> Result<Vec<Self>, Problem> {
        let keys = text.split(',').map(str::trim).filter(|key| !key.is_empty());
        let read = |key: &str| {
            let (desc, key) = key.strip_prefix('-').map_or((false, key), |key| (true, key));
            Ok(Self { path: Path::parse(key)?, desc })
        };
        keys.map(read).collect()
    }
}

/// Where a page begins.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Paging {
    /// At the beginning.
    #[default]
    First,
    /// After the page that gave this cursor.
    Cursor(String),
    /// After so many rows, at most [`MAX_OFFSET`].
    Offset(u32),
    /// At the first row whose value of the first sort key is this one or comes after it.
    From(Json),
}

/// How the rows of a list are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CountMode {
    /// Up to [`COUNT_CAP`].
    #[default]
    Capped,
    /// Not at all.
    None,
    /// To the end, as far as the lane's deadline allows.
    Exact,
}

/// How many rows there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Total {
    /// The number counted.
    pub value: u64,
    /// False when there are more.
    pub exact: bool,
}

/// What a page was, beside its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageInfo {
    /// The cursor of the next page; `None` on the last.
    pub next_cursor: Option<String>,
    /// The number of rows on all pages; `None` when it was not asked for.
    pub total: Option<Total>,
    /// Rows of this page.
    pub rows: u32,
}

/// An aggregate: measures per group.
#[derive(Debug, Clone)]
pub struct AggregateRequest {
    /// The condition.
    pub filter: Filter,
    /// The search text; blank is none.
    pub q: Option<String>,
    /// The keys; without any there is one group.
    pub group_by: Vec<GroupKey>,
    /// The measures.
    pub measures: Vec<MeasureKey>,
    /// The order of the groups. Afterwards, and without it, the keys decide in the order asked, no value first.
    pub order: Vec<GroupOrder>,
    /// Most groups, 1 to [`MAX_GROUPS`].
    pub limit: u32,
}

impl Default for AggregateRequest {
    fn default() -> Self {
        Self {
            filter: Filter::default(),
            q: None,
            group_by: Vec::new(),
            measures: Vec::new(),
            order: Vec::new(),
            limit: MAX_GROUPS,
        }
    }
}

/// A key of the groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupKey {
    /// The field, perhaps through lookups.
    pub path: Path,
    /// For dates and date-times: the period that makes a group.
    pub bucket: Option<Bucket>,
}

/// A period of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bucket {
    /// A day.
    Day,
    /// A week; it begins on Monday.
    Week,
    /// A month.
    Month,
    /// A quarter.
    Quarter,
    /// A year.
    Year,
}

impl Bucket {
    /// The bucket with this name on the wire.
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "day" => Self::Day,
            "week" => Self::Week,
            "month" => Self::Month,
            "quarter" => Self::Quarter,
            "year" => Self::Year,
            _ => return None,
        })
    }
}

/// A measure of each group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeasureKey {
    /// What is computed.
    pub function: Function,
    /// Of which field, perhaps through lookups; only `count` does without, and then counts records.
    pub path: Option<Path>,
}

/// What is computed of a group. Records without a value take no part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Function {
    /// How many records, or how many values.
    Count,
    /// How many different values.
    CountDistinct,
    /// The sum; amounts of money in the organisation's currency.
    Sum,
    /// The average, rounded half up to the field's decimals.
    Avg,
    /// The smallest value.
    Min,
    /// The greatest value.
    Max,
}

impl Function {
    /// The function with this name on the wire.
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "count" => Self::Count,
            "count_distinct" => Self::CountDistinct,
            "sum" => Self::Sum,
            "avg" => Self::Avg,
            "min" => Self::Min,
            "max" => Self::Max,
            _ => return None,
        })
    }
}

/// One key of the order of groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupOrder {
    /// What decides.
    pub by: OrderBy,
    /// The greatest first.
    pub desc: bool,
}

/// What decides an order of groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderBy {
    /// The key at this place of `group_by`.
    Key(usize),
    /// The measure at this place of `measures`.
    Measure(usize),
}
