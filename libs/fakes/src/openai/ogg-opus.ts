/** RFC 7845: Opus counts at 48 kHz; one CELT packet of silence lasts 20 ms. */
const RATE = 48_000;
const PACKET = Buffer.from([0xf8, 0xff, 0xfe]);
const PACKET_SAMPLES = 960;
const PRE_SKIP = 312;
const PACKETS_PER_PAGE = 50;
const SERIAL = 0x0a15a;
const FIRST = 2;
const LAST = 4;

/** A playable Ogg/Opus file without speech. */
export const oggOpusSilence = (seconds: number): Buffer => {
  const head = Buffer.alloc(19);
  head.write('OpusHead', 0, 'latin1');
  head.writeUInt8(1, 8);
  head.writeUInt8(1, 9);
  head.writeUInt16LE(PRE_SKIP, 10);
  head.writeUInt32LE(RATE, 12);
  const tags = Buffer.alloc(16);
  tags.write('OpusTags', 0, 'latin1');

  const packets = Math.ceil((seconds * RATE) / PACKET_SAMPLES);
  const pages = [page([head], 0, 0, FIRST), page([tags], 0, 1, 0)];
  for (let sent = 0; sent < packets;) {
    const count = Math.min(PACKETS_PER_PAGE, packets - sent);
    sent += count;
    const packetsOfPage = Array.from({ length: count }, () => PACKET);
    pages.push(page(packetsOfPage, sent * PACKET_SAMPLES, pages.length, sent === packets ? LAST : 0));
  }
  return Buffer.concat(pages);
};

const page = (packets: readonly Buffer[], position: number, sequence: number, flags: number): Buffer => {
  const header = Buffer.alloc(27);
  header.write('OggS', 0, 'latin1');
  header.writeUInt8(flags, 5);
  header.writeBigInt64LE(BigInt(position), 6);
  header.writeUInt32LE(SERIAL, 14);
  header.writeUInt32LE(sequence, 18);
  header.writeUInt8(packets.length, 26);
  const bytes = Buffer.concat([header, Buffer.from(packets.map(({ length }) => length)), ...packets]);
  bytes.writeUInt32LE(checksum(bytes), 22);
  return bytes;
};

/** Ogg's CRC-32: polynomial 0x04c11db7, no reflection, starting from zero. */
const checksum = (bytes: Buffer): number => {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  }
  return crc >>> 0;
};
