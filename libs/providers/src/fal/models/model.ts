import { AppError, type AspectRatio } from '@aisha/domain';
import { listPrice, type Model, type Quantities } from '../../catalogue';
import type { RemoteSubmission } from '../../ports';
import { isRecord, type WireFile } from '../http/wire';

/** A form of requests and answers. Models of the same form differ only by their entries in the catalogue. */
export interface FalShape<Input, Output> {
  /** The fields of a request, without those that the model's entry adds to every request. */
  readonly input: (input: Input, model: Model) => Readonly<Record<string, unknown>>;
  /** The quantities from which the price is reckoned. */
  readonly used: (input: Input, model: Model) => Quantities;
  /** Throws `provider-answer-unreadable` if the output is not in the documented form. */
  readonly output: (json: unknown) => Output;
}

/** The file that a model made of a picture. */
export interface MadeFile {
  readonly url: string;
  /** The size that FAL reports. It is set only for a kind of file that looks complete even when its end is missing. */
  readonly bytes?: number | null;
}

/** A model at FAL: makes requests from input in our words, and reads their results. */
export class FalModel<Input, Output> {
  constructor(
    readonly entry: Model,
    private readonly shape: FalShape<Input, Output>,
  ) {}

  get endpoint(): string {
    return this.entry.id;
  }

  /** The submission of work to the model. */
  request(input: Input): Pick<RemoteSubmission, 'endpoint' | 'input' | 'dollars'> {
    const { id, settings, moderation } = this.entry;
    return {
      endpoint: id,
      input: { ...settings, ...moderation, ...this.shape.input(input, this.entry) },
      dollars: listPrice(this.entry, this.shape.used(input, this.entry)),
    };
  }

  output(json: unknown): Output {
    return this.shape.output(json);
  }
}

/**
 * The size of a picture in this ratio, for a model whose requests name pixels. Throws `unexpected` when the model's entry has no size for
 * the ratio.
 */
export const imageSizeOf = ({ id, sizes }: Model, ratio: AspectRatio): { width: number; height: number } => {
  const size = sizes?.[ratio];
  if (!size) throw new AppError('unexpected', { facts: { model: id, sizes: ratio } });
  return { width: size[0], height: size[1] };
};

/** The megapixels that FAL bills for a picture, rounded up (fal.md §7.3). */
export const megapixelsOf = (model: Model, ratio: AspectRatio): number => {
  const { width, height } = imageSizeOf(model, ratio);
  return Math.ceil((width * height) / (1_024 * 1_024));
};

/** The number, moved into the bounds of a model. */
export const within = (number: number, [least, most]: readonly [number, number] = [-Infinity, Infinity]): number =>
  Math.min(most, Math.max(least, number));

export const unreadable = (missing: string): AppError =>
  new AppError('provider-answer-unreadable', { facts: { missing } });

export function fileOf(output: unknown, field: string): WireFile {
  const file = isRecord(output) ? output[field] : undefined;
  if (!isFile(file)) throw unreadable(field);
  return file;
}

/** The size that FAL reports of a file; null when it reports none, or nothing that could be one. */
export const bytesOf = ({ file_size: bytes }: WireFile): number | null =>
  typeof bytes === 'number' && bytes > 0 ? bytes : null;

export const isFile = (value: unknown): value is WireFile & Record<string, unknown> =>
  isRecord(value) && typeof value['url'] === 'string' && URL.canParse(value['url']);
