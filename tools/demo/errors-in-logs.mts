import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ERRORS = ['error', 'fatal'];

/** Errors that apps logged, and crashes that Node reported, as `app: text`, each once. */
export const errorsIn = (logDir: string): string[] => {
  if (!existsSync(logDir)) return [];
  const found = readdirSync(logDir).flatMap((file) =>
    readFileSync(path.join(logDir, file), 'utf8')
      .split('\n')
      .map(errorIn)
      .filter((text) => text !== undefined)
      .map((text) => `${path.basename(file, '.log')}: ${text}`),
  );
  return [...new Set(found)];
};

const errorIn = (line: string): string | undefined => {
  if (!line.startsWith('{')) return /^\w*Error\b/.test(line) ? line : undefined;
  try {
    const entry = JSON.parse(line) as { level?: string; msg?: string; code?: string; message?: string };
    return ERRORS.includes(entry.level ?? '')
      ? [entry.msg, entry.code, entry.message].filter(Boolean).join(': ')
      : undefined;
  } catch {
    return undefined;
  }
};
