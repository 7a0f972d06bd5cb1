import { write } from '../../engine/conversation';

/** Records whether the person wants to get news. */
export const hearsNews = write('news', (tx, userId, isWanted: boolean) =>
  tx.query(`UPDATE bot.person SET hears_news = $2 WHERE user_id = $1`, [userId, isWanted]),
);
