import { write } from '../../engine/conversation';

/** Records the time zone in which the bot shows times to the person. */
export const livesIn = write('time-zone', (tx, userId, timeZone: string) =>
  tx.query(`UPDATE bot.person SET time_zone = $2 WHERE user_id = $1`, [userId, timeZone]),
);
