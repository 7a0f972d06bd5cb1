import { write } from '../../engine/conversation';

/** Writes down whether the person wants to be told what is new. */
export const hearsNews = write('news', (tx, userId, isWanted: boolean) =>
  tx.query(`UPDATE bot.person SET hears_news = $2 WHERE user_id = $1`, [userId, isWanted]),
);
