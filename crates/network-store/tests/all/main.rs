//! The store's promises, each kept on SQLite and on PostgreSQL.

mod any;
mod both;
mod capacity;
mod confirmed;
mod example;
mod kept_out;
mod listings;
mod put;
mod rows;
mod schema;
mod together;
