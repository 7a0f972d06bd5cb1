import { parseArgs } from 'node:util';

/** Ends the command with a sentence. */
export const fail = (why: string): never => {
  console.error(why);
  process.exit(1);
};

/** Words and `--yes`; anything else ends the command with how it is called. */
export const asked = (usage: string): { words: string[]; yes: boolean } => {
  try {
    const { values, positionals } = parseArgs({ options: { yes: { type: 'boolean' } }, allowPositionals: true });
    return { words: positionals, yes: values.yes === true };
  } catch (error) {
    return fail(`${(error as Error).message}\n${usage}`);
  }
};
