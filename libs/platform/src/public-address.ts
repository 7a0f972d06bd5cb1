import type * as dns from 'node:dns';
import type { LookupFunction } from 'node:net';
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
 * The look-up of names for a socket that may connect only to the public Internet. The socket connects to an address that was checked here,
 * so a later look-up of the name with another answer changes nothing. Refuses a name, with the error of `refused`, if one of its addresses
 * is not public or if it has none.
 */
export const publicLookup =
  (lookup: typeof dns.lookup, refused: () => Error): LookupFunction =>
  (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, []);
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => isPublic(address))) return done(refused(), []);
      return options.all ? done(null, addresses) : done(null, first.address, first.family);
    });
  };
