import { write } from '../../engine/conversation';

/** The names and terms that help to hear the person's recordings right are these from now on. */
export const knowsWords = write('words', (tx, userId, words: readonly string[]) =>
  tx.query(`UPDATE bot.person SET words = $2 WHERE user_id = $1`, [userId, words]),
);
