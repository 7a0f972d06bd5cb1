/**
 * The fields of messages in which a person's own words travel; they go with the consent out of messages that wait for an operator
 * (messaging/forget-words.ts). A new field for what somebody wrote is named here.
 */
export const WORDS_OF_PEOPLE = [
  'idea',
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
