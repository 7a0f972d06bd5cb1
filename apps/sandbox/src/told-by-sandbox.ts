import type { FakeName } from './config';

/** The messages of the sandbox to the launcher, by the pipe between them (tools/start/launch.mts). */
export type ToldBySandbox =
  { readonly pagePort: number } | { readonly takenPagePort: number } | { readonly takenPortOf: FakeName };

/** Settles once the message is handed over: the process may end after that. */
export const tell = (message: ToldBySandbox): Promise<void> =>
  new Promise((resolve) => (process.send ? process.send(message, () => resolve()) : resolve()));

export const isPortTaken = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
