import { PROMPT_LENGTH } from '@aisha/domain';

/** The typed text as an idea: one line. Undefined if it is too short or too long. */
export const ideaIn = (typed: string): string | undefined => {
  const idea = typed.replace(/\s+/g, ' ').trim();
  return idea.length >= PROMPT_LENGTH.min && idea.length <= PROMPT_LENGTH.max ? idea : undefined;
};
