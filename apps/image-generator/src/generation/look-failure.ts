import type { ImageGeneration } from '@aisha/database/generator';
import { AppError, lookOf, type ErrorCode } from '@aisha/domain';

/** What a person is told of words that they have typed. */
const OF_WORDS: readonly ErrorCode[] = [
  'prompt-refused',
  'prompt-names-person',
  'prompt-asks-document',
  'prompt-shows-hate',
  'prompt-fakes-news',
  'prompt-is-riddle',
  'result-not-decent',
];

/** A look of the catalogue is described by us, so a refusal of it blames nobody. */
export function ofLook({ session, look }: Pick<ImageGeneration, 'session' | 'look'>, error: AppError): AppError {
  const isOurs = session !== null || lookOf(look) !== undefined;
  if (!isOurs || !OF_WORDS.includes(error.code)) return error;
  return new AppError('look-not-drawn', { cause: error, facts: { ...error.facts, refused: error.code } });
}
