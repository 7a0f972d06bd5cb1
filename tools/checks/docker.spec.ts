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

describe('docker/Dockerfile', () => {
  it('has no instruction that Docker would refuse', () => {
    expect(validate(readFileSync(path.join(root, 'docker/Dockerfile'), 'utf8'))).toEqual([]);
  });

  it('runs without root and gets signals itself', () => {
    const lines = readFileSync(path.join(root, 'docker/Dockerfile'), 'utf8').split('\n');
    expect(lines).toContain('USER node');
    expect(lines.filter((line) => line.startsWith('CMD'))).toEqual([expect.stringMatching(/^CMD \["node",/)]);
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
    const [, removed = ''] =
      /^RUN rm -rf apps\/sandbox (.*) &&/m.exec(readFileSync(path.join(root, 'docker/Dockerfile'), 'utf8')) ?? [];
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
