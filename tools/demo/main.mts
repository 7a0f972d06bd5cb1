/**
 * `npm run demo` starts the whole product in a fresh folder, lets a scripted person use it, and leaves the story as a page,
 * `demo-out/index.html`. `-- --lang en` or `ru` chooses the language. Ends with 0 when the person got everything and the ledger adds up,
 * with 1 and a sentence otherwise.
 */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters, styleText } from 'node:util';
import { Person } from '@aisha/fakes/telegram';
import { optionsOf } from '../options/options.mts';
import { LAUNCHER_VARIABLES } from '../start/environment.mts';
import { launch, type Running } from '../start/launch.mts';
import { StartError } from '../start/start-error.mts';
import { onToldToEnd } from '../start/told-to-end.mts';
import { demoEnvironment } from './environment.mts';
import { errorsIn } from './errors-in-logs.mts';
import { keep, type Kept } from './keepsakes.mts';
import { storyLanguage } from '../story/language.mts';
import { playStory } from '../story/story.mts';
import { Keyboards } from '../story/keyboards.mts';
import { ANEW, otherButtons, readRecord } from '../story/film-record.mts';
import { Walker, type Teller } from '../story/walker.mts';
import { STORY_WORDS } from '../story/words.mts';
import { temporaryFolder } from './temporary-folder.mts';
import { Terminal } from './terminal.mts';
import { DEMO_WORDS } from './words.mts';

/** The demo takes about a minute on a quiet machine. A slow machine may take up to a quarter of an hour. */
const ENDS_WITHIN_MS = 15 * 60_000;

const root = path.join(import.meta.dirname, '..', '..');
const out = path.join(root, 'demo-out');
const startedAt = performance.now();
const secondsSince = (moment: number): number => (performance.now() - moment) / 1000;

const { values } = optionsOf(import.meta.filename, { options: { lang: { type: 'string' } } });
const language = storyLanguage(values.lang, process.env);
if (!language) {
  process.stderr.write('--lang: must be ru or en\n');
  process.exit(1);
}
const words = DEMO_WORDS[language];

const printed: string[] = [];
const say = (text = ''): void => {
  printed.push(stripVTControlCharacters(text));
  process.stdout.write(`${text}\n`);
};
const problems: string[] = [];
const abandon = new AbortController();
const temporary = temporaryFolder('aisha-demo');
let starting: Promise<Running> | undefined;

const giveUp = (why: string): void => {
  if (abandon.signal.aborted) return;
  problems.push(why);
  abandon.abort(new Error(why));
};
onToldToEnd(giveUp);
setTimeout(() => giveUp(`It took longer than ${ENDS_WITHIN_MS / 60_000} minutes.`), ENDS_WITHIN_MS).unref();
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {}); // the terminal is gone: end in order

const play = async (running: Running): Promise<Kept> => {
  const person = await Person.join(running.env['TELEGRAM_API_ROOT']!.replace(/\/$/, ''), {
    firstName: STORY_WORDS[language].person,
    language,
  });
  const terminal = new Terminal(person.firstName, words, say);
  const keyboards = new Keyboards();
  const teller: Teller = {
    chapter: (title) => {
      keyboards.chapter();
      terminal.chapter(title);
    },
    acts: (action) => terminal.acts(action),
    looks: (chat) => {
      keyboards.looks(chat);
      terminal.looks(chat);
    },
  };
  const shown = await playStory(new Walker(person, teller, abandon.signal), language, { isGifted: true });
  if (process.env['CI']) problems.push(...filmProblems(keyboards));
  const databaseUrl = running.env['MIGRATE_DATABASE_URL']!;
  return keep({ folder: out, databaseUrl, person, shown, language, transcript: `${printed.join('\n')}\n`, words });
};

/** What has changed since the README's film was made: the demo plays the same story, so it sees other buttons. Only CI asks for this. */
const filmProblems = ({ ofChapters }: Keyboards): string[] => {
  const film = readRecord(root);
  const other = film ? otherButtons(film, ofChapters) : ['there is no record of it'];
  return other.length > 0 ? [ANEW, ...other] : [];
};

say(styleText('bold', words.title));
say(styleText('dim', words.what));
say();

let kept: Kept | undefined;
try {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out);
  starting = launch({
    root,
    env: demoEnvironment(process.env, temporary.path, { isGifted: true }),
    signal: abandon.signal,
    say: (sentence) => problems.push(sentence), // the launcher says a sentence when something has ended that should go on
    onGivenUp: giveUp,
  });
  const running = await starting;
  say(styleText('dim', words.runs(secondsSince(startedAt))));
  kept = await play(running);
  problems.push(...kept.problems);
} catch (error) {
  if (!abandon.signal.aborted)
    problems.push(error instanceof StartError ? error.message : ((error as Error).stack ?? String(error)));
} finally {
  await (await starting?.catch(() => undefined))?.stop();
  problems.push(...errorsIn(path.join(temporary.path, 'logs')));
  temporary.remove();
}

say();
if (kept && problems.length === 0) {
  say(`${styleText(['bold', 'green'], words.works)} ${kept.summary}`);
  say(styleText('dim', words.took(secondsSince(startedAt))));
  say(words.look(styleText('cyan', path.relative(process.cwd(), path.join(out, 'index.html')))));
  const page = `http://127.0.0.1:${LAUNCHER_VARIABLES['SANDBOX_PAGE_PORT']!.byDefault}`;
  say(words.page(styleText('cyan', 'npm start'), styleText('cyan', page)));
} else {
  say(styleText(['bold', 'red'], words.failed));
  for (const problem of problems) say(`  ${problem.replaceAll('\n', '\n  ')}`);
}
process.exit(problems.length === 0 ? 0 : 1);
