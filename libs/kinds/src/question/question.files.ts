import type { KindFile } from '../order/kind-file';

export const QUESTION_FILES = [] as const satisfies readonly KindFile[];
