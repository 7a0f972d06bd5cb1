import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Gauge } from 'prom-client';

/** The product's package.json: three folders above this file's folder, in a checkout as in an image. */
const PACKAGE_FILE = path.join(__dirname, '..', '..', '..', 'package.json');

export interface Build {
  readonly version: string;
  readonly commit: string;
}

const buildInfo = new Gauge({
  name: 'aisha_build_info',
  help: 'Always 1; which release of an app runs',
  labelNames: ['app', 'version', 'commit'] as const,
});

/** The release and the commit that run. The release is BUILD_VERSION, or else the version of package.json. */
export const buildOf = ({ BUILD_VERSION, BUILD_COMMIT }: { BUILD_VERSION?: string; BUILD_COMMIT?: string }): Build => ({
  version: BUILD_VERSION ?? (JSON.parse(readFileSync(PACKAGE_FILE, 'utf8')) as { version: string }).version,
  commit: BUILD_COMMIT ?? 'unknown',
});

export const showBuild = (app: string, build: Build): void => buildInfo.set({ app, ...build }, 1);
