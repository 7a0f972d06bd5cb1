import { aiMarking } from './ai-marking';

/** The id of the box in which an MP4 has its XMP (XMP Specification Part 3, 2020, ISO base media file formats). */
const XMP_BOX = Buffer.from('BE7ACFCB97A942E89C71999491E3AFAC', 'hex');

/** Adds a last box to an MP4 that `VideoReader` has made. The XMP in the box says that a model has drawn the video. */
export const markedVideo = (mp4: Buffer): Buffer => {
  const packet = Buffer.from(aiMarking('drawn'));
  const header = Buffer.alloc(8);
  header.writeUInt32BE(header.length + XMP_BOX.length + packet.length, 0);
  header.write('uuid', 4, 'latin1');
  return Buffer.concat([mp4, header, XMP_BOX, packet]);
};
