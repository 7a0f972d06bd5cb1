import { AppError, FAULTS_OF_AN_IDEA, lookOf } from '@aisha/domain';
import type { ImageGeneration } from '@aisha/kinds/tables';

/** We describe the looks of the catalogue, so a refusal of one blames no person. */
export function ofLook({ session, look }: Pick<ImageGeneration, 'session' | 'look'>, error: AppError): AppError {
  const isOurs = session !== null || lookOf(look) !== undefined;
  if (!isOurs || !FAULTS_OF_AN_IDEA.includes(error.code)) return error;
  return new AppError('look-not-drawn', { cause: error, facts: { ...error.facts, refused: error.code } });
}
