import type { FakeName } from '../config';

/** The messages that the sandbox sends to the launcher, through the pipe between them (tools/start/launch.mts). */
type ToldBySandbox =
  | { readonly pagePort: number }
  | { readonly takenPagePort: number }
  | { readonly takenPortOf: FakeName }
  | { readonly passHours: number };

/** Sends a message. Resolves once the operating system has it, after which the process may end. */
export const tell = (message: ToldBySandbox): Promise<void> =>
  new Promise((resolve) => (process.send ? process.send(message, () => resolve()) : resolve()));

export const isPortTaken = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
