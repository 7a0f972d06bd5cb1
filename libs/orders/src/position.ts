import { TOLD_POSITIONS } from '@aisha/domain';

/** SQL for `toldPosition`. */
export const toldPositionSql = (ahead: string): string =>
  `(CASE ${TOLD_POSITIONS.map((told) => `WHEN ${ahead} <= ${told} THEN ${told}`).join(' ')} ELSE ${TOLD_POSITIONS.at(-1)} END)`;
