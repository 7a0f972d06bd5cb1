import type { ImageGeneration } from '@aisha/database/generator';

/**
 * Whether another submission has taken the place of a request, so that its bad news are none. Of a second submission whose request
 * nobody has told us yet we know only that it is not the first.
 */
export const isPassed = ({ requestId, submissions }: ImageGeneration, told: string): boolean =>
  requestId === null ? submissions > 1 : requestId !== told;
