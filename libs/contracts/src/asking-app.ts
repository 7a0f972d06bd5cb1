/** The apps through which people send files and place orders; they ask the workers to look at a file first. */
export const ASKING_APPS = ['bot-gateway', 'public-api'] as const;
export type AskingApp = (typeof ASKING_APPS)[number];
