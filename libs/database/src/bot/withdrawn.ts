/**
 * SQL: the people who withdrew their consent in the last `days`, and the moment `until` of their next consent. Everything that they asked
 * for before `until` is removed as well. An order may be written down after the withdrawal, but none can begin without a consent.
 */
export const withdrawnWithin = (days: string): string =>
  `SELECT user_id, coalesce(min(agreed_at) FILTER (WHERE withdrawn_at IS NULL), 'infinity') AS until
   FROM bot.consent
   WHERE user_id IN (SELECT user_id FROM bot.consent WHERE withdrawn_at > now() - make_interval(days => ${days}))
   GROUP BY user_id`;
