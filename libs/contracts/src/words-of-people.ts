/**
 * The fields of messages in which a person's own words travel. When the person withdraws consent, these words go out of messages that wait
 * for an operator (messaging/forget-words.ts). A new field for such words is named here.
 */
export const WORDS_OF_PEOPLE = [
  'change',
  'idea',
  'lines',
  'link',
  'name',
  'prompt',
  'promptInEnglish',
  'question',
  'template',
  'text',
  'title',
  'vocabulary',
  'words',
] as const;
