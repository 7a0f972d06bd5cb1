/**
 * `npm run picture-of-the-story`: plays the story on the chat page and makes the README's film of it, docs/pictures/story.webp, and beside
 * it story.json, by which CI knows when the product no longer is what the film shows. `-- --lang ru` makes the film in Russian, `--out`
 * writes it elsewhere, without a record.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { optionsOf } from '../options/options.mts';
import { launch } from '../start/launch.mts';
import { demoEnvironment } from '../demo/environment.mts';
import { temporaryFolder } from '../demo/temporary-folder.mts';
import { Person } from '@aisha/fakes/telegram';
import { storyLanguage } from '../story/language.mts';
import { FILMED, storyOf } from '../story/story.mts';
import { Walker } from '../story/walker.mts';
import { STORY_WORDS } from '../story/words.mts';
import { filmFile, recordFile, recordOf } from '../story/film-record.mts';
import { Film } from './film.mts';
import { openChat, startBrowser } from './phone-page.mts';

const SIZE = { width: 420, height: 700 };
/** The most bytes of the picture, so that GitHub shows it at once and a clone stays small. */
const AT_MOST_BYTES = 3 * 2 ** 20;

const root = path.join(import.meta.dirname, '..', '..');
const { values } = optionsOf(import.meta.filename, {
  options: {
    lang: { type: 'string', default: 'en' },
    out: { type: 'string' },
  },
});
const language = storyLanguage(values.lang, {});
if (!language) throw new Error('--lang: must be ru or en');

const temporary = temporaryFolder('aisha-picture');
const abandon = new AbortController();
process.once('SIGINT', () => abandon.abort(new Error('Stopped.')));
const running = await launch({
  root,
  env: demoEnvironment(process.env, temporary.path, { isGifted: true }),
  signal: abandon.signal,
});
const browser = await startBrowser();
try {
  const telegram = running.env['TELEGRAM_API_ROOT']!.replace(/\/$/, '');
  const person = await Person.join(telegram, { firstName: STORY_WORDS[language].person, language });
  const film = new Film(await openChat(browser, { url: running.pageUrl!, person, language, size: SIZE }));
  const story = storyOf(new Walker(person, film, abandon.signal), language);

  for (const chapter of FILMED) await story[chapter]();
  await film.ends();

  const out = path.resolve(values.out ?? filmFile(root));
  const bytes = await film.develop(out);
  process.stdout.write(`${out}: ${film.frames} frames, ${Math.round(bytes / 1024)} KiB\n`);
  if (values.out === undefined) {
    const { record, unknown } = recordOf(root, language, film.seen, film.keyboards.ofChapters);
    writeFileSync(recordFile(root), `${JSON.stringify(record, null, 2)}\n`);
    process.stdout.write(`${recordFile(root)}: ${Object.keys(record.texts).length} texts\n`);
    if (unknown.length > 0) process.stdout.write(`In no message, and so not watched: ${unknown.join(' | ')}\n`);
  }
  if (bytes > AT_MOST_BYTES) throw new Error(`The picture is larger than ${AT_MOST_BYTES} bytes.`);
} finally {
  await browser.close();
  await running.stop();
  temporary.remove();
}
process.exit(0); // open servers would keep the process alive
