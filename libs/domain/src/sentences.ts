/** It ends sentences alike in all languages that have our letters. */
const SENTENCES = new Intl.Segmenter('ru', { granularity: 'sentence' });

/** The sentences of a text, each with the space behind it: together they are the text. */
export const sentencesOf = (text: string): string[] => [...SENTENCES.segment(text)].map(({ segment }) => segment);
