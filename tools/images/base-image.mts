import { chmodSync, copyFileSync, cpSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../demo/temporary-folder.mts';
import { build, canBootstrap, hasImage, pull, runProgram } from './engine.mts';

/** The image that docker/Dockerfile builds upon by default. */
const PUBLISHED = 'docker.io/library/node:24-bookworm-slim';
const PULLED_WITHIN_MS = 60_000;
const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';

const RECIPE = `FROM scratch
ADD debian.tar /
COPY fs/ /
ENV NODE_EXTRA_CA_CERTS=${CERTIFICATES}
RUN groupadd --gid 1000 node && useradd --uid 1000 --gid node --create-home node
`;

interface BaseImage {
  readonly name: string;
  /** What the image is made of, printed beside the sizes. */
  readonly madeOf: string;
}

/**
 * The published base image, or, where no registry of images answers, an image like it: Debian's packages with the Node and npm of this
 * machine.
 */
export const baseImage = async (npm: string, signal: AbortSignal): Promise<BaseImage> => {
  const patience = AbortSignal.any([signal, AbortSignal.timeout(PULLED_WITHIN_MS)]);
  if ((await hasImage(PUBLISHED)) || (await pull(PUBLISHED, patience))) return { name: PUBLISHED, madeOf: PUBLISHED };
  signal.throwIfAborted();
  const name = `localhost/aisha-base:${process.versions.node}`;
  if (!(await hasImage(name))) await makeLike(name, npm, signal);
  return {
    name,
    madeOf: `Debian 12 with Node ${process.versions.node}, made here, because no registry of images answers`,
  };
};

const makeLike = async (name: string, npm: string, signal: AbortSignal): Promise<void> => {
  if (!canBootstrap())
    throw new Error('No registry of images answers, and mmdebstrap is not installed to make a base.');
  const folder = temporaryFolder('aisha-base');
  try {
    const fs = path.join(folder.path, 'fs');
    const [programs, packages] = [path.join(fs, 'usr/local/bin'), path.join(fs, 'usr/local/lib/node_modules')];
    for (const each of [programs, packages, path.join(fs, path.dirname(CERTIFICATES))])
      mkdirSync(each, { recursive: true });
    await runProgram(
      'mmdebstrap',
      ['--variant=minbase', '--include=ca-certificates', 'bookworm', path.join(folder.path, 'debian.tar')],
      { signal },
    );
    copyFileSync(realpathSync(process.execPath), path.join(programs, 'node'));
    chmodSync(path.join(programs, 'node'), 0o755);
    cpSync(npm, path.join(packages, 'npm'), { recursive: true });
    for (const program of ['npm', 'npx'])
      symlinkSync(`../lib/node_modules/npm/bin/${program}-cli.js`, path.join(programs, program));
    copyFileSync(CERTIFICATES, path.join(fs, CERTIFICATES)); // npm needs the certificates that this machine trusts
    writeFileSync(path.join(folder.path, 'Dockerfile'), RECIPE);
    await build(['-t', name, folder.path], { signal });
  } finally {
    folder.remove();
  }
};
