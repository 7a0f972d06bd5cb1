/** The apps that take what people send, have it looked at and place orders of it. */
export const ASKING_APPS = ['bot-gateway', 'public-api'] as const;
export type AskingApp = (typeof ASKING_APPS)[number];
