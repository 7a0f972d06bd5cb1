import { spawnSync } from 'node:child_process';

/** The text that a reader sees in a PDF. It is read in a process of its own, because Jest's loader does not load the module that reads it. */
export const textOfPdf = (bytes: Buffer): string => {
  const script = `
    import { buffer } from 'node:stream/consumers';
    import { extractText } from 'unpdf';
    const { text } = await extractText(new Uint8Array(await buffer(process.stdin)), { mergePages: true });
    process.stdout.write(text);`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    input: bytes,
    cwd: __dirname,
    maxBuffer: 100_000_000,
  });
  if (status !== 0) throw new Error(stderr.toString());
  return stdout.toString();
};
