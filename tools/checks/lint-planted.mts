/** Lints files that do not exist: reads `[{ file, code }]` on standard input, prints each file's rule ids and messages as JSON. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';

const root = path.resolve(import.meta.dirname, '../..');
process.chdir(root);
process.env['NX_DAEMON'] = 'false';
// Makes Nx cache the project graph: without it the boundary rule skips itself in silence.
execFileSync(process.execPath, ['node_modules/nx/dist/bin/nx.js', 'show', 'projects'], {
  stdio: ['ignore', 'ignore', 'inherit'],
});

const { ESLint } = await import('eslint');
const planted = JSON.parse(await text(process.stdin)) as { file: string; code: string }[];
// TypeScript's project service has no project for planted files, so each file is a project of its own.
const projectService = {
  allowDefaultProject: [...new Set(planted.map(({ file }) => file))],
  maximumDefaultProjectFileMatchCount_THIS_WILL_SLOW_DOWN_LINTING: planted.length,
};
const eslint = new ESLint({
  cwd: root,
  overrideConfigFile: 'eslint.whole.config.mjs',
  overrideConfig: { languageOptions: { parserOptions: { project: null, projectService } } },
});
const found: Record<string, string[]> = {};
for (const { file, code } of planted) {
  const [result] = await eslint.lintText(code, { filePath: path.join(root, file) });
  (found[file] ??= []).push(...(result?.messages ?? []).map((message) => `${message.ruleId}: ${message.message}`));
}
process.stdout.write(JSON.stringify(found));
