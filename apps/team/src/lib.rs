//! Placeholder of the warm build.
