import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { LANGUAGE_NAMES, LANGUAGES } from '@aisha/domain';
import { Controller, Get, Header, NotFoundException, Param, StreamableFile } from '@nestjs/common';

const FOLDER = path.join(__dirname, 'chat-page');
/** The page formats its messages with the library that the product uses. */
const FLUENT = path.join(path.dirname(require.resolve('@fluent/bundle')), 'esm');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.ftl': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
};
/** What the page may run and load: only its own files, because the texts in the chat come from strangers. */
const POLICY =
  "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const inFolder = (folder: string, place = ''): [string, Buffer][] =>
  readdirSync(folder).map((name) => [place + name, readFileSync(path.join(folder, name))]);

/**
 * The files of the page by name. They are as they lie in its folder, but for what comes from the languages of the product: their list,
 * and the messages of a language that has none here, which are said in English as in `libs/words`.
 */
export const pageFiles = (languages: readonly (keyof typeof LANGUAGE_NAMES)[]): ReadonlyMap<string, Buffer> => {
  const english = readFileSync(path.join(FOLDER, 'en.ftl'));
  const names = Object.fromEntries(languages.map((language) => [language, LANGUAGE_NAMES[language].own]));
  return new Map([
    ...languages.map((language): [string, Buffer] => [`${language}.ftl`, english]),
    ...inFolder(FOLDER),
    ...inFolder(FLUENT, 'fluent/'),
    ['languages.json', Buffer.from(JSON.stringify(names))],
  ]);
};

/** Serves the chat page, which shows the person's side of the sandbox; it consists of plain files. */
@Controller()
export class PageController {
  private readonly files = pageFiles(LANGUAGES);

  @Get()
  @Header('cache-control', 'no-cache')
  @Header('content-security-policy', POLICY)
  index(): StreamableFile {
    return this.file('index.html');
  }

  @Get('page/:name')
  @Header('cache-control', 'no-cache')
  @Header('x-content-type-options', 'nosniff')
  file(@Param('name') name: string): StreamableFile {
    const [bytes, type] = [this.files.get(name), TYPES[path.extname(name)]];
    if (!bytes || !type) throw new NotFoundException();
    return new StreamableFile(bytes, { type });
  }

  @Get('page/fluent/:name')
  @Header('cache-control', 'no-cache')
  @Header('x-content-type-options', 'nosniff')
  fluent(@Param('name') name: string): StreamableFile {
    return this.file(`fluent/${name}`);
  }
}
