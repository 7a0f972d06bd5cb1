import type { ValueTransformer } from 'typeorm';

/** Reads bigint and numeric columns whose values fit a number: Telegram's ids (52 bits), seconds. */
export const asNumber: ValueTransformer = {
  from: (text: string | null): number | null => (text === null ? null : Number(text)),
  to: (value: number | null | undefined) => value,
};
