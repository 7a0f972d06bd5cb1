/**
 * `npm run picture-of-the-story`: plays the story on the chat page and makes the README's moving picture of it, docs/pictures/story.webp.
 * Run it again when the screens have changed. `-- --lang ru` makes the picture in Russian, `--out` writes it elsewhere.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from '../start/launch.mts';
import { demoEnvironment } from '../demo/environment.mts';
import { temporaryFolder } from '../demo/temporary-folder.mts';
import { Person } from '@aisha/fakes/telegram';
import { storyLanguage } from '../story/language.mts';
import { storyOf } from '../story/story.mts';
import { Walker } from '../story/walker.mts';
import { STORY_WORDS } from '../story/words.mts';
import { Film } from './film.mts';
import { openChat, startBrowser } from './phone-page.mts';

const SIZE = { width: 420, height: 700 };
/** The most bytes of the picture, so that GitHub shows it at once and a clone stays small. */
const AT_MOST_BYTES = 3 * 2 ** 20;

const root = path.join(import.meta.dirname, '..', '..');
const { values } = parseArgs({
  options: {
    lang: { type: 'string', default: 'en' },
    out: { type: 'string', default: path.join(root, 'docs', 'pictures', 'story.webp') },
  },
});
const language = storyLanguage(values.lang, {});
if (!language) throw new Error('--lang: must be ru or en');

const temporary = temporaryFolder('aisha-picture');
const abandon = new AbortController();
process.once('SIGINT', () => abandon.abort(new Error('Stopped.')));
const running = await launch({ root, env: demoEnvironment(process.env, temporary.path), signal: abandon.signal });
const browser = await startBrowser();
try {
  const telegram = running.env['TELEGRAM_API_ROOT']!.replace(/\/$/, '');
  const person = await Person.join(telegram, { firstName: STORY_WORDS[language].person, language });
  const film = new Film(await openChat(browser, { url: running.pageUrl!, person, language, size: SIZE }));
  const story = storyOf(new Walker(person, film, abandon.signal), language);

  await story.hello();
  await film.unseen(() => story.credits());
  await story.photos();
  await story.training();
  await story.pictures();
  await film.ends();

  const bytes = await film.develop(path.resolve(values.out));
  process.stdout.write(`${values.out}: ${film.frames} frames, ${Math.round(bytes / 1024)} KiB\n`);
  if (bytes > AT_MOST_BYTES) throw new Error(`The picture is larger than ${AT_MOST_BYTES} bytes.`);
} finally {
  await browser.close();
  await running.stop();
  temporary.remove();
}
process.exit(0); // open servers would keep the process alive
