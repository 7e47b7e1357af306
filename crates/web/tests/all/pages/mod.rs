mod asked;
mod browser;
mod find;
mod language;
mod leave;
mod refresh;
mod service;
mod sheet;
