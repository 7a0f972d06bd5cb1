import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';

/** The file that runs all code of an app (made by `tools/bundle`), as a path from the root of the repository. */
export const bundleOf = (app: string): string => `apps/${app}/dist/bundle/main.js`;
export const MIGRATE_BUNDLE = 'libs/database/dist/bundle/migrate.js';
/** The file that gives the configuration classes of all apps and the code that reads and checks them. */
export const CONFIGURATIONS_BUNDLE = 'libs/platform/dist/bundle/configurations.js';

/**
 * Node's compile cache for what a bundle loads besides its own code. It lies beside the bundle, so that both are copied together. The build
 * fills it, and each process of the app adds to it.
 */
export const compileCacheOf = (bundle: string) => ({
  NODE_COMPILE_CACHE: path.join(path.dirname(bundle), 'compile-cache'),
  NODE_COMPILE_CACHE_PORTABLE: '1',
});

/** A checksum of what a bundle runs. */
export const checksumOf = (bundle: string): number =>
  [bundle, path.join(path.dirname(bundle), 'code.js')]
    .filter((file) => existsSync(file))
    .reduce((sum, file) => crc32(readFileSync(file), sum), 0);

/**
 * Makes a function that gives the file of a bundle. It gives undefined where the bundle is missing, or is older than a compiled file,
 * package-lock.json or a file of tools/bundle.
 */
export const freshBundles = (root: string): ((bundle: string) => string | undefined) => {
  const inputs = globSync(['{apps,dev,libs}/*/dist/**/*.js', 'package-lock.json', 'tools/bundle/*.{mts,cjs}'], {
    cwd: root,
    exclude: ['**/dist/bundle/**'],
  });
  const changedAt = Math.max(...inputs.map((file) => statSync(path.join(root, file)).mtimeMs));
  return (bundle) => {
    const file = path.join(root, bundle);
    return existsSync(file) && statSync(file).mtimeMs >= changedAt ? file : undefined;
  };
};
