export const ASPECT_RATIOS = ['1:1', '3:4', '4:3', '9:16', '16:9'] as const;
export type AspectRatio = (typeof ASPECT_RATIOS)[number];

export const MAX_PICTURES = 4;
export const PROMPT_LENGTH = { min: 3, max: 1000 } as const;
