//! Departments.

pub mod department_tree;
