import { AppError } from '@aisha/domain';
import { aiMarking, type DigitalSource } from './ai-marking';

/** Where an MP4 has its XMP (XMP Specification Part 3, 2020, ISO base media file formats). */
const XMP_BOX = Buffer.from('BE7ACFCB97A942E89C71999491E3AFAC', 'hex');
/** What may hold words of the one who made the file, and where such boxes are. */
const WORDS = new Set(['uuid', 'udta', 'meta']);
const PARENTS = new Set(['moov', 'trak']);

/**
 * An MP4 that says in its XMP what a model did, as our pictures do, and carries nothing else that the provider wrote beside its frames.
 * Nothing moves in the file: those boxes become free space, and ours comes last. Throws `provider-answer-unreadable` for what has no
 * boxes.
 */
export const markedVideo = (mp4: Buffer, source: DigitalSource = 'drawn'): Buffer => {
  const clean = Buffer.from(mp4);
  blank(clean, 0, clean.length);
  const packet = Buffer.from(aiMarking(source));
  const header = Buffer.alloc(8);
  header.writeUInt32BE(header.length + XMP_BOX.length + packet.length, 0);
  header.write('uuid', 4, 'latin1');
  return Buffer.concat([clean, header, XMP_BOX, packet]);
};

const blank = (file: Buffer, from: number, to: number): void => {
  for (let at = from; at < to;) {
    const { type, body, end } = boxAt(file, at, to);
    if (PARENTS.has(type)) blank(file, body, end);
    else if (WORDS.has(type)) {
      file.write('free', at + 4, 'latin1');
      file.fill(0, body, end);
    }
    at = end;
  }
};

/** A size of 1 stands for one of 64 bits, a size of 0 for the rest of the file: ours would become a part of that. */
const boxAt = (file: Buffer, at: number, to: number): { type: string; body: number; end: number } => {
  if (at + 8 > to) throw unreadable();
  const size = file.readUInt32BE(at);
  const type = file.toString('latin1', at + 4, at + 8);
  if (size === 0) file.writeUInt32BE(to - at, at);
  if (size === 1 && at + 16 > to) throw unreadable();
  const body = at + (size === 1 ? 16 : 8);
  const end = size === 0 ? to : at + (size === 1 ? Number(file.readBigUInt64BE(at + 8)) : size);
  if (end < body || end > to) throw unreadable();
  return { type, body, end };
};

const unreadable = (): AppError => new AppError('provider-answer-unreadable', { facts: { problem: 'no-boxes' } });
