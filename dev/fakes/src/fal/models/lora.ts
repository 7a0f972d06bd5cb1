/**
 * A LoRA of the fake: valid safetensors whose tensor data are the person's photographs. The file contains all that the fake needs, so a
 * copy uploaded anywhere draws the same person, as a copy of a real LoRA does.
 */
export interface Lora {
  readonly id: string;
  readonly trigger: string;
  readonly isStyle: boolean;
  /** The base model that the LoRA was trained on; another base model cannot load the LoRA. */
  readonly family: string;
  readonly photos: readonly Buffer[];
}

const HEADER_LENGTH_BYTES = 8;
const MAX_HEADER_BYTES = 1_000_000;

interface TensorHeader {
  readonly dtype: 'U8';
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

export const FLUX = 'flux-1';
export const Z_IMAGE = 'z-image-turbo';

export const writeLora = ({ id, trigger, isStyle, family, photos }: Lora): Buffer => {
  let offset = 0;
  const tensors = photos.map((photo, index): [string, TensorHeader] => {
    const start = offset;
    offset += photo.length;
    return [
      `transformer.single_transformer_blocks.${index}.lora_A.weight`,
      { dtype: 'U8', shape: [photo.length], data_offsets: [start, offset] },
    ];
  });
  const metadata = { format: 'pt', sandbox_lora_id: id, trigger, is_style: String(isStyle), family };
  const json = JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(tensors) });
  const padding = (8 - (Buffer.byteLength(json) % 8)) % 8; // the format wants the data aligned
  const header = Buffer.from(json + ' '.repeat(padding));
  const length = Buffer.alloc(HEADER_LENGTH_BYTES);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, ...photos]);
};

/** @returns the LoRA; `'foreign'` for safetensors made elsewhere; undefined for bytes that are no safetensors. */
export const readLora = (bytes: Buffer): Lora | 'foreign' | undefined => {
  if (bytes.length < HEADER_LENGTH_BYTES) return undefined;
  const headerLength = Number(bytes.readBigUInt64LE());
  const dataStart = HEADER_LENGTH_BYTES + headerLength;
  if (headerLength > MAX_HEADER_BYTES || dataStart > bytes.length) return undefined;
  try {
    const { __metadata__: metadata, ...tensors } = JSON.parse(
      bytes.subarray(HEADER_LENGTH_BYTES, dataStart).toString(),
    ) as { __metadata__?: Record<string, string> } & Record<string, TensorHeader>;
    const id = metadata?.['sandbox_lora_id'];
    if (id === undefined) return 'foreign';
    const photos = Object.values(tensors as Record<string, TensorHeader>).map(({ data_offsets: [start, end] }) =>
      bytes.subarray(dataStart + start, dataStart + end),
    );
    if (photos.some((photo) => photo.length === 0)) return undefined;
    const { trigger = '', family = FLUX } = metadata ?? {};
    return { id, trigger, isStyle: metadata?.['is_style'] === 'true', family, photos };
  } catch {
    return undefined;
  }
};
