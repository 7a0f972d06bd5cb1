import { write } from '../engine/conversation';

/**
 * Notes in the person's place that they have agreed to the pictures which its screen offers to draw from the photo in this message. A place
 * whose screen offers none stays as it is. The photo waits for the consent; when it is handled, the note is read.
 */
export const agreeToFirstPictures = write('first-pictures', (tx, userId, photo: number) =>
  tx.query(
    `UPDATE bot.conversation SET draft = jsonb_set(draft, '{first,agreedFor}', to_jsonb($2::bigint))
     WHERE user_id = $1 AND jsonb_typeof(draft->'first') = 'object'`,
    [userId, photo],
  ),
);

/** Forgets which pictures a person has agreed to, because the person withdraws the consent with which they agreed. */
export const forgetAgreements = write('first-agreements', (tx, userId, _: null) =>
  tx.query(
    `UPDATE bot.card SET state = state #- '{first,agreedFor}'
     WHERE user_id = $1 AND key LIKE 'photos:%' AND state #> '{first,agreedFor}' IS NOT NULL`,
    [userId],
  ),
);
