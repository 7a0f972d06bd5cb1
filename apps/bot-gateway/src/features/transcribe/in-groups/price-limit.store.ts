import type { CentiCredits } from '@aisha/domain';
import { write } from '../../../engine/conversation';

/** What the person asks to have written down in groups may cost this much without a question; null: it must be free. */
export const paysInGroups = write('group-voices', (tx, userId, limit: CentiCredits | null) =>
  tx.query(`UPDATE bot.person SET group_voice_limit = $2 WHERE user_id = $1`, [userId, limit]),
);
