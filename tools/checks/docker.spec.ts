import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { validate } from 'dockerfile-utils';
import { parse } from 'yaml';

const root = path.resolve(__dirname, '../..');
const compose = parse(readFileSync(path.join(root, 'docker/compose.yml'), 'utf8'), { merge: true }) as {
  services: Record<string, { build?: { args?: { APP: string } }; depends_on?: Record<string, unknown> }>;
};

const dockerfile = readFileSync(path.join(root, 'docker/Dockerfile'), 'utf8');
const lines = dockerfile.split('\n');
/** The lines of a stage, which is how far a layer is shared. */
const stage = (name: string): string[] => {
  const from = lines.indexOf(`FROM \${BASE} AS ${name}`);
  const length = lines.slice(from + 1).findIndex((line) => line.startsWith('FROM '));
  return lines.slice(from, length < 0 ? undefined : from + 1 + length);
};
const at = (some: readonly string[], part: string): number => {
  const index = some.findIndex((line) => line.includes(part));
  expect(`${part} ${index < 0 ? 'is not there' : 'is there'}`).toBe(`${part} is there`);
  return index;
};

describe('docker/Dockerfile', () => {
  it('has no instruction that Docker would refuse', () => {
    expect(validate(dockerfile)).toEqual([]);
  });

  it('runs without root, which owns the code, and gets signals itself', () => {
    expect(lines).toContain('USER node');
    expect(dockerfile).not.toContain('--chown');
    expect(lines.filter((line) => line.startsWith('CMD'))).toEqual([expect.stringMatching(/^CMD \["node",/)]);
  });

  it('installs from manifests alone, so that a changed source installs nothing', () => {
    expect(at(stage('manifests'), 'find apps libs -type f ! -name package.json -delete')).toBeGreaterThan(0);
    for (const name of ['dependencies', 'build']) {
      const before = stage(name).slice(0, at(stage(name), 'npm ci'));
      const copies = before.filter((line) => line.startsWith('COPY'));
      expect(copies[0]).toBe('COPY --from=manifests /src/ ./');
      expect(copies.join()).not.toMatch(/COPY (apps|libs|tools)/);
    }
    expect(at(stage('build'), 'npm ci')).toBeLessThan(at(stage('build'), 'COPY apps/'));
  });

  it('has the packages in a layer that no argument comes before, so that all apps share it', () => {
    const app = stage('app');
    const packages = at(app, 'COPY --from=dependencies /src/node_modules/');
    expect(app.slice(0, packages).filter((line) => /^(ARG|RUN|COPY)/.test(line))).toEqual([]);
    expect(packages).toBeLessThan(at(app, 'ARG APP'));
    expect(dockerfile.match(/node_modules\/ node_modules\//g)).toHaveLength(1);
  });

  it('installs an ffmpeg for the transcriber alone, and before what changes with each commit', () => {
    const app = stage('app');
    expect(dockerfile.match(/install .*ffmpeg/g)).toHaveLength(1);
    expect(app[at(app, 'install -y') - 1]).toContain('"$APP" = transcriber');
    expect(at(app, 'install -y')).toBeLessThan(at(app, 'COPY --from=build'));
  });
});

/** What the apps that ship need, by their packages' own word. */
const shipped = (): Set<string> => {
  const needed = new Set<string>();
  const follow = (folder: string): void => {
    const { dependencies = {} } = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8')) as {
      dependencies?: Record<string, string>;
    };
    for (const name of Object.keys(dependencies).filter((dependency) => dependency.startsWith('@aisha/'))) {
      const lib = `libs/${name.slice('@aisha/'.length)}`;
      if (needed.has(lib)) continue;
      needed.add(lib);
      follow(lib);
    }
  };
  for (const app of readdirSync(path.join(root, 'apps'))) if (app !== 'sandbox') follow(`apps/${app}`);
  return needed;
};

describe('an image', () => {
  it('has every lib that an app needs, and none that stands in for the outside world', () => {
    const [, removed = ''] = /^ARG STAND_INS="(.*)"$/m.exec(dockerfile) ?? [];
    const needed = shipped();
    const others = readdirSync(path.join(root, 'libs')).filter((lib) => !needed.has(`libs/${lib}`));

    expect(removed.split(' ').sort()).toEqual(others.map((lib) => `libs/${lib}`).sort());
  });
});

describe('docker/compose.yml', () => {
  it('is what compose understands', () => {
    const output = execFileSync('npx', ['dclint', '-c', '.dclintrc', 'docker/compose.yml'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(output).not.toContain('error');
  });

  it('runs every app of the repository but the sandbox', () => {
    const built = Object.values(compose.services).flatMap((service) => service.build?.args?.APP ?? []);
    const apps = readdirSync(path.join(root, 'apps')).filter((app) => app !== 'sandbox');
    expect(new Set(built)).toEqual(new Set(apps));
  });

  it('waits only for services that exist', () => {
    const names = Object.keys(compose.services);
    const awaited = Object.values(compose.services).flatMap((service) => Object.keys(service.depends_on ?? {}));
    expect(names).toEqual(expect.arrayContaining(awaited));
  });
});
