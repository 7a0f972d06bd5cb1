import { randomUUID } from 'node:crypto';
import { cpSync, utimesSync } from 'node:fs';
import { expect } from '@jest/globals';
import { RETENTION_MS } from '@aisha/domain';
import { eventually } from '@aisha/testing';
import { RESTARTED } from './patience';
import type { Product } from './product';

/** The apps whose rows own files. */
const OWNERS = {
  trainer: 'avatar-trainer',
  generator: 'image-generator',
  transcriber: 'transcriber',
  enhancer: 'photo-enhancer',
};
/** The owners' tables that only carry messages. */
const MESSAGES = ['outbox', 'handled', 'dead_letter'];

/** The keys of all files in storage. */
export const storedKeys = (product: Product): string[] =>
  product
    .storedFiles()
    .map((file) => /\/s3\/[^/]+\/(.+)~$/.exec(file)![1]!)
    .sort();

/** The keys of the files that the owners' rows name, in any column. */
const ownedKeys = async (product: Product): Promise<string[]> => {
  const tables = await product.sql<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
      WHERE schemaname = ANY ($1) AND NOT tablename = ANY ($2)`,
    [Object.keys(OWNERS), MESSAGES],
  );
  const named = await product.sql<{ key: string }>(
    tables
      .map(
        ({ name }) =>
          `SELECT (regexp_matches(row::text, '(?:avatars|files):([\\w./-]+)', 'g'))[1] AS key FROM ${name} AS row`,
      )
      .join(' UNION '),
  );
  return named.map(({ key }) => key).sort();
};

/**
 * The keys of recordings that have a row but no measured length: their file is still to be stored, or the measuring was given up. An hour
 * after it began, such a row is removed together with its file, if there is one.
 */
const unmeasuredKeys = async (product: Product): Promise<string[]> => {
  const rows = await product.sql<{ key: string }>(
    `SELECT split_part(audio_file_path, ':', 2) AS key FROM transcriber.source WHERE silences IS NULL`,
  );
  return rows.map(({ key }) => key);
};

/** Leaves a file of each sort without a row, as a process does that dies after it has stored the file. */
export const leavesFilesBehind = (product: Product): void => {
  // A photo that has just come lies in `incoming` only until it is looked at, so it may be gone before it is copied.
  const kept = product.storedFiles().filter((file) => !file.includes('/incoming/'));
  const sorts = new Map(kept.map((file) => [/\/s3\/[^/]+\/([^/]+)/.exec(file)![1]!, file]));
  expect(sorts.size).toBeGreaterThan(2);
  for (const file of sorts.values())
    cpSync(
      file,
      file.replace(/[\da-f-]{36}/g, () => randomUUID()),
    );
};

/**
 * Makes every stored file old enough to be removed, including those that a crash left behind, and restarts the apps that own files: each
 * removes files without a row when it starts. Expects that storage then has the files that rows name, and no others. The file of a
 * recording that is not measured may be there or not.
 */
export const leavesOnlyOwnedFiles = async (
  product: Product,
  kills = (app: string): Promise<void> => product.kills(app),
): Promise<void> => {
  const long = new Date(Date.now() - 2 * RETENTION_MS.unownedFile);
  for (const file of product.storedFiles()) {
    try {
      utimesSync(file, long, long);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error; // its app has removed it meanwhile
    }
  }
  await Promise.all(Object.values(OWNERS).map((app) => kills(app)));
  await eventually(async () => {
    const unmeasured = new Set(await unmeasuredKeys(product));
    const isSettled = (key: string): boolean => !unmeasured.has(key);
    expect(storedKeys(product).filter(isSettled)).toEqual((await ownedKeys(product)).filter(isSettled));
  }, RESTARTED);
};
