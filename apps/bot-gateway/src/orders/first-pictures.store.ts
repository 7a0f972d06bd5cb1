import { write } from '../engine/conversation';

/**
 * Notes in the person's place that they have agreed to the pictures which its screen offers of a selfie. A place that offers none stays as
 * it is. The selfie that waits for the consent is handled next, and reads this.
 */
export const agreeToFirstPictures = write('first-pictures', (tx, userId, _: null) =>
  tx.query(
    `UPDATE bot.conversation SET draft = jsonb_set(draft, '{first,isAgreed}', 'true')
     WHERE user_id = $1 AND jsonb_typeof(draft->'first') = 'object'`,
    [userId],
  ),
);
