//! Spreadsheets: writing workbooks that people open, fill in and send back.

pub mod workbook;
