import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../../apps/bot-gateway/src');
/** The storeys of the gateway, from the lowest; a file imports its own storey and those below. The last, `features`, is many folders. */
const STOREYS = ['engine', 'readers', 'free-files', 'orders', 'callbacks', 'features'];

/** Why a storey imports none above it. */
const SERVES = {
  engine: 'engine/ carries the conversations of any bot and imports nothing of this one',
  readers: 'readers/ shows rows to orders and features and imports neither',
  'free-files': 'free-files/ takes in files for orders and features and imports neither',
  orders: 'orders/ serves every kind of order and imports no feature',
  callbacks: 'callbacks/ are the addresses of buttons, which every feature may show, and import no feature',
};

/**
 * For each folder of `features/`, with the folders inside it, those whose steps, drafts and cards it may import. No two build on each
 * other (`tools/checks/rooms.spec.ts`), so the folders named on the right can be read first.
 */
const BUILDS_ON = {
  training: ['generation'],
  'chosen-files': ['archives'],
  'gallery-filter': ['chosen-files'],
  'picture-archive': ['gallery-filter', 'chosen-files', 'archives', 'generation'],
  gallery: ['gallery-filter', 'picture-archive', 'archives'],
  files: ['chosen-files'],
  transcription: ['chosen-files'],
  sharing: ['invite'],
  menu: ['sharing'],
  support: ['retention'],
  'my-data-packing': ['archives', 'support'],
  'my-data-export': ['my-data-packing', 'archives', 'erasure', 'support'],
  'my-data': ['my-data-export', 'erasure', 'support', 'archives'],
  statement: ['balance'],
  'group-voices': ['transcription'],
};

/**
 * The storey of a file, and its folder where the storey is `features`; `features.ts` and the other files at the root, which put the
 * features together, are in no storey. Undefined outside the gateway's sources.
 */
function placeOf(file) {
  const [storey, feature] = path.relative(ROOT, file).split(path.sep);
  if (storey === '..') return undefined;
  return storey === 'features' && feature === undefined ? {} : { storey, feature };
}

/** Why a file in `from` may not import `file`; undefined when it may. */
function refusal(from, file) {
  const to = placeOf(file);
  if (to === undefined) return undefined;
  const height = STOREYS.indexOf(to.storey);
  if (height === -1) return 'This file puts the features together; no storey below imports it.';
  if (height > STOREYS.indexOf(from.storey)) return `${SERVES[from.storey]}: let the feature register it.`;
  if (to.storey !== 'features' || to.feature === from.feature || BUILDS_ON[from.feature]?.includes(to.feature))
    return undefined;
  return 'A feature shows the buttons of another one (callbacks/), or builds on it (BUILDS_ON in tools/lint/storeys.mjs).';
}

/** The storeys inside bot-gateway go one way. Paths are resolved, so that the rule sees `../..` of any depth. */
export const storeys = {
  meta: {
    type: 'problem',
    schema: [],
    docs: { description: `${STOREYS.join(' ← ')} inside bot-gateway` },
  },
  create(context) {
    const from = placeOf(context.filename);
    if (!STOREYS.includes(from?.storey)) return {};
    const check = (node) => {
      const source = node.source;
      if (typeof source?.value !== 'string' || !source.value.startsWith('.')) return;
      const message = refusal(from, path.resolve(path.dirname(context.filename), source.value));
      if (message) context.report({ node: source, message });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      TSImportType: (node) => check({ source: node.source ?? node.argument?.literal }),
    };
  },
};
