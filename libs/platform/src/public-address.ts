import type * as dns from 'node:dns';
import { Resolver } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import * as ipaddr from 'ipaddr.js';

/**
 * The IPv6 addresses that the Internet routes (RFC 4291 §2.4). An IPv4 address written as IPv6 without a prefix, such as `::7f00:1`, is not
 * among them.
 */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an address belongs to the public Internet. An IPv4 address that is written as `::ffff:…` counts as the IPv4 address itself. Every
 * other address is refused: this machine, private networks, the metadata servers of clouds, and other IPv6 forms of an IPv4 address
 * (decision 92).
 */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const plain = ipaddr.process(address);
  return plain.range() === 'unicast' && (plain instanceof ipaddr.IPv4 || plain.match(GLOBAL_IPV6));
}

/**
 * Whether an address has the default port, and a name or a public literal address. A socket to a literal address looks up no name, so the
 * literal is checked here. The class URL has already turned 2130706433 and 0x7f.1 into 127.0.0.1.
 */
export const hasPublicHost = ({ hostname, port }: URL): boolean => {
  const literal = hostname.replace(/^\[|\]$/g, '');
  return port === '' && (isIP(literal) === 0 || isPublic(literal));
};

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Whether an address leads to this machine. */
export const isOnThisMachine = ({ hostname }: URL): boolean => LOOPBACK.has(hostname);

/** Whether an address is safe to call: https, or http on this machine, and without a user name or a password. */
export const isSafeAddress = (address: URL): boolean =>
  (address.protocol === 'https:' || (address.protocol === 'http:' && isOnThisMachine(address))) &&
  !address.username &&
  !address.password;

/** How long a name server may take at the first of two tries; at the second it may take twice as long. */
const NAME_SERVER_MS = 2_000;

/** Looks up a name, and calls back with all its addresses. */
type LookUpAll = (
  hostname: string,
  options: dns.LookupAllOptions,
  done: (error: NodeJS.ErrnoException | null, addresses: dns.LookupAddress[]) => void,
) => void;

/**
 * Looks up a name of the Internet by asking the name servers itself. `dns.lookup` keeps one of the process's four threads until the name
 * server has answered, and nothing ends it earlier. So five names of a stranger whose server never answers would keep all other look-ups
 * of the process waiting.
 */
export const lookUpOnInternet =
  (resolverOf = () => new Resolver({ timeout: NAME_SERVER_MS, tries: 2 })): LookUpAll =>
  (hostname, _options, done) => {
    const resolver = resolverOf();
    const families = [resolver.resolve4(hostname), resolver.resolve6(hostname)] as const;
    void Promise.allSettled(families).then((answers) => {
      const addresses = answers.flatMap((answer, at) =>
        answer.status === 'fulfilled' ? answer.value.map((address) => ({ address, family: at === 0 ? 4 : 6 })) : [],
      );
      const [failed] = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as Error] : []));
      done(addresses.length === 0 && failed ? failed : null, addresses);
    });
  };

/**
 * The look-up of names for a socket that may connect only to the public Internet. The socket connects to an address that was checked here,
 * so a later look-up of the name with another answer changes nothing. Refuses a name, with the error of `refused`, if one of its addresses
 * is not public or if it has none.
 */
export const publicLookup =
  (refused: () => Error, lookup: LookUpAll = lookUpOnInternet()): LookupFunction =>
  (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, []);
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => isPublic(address))) return done(refused(), []);
      return options.all ? done(null, addresses) : done(null, first.address, first.family);
    });
  };
