/**
 * The fields of messages in which a person's own words travel. When the person withdraws consent, these words are removed from dead letters
 * (messaging/forget-words.ts). A new field for such words is named here.
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
