import * as ipaddr from 'ipaddr.js';

/** What the Internet routes (RFC 4291 §2.4): an IPv4 address written as IPv6 without a prefix, `::7f00:1`, is outside of it. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an address is one of the public Internet, where anybody may ask anybody. Everything that is not known to be so is refused: this
 * machine, private networks, clouds' metadata, what stands for an IPv4 address in IPv6 (decision 92).
 */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const plain = ipaddr.process(address);
  return plain.range() === 'unicast' && (plain instanceof ipaddr.IPv4 || plain.match(GLOBAL_IPV6));
}
