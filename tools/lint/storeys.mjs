import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../../apps/bot-gateway/src');
/**
 * The folders that orders and features may import: they hold people's rows and files, and know no feature. Of the two, only `free-files`
 * may import the other.
 */
const GROUND = new Set(['readers', 'free-files']);

/**
 * For each folder of `features/`, the folders whose steps, drafts and cards it may import, besides the callbacks that every folder may
 * import. A conversation of many screens is several folders, and one of them holds its draft. No two folders build on each other, so the
 * folders named on the right can be read first.
 */
const BUILDS_ON = {
  'avatar-training': ['avatar-photos'],
  'photo-review': ['avatar-photos'],
  'first-pictures': ['avatar-photos', 'picture-result'],
  'photo-verdicts': ['avatar-photos', 'first-pictures'],
  'new-avatar': ['avatar-photos', 'photo-review', 'avatar-training'],
  'picture-result': ['avatar-training'],
  'picture-choices': ['picture-result'],
  looks: ['picture-choices', 'picture-result'],
  generate: ['picture-choices', 'looks', 'picture-result'],
  'chosen-files': ['archives'],
  'gallery-filter': ['chosen-files'],
  'picture-archive': ['gallery-filter', 'chosen-files', 'archives', 'picture-result'],
  gallery: ['gallery-filter', 'picture-archive', 'archives'],
  files: ['chosen-files'],
  recording: ['chosen-files'],
  edit: ['edit-result'],
  document: ['document-type'],
  transcripts: ['recording', 'chosen-files'],
  transcribe: ['recording', 'transcripts'],
  sharing: ['invite'],
  support: ['retention'],
  'my-data-packing': ['archives', 'support'],
  'my-data-export': ['my-data-packing', 'archives', 'erasure', 'support'],
  'my-data': ['my-data-export', 'erasure', 'support', 'archives'],
  statement: ['balance'],
  'group-voices': ['recording', 'transcripts', 'transcribe'],
};

/** `engine`, `free-files`, `orders`, `features/<name>`, or the file's own name at the root; undefined outside the gateway's sources. */
function placeOf(file) {
  const [first, second] = path.relative(ROOT, file).split(path.sep);
  if (first === '..') return undefined;
  return first === 'features' && second !== undefined ? `features/${second}` : first.replace(/\.m?[jt]s$/, '');
}

const nameOf = (place) => place.slice('features/'.length);

/** Why a file in `from` may not import `file`; undefined when it may. */
function refusal(from, file) {
  const to = placeOf(file);
  const isFeature = to?.startsWith('features/');
  if (to === undefined || to === from) return undefined;
  if (to === 'engine') return undefined;
  if (from === 'engine')
    return 'engine/ carries the conversations of any bot and imports nothing of this one: let the feature register it.';
  if (to === 'readers' || (GROUND.has(to) && from !== 'readers')) return undefined;
  if (GROUND.has(from))
    return 'readers/ and free-files/ serve orders and features and import neither: let the feature register it.';
  if (to === 'orders') return undefined;
  if (from === 'orders')
    return 'orders/ serves every kind of order and imports no feature: let the feature register it.';
  if (isFeature && /\.callbacks(\.js)?$/.test(file)) return undefined;
  if (isFeature && BUILDS_ON[nameOf(from)]?.includes(nameOf(to))) return undefined;
  return isFeature
    ? 'A feature imports another one only through its *.callbacks.ts, or builds on it (BUILDS_ON in tools/lint/storeys.mjs).'
    : 'This file puts the features together; a feature does not import it.';
}

/**
 * The layers inside bot-gateway are engine ← readers ← free-files ← orders ← features. Paths are resolved, so that the
 * rule sees `../..` of any depth.
 */
export const storeys = {
  meta: {
    type: 'problem',
    schema: [],
    docs: { description: 'engine ← readers ← free-files ← orders ← features inside bot-gateway' },
  },
  create(context) {
    const from = placeOf(context.filename);
    const isHeld = from === 'engine' || GROUND.has(from) || from === 'orders' || from?.startsWith('features/');
    if (!isHeld) return {};
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
