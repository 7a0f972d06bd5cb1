import 'reflect-metadata';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Type } from '@nestjs/common';
import { ModulesContainer, NestFactory } from '@nestjs/core';
import { describe, expect, it } from '@jest/globals';

const root = path.resolve(__dirname, '../..');
const BASE = 'Periodic';
const DECLARED = /^(?:export )?(abstract )?class (\w+)(?:<[^>]*>)? extends (\w+)/gm;

interface Declared {
  readonly name: string;
  readonly base: string;
  readonly isAbstract: boolean;
  /** The app or the library that contains the source. */
  readonly project: string;
}

/** The classes of a source that extend another one. */
const declaredIn = (project: string, source: string): Declared[] =>
  [...source.matchAll(DECLARED)].map(([, isAbstract, name, base]) => ({
    ...{ project, name: name!, base: base!, isAbstract: isAbstract !== undefined },
  }));

/** The classes that extend Periodic, directly or through other classes. */
function periodicAmong(all: readonly Declared[]): Declared[] {
  const names = new Set([BASE]);
  for (let before = 0; before < names.size;) {
    before = names.size;
    for (const { name, base } of all) if (names.has(base)) names.add(name);
  }
  return all.filter(({ base }) => names.has(base));
}

const declared = globSync('{apps,libs}/*/src/**/*.ts', { cwd: root })
  .filter((file) => !file.endsWith('.spec.ts') && !file.endsWith('.d.ts'))
  .flatMap((file) =>
    declaredIn(file.split(path.sep).slice(0, 2).join('/'), readFileSync(path.join(root, file), 'utf8')),
  );
const periodic = periodicAmong(declared);
const apps = globSync('apps/*/src/app.module.ts', { cwd: root })
  .map((file) => file.split(path.sep)[1]!)
  .toSorted();

/** The names of the classes that an app's Nest container provides, and of the classes that these extend. Constructs nothing. */
async function providedIn(app: string): Promise<Set<string>> {
  const { AppModule } = (await import(path.join(root, 'apps', app, 'src/app.module.ts'))) as { AppModule: Type };
  const context = await NestFactory.createApplicationContext(AppModule, {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  const names = [...context.get(ModulesContainer).values()].flatMap((one) =>
    [...one.providers.keys()].flatMap((token) => (typeof token === 'function' ? lineOf(token) : [])),
  );
  return new Set(names);
}

/** The name of a class, and the names of the classes that it extends. */
function lineOf(one: unknown): string[] {
  return typeof one === 'function' && one.name !== '' ? [one.name, ...lineOf(Object.getPrototypeOf(one))] : [];
}

const provided = new Map<string, Set<string>>();

describe('what is done periodically', () => {
  it.each(apps)('every periodic class of %s is in the app’s container', async (app) => {
    const names = await providedIn(app);
    provided.set(app, names);

    const own = periodic.filter(({ project, isAbstract }) => project === `apps/${app}` && !isAbstract);
    expect(own.filter(({ name }) => !names.has(name))).toEqual([]);
  });

  it('every periodic class of a library is in the container of an app', () => {
    const all = new Set([...provided.values()].flatMap((names) => [...names]));
    const ofLibraries = periodic.filter(({ project, isAbstract }) => project.startsWith('libs/') && !isAbstract);

    expect(provided.size).toBe(apps.length);
    expect(ofLibraries.length).toBeGreaterThan(5);
    expect(ofLibraries.filter(({ name }) => !all.has(name))).toEqual([]);
  });

  it('a class that extends a periodic class counts as periodic, in whatever file it is', () => {
    const source =
      'export class Nightly extends Forgetting {}\nabstract class Forgetting extends Periodic {\nclass Other extends Base {}';

    expect(periodicAmong(declaredIn('apps/any', source))).toEqual([
      { project: 'apps/any', name: 'Nightly', base: 'Forgetting', isAbstract: false },
      { project: 'apps/any', name: 'Forgetting', base: 'Periodic', isAbstract: true },
    ]);
  });
});
