/** Lints files that do not exist: reads `[{ file, code }]` on standard input, prints each file's rule ids and messages as JSON. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import ts from 'typescript';

const root = path.resolve(import.meta.dirname, '../..');
process.chdir(root);
process.env['NX_DAEMON'] = 'false';
// Makes Nx cache the project graph: without it the boundary rule skips itself in silence.
execFileSync(process.execPath, ['node_modules/nx/dist/bin/nx.js', 'show', 'projects'], {
  stdio: ['ignore', 'ignore', 'inherit'],
});

const { ESLint } = await import('eslint');
const planted = JSON.parse(await text(process.stdin)) as { file: string; code: string }[];
const codeOf = new Map(planted.map(({ file, code }) => [path.join(root, file), code]));
if (codeOf.size < planted.length) throw new Error('Two planted files have the same name.');

/**
 * All planted files as one program, as `npm run lint` has one for the whole repository. Imports are not followed: a program of what they
 * lead to takes most of a minute, and the samples whose fault only types show import nothing.
 */
const program = (): ts.Program => {
  const { config } = ts.readConfigFile('tsconfig.lint.json', ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, root);
  const all = { ...options, types: [], noResolve: true };
  const host = ts.createCompilerHost(all, true); // with parents, which the rules ask the nodes for
  const { getSourceFile, fileExists } = host;
  host.fileExists = (file) => codeOf.has(file) || fileExists(file);
  host.getSourceFile = (file, ...how) => {
    const code = codeOf.get(file);
    return code === undefined ? getSourceFile(file, ...how) : ts.createSourceFile(file, code, how[0], true);
  };
  return ts.createProgram([...codeOf.keys()], all, host);
};

const eslint = new ESLint({
  cwd: root,
  overrideConfigFile: 'eslint.whole.config.mjs',
  overrideConfig: { languageOptions: { parserOptions: { project: null, programs: [program()] } } },
});
const found: Record<string, string[]> = {};
for (const [file, code] of codeOf) {
  const [result] = await eslint.lintText(code, { filePath: file });
  found[path.relative(root, file)] = (result?.messages ?? []).map((message) => `${message.ruleId}: ${message.message}`);
}
process.stdout.write(JSON.stringify(found));
