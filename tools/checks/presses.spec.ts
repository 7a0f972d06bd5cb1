import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { centiCredits, LANGUAGES } from '@aisha/domain';
import * as words from '@aisha/words';
import { saying } from '@aisha/testing/words';
import ts from 'typescript';
import { trackedFiles } from './tracked-files';

const root = path.resolve(__dirname, '../..');

/** The files whose button labels are their own, or the keyboard's, and no texts of the bot. */
const OF_THEIR_OWN = [
  'apps/bot-gateway/src/engine/',
  'apps/sandbox/src/chat-page.medium.spec.ts',
  'tools/checks/presses.spec.ts',
];

type Label = string | RegExp;
type Said = Readonly<Record<string, Parameters<typeof saying>[0]>>;

/** The texts of the bot as patterns; the groups are their arguments. */
const texts = Object.entries(words)
  .filter(([name]) => name.endsWith('Texts') && name !== 'languageTexts') // What a language calls itself is the same for every reader.
  .flatMap(([, inLanguages]) => Object.values(inLanguages as unknown as Readonly<Record<string, Said>>))
  .flatMap((inLanguage) => Object.keys(inLanguage).map((key) => saying(inLanguage[key]!)))
  .map(({ source }) => source.replaceAll('[^]*?', '([^]*?)'));
const whole = texts.map((source) => new RegExp(`^([✓⭐] ?)?(?:${source})$`));
const shown = texts.map((source) => source.replaceAll('([^]*?)', '7').replaceAll(/\\(.)/g, '$1'));

/** The words that the bot counts things in («картинок», «кредитов»): a number before such a word makes a label the bot's. */
const counted = new Set([
  ...shown.flatMap((text) =>
    [...text.matchAll(/7 \(\?:([\p{L}|]+)\)/gu)].flatMap(([, forms = '']) => forms.split('|')),
  ),
  ...LANGUAGES.map((language) => words.giftTexts[language].size({ amount: centiCredits(1_200n) }).split(/\s/)[1]),
]);
const isCounted = (label: Label): boolean =>
  [...String(label).matchAll(/\d\s(\p{L}{3,})/gu)].some(([, word]) => counted.has(word));

const isWords = (label: string): boolean => /\p{L}{2}|\p{Extended_Pictographic}/u.test(label);

/** Whether the label is a text of the bot, so that a translator may change it. */
const isSaid = (label: Label): boolean => {
  if (isCounted(label)) return true;
  if (label instanceof RegExp) return shown.some((text) => text.length < 60 && label.test(text));
  const isWhole = whole.some((text) => {
    const [, ...told] = text.exec(label) ?? [];
    return told.length > 0 && isWords(told.reduce((rest, one) => rest.replace(one ?? '', ''), label));
  });
  return isWhole || (isWords(label) && label.length > 4 && shown.some((text) => text.startsWith(label)));
};

const PRESSES = new Set(['presses', 'pressesBehind', 'pressesIn', 'press']);

/** The labels that the presses in a file give as a literal text or pattern. */
const pressedIn = (source: string): Label[] => {
  const labels: Label[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && PRESSES.has(node.expression.getText().split('.').at(-1)!))
      for (const argument of node.arguments) {
        if (ts.isStringLiteral(argument)) labels.push(argument.text);
        if (ts.isRegularExpressionLiteral(argument)) {
          const [, pattern = '', flags] = /^\/(.*)\/(\w*)$/s.exec(argument.text) ?? [];
          labels.push(new RegExp(pattern, flags));
        }
      }
    node.forEachChild(visit);
  };
  ts.createSourceFile('spec.ts', source, ts.ScriptTarget.Latest, true).forEachChild(visit);
  return labels;
};

const files = trackedFiles('*.ts', '*.mts').filter((file) => !OF_THEIR_OWN.some((own) => file.startsWith(own)));

it('specs press a button by the key of its text, so that no translation breaks a spec', () => {
  const byWords = files.flatMap((file) => {
    const source = readFileSync(path.join(root, file), 'utf8');
    return /\bpress(es|esIn)?\(/.test(source)
      ? pressedIn(source)
          .filter(isSaid)
          .map((label) => `${file}: ${String(label)}`)
      : [];
  });

  expect(byWords).toEqual([]);
});

const DRAW = words.generateTexts.ru.draw({ count: 4, price: centiCredits(1_200n) });
it.each([
  [`anna.presses('${words.menuTexts.ru.toMenu}')`, true],
  [`anna.presses('${words.menuTexts.en.toMenu}', PATIENT)`, true],
  [`anna.presses('${DRAW}')`, true],
  [`anna.presses('${DRAW.slice(0, DRAW.indexOf(' 4'))}')`, true],
  [`anna.pressesIn(offer, /^${DRAW.slice(0, DRAW.indexOf(' 4'))}/)`, true],
  [`anna.presses('100 кредитов')`, true],
  [`anna.presses(/30 картинок · 150 ⭐/)`, true],
  [`anna.presses(/^21 нояб.* Привет$/)`, false],
  [`anna.presses('Анна')`, false],
  [`anna.presses('×4')`, false],
  [`anna.presses(menuTexts.ru.toMenu)`, false],
])('the check knows whether %s presses a button by its words', (code, is) =>
  expect(pressedIn(code).some(isSaid)).toBe(is),
);
