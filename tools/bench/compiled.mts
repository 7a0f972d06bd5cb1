import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './product.mts';

/** A compiled module of an app: what the benchmark measures is what runs. */
export const compiled = async <Module,>(app: string, file: string): Promise<Module> =>
  (await import(pathToFileURL(path.join(ROOT, 'apps', app, 'dist', `${file}.js`)).href)) as Module;
