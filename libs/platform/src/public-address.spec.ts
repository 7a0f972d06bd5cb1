import { createSocket } from 'node:dgram';
import type { LookupAddress } from 'node:dns';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { afterThisTest } from '@aisha/testing';
import { lookUpOnInternet, publicLookup } from './public-address';

const HEADER_BYTES = 12;
/** The numbers of the types of records (RFC 1035 §3.2.2, RFC 3596 §2.1). */
const TYPES = { 4: 1, 6: 28 } as const;
const BYTES = {
  4: Buffer.from([93, 184, 216, 34]),
  6: Buffer.from('26064700000000000000000000001111', 'hex'),
} as const;

/** A name server that has addresses of these families for each name, and never answers about names that begin with `silent`. */
const nameServer = async (families: readonly (4 | 6)[]) => {
  const server = createSocket('udp4');
  afterThisTest(async () => void server.close());
  server.on('message', (asked, { port }) => {
    if (asked.includes('silent')) return;
    const endOfQuestion = asked.indexOf(0, HEADER_BYTES) + 5;
    const type = asked.readUInt16BE(endOfQuestion - 4);
    const family = families.find((one) => TYPES[one] === type);
    const header = Buffer.alloc(HEADER_BYTES);
    [asked.readUInt16BE(0), 0x8180, 1, family ? 1 : 0].forEach((word, at) => header.writeUInt16BE(word, 2 * at));
    const answer = Buffer.alloc(family ? 12 : 0);
    // A pointer to the question's name, the type, the class, how long the answer counts, and the length of the address.
    if (family)
      [0xc00c, type, 1, 0, 60, BYTES[family].length].forEach((word, at) => answer.writeUInt16BE(word, 2 * at));
    const address = family ? BYTES[family] : Buffer.alloc(0);
    server.send(
      Buffer.concat([header, asked.subarray(HEADER_BYTES, endOfQuestion), answer, address]),
      port,
      '127.0.0.1',
    );
  });
  await once(server.bind(0, '127.0.0.1'), 'listening');
  const lookup = lookUpOnInternet(() => {
    const resolver = new Resolver({ timeout: 100, tries: 2 });
    resolver.setServers([`127.0.0.1:${server.address().port}`]);
    return resolver;
  });
  return (name: string) =>
    new Promise<string | LookupAddress[]>((resolve) => {
      const refused = () => Object.assign(new Error(), { code: 'refused' });
      publicLookup(refused, lookup)(name, { all: true }, (error, found) =>
        resolve(error ? (error.code ?? '') : (found as LookupAddress[])),
      );
    });
};

describe('a name that a stranger has given', () => {
  it('a name that a stranger has given stands for the addresses of both families', async () => {
    const found = await (await nameServer([4, 6]))('shop.example');

    expect(found).toEqual([
      { address: '93.184.216.34', family: 4 },
      { address: '2606:4700::1111', family: 6 },
    ]);
  });

  it('a name that a stranger has given may have addresses of one family alone', async () => {
    expect(await (await nameServer([4]))('shop.example')).toEqual([{ address: '93.184.216.34', family: 4 }]);
  });

  it('a name that a stranger has given and that has no address at all is not found', async () => {
    expect(await (await nameServer([]))('shop.example')).toBe('ENODATA');
  });

  it('a name that a stranger has given and whose server never answers is given up, and keeps no other name waiting', async () => {
    const lookUp = await nameServer([4]);
    const silent = Promise.all(Array.from({ length: 8 }, (_, nth) => lookUp(`silent${nth}.example`)));

    const first = await Promise.race([lookUp('shop.example'), silent]);

    expect(first).toEqual([{ address: '93.184.216.34', family: 4 }]);
    expect(new Set(await silent)).toEqual(new Set(['ETIMEOUT']));
  });
});
