import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import type { Product } from './product';

/** The traces of a person in the product, by which they could be found again. */
export interface Traces {
  /** Ids, names and words, by what they are. */
  readonly words: Readonly<Record<string, string>>;
  /** Contents of files that the person sent or got. */
  readonly bytes: Readonly<Record<string, Buffer>>;
}

/** Where something of a person still is: `<what> in <place>`. `temporary` are the folders in which the product's programs work. */
export const residueOf = async (
  product: Product,
  { words, bytes }: Traces,
  temporary: readonly string[] = [],
): Promise<string[]> => {
  const hashes = Object.entries(bytes).map(([what, content]) => [what, sha256(content)] as const);
  const named = [...Object.entries(words), ...hashes.map(([what, hash]) => [`sha256 of ${what}`, hash] as const)];
  const found: string[] = [];
  for (const [what, word] of named) {
    for (const table of await product.tablesWith(word)) found.push(`${what} in ${table}`);
    for (const key of await redisKeysWith(product, word)) found.push(`${what} in Redis ${key}`);
  }
  for (const file of filesOf(product, temporary)) {
    const content = contentAt(file);
    if (!content) continue; // the file has gone meanwhile
    const place = path.relative(product.stateDir, file);
    for (const [what, word] of named)
      if (place.includes(word) || content.includes(word)) found.push(`${what} in ${place}`);
    const hash = sha256(content);
    for (const [what, known] of hashes) if (hash === known) found.push(`${what} in ${place}`);
  }
  return [...new Set(found)].sort();
};

/** The content of a file as the played storage keeps it: the facts about it follow as JSON, and the JSON's length. */
const storedContent = (file: string): Buffer => {
  const whole = readFileSync(file);
  return whole.subarray(0, whole.length - 4 - whole.readUInt32BE(whole.length - 4));
};

const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

/** The folders that play the world outside of the product, and those of Postgres, whose rows are read as rows. */
const OUTSIDE = /^(sandbox\/(telegram|fal|openai)|postgres)/;

/**
 * All files that the product keeps: storage with the parts of uploads that never ended, Redis' log, the logs of apps and servers, its
 * temporary folders, and what has come into the system's temporary folder since the product began.
 */
const filesOf = (product: Product, temporary: readonly string[]): string[] => {
  const began = statSync(product.stateDir).birthtimeMs;
  const ofSystem = readdirSync(tmpdir())
    .filter((name) => !/^(aisha-(story|rights|template)|jest)/.test(name))
    .map((name) => path.join(tmpdir(), name))
    .filter((file) => (statSync(file, { throwIfNoEntry: false })?.birthtimeMs ?? 0) > began);
  return [
    ...filesBelow(product.stateDir).filter((file) => !OUTSIDE.test(path.relative(product.stateDir, file))),
    ...[...temporary, ...ofSystem].flatMap(filesBelow),
  ];
};

/** The files at and below a path, including those whose names begin with a dot. */
const filesBelow = (place: string): string[] => {
  const facts = statSync(place, { throwIfNoEntry: false });
  if (!facts?.isDirectory()) return facts?.isFile() ? [place] : [];
  try {
    return readdirSync(place).flatMap((name) => filesBelow(path.join(place, name)));
  } catch {
    return []; // a folder of another user, or one that has gone
  }
};

/** The content of a file; undefined if it has gone meanwhile. */
export const contentAt = (file: string): Buffer | undefined => {
  try {
    return file.endsWith('~') ? storedContent(file) : readFileSync(file);
  } catch {
    return undefined;
  }
};

/** The keys of Redis whose name or content has this word, whatever their type. */
const redisKeysWith = async (product: Product, word: string): Promise<string[]> => {
  const url = product.report.env['REDIS_URL'];
  if (!url) return []; // the queue is in Postgres
  const redis = new Redis(url);
  try {
    const found: string[] = [];
    for (const key of await redis.keys('*')) {
      const content = await contentOf(redis, key);
      if (`${key} ${content}`.includes(word)) found.push(key);
    }
    return found;
  } finally {
    redis.disconnect();
  }
};

const contentOf = async (redis: Redis, key: string): Promise<string> => {
  switch (await redis.type(key)) {
    case 'hash':
      return JSON.stringify(await redis.hgetall(key));
    case 'string':
      return (await redis.get(key)) ?? '';
    case 'list':
      return JSON.stringify(await redis.lrange(key, 0, -1));
    case 'set':
      return JSON.stringify(await redis.smembers(key));
    case 'zset':
      return JSON.stringify(await redis.zrange(key, 0, -1));
    case 'stream':
      return JSON.stringify(await redis.xrange(key, '-', '+'));
    default:
      return '';
  }
};
