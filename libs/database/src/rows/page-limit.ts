/**
 * SQL: as many rows as a page shows and one more, which says whether there is a next page. The number is written into the text: a statement
 * with `LIMIT $1` is planned for a tenth of its table, which looks so expensive in a large table that Postgres plans the statement anew at
 * each call.
 */
export const pageLimit = (rows: number): string => `LIMIT ${Math.trunc(rows) + 1}`;
