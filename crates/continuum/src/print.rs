//! Printing to standard output.

/// Prints a line. Unlike `println!`, it does not panic when nobody reads any more (`continuum reach … | head`).
macro_rules! say {
    ($($arg:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stdout().lock(), $($arg)*);
    }};
}

pub(crate) use say;
