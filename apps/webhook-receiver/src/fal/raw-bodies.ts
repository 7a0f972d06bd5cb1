import type { FastifyAdapter } from '@nestjs/platform-fastify';

/** 1 MiB. FAL's results are addresses of files, a few kilobytes; more is answered 413. */
export const BODY_AT_MOST_BYTES = 1024 * 1024;

/** Leaves every body as the bytes that came: they are what was signed, and nothing is parsed before that is checked. */
export function keepBodiesRaw(adapter: FastifyAdapter): void {
  adapter.useBodyParser(
    ['application/json', 'application/x-www-form-urlencoded', '*'],
    false,
    { bodyLimit: BODY_AT_MOST_BYTES },
    (_request: unknown, body: Buffer, done: (error: Error | null, body: Buffer) => void) => done(null, body),
  );
}
