/** The SQL that gives the time at which the ban in a row ends; null when nobody is banned by it now. */
export const bannedUntil = (row: string): string =>
  `CASE WHEN ${row}.banned_until > now() THEN to_json(${row}.banned_until)#>>'{}' END`;
