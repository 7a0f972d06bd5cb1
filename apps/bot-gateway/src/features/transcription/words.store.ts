import { write } from '../../engine/conversation';

/** Records the names and terms that help the speech model with this person's recordings; they replace the earlier ones. */
export const knowsWords = write('words', (tx, userId, words: readonly string[]) =>
  tx.query(`UPDATE bot.person SET words = $2 WHERE user_id = $1`, [userId, words]),
);
