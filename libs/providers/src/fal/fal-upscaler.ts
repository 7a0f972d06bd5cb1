import { FromPictureAtFal } from './from-picture';
import type { UpscaleInput, Upscaler } from '../ports';

/** Makes pictures larger at FAL, and the faces in them sharp: pictures that FAL drew, and old photos that a person sent. */
export class FalUpscaler extends FromPictureAtFal<'upscale', UpscaleInput> implements Upscaler {
  protected readonly does = 'upscale';
  /** The largest result we ask for has 31 megapixels, each of which takes three bytes if PNG saves nothing. */
  protected readonly limits = { maxBytes: 96 * 1024 * 1024, timeoutMs: 60_000 };
}
