/**
 * `npm run site` builds the site of the product into `site-out/`, in English and Russian: pictures, prices, architecture, and the troubles
 * that the sandbox can play. It is made of the repository alone and uses no network. Ends with 1 when a link leads nowhere. `-- --out
 * <folder>` writes it elsewhere.
 */
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { FluentBundle, FluentResource } from '@fluent/bundle';
import { LOOK_GROUPS, LOOKS } from '@aisha/domain';
import { lookGroupTexts } from '@aisha/words';
import { optionsOf } from '../options/options.mts';
import { packList, priceList } from '../generate/prices.mts';
import type { StoryLanguage } from '../story/words.mts';
import { architecture } from './architecture.mts';
import { deadLinks } from './dead-links.mts';

/** What we use of the generator, which has no types of its own. */
interface Generator {
  write(): Promise<unknown>;
}
interface GeneratorConfig {
  addGlobalData(name: string, value: unknown): void;
  addPassthroughCopy(files: Readonly<Record<string, string>>): void;
  setUseGitIgnore(use: boolean): void;
}
const generator: string = '@11ty/eleventy';
const { default: Eleventy } = (await import(generator)) as {
  default: new (
    input: string,
    output: string,
    options: { quietMode: boolean; config: (config: GeneratorConfig) => void },
  ) => Generator;
};

const SITE_LANGUAGES: readonly StoryLanguage[] = ['en', 'ru'];

const root = path.resolve(import.meta.dirname, '../..');
const { values } = optionsOf(import.meta.filename, {
  options: { out: { type: 'string', default: path.join(root, 'site-out') } },
});
const out = path.resolve(values.out);

// The file is read as text and imported as a data URL, because its name does not tell Node that it is a module.
const drawer = readFileSync(path.join(root, 'apps/sandbox/src/chat-page/stories.js'), 'utf8');
const { STORIES } = (await import(`data:text/javascript,${encodeURIComponent(drawer)}`)) as {
  STORIES: readonly { id: string }[];
};
const kebab = (id: string): string => id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The troubles of the chat page's drawer, in the words of the drawer. */
const troubles = (language: StoryLanguage): object[] => {
  const bundle = new FluentBundle(language, { useIsolating: false });
  bundle.addResource(
    new FluentResource(readFileSync(path.join(root, `apps/sandbox/src/chat-page/${language}.ftl`), 'utf8')),
  );
  const say = (id: string): string => {
    const pattern = bundle.getMessage(id)?.value;
    if (!pattern) throw new Error(`The drawer has no words for ${id} (${language}).`);
    return bundle.formatPattern(pattern);
  };
  return STORIES.map(({ id }) => ({ title: say(kebab(id)), expected: say(`${kebab(id)}-expected`) }));
};

const told = (language: StoryLanguage) => ({
  prices: priceList(root, language),
  packs: packList(language),
  troubles: troubles(language),
  architecture: architecture(root, language),
  looks: LOOK_GROUPS.map((group) => ({
    file: `pictures/looks-${group}.jpg`,
    title: lookGroupTexts[language][group].replace(/^\P{L}+/u, ''),
    count: LOOKS.filter((look) => look.group === group).length,
  })),
});

rmSync(out, { recursive: true, force: true });
process.chdir(root); // the generator takes paths from here
const site = new Eleventy('tools/site/pages', path.relative(root, out), {
  quietMode: true,
  config: (config) => {
    config.setUseGitIgnore(false);
    config.addGlobalData('told', { en: told('en'), ru: told('ru') });
    config.addPassthroughCopy({
      'docs/pictures/*.webp': 'pictures',
      'apps/bot-gateway/src/pictures/looks*.jpg': 'pictures',
      'tools/site/pages/site.css': 'site.css',
    });
  },
});
await site.write();

const dead = deadLinks(out);
for (const link of dead) process.stderr.write(`${link}\n`);
if (dead.length > 0) {
  process.stderr.write(`${dead.length} links lead nowhere.\n`);
  process.exit(1);
}
process.stdout.write(
  `${path.join(path.relative(process.cwd(), out), 'index.html')}: ${SITE_LANGUAGES.join(', ')}, every link leads somewhere.\n`,
);
