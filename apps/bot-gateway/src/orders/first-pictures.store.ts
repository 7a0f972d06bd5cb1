import { write } from '../engine/conversation';

/**
 * Records the person's agreement in the draft of their present screen: the pictures that the screen offers may be drawn from the photo in
 * this message. Does nothing if the screen offers none. The photo waits for the consent; this record is read when the photo is handled.
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
