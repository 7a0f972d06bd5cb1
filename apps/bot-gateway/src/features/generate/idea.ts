import { PROMPT_LENGTH } from '@aisha/domain';

/** What was typed as an idea: one line. Undefined when it is too short or too long for one. */
export const ideaIn = (typed: string): string | undefined => {
  const idea = typed.replace(/\s+/g, ' ').trim();
  return idea.length >= PROMPT_LENGTH.min && idea.length <= PROMPT_LENGTH.max ? idea : undefined;
};
