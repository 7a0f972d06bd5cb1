import { write } from '../engine/conversation';

/**
 * Notes in the person's place that they have agreed to the pictures which its screen offers of the photo in this message. A place that
 * offers none stays as it is. The photo waits for the consent, and reads this when it is handled.
 */
export const agreeToFirstPictures = write('first-pictures', (tx, userId, photo: number) =>
  tx.query(
    `UPDATE bot.conversation SET draft = jsonb_set(draft, '{first,agreedFor}', to_jsonb($2::bigint))
     WHERE user_id = $1 AND jsonb_typeof(draft->'first') = 'object'`,
    [userId, photo],
  ),
);

/** Forgets to which pictures a person has agreed, because they withdraw the consent that said so. */
export const forgetAgreements = write('first-agreements', (tx, userId, _: null) =>
  tx.query(
    `UPDATE bot.card SET state = state #- '{first,agreedFor}'
     WHERE user_id = $1 AND key LIKE 'photos:%' AND state #> '{first,agreedFor}' IS NOT NULL`,
    [userId],
  ),
);
