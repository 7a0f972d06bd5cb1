/**
 * Makes typed texts from the Russian message files, and finds what is wrong with the files of all languages: a missing or unknown message,
 * other arguments, units or variants than the Russian ones, markup that Telegram does not know.
 */
import {
  parse,
  type Expression,
  type FunctionReference,
  type Message,
  type MessageReference,
  type Pattern,
  type Placeable,
  type SelectExpression,
  type TermReference,
  type VariableReference,
} from '@fluent/syntax';
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const FIRST = 'ru';
/** The languages that have every message file. In any other language, the messages of a file that is missing are said in English. */
const COMPLETE = ['ru', 'en'];
/** The files that every language has: in English, what they say would be wrong. */
const NEEDED = ['language', 'menu', 'time-zone', 'units'];
const FOLDER = 'libs/words/src';
/** The folders beside those of the languages: the types of all texts, and what a text is made by. */
const OTHERS = ['generated', 'text'];
const LANGUAGES = 'libs/domain/src/languages.ts';
/** The file of the units of measure. */
const UNITS = 'units';
/** The file of what the language is called. */
const NAMES = 'language';
/** The group comment that begins the messages without markup. */
const PLAIN = 'Plain text';
/** The tags of Telegram's HTML (core.telegram.org/bots/api#html-style), as far as we use them. */
const TAGS = new Set(['b', 'i', 'u', 's', 'code', 'pre', 'blockquote', 'blockquote expandable', 'tg-spoiler', 'a']);
const FUNCTIONS: Readonly<Record<string, string>> = {
  CREDITS: 'CentiCredits',
  ABOUT: 'number',
  SPAN: 'number',
  SIZE: 'number',
  GROUPED: 'number',
  LENGTH: 'number',
};
const PLURALS = new Set(['zero', 'one', 'two', 'few', 'many']);

interface Uses {
  isShown: boolean;
  units: Set<string>;
  keys: Set<string>;
}
interface Said {
  readonly id: string;
  readonly isPlain: boolean;
  readonly comment: string | null;
  readonly args: Map<string, Uses>;
  /** The messages that it repeats, such as `{ credits }`. */
  readonly repeats: readonly string[];
  /** The forms of units that it asks for: `credits-genitive` for `CREDITS($price, case: "genitive")`. */
  readonly forms: readonly string[];
  readonly pattern: Pattern;
}

const camel = (id: string): string => id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
const pascal = (id: string): string => camel(`-${id}`);

/** The folders of message files, one for each language: those that are listed already in the list's order, and then the new ones. */
const languageFolders = (root: string): string[] => {
  const file = path.join(root, LANGUAGES);
  const list = existsSync(file) ? (/LANGUAGES = \[([^\]]*)\]/.exec(readFileSync(file, 'utf8'))?.[1] ?? '') : '';
  const listed = [FIRST, 'en', ...[...list.matchAll(/'(\w+)'/g)].map(([, language]) => language!)];
  const folders = readdirSync(path.join(root, FOLDER), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !OTHERS.includes(entry.name))
    .map(({ name }) => name);
  return [...new Set([...listed.filter((language) => folders.includes(language)), ...folders.sort()])];
};

/**
 * The arguments of a message: those that its pattern uses, and those that its comment names for other languages, such as `$english
 * (String)`.
 */
const usesOf = (pattern: Pattern, comment: string | undefined): Pick<Said, 'args' | 'repeats' | 'forms'> => {
  const args = new Map<string, Uses>();
  const repeats: string[] = [];
  const forms: string[] = [];
  const of = (name: string): Uses => {
    const uses = args.get(name) ?? { isShown: false, units: new Set(), keys: new Set() };
    args.set(name, uses);
    return uses;
  };
  const inExpression = (expression: Expression | Placeable): void => {
    if (expression.type === 'VariableReference') of((expression as VariableReference).id.name).isShown = true;
    if (expression.type === 'MessageReference') repeats.push((expression as MessageReference).id.name);
    if (expression.type === 'TermReference') repeats.push(`-${(expression as TermReference).id.name}`);
    if (expression.type === 'Placeable') inExpression((expression as Placeable).expression);
    if (expression.type === 'FunctionReference') {
      const { id: called, arguments: given } = expression as FunctionReference;
      for (const argument of given.positional)
        if (argument.type === 'VariableReference') of((argument as VariableReference).id.name).units.add(called.name);
      for (const { name, value } of given.named)
        forms.push(
          name.name === 'case' ? `${called.name.toLowerCase()}-${value.value}` : `${name.name}: ${value.value}`,
        );
    }
    if (expression.type === 'SelectExpression') {
      const { selector, variants } = expression as SelectExpression;
      if (selector.type === 'VariableReference') {
        const uses = of((selector as VariableReference).id.name);
        for (const { key } of variants) uses.keys.add(key.type === 'NumberLiteral' ? `#${key.value}` : key.name);
      }
      for (const { value } of variants) inPattern(value);
    }
  };
  const inPattern = ({ elements }: Pattern): void => {
    for (const element of elements) if (element.type === 'Placeable') inExpression((element as Placeable).expression);
  };
  inPattern(pattern);
  for (const [, name] of comment?.matchAll(/\$(\w+) \(String\)/g) ?? []) of(name!).isShown = true;
  return { args, repeats, forms };
};

/** The texts of a message: the nth text takes the nth variant of each choice, so every variant is in one of the texts. */
const sayings = (pattern: Pattern): string[] => {
  let most = 1;
  const said = ({ elements }: Pattern, nth: number): string =>
    elements
      .map((element) => {
        if (element.type === 'TextElement') return String(element.value);
        const { expression } = element as Placeable;
        if (expression.type === 'StringLiteral') return String((expression as { value?: unknown }).value);
        if (expression.type !== 'SelectExpression') return '…';
        const { variants } = expression as SelectExpression;
        most = Math.max(most, variants.length);
        return said(variants[nth % variants.length]!.value, nth);
      })
      .join('');
  const all = [said(pattern, 0)];
  for (let nth = 1; nth < most; nth++) all.push(said(pattern, nth));
  return all;
};

const wrongMarkup = (text: string): string | null => {
  const open: string[] = [];
  for (const [, slash, tag, attributes] of text.matchAll(/<(\/?)([a-z-]*)([^<>]*)>/g)) {
    if (slash === '/') {
      if (open.pop() !== tag) return `</${tag}> closes nothing`;
      continue;
    }
    const whole =
      tag === 'a' ? (/^ href="https:\/\/[^"]+"$/.test(attributes!) ? 'a' : `a${attributes}`) : `${tag}${attributes}`;
    if (!TAGS.has(whole)) return `<${whole}> is not markup of Telegram`;
    open.push(tag!);
  }
  if (open.length > 0) return `<${open.at(-1)}> stays open`;
  return /<(?![/a-z])|&(?!(amp|lt|gt|quot);)/.test(text) ? 'a bare < or &' : null;
};

/** Digits that count nothing: names of sizes and formats, keycaps, enlargements, times of a recording. */
const NAMES_WITH_DIGITS = /\b[24]K\b|\bmp3\b|\d\u{FE0F}\u{20E3}|×[24]|\d:\d{2}/giu;

/**
 * A number in the text of a message, which should be an argument with the value of a constant. The number 1 is no limit, and a variant may
 * name the number that chooses it.
 */
const untoldNumber = ({ elements }: Pattern, key?: string): string | undefined => {
  for (const element of elements) {
    const said =
      element.type === 'TextElement' ? String(element.value).replace(NAMES_WITH_DIGITS, '').match(/\d+/g) : null;
    const untold = said?.find((number) => number !== '1' && number !== key);
    if (untold) return untold;
    const expression = element.type === 'Placeable' ? (element as Placeable).expression : undefined;
    if (expression?.type !== 'SelectExpression') continue;
    for (const variant of (expression as SelectExpression).variants) {
      const inVariant = untoldNumber(
        variant.value,
        variant.key.type === 'NumberLiteral' ? variant.key.value : undefined,
      );
      if (inVariant) return inVariant;
    }
  }
  return undefined;
};

/** The messages of one file; adds to `problems` what is wrong with the file itself. */
export const messagesOf = (source: string, where: string, problems: string[]): Said[] => {
  const said: Said[] = [];
  let isPlain = false;
  for (const entry of parse(source, {}).body) {
    if (entry.type === 'Junk')
      problems.push(`${where}: cannot be read: ${(entry as { content: string }).content.trim().slice(0, 80)}`);
    if (entry.type === 'GroupComment') isPlain = (entry as never as { content: string }).content.startsWith(PLAIN);
    if (entry.type !== 'Message') continue;
    const { id, value, comment } = entry as Message;
    if (/[A-Z_]/.test(id.name)) problems.push(`${where}: ${id.name} is not small letters after dashes`);
    if (!value) problems.push(`${where}: ${id.name} says nothing`);
    else if (said.some((other) => other.id === id.name)) problems.push(`${where}: ${id.name} is there twice`);
    else
      said.push({
        id: id.name,
        isPlain,
        comment: comment?.content ?? null,
        ...usesOf(value, comment?.content),
        pattern: value,
      });
  }
  for (const { id, args, repeats } of said) {
    for (const repeated of repeats) {
      const other = said.find((one) => one.id === repeated);
      if (!other || other.repeats.length > 0)
        problems.push(`${where}: ${id} repeats ${repeated}, which is no message of words`);
      for (const [name, uses] of other?.args ?? []) if (!args.has(name)) args.set(name, uses);
    }
  }
  return said;
};

const typeOf = ({ isShown, units, keys }: Uses, isPlain: boolean): string => {
  const named = [...keys].filter((key) => key !== 'none');
  const nullable = keys.has('none') ? ' | null | undefined' : '';
  if (units.size > 0) return [...new Set([...units].map((unit) => FUNCTIONS[unit]))].sort().join(' & ') + nullable;
  if (named.some((key) => PLURALS.has(key))) return `number${nullable}`;
  if (named.some((key) => key.startsWith('#'))) return `number | bigint${nullable}`;
  if (named.length > 0 && named.every((key) => key === 'yes' || key === 'no')) return `boolean${nullable}`;
  if (named.length > 0 && !named.includes('other')) return named.map((key) => `'${key}'`).join(' | ') + nullable;
  if (named.some((key) => key !== 'other') || !isShown) return (isPlain ? 'string' : 'string | Html') + nullable;
  return (isPlain ? 'Shown' : 'Shown | Html') + nullable;
};

/**
 * What is wrong with the messages of a file beside those of the Russian one. A form of a unit, such as `about-first`, has its unit for a model:
 * each language has the forms that its own texts ask for.
 * A page with message files of its own has no units and no limits, and its messages have no markup.
 */
const problemsOf = (
  where: string,
  said: readonly Said[],
  first: readonly Said[],
  units: ReadonlySet<string> | null,
): string[] => {
  const problems: string[] = [];
  const isUnits = where.endsWith(`/${UNITS}.ftl`);
  const baseOf = (id: string): string => (isUnits ? id.split('-')[0]! : id);
  for (const { id } of first)
    if (baseOf(id) === id && !said.some((other) => other.id === id)) problems.push(`${where}: ${id} is missing`);
  for (const message of said) {
    const at = `${where}: ${message.id}`;
    const model = [message.id, baseOf(message.id)].map((id) => first.find((one) => one.id === id)).find(Boolean);
    if (!model) {
      problems.push(`${at} is not in ${FIRST}`);
      continue;
    }
    for (const [name, { isShown, units: asked, keys }] of message.args) {
      const modelled = model.args.get(name);
      if (!modelled) problems.push(`${at}: $${name} is not told to it`);
      else if (isShown && modelled.units.size > 0 && !modelled.isShown)
        problems.push(`${at}: $${name} is shown without its unit`);
      for (const unit of asked)
        if (!FUNCTIONS[unit]) problems.push(`${at}: unknown ${unit}`);
        else if (modelled && !modelled.units.has(unit)) problems.push(`${at}: $${name} is no ${unit}`);
      for (const key of keys)
        if (modelled && !modelled.keys.has(key) && !PLURALS.has(key) && !/^#|^other$/.test(key))
          problems.push(`${at}: $${name} is never ${key}`);
    }
    for (const name of model.args.keys())
      if (!message.args.has(name) && !message.comment?.includes(`$${name} is left out`))
        problems.push(`${at}: $${name} is left out`);
    for (const form of message.forms) if (!units?.has(form)) problems.push(`${at}: no unit is ${form}`);
    // The messages of units may contain a number: there it is no limit but part of an amount's name, such as “24 hours” for one day.
    const untold = isUnits || !units ? undefined : untoldNumber(message.pattern);
    if (untold) problems.push(`${at}: says ${untold} by itself: a limit comes from its constant (limits.ts)`);
    for (const text of sayings(message.pattern)) {
      const wrong =
        model.isPlain || !units ? (/<\/?[a-z]/.test(text) ? 'markup in plain text' : null) : wrongMarkup(text);
      if (wrong) {
        problems.push(`${at}: ${wrong}`);
        break;
      }
    }
  }
  return problems;
};

const generated = (file: string, said: readonly Said[], limits: ReadonlySet<string>): string => {
  const types = new Set<string>();
  const lines = said.map(({ id, isPlain, comment, args }) => {
    const told = [...args].filter(([name]) => !limits.has(name));
    const fields = told.map(([name, uses]) => {
      const type = typeOf(uses, isPlain);
      for (const [word] of type.matchAll(/\b(CentiCredits|Shown|Html)\b/g)) types.add(word);
      return `readonly ${name}${type.includes('undefined') ? '?' : ''}: ${type};`;
    });
    if (!isPlain) types.add('Html');
    const text = isPlain ? 'string' : 'Html';
    const doc = comment ? `/** ${comment} */\n` : '';
    return {
      type: `${doc}readonly ${camel(id)}: ${told.length ? `(told: { ${fields.join(' ')} }) => ${text}` : text};`,
      saying: `${camel(id)}: '${isPlain ? 'plain' : 'html'}${told.length ? '()' : ''}',`,
    };
  });
  const imports = [
    types.has('CentiCredits') && `import type { CentiCredits } from '@aisha/domain';`,
    types.has('Html') && `import type { Html } from '../text/html';`,
    `import { messages${types.has('Shown') ? ', type Shown' : ''} } from '../text/texts';`,
  ].filter(Boolean);
  return `// Made from ${FIRST}/${file}.ftl by \`npm run docs\`: change the words there.
${imports.join('\n')}

export interface ${pascal(file)}Words {
${lines.map(({ type }) => type).join('\n')}
}

export const ${camel(file)}Texts = messages<${pascal(file)}Words>('${file}', {
${lines.map(({ saying }) => saying).join('\n')}
});
`;
};

/** What is wrong with the message files of a page that are not in `libs/words`, one text for each language. Its code says which it names. */
export const pageProblems = (files: Readonly<Record<string, string>>, isNamed: (id: string) => boolean): string[] => {
  const problems: string[] = [];
  const read = (language: string): Said[] => messagesOf(files[language]!, language, problems);
  const first = read(FIRST);
  for (const language of Object.keys(files)) {
    const said = language === FIRST ? first : read(language);
    problems.push(...problemsOf(language, said, first, null));
  }
  for (const { id } of first) if (!isNamed(id)) problems.push(`${FIRST}: ${id} is said by nobody`);
  return problems;
};

const limitsIn = (root: string): { LIMITS: object } =>
  createRequire(path.join(root, 'package.json'))(path.join(root, 'libs/words/dist/text/limits.js')) as {
    LIMITS: object;
  };

/** The file whose messages are named after files of looks; a spec compares the two. */
const BY_ID = 'look';

interface Source {
  readonly file: string;
  readonly text: string;
  readonly names: ReadonlySet<string>;
  /** Its quoted words, which are lists of codes in `libs/domain` and `libs/kinds`. */
  readonly codes: ReadonlySet<string>;
  readonly imports: readonly string[];
}

const sourcesOf = (root: string): Source[] =>
  globSync('{apps,libs}/*/src/**/*.ts', { cwd: root })
    .filter((file) => !/\.spec\.ts$|[\\/]generated[\\/]/.test(file))
    .map((file) => {
      const text = readFileSync(path.join(root, file), 'utf8');
      const all = (pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, name]) => name!);
      const codes = all(/'([\w-]+)'/g);
      const taken = all(/\{ ([\w, ]+) \} = /g).flatMap((names) => names.split(', '));
      const names = [...codes, ...taken, ...all(/\.(\w+)/g), ...all(/(\w+)(?=:)/g)];
      const imports = [...text.matchAll(/from '(\.[^']*)'/g)].map(([, to]) => path.join(path.dirname(file), to!));
      return { file, text, names: new Set(names), codes: new Set(codes), imports };
    });

/**
 * The names in the code that may say a text of this file: those of each folder that has the file's texts, those of the files that import
 * from it or that it imports, and the codes of `libs/domain` and `libs/kinds`, after which texts are named.
 */
const namesThatSay = (file: string, sources: readonly Source[]): ((name: string) => boolean) => {
  const texts = new RegExp(`\\b(${camel(file)}Texts|${pascal(file)}Words)\\b`);
  const holders = sources.filter(({ text }) => texts.test(text));
  const folders = new Set(holders.map((one) => path.dirname(one.file)));
  const isAmong = (to: string, from: readonly Source[]): boolean =>
    from.some((one) => one.file === `${to}.ts` || one.file === path.join(to, 'index.ts'));
  const near = sources.filter(
    (one) =>
      folders.has(path.dirname(one.file)) ||
      one.imports.some((to) => isAmong(to, holders)) ||
      holders.some(({ imports }) => imports.some((to) => isAmong(to, [one]))),
  );
  const lists = sources.filter((one) => /^libs[\\/](domain|kinds)[\\/]/.test(one.file));
  return (name) => near.some(({ names }) => names.has(name)) || lists.some(({ codes }) => codes.has(name));
};

/**
 * The files of `libs/words/src/generated/`, and libs/domain/src/languages.ts. Throws with everything that is wrong in the message files.
 */
export const wordsFiles = (root: string, { LIMITS }: { LIMITS: object } = limitsIn(root)): Record<string, string> => {
  const limits = new Set(Object.keys(LIMITS));
  const sources = sourcesOf(root);
  const folder = path.join(root, FOLDER);
  const languages = languageFolders(root);
  const filesOf = (language: string): string[] =>
    readdirSync(path.join(folder, language))
      .filter((name) => name.endsWith('.ftl'))
      .map((name) => path.basename(name, '.ftl'));
  const problems: string[] = [];
  const firstFiles = filesOf(FIRST);
  const usedLimits = new Set<string>();
  const out: Record<string, string> = {};
  for (const language of languages) {
    for (const file of new Set([...firstFiles, ...filesOf(language)])) {
      if (!firstFiles.includes(file)) problems.push(`${language}/${file}.ftl: no such file in ${FIRST}`);
      if (!filesOf(language).includes(file) && (COMPLETE.includes(language) || NEEDED.includes(file)))
        problems.push(`${language}/${file}.ftl is missing`);
    }
  }
  const known = new Map<string, Said[]>();
  /** The messages of a file, whose problems are told once. */
  const read = (language: string, file: string): Said[] => {
    const name = `${language}/${file}.ftl`;
    if (!known.has(name)) {
      const source = filesOf(language).includes(file) ? readFileSync(path.join(folder, name), 'utf8') : '';
      known.set(name, messagesOf(source, name, problems));
    }
    return known.get(name)!;
  };
  const units = new Map(languages.map((language) => [language, new Set(read(language, UNITS).map(({ id }) => id))]));
  for (const file of firstFiles) {
    const first = read(FIRST, file);
    for (const language of languages) {
      const said = language === FIRST ? first : read(language, file);
      if (said.length > 0) problems.push(...problemsOf(`${language}/${file}.ftl`, said, first, units.get(language)!));
    }
    for (const { args } of first) for (const name of args.keys()) if (limits.has(name)) usedLimits.add(name);
    const says = namesThatSay(file, sources);
    if (![UNITS, BY_ID, NAMES].includes(file))
      for (const { id } of first)
        if (!says(camel(id)) && !says(id)) problems.push(`${FIRST}/${file}.ftl: ${id} is said by nobody`);
    for (const { id } of first)
      if (/-\d/.test(id)) problems.push(`${FIRST}/${file}.ftl: ${id} has a number after a dash, which no property has`);
    if (file !== UNITS) out[`${FOLDER}/generated/${file}.ts`] = generated(file, first, limits);
  }
  for (const limit of limits) if (!usedLimits.has(limit)) problems.push(`limits.ts: no text names ${limit}`);
  if (problems.length > 0) throw new Error(`The message files are wrong:\n${problems.join('\n')}`);
  out[`${FOLDER}/generated/index.ts`] = `// Made by \`npm run docs\`.\n${firstFiles
    .filter((file) => file !== UNITS)
    .map((file) => `export * from './${file}';`)
    .join('\n')}\n`;
  const names = languages.map((language) => {
    const called = read(language, NAMES);
    const [own, en] = ['own', 'english'].map((name) => sayings(called.find(({ id }) => id === name)!.pattern)[0]);
    return `${language}: ${JSON.stringify({ own, en })},`;
  });
  out[LANGUAGES] = `// Made from the folders of message files (libs/words/src) by \`npm run docs\`.

/** Languages the bot speaks; the first is the default. Buttons name one by its index, so a new one is the last. */
export const LANGUAGES = [${languages.map((language) => `'${language}'`).join(', ')}] as const;

/** The names of these languages: in the language itself, and in English. */
export const BOT_LANGUAGE_NAMES = {
${names.join('\n')}
} as const;
`;
  return out;
};
