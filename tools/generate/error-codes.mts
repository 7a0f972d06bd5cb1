import path from 'node:path';
import { pathToFileURL } from 'node:url';
import domain from '@aisha/domain';
import { cell } from './source-comments.mts';

type FailureText = (language: 'ru' | 'en', code: string) => string;

/** Every code of an error: whether the work may be tried again, who caused the error, and what a person reads. */
export async function errorCodesPage(root: string): Promise<string> {
  const file = path.join(root, 'libs/words/dist/failure-text.js');
  const { failureText } = (await import(pathToFileURL(file).href)) as { failureText: FailureText };
  return [
    '# Error codes',
    '',
    'Named once in `libs/domain/src/errors.ts`. `later`: the same attempt may succeed later. What became of the credits is said by the receipt',
    'that stands under the text.',
    '',
    '| Code | Try again | Whose doing | Что читает человек | What a person reads |',
    '|---|---|---|---|---|',
    ...Object.entries(domain.ERROR_CODES).map(
      ([code, { retry, blame }]) =>
        `| \`${code}\` | ${retry} | ${blame} | ${cell(failureText('ru', code))} | ${cell(failureText('en', code))} |`,
    ),
    '',
  ].join('\n');
}
