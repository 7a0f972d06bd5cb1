import { write } from '../../engine/conversation';

/** Shows times by the clocks of this place. */
export const livesIn = write('time-zone', (tx, userId, timeZone: string) =>
  tx.query(`UPDATE bot.person SET time_zone = $2 WHERE user_id = $1`, [userId, timeZone]),
);
