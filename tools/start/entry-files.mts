import { existsSync, globSync, statSync } from 'node:fs';
import path from 'node:path';

/** Of an app all that it loads, in one file (`tools/bundle.mts`). */
export const bundleOf = (root: string, app: string): string =>
  path.join(root, 'apps', app, 'dist', 'bundle', 'main.js');

/** Where V8's cache of a bundle is, beside it and moving with it: what the build has seen it compile, and its processes since. */
export const compileCacheOf = (bundle: string) => ({
  NODE_COMPILE_CACHE: path.join(path.dirname(bundle), 'compile-cache'),
  NODE_COMPILE_CACHE_PORTABLE: '1',
});

/** What each app was compiled to, one file for one of ours. */
const compiledOf = (root: string, app: string): string => path.join(root, 'apps', app, 'dist', 'main.js');
export const compiledFiles = (root: string, apps: readonly string[]): ReadonlyMap<string, string> =>
  new Map(apps.map((app) => [app, compiledOf(root, app)]));

/** The file to start each app by: its bundle, or what it was compiled to where anything compiled is newer than the bundle. */
export const entryFiles = (root: string, apps: readonly string[]): ReadonlyMap<string, string> => {
  const inputs = globSync(['{apps,dev,libs}/*/dist/**/*.js', 'package-lock.json', 'tools/bundle.mts'], {
    cwd: root,
    exclude: ['**/dist/bundle/**'],
  });
  const changedAt = Math.max(...inputs.map((file) => statSync(path.join(root, file)).mtimeMs));
  return new Map(
    apps.map((app) => {
      const bundle = bundleOf(root, app);
      const isFresh = existsSync(bundle) && statSync(bundle).mtimeMs >= changedAt;
      return [app, isFresh ? bundle : compiledOf(root, app)];
    }),
  );
};
