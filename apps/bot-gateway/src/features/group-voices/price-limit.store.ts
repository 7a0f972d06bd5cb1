import type { CentiCredits } from '@aisha/domain';
import { write } from '../../engine/conversation';

/**
 * Records how much the text of a group's recording may cost without a question to the person; null means that only free recordings need no
 * question.
 */
export const paysInGroups = write('group-voices', (tx, userId, limit: CentiCredits | null) =>
  tx.query(`UPDATE bot.person SET group_voice_limit = $2 WHERE user_id = $1`, [userId, limit]),
);
