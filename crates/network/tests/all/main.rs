//! Tests of the directory's import, by what they promise.

mod real_sets;
