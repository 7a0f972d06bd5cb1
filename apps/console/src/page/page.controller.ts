import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Controller, Get, NotFoundException, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../door/access';

/** The folder with the front end, which the build bundles into one file, and its compressed copy. */
const BUILT = path.join(__dirname, '../../dist/bundle/web');
const INDEX = readFileSync(path.join(__dirname, 'index.html'), 'utf8');

const NO_STRANGERS = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** Permits scripts from the desk’s own files alone, and the style sheets that carry the page’s nonce. */
const policyOf = (nonce: string): string =>
  `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; connect-src 'self'; ${NO_STRANGERS}`;
/** The policy of the page of our API. Swagger UI sets style attributes. */
const POLICY_OF_DOCS = `default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; ${NO_STRANGERS}`;

interface Asset {
  readonly folder: string;
  readonly type: string;
}
const JS = 'text/javascript; charset=utf-8';
/** The files behind `assets/`. No other file of the disk can be asked for by its name. */
const ASSETS: Readonly<Record<string, Asset>> = {
  'desk.js': { folder: BUILT, type: JS },
  'icon.svg': { folder: __dirname, type: 'image/svg+xml' },
  'api-page.js': { folder: __dirname, type: JS },
  'swagger-ui-bundle.js': { folder: BUILT, type: JS },
  'swagger-ui.css': { folder: BUILT, type: 'text/css; charset=utf-8' },
};

/** Serves the page of the desk and the page of its API as plain files. */
@ApiExcludeController()
@Controller()
export class PageController {
  @Access('anybody')
  @Get()
  index(@Res() reply: FastifyReply): void {
    const nonce = randomBytes(16).toString('base64');
    void reply
      .header('content-security-policy', policyOf(nonce))
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(INDEX.replaceAll('%NONCE%', nonce));
  }

  @Access('anybody')
  @Get('assets/:name')
  asset(@Param('name') name: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const asset = Object.hasOwn(ASSETS, name) ? ASSETS[name] : undefined;
    if (!asset) throw new NotFoundException();
    const file = path.join(asset.folder, name);
    const isZipped = /\bgzip\b/.test(String(request.headers['accept-encoding'])) && existsSync(`${file}.gz`);
    const bytes = readFileSync(isZipped ? `${file}.gz` : file);
    // A browser asks each time whether the file is another one since a release, and gets and compiles it anew only then.
    const etag = `"${createHash('sha256').update(bytes).digest('base64url')}"`;
    void reply.headers({ 'cache-control': 'no-cache', etag, vary: 'accept-encoding' });
    if (request.headers['if-none-match'] === etag) {
      void reply.code(304).send();
      return;
    }
    if (isZipped) void reply.header('content-encoding', 'gzip');
    void reply.type(asset.type).send(bytes);
  }

  @Access('read')
  @Get('api')
  api(@Res() reply: FastifyReply): void {
    void reply
      .header('content-security-policy', POLICY_OF_DOCS)
      .type('text/html; charset=utf-8')
      .send(readFileSync(path.join(__dirname, 'api-page.html'), 'utf8'));
  }
}
