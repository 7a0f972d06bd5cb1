import { readFileSync } from 'node:fs';
import { parseArgs, type ParseArgsConfig } from 'node:util';

/** Reads what a tool says of itself: the comment that begins its file. */
const usageIn = (file: string): string => {
  const [, comment = ''] = /^\/\*\*\n([^]*?)\n \*\//.exec(readFileSync(file, 'utf8')) ?? [];
  return comment.replaceAll(/^ \* ?/gm, '');
};

/**
 * Reads the options with which a tool is called. `--help`, or an option that the tool does not know, ends it with what it says of itself.
 * `file`: the tool's own (`import.meta.filename`).
 */
export function optionsOf<const Config extends ParseArgsConfig>(file: string, config: Config) {
  try {
    return parseArgs(config);
  } catch (error) {
    const isHelp = process.argv.includes('--help');
    if (isHelp) process.stdout.write(`${usageIn(file)}\n`);
    else process.stderr.write(`${(error as Error).message.replace(/\. To specify .*/, '.')}\n\n${usageIn(file)}\n`);
    process.exit(isHelp ? 0 : 1);
  }
}
