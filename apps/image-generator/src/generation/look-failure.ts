import { AppError, FAULTS_OF_AN_IDEA, lookOf } from '@aisha/domain';
import type { ImageGeneration } from '@aisha/kinds/tables';

/** A look of the catalogue is described by us, so a refusal of it blames nobody. */
export function ofLook({ session, look }: Pick<ImageGeneration, 'session' | 'look'>, error: AppError): AppError {
  const isOurs = session !== null || lookOf(look) !== undefined;
  if (!isOurs || !FAULTS_OF_AN_IDEA.includes(error.code)) return error;
  return new AppError('look-not-drawn', { cause: error, facts: { ...error.facts, refused: error.code } });
}
