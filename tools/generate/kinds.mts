/** The list of kinds of orders, from their folders: what is in `libs/kinds/src/<kind>/` is a kind, and no list is written by hand. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const HEADER = '// Written by `npm run docs` from the folders of libs/kinds.\n';

/** The folders beside those of the kinds: what each kind is built of, the lists of kinds, and what is read off the lists. */
const OTHERS = ['order', 'lists', 'all-kinds'];

/** The kinds in the order of their places. Throws when a folder names no place, or when the places do not go from 0 without a gap. */
function kindsIn(folder: string): string[] {
  const places = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !OTHERS.includes(entry.name))
    .map(({ name }) => {
      const place = /^ {2}place: (\d+),$/m.exec(readFileSync(path.join(folder, name, `${name}.ts`), 'utf8'))?.[1];
      if (place === undefined) throw new Error(`libs/kinds/src/${name}/${name}.ts has a record without a place`);
      return { name, place: Number(place) };
    })
    .toSorted((one, other) => one.place - other.place);
  const isTaken = places.find(({ place }, at) => place !== at);
  if (isTaken) throw new Error(`places of kinds go from 0 without a gap: ${isTaken.name} has ${isTaken.place}`);
  return places.map(({ name }) => name);
}

/** The entities and readers in a kind's folder. */
const modulesOf = (folder: string): string[] =>
  readdirSync(folder)
    .filter((file) => /\.(entity|reader)\.ts$/.test(file))
    .map((file) => file.replace(/\.ts$/, ''))
    .toSorted();

/** Refuses a folder without a sample of its message, or without a reader, unless its table says that it has no reader. */
function refuseMissingParts(kinds: string, kind: string): void {
  const folder = path.join(kinds, kind);
  const has = (form: RegExp, ...at: string[]): boolean =>
    existsSync(path.join(folder, ...at)) && readdirSync(path.join(folder, ...at)).some((file) => form.test(file));
  if (!has(new RegExp(String.raw`^start-${kind}\..*\.json$`), 'samples'))
    throw new Error(`libs/kinds/src/${kind}/samples/ has no sample of start-${kind}`);
  const saysItHasNone = /^ {2}reader: null,/m.test(readFileSync(path.join(folder, `${kind}.table.ts`), 'utf8'));
  if (has(/\.reader\.ts$/) === saysItHasNone)
    throw new Error(
      saysItHasNone
        ? `${kind}.table.ts says that there is no reader, and there is one`
        : `libs/kinds/src/${kind}/ has no reader, and ${kind}.table.ts does not say \`reader: null\``,
    );
}

export function kindLists(root: string): Readonly<Record<string, string>> {
  const folder = path.join(root, 'libs/kinds/src');
  const kinds = kindsIn(folder);
  for (const kind of kinds) refuseMissingParts(folder, kind);
  const lines = (line: (kind: string) => string): string => kinds.map(line).join('\n');
  return {
    'libs/kinds/src/lists/kinds.ts': `${HEADER}import type { OrderKindRecord } from '../order/order-kind';
${lines((kind) => `import { ${kind.toUpperCase()} } from '../${kind}/${kind}';`)}

${lines((kind) => `export * from '../${kind}/${kind}';`)}

/** Everything that is paid for, by the folder that tells of it. */
export const ORDER_KIND = {
${lines((kind) => `  ${kind}: ${kind.toUpperCase()},`)}
} as const satisfies Record<string, OrderKindRecord>;
export type OrderKind = keyof typeof ORDER_KIND;
`,
    'libs/kinds/src/lists/messages.ts': `${HEADER}import type { StartMessage } from '../order/start-message';
import type { ORDER_KIND, OrderKind } from './kinds';
${lines((kind) => `import { ${kind.toUpperCase()}_START } from '../${kind}/start-${kind}.job';`)}

${lines((kind) => `export * from '../${kind}/start-${kind}.job';`)}

/** The message that begins an order of each kind; its record names the item. */
export const START_MESSAGE = {
${lines((kind) => `  ${kind}: ${kind.toUpperCase()}_START,`)}
} as const satisfies {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- messages of different kinds stand side by side
  readonly [Kind in OrderKind]: StartMessage<any, (typeof ORDER_KIND)[Kind]['items'][number]>;
};
`,
    'libs/kinds/src/lists/files.ts': `${HEADER}import type { KindFile } from '../order/kind-file';
import type { OrderKind } from './kinds';
${lines((kind) => `import { ${kind.toUpperCase()}_FILES } from '../${kind}/${kind}.files';`)}

${lines((kind) => `export * from '../${kind}/${kind}.files';`)}

/** The files that orders of each kind leave. */
export const KIND_FILES = {
${lines((kind) => `  ${kind}: ${kind.toUpperCase()}_FILES,`)}
} as const satisfies { readonly [Kind in OrderKind]: readonly KindFile[] };
`,
    'libs/kinds/src/lists/fixtures.ts': `${HEADER}import type { KindFixture } from '../order/kind-fixture';
import type { OrderKind } from './kinds';
${lines((kind) => `import { ${kind.toUpperCase()}_FIXTURE } from '../${kind}/${kind}.fixture';`)}

/** The rows of each kind that specs start from. */
export const KIND_FIXTURE = {
${lines((kind) => `  ${kind}: ${kind.toUpperCase()}_FIXTURE,`)}
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- rows of different kinds stand side by side
} as const satisfies { readonly [Kind in OrderKind]: KindFixture<any> };
`,
    'libs/kinds/src/lists/tables.ts': `${HEADER}import type { KindTable } from '../order/kind-table';
import type { OrderKind } from './kinds';
${lines((kind) => `import { ${kind.toUpperCase()}_TABLE } from '../${kind}/${kind}.table';`)}

${kinds.flatMap((kind) => modulesOf(path.join(folder, kind)).map((file) => `export * from '../${kind}/${file}';`)).join('\n')}

/** How the database stores each kind of order. */
export const KIND_TABLE = {
${lines((kind) => `  ${kind}: ${kind.toUpperCase()}_TABLE,`)}
} as const satisfies { readonly [Kind in OrderKind]: KindTable };
`,
  };
}
