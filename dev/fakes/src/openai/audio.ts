/** Facts about a recording, read from the bytes of its container; nothing is decoded. */
interface AudioFacts {
  readonly seconds: number;
  /** Whether the recording is silent. Only PCM is measured; every other recording counts as not silent. */
  readonly isSilent: boolean;
}

/** The bit rate of compressed speech whose length the container does not tell: 32 kbit/s. */
const ASSUMED_BYTES_PER_SECOND = 4_000;
/** A peak below this share of full scale is silence (about −50 dB). */
const SILENCE_PEAK = 0.003;

/** @returns undefined for bytes that are none of the formats OpenAI takes. */
export const readAudio = (bytes: Buffer): AudioFacts | undefined => {
  const tag = bytes.toString('latin1', 0, 4);
  if (tag === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WAVE') return readWav(bytes);
  if (tag === 'OggS') return { seconds: oggSeconds(bytes), isSilent: false };
  if (tag.startsWith('ID3') || (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0)) {
    return { seconds: mp3Seconds(bytes), isSilent: false };
  }
  const isKnown = tag === 'fLaC' || bytes.toString('latin1', 4, 8) === 'ftyp' || bytes.subarray(0, 4).equals(EBML);
  return isKnown ? { seconds: bytes.length / ASSUMED_BYTES_PER_SECOND, isSilent: false } : undefined;
};

const EBML = Buffer.from([0x1a, 0x45, 0xdf, 0xa3]);

const readWav = (bytes: Buffer): AudioFacts | undefined => {
  let bytesPerSecond = 0;
  let bitsPerSample = 0;
  for (let offset = 12; offset + 8 <= bytes.length;) {
    const id = bytes.toString('latin1', offset, offset + 4);
    const size = bytes.readUInt32LE(offset + 4);
    const start = offset + 8;
    if (id === 'fmt ' && start + 16 <= bytes.length) {
      bytesPerSecond = bytes.readUInt32LE(start + 8);
      bitsPerSample = bytes.readUInt16LE(start + 14);
    }
    // A streamed WAV does not know its size: everything after the header is sound.
    if (id === 'data') return wavFacts(bytes.subarray(start, start + size), bytesPerSecond, bitsPerSample);
    offset = start + size + (size % 2);
  }
  return undefined;
};

const wavFacts = (data: Buffer, bytesPerSecond: number, bitsPerSample: number): AudioFacts | undefined => {
  if (bytesPerSecond === 0) return undefined;
  const seconds = data.length / bytesPerSecond;
  if (bitsPerSample !== 16) return { seconds, isSilent: data.every((byte) => byte === data[0]) };
  return { seconds, isSilent: !hasSampleAbove(data, SILENCE_PEAK * 32_768) };
};

const hasSampleAbove = (pcm: Buffer, peak: number): boolean => {
  for (let offset = 0; offset + 1 < pcm.length; offset += 2) {
    if (Math.abs(pcm.readInt16LE(offset)) > peak) return true;
  }
  return false;
};

/**
 * The length in seconds: the position of the last page divided by the rate. The rate is 48 kHz for Opus; for Vorbis its header has the rate.
 */
const oggSeconds = (bytes: Buffer): number => {
  const lastPage = bytes.lastIndexOf('OggS');
  if (lastPage + 14 > bytes.length) return 0;
  const position = Number(bytes.readBigInt64LE(lastPage + 6));
  const vorbis = bytes.subarray(0, 200).indexOf('\u0001vorbis', 0, 'latin1');
  const rate = vorbis >= 0 ? bytes.readUInt32LE(vorbis + 12) : 48_000;
  return Math.max(0, position / rate);
};

const MP3_KBITS = {
  mpeg1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  mpeg2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};

/** The length in seconds: the size divided by the bit rate of the first frame, which is exact for a constant rate. */
const mp3Seconds = (bytes: Buffer): number => {
  let start = 0;
  if (bytes.toString('latin1', 0, 3) === 'ID3') {
    const size = [6, 7, 8, 9].reduce((sum, index) => sum * 128 + ((bytes[index] ?? 0) & 0x7f), 0);
    start = 10 + size;
  }
  while (start + 4 < bytes.length && !(bytes[start] === 0xff && ((bytes[start + 1] ?? 0) & 0xe0) === 0xe0)) start += 1;
  const table = ((bytes[start + 1] ?? 0) & 0x18) === 0x18 ? MP3_KBITS.mpeg1 : MP3_KBITS.mpeg2;
  const kbits = table[(bytes[start + 2] ?? 0) >> 4] ?? 0;
  return kbits === 0 ? bytes.length / ASSUMED_BYTES_PER_SECOND : ((bytes.length - start) * 8) / (kbits * 1_000);
};
