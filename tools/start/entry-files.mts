import { existsSync, globSync, statSync } from 'node:fs';
import path from 'node:path';

/** All that an app loads, in one file (`tools/bundle.mts`), as a path from the root of the repository. */
export const bundleOf = (app: string): string => `apps/${app}/dist/bundle/main.js`;
export const MIGRATE_BUNDLE = 'libs/database/dist/bundle/migrate.js';
/** The configuration classes of all apps, and what reads and checks them. */
export const CONFIGURATIONS_BUNDLE = 'libs/platform/dist/bundle/configurations.js';

/** Where V8's cache of a bundle is, beside it and moving with it: what the build has seen it compile, and its processes since. */
export const compileCacheOf = (bundle: string) => ({
  NODE_COMPILE_CACHE: path.join(path.dirname(bundle), 'compile-cache'),
  NODE_COMPILE_CACHE_PORTABLE: '1',
});

/** Says which bundles may be used: gives the bundle's file, or nothing where anything compiled is newer than it. */
export const freshBundles = (root: string): ((bundle: string) => string | undefined) => {
  const inputs = globSync(['{apps,dev,libs}/*/dist/**/*.js', 'package-lock.json', 'tools/bundle.mts'], {
    cwd: root,
    exclude: ['**/dist/bundle/**'],
  });
  const changedAt = Math.max(...inputs.map((file) => statSync(path.join(root, file)).mtimeMs));
  return (bundle) => {
    const file = path.join(root, bundle);
    return existsSync(file) && statSync(file).mtimeMs >= changedAt ? file : undefined;
  };
};
