import type { Language } from '@aisha/domain';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The rows of `intent.tsv`: lines that people type at the menu in this language, with what they ask for. None for a language without that
 * file: its people are understood where they type Russian or English, and by their buttons.
 */
export const typedLines = (language: Language): string[] => {
  const file = path.join(__dirname, language, 'intent.tsv');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
};
