import { FromPictureAtFal } from './from-picture';
import type { PictureEdit, PictureEditor } from '../ports';

/** Changes pictures at FAL by a sentence. */
export class FalPictureEditor extends FromPictureAtFal<'edit', PictureEdit> implements PictureEditor {
  protected readonly does = 'edit';
  /** The limits are generous, as for drawn pictures: a picture at 1K has less than 2 MB. */
  protected readonly limits = { maxBytes: 16 * 1024 * 1024, timeoutMs: 30_000 };

  protected override needOf({ maskUrl }: PictureEdit) {
    return maskUrl === undefined ? {} : { mask: true };
  }
}
