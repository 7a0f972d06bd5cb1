import type { Look } from '@aisha/domain';

/** The prompt of a look's preview by the sandbox's painter: women and men in turn. */
export const sceneOf = ({ prompt }: Look, index: number): string => `a ${index % 2 === 0 ? 'woman' : 'man'}, ${prompt}`;
