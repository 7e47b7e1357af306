//! Many rows by one `INSERT`, whose single tuple of values stands for each of them.

use std::fmt::Write;

use crate::{
    Kind,
    postgres::batch_table,
    tokens::{Token, placeholders, tokens},
};

/// An `INSERT … VALUES (…) …` taken apart.
pub(crate) struct Insert<'a> {
    /// Up to `VALUES`.
    head: &'a str,
    /// The tuple of values, parentheses and all.
    tuple: &'a str,
    /// What follows it, e.g. `ON CONFLICT …`.
    tail: &'a str,
    /// The placeholders of the tuple, in the order they stand in, each with its place in the tuple.
    slots: Vec<(usize, std::ops::Range<usize>)>,
}

impl<'a> Insert<'a> {
    /// Takes a statement apart, or says why it cannot stand for many rows.
    pub(crate) fn parse(sql: &'a str) -> Result<Self, &'static str> {
        let mut stream = tokens(sql).skip_while(|(token, _)| !token.is("VALUES"));
        let (_, values) = stream.next().ok_or("the statement has no VALUES")?;
        let Some((Token::Mark('('), open)) = stream.next() else {
            return Err("VALUES is not followed by a tuple");
        };
        let mut depth = 1;
        let mut slots = Vec::new();
        let mut end = None;
        for (token, range) in stream {
            match token {
                Token::Mark('(') => depth += 1,
                Token::Mark(')') => depth -= 1,
                Token::Placeholder(number) => {
                    slots.push((number, range.start - open.start..range.end - open.start));
                }
                _ => {}
            }
            if depth == 0 {
                end = Some(range.end);
                break;
            }
        }
        let end = end.ok_or("the tuple of VALUES does not end")?;
        let insert =
            Self { head: &sql[..values.start], tuple: &sql[open.start..end], tail: &sql[end..], slots };
        if placeholders(insert.head) > 0 || placeholders(insert.tail) > 0 {
            return Err("a placeholder stands outside of the tuple of VALUES");
        }
        if matches!(tokens(insert.tail).next(), Some((Token::Mark(','), _))) {
            return Err("VALUES has more than one tuple");
        }
        if insert.slots.is_empty() {
            return Err("the tuple of VALUES has no placeholder");
        }
        Ok(insert)
    }

    /// How many values a row has: the highest placeholder.
    pub(crate) fn width(&self) -> usize {
        self.slots.iter().map(|(number, _)| *number).max().unwrap_or(0)
    }

    /// Which of a row's values the parameters of the repeated tuple take, in order; from 0.
    pub(crate) fn order(&self) -> impl Iterator<Item = usize> {
        self.slots.iter().map(|(number, _)| number.saturating_sub(1))
    }

    /// The statement with its tuple repeated. The parameters are bare: SQLite looks a numbered one up among all
    /// others, which takes the square of their number.
    pub(crate) fn repeated(&self, rows: usize) -> String {
        let tuple = self.tuple_with(|text, _| text.push('?'));
        let mut sql = String::with_capacity(self.head.len() + rows * (tuple.len() + 1) + self.tail.len() + 8);
        sql.push_str(self.head);
        sql.push_str("VALUES ");
        for row in 0..rows {
            if row > 0 {
                sql.push(',');
            }
            sql.push_str(&tuple);
        }
        sql.push_str(self.tail);
        sql
    }

    /// The statement over one array for each value of a row.
    pub(crate) fn over_arrays(&self, kinds: &[Kind]) -> String {
        let tuple = self.tuple_with(|text, number| {
            // Writing to a String does not fail.
            let _ = write!(text, "batch.p{number}");
        });
        let list = &tuple[1..tuple.len() - 1];
        format!("{}SELECT {list} FROM {} {}", self.head, batch_table(kinds), self.tail)
    }

    fn tuple_with(&self, mut slot: impl FnMut(&mut String, usize)) -> String {
        let mut text = String::with_capacity(self.tuple.len());
        let mut at = 0;
        for (number, range) in &self.slots {
            text.push_str(&self.tuple[at..range.start]);
            slot(&mut text, *number);
            at = range.end;
        }
        text.push_str(&self.tuple[at..]);
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tuple_stands_for_every_row() {
        let sql = "INSERT INTO t (a, b, c) VALUES ($2, COALESCE($1, '$3)'), 0) ON CONFLICT (a) DO NOTHING";
        let insert = Insert::parse(sql).unwrap();
        assert_eq!(insert.width(), 2);
        assert_eq!(insert.order().collect::<Vec<_>>(), [1, 0]);
        assert_eq!(
            insert.repeated(2),
            "INSERT INTO t (a, b, c) VALUES (?, COALESCE(?, '$3)'), 0),(?, COALESCE(?, '$3)'), 0) \
             ON CONFLICT (a) DO NOTHING"
        );
        assert_eq!(
            insert.over_arrays(&[Kind::Text, Kind::Int]),
            "INSERT INTO t (a, b, c) SELECT batch.p2, COALESCE(batch.p1, '$3)'), 0 \
             FROM unnest($1::TEXT[], $2::BIGINT[]) AS batch(p1, p2)  ON CONFLICT (a) DO NOTHING"
        );
    }

    #[test]
    fn a_statement_that_cannot_stand_for_many_rows_says_why() {
        for (sql, why) in [
            ("UPDATE t SET a = $1", "no VALUES"),
            ("INSERT INTO t VALUES", "not followed"),
            ("INSERT INTO t VALUES ($1", "does not end"),
            ("INSERT INTO t VALUES ($1), ($2)", "a placeholder stands outside"),
            ("INSERT INTO t VALUES ($1), (2)", "more than one tuple"),
            ("INSERT INTO t VALUES (1)", "no placeholder"),
            (
                "INSERT INTO t VALUES ($1) ON CONFLICT (a) DO UPDATE SET a = $2",
                "a placeholder stands outside",
            ),
        ] {
            let problem = Insert::parse(sql).err().unwrap();
            assert!(problem.contains(why), "{sql}: {problem}");
        }
    }
}
