import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Controller, Get, Header, NotFoundException, Param, StreamableFile } from '@nestjs/common';

const FOLDER = path.join(__dirname, 'chat-page');
/** The page formats its messages with the library that the product uses. */
const FLUENT = path.join(path.dirname(require.resolve('@fluent/bundle')), 'esm');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.ftl': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
};
/** What the page may run and load: only its own files, because the texts in the chat come from strangers. */
const POLICY =
  "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Serves the chat page, which shows the person's side of the sandbox; it consists of plain files. */
@Controller()
export class PageController {
  private readonly files = new Map(
    Object.entries({ '': FOLDER, 'fluent/': FLUENT }).flatMap(([place, folder]) =>
      readdirSync(folder).map((name) => [
        place + name,
        { bytes: readFileSync(path.join(folder, name)), type: TYPES[path.extname(name)] },
      ]),
    ),
  );

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
    const file = this.files.get(name);
    if (!file?.type) throw new NotFoundException();
    return new StreamableFile(file.bytes, { type: file.type });
  }

  @Get('page/fluent/:name')
  @Header('cache-control', 'no-cache')
  @Header('x-content-type-options', 'nosniff')
  fluent(@Param('name') name: string): StreamableFile {
    return this.file(`fluent/${name}`);
  }
}
