import type { KindFile } from '../order/kind-file';

export const TRAINING_FILES = [] as const satisfies readonly KindFile[];
