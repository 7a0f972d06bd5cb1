import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './product.mts';

/** Loads a compiled module of an app, so that the benchmark measures the code that runs in production. */
export const compiled = async <Module,>(app: string, file: string): Promise<Module> =>
  (await import(pathToFileURL(path.join(ROOT, 'apps', app, 'dist', `${file}.js`)).href)) as Module;
