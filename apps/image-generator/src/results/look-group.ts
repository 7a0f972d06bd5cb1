import { type LookGroup, lookOf } from '@aisha/domain';
import type { ImageGeneration } from '@aisha/kinds/tables';

/** The group of looks that an order's pictures show; null for a person's own idea. */
export const lookGroupOf = ({ session, look }: Pick<ImageGeneration, 'session' | 'look'>): LookGroup | null =>
  session?.group ?? lookOf(look)?.group ?? null;
