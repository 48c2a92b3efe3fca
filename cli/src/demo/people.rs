//! The people of the demo company: a tree of departments and a reporting line.

use super::draw::Draw;
use super::names;
use super::places::REGIONS;

/// A department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Department {
    /// Its code, `D03`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The department above it, an index.
    pub parent: Option<usize>,
    /// The person who leads it, an index.
    pub manager: usize,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The number, `E0012`; the first one leads the company.
    pub number: String,
    /// The name.
    pub name: String,
    /// A woman?
    pub is_female: bool,
    /// The department, an index.
    pub department: usize,
    /// The manager, an index; the head of the company has none.
    pub manager: Option<usize>,
    /// The position, an index into [`POSITIONS`].
    pub position: usize,
    /// An option of `employees.grade`.
    pub grade: &'static str,
    /// The key of a shipped role.
    pub role: &'static str,
    /// The mobile phone.
    pub mobile: String,
    /// The mail address, different for everyone.
    pub mail: String,
    /// Days since 1970.
    pub hire_date: i32,
    /// On probation, as `employees.state` says?
    pub on_probation: bool,
    /// Owns customers: the region that is served, an index into [`REGIONS`].
    pub serves: Option<usize>,
    /// How well this person sells, 70 to 130; 100 is the average.
    pub skill: u32,
}

/// A position: name, an option of `positions.family`, and whether it leads people.
pub const POSITIONS: [(&str, &str, bool); 11] = [
    ("总经理", "management", true),
    ("销售总监", "sales", true),
    ("大区经理", "sales", true),
    ("销售组长", "sales", true),
    ("客户经理", "sales", false),
    ("销售助理", "sales", false),
    ("市场专员", "marketing", false),
    ("客户成功经理", "service", false),
    ("人事专员", "personnel", false),
    ("财务专员", "finance", false),
    ("实施工程师", "delivery", false),
];

/// Departments that support the sales centre: name, position, role, share of its people in 1/100.
const SUPPORT: [(&str, usize, &str, u32); 6] = [
    ("销售支持部", 5, "assistant", 15),
    ("市场部", 6, "assistant", 20),
    ("客户成功部", 7, "salesperson", 25),
    ("人事行政部", 8, "personnel", 15),
    ("财务部", 9, "assistant", 10),
    ("交付部", 10, "assistant", 15),
];

/// A team has a leader and at most so many people more.
const TEAM: usize = 7;

struct Hiring {
    people: Vec<Person>,
    departments: Vec<Department>,
    draw: Draw,
    today: i32,
}

impl Hiring {
    fn department(&mut self, name: String, parent: Option<usize>, manager: usize) -> usize {
        let code = format!("D{:02}", self.departments.len() + 1);
        self.departments.push(Department { code, name, parent, manager });
        self.departments.len() - 1
    }

    fn hire(&mut self, department: usize, manager: Option<usize>, position: usize, role: &'static str) -> usize {
        let draw = &mut self.draw;
        let name = names::name(draw);
        let at = self.people.len();
        let leads = POSITIONS[position].2;
        // Every tenth of those who lead nobody came in the last three months.
        let is_new = !leads && draw.chance(10);
        let days = if is_new { draw.between(15, 85) } else { draw.between(if leads { 1_200 } else { 420 }, 3_600) };
        let grade = match (position, days) {
            (0, _) => "executive",
            (1, _) => "director",
            (2, _) => "manager",
            (3, _) => "supervisor",
            (_, ..400) => "junior",
            (_, 400..1_000) => "intermediate",
            (_, 1_000..2_500) => "senior",
            _ => "expert",
        };
        let number = format!("E{:04}", at + 1);
        let mail = format!("{}{}@heyi.example.com", names::letters(&name.full), at + 1);
        self.people.push(Person {
            number,
            mail,
            is_female: name.is_female,
            name: name.full,
            department,
            manager,
            position,
            grade,
            role,
            mobile: names::mobile(draw),
            hire_date: super::calendar::working_day_until(self.today - days as i32),
            on_probation: is_new,
            serves: None,
            skill: draw.between(70, 130) as u32,
        });
        at
    }
}

/// Hires `count` people (at least 12) as of `today`.
pub fn staff(seed: u64, count: u32, today: i32) -> (Vec<Department>, Vec<Person>) {
    let count = count.max(12) as usize;
    let draw = Draw::of(seed, "people", 0);
    let mut hiring = Hiring { people: Vec::with_capacity(count), departments: Vec::new(), draw, today };
    let company = hiring.department("合一智能科技有限公司".into(), None, 0);
    let head = hiring.hire(company, None, 0, "administrator");
    let centre = hiring.department("销售中心".into(), Some(company), 1);
    let director = hiring.hire(centre, Some(head), 1, "sales_director");

    let supporting = (count / 5).max(2);
    for at in 0..supporting {
        // Person `at` stands at this share of the supporting people.
        let share = (at * 100 / supporting) as u32;
        let mut until = 0;
        let found = SUPPORT.iter().position(|(.., part)| {
            until += part;
            share < until
        });
        let (name, position, role, _) = SUPPORT[found.unwrap_or(0)];
        let department = match hiring.departments.iter().position(|d| d.name == name) {
            Some(there) => there,
            None => hiring.department(name.into(), Some(company), hiring.people.len()),
        };
        let leader = hiring.departments[department].manager;
        let manager = if leader == hiring.people.len() { head } else { leader };
        hiring.hire(department, Some(manager), position, role);
    }
    sell(&mut hiring, count, centre, director);
    (hiring.departments, hiring.people)
}

/// The rest sells, in teams, in regions.
fn sell(hiring: &mut Hiring, count: usize, centre: usize, director: usize) {
    let selling = count - hiring.people.len();
    let teams = selling.div_ceil(TEAM + 2).max(1);
    let regions = teams.div_ceil(2).min(REGIONS.len());
    let mut heads = Vec::new();
    for (region, name) in REGIONS.iter().enumerate().take(regions) {
        let department = hiring.department(format!("{name}大区"), Some(centre), hiring.people.len());
        let manager = hiring.hire(department, Some(director), 2, "sales_manager");
        heads.push((department, manager, region));
    }
    let mut leaders = Vec::new();
    for team in 0..teams {
        if hiring.people.len() >= count {
            break;
        }
        let (department, manager, region) = heads[team % regions];
        let in_region = team / regions + 1;
        let ordinal = ["一", "二", "三", "四", "五", "六"].get(in_region - 1);
        let ordinal = ordinal.map_or_else(|| in_region.to_string(), |word| (*word).to_owned());
        let name = format!("{}{ordinal}组", REGIONS[region]);
        let department = hiring.department(name, Some(department), hiring.people.len());
        let leader = hiring.hire(department, Some(manager), 3, "sales_manager");
        hiring.people[leader].serves = Some(region);
        leaders.push((department, leader, region));
    }
    let mut at = 0;
    while hiring.people.len() < count {
        let (department, manager, region) =
            leaders.get(at % leaders.len().max(1)).copied().unwrap_or((heads[0].0, heads[0].1, heads[0].2));
        let person = hiring.hire(department, Some(manager), 4, "salesperson");
        hiring.people[person].serves = Some(region);
        at += 1;
    }
}

/// Who gets a log-in: the first of each role, of the salespeople the first who has had customers for long.
pub fn signing_in(people: &[Person]) -> Vec<usize> {
    let mut roles = std::collections::BTreeSet::new();
    let shows = |person: &Person| person.role != "salesperson" || person.serves.is_some() && !person.on_probation;
    let firsts = people.iter().enumerate().filter(|(_, person)| shows(person) && roles.insert(person.role));
    firsts.map(|(at, _)| at).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use heyi_model::wire;

    use super::*;

    #[test]
    fn people_make_one_tree_of_any_size() {
        let today = wire::days_of(2026, 11, 23) as i32;
        for count in [0, 12, 13, 25, 60, 200, 1_000] {
            let (departments, people) = staff(1, count, today);
            assert_eq!(people.len(), count.max(12) as usize);
            for (at, person) in people.iter().enumerate() {
                // Managers come before their people, so there is no cycle and one root.
                assert_eq!(person.manager.is_none(), at == 0, "{person:?}");
                assert!(person.manager.is_none_or(|m| m < at && people[m].hire_date <= today));
                assert!(person.department < departments.len() && person.hire_date < today);
            }
            for (at, department) in departments.iter().enumerate() {
                assert_eq!(department.parent.is_none(), at == 0);
                assert!(department.parent.is_none_or(|p| p < at));
                assert_eq!(people[department.manager].department, at, "{department:?}");
            }
            let unique = |of: fn(&Person) -> &String| people.iter().map(of).collect::<HashSet<_>>().len();
            assert_eq!((unique(|p| &p.number), unique(|p| &p.mail)), (people.len(), people.len()));
            let names: HashSet<&str> = departments.iter().map(|d| d.name.as_str()).collect();
            assert_eq!(names.len(), departments.len());
            let sellers = people.iter().filter(|p| p.serves.is_some()).count();
            assert!(sellers * 2 >= people.len(), "{sellers} of {count} sell");
        }
    }

    #[test]
    fn each_role_has_one_log_in_and_its_salesperson_has_customers() {
        let (_, people) = staff(1, 60, wire::days_of(2026, 11, 23) as i32);
        let found: Vec<&Person> = signing_in(&people).into_iter().map(|at| &people[at]).collect();
        let roles: HashSet<&str> = people.iter().map(|p| p.role).collect();
        assert_eq!((found.len(), found.iter().map(|p| p.role).collect::<HashSet<_>>()), (roles.len(), roles));
        assert!(found.iter().any(|p| p.role == "salesperson" && p.serves.is_some()));
    }
}
