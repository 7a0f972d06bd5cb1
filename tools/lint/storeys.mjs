import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../../apps/bot-gateway/src');
/**
 * The folders that every storey above the engine may import: they hold people's rows and files, and know no feature.
 */
const GROUND = new Set(['readers', 'free-files']);

/** `engine`, `free-files`, `orders`, `features/<name>`, or the file's own name at the root; undefined outside the gateway's sources. */
function placeOf(file) {
  const [first, second] = path.relative(ROOT, file).split(path.sep);
  if (first === '..') return undefined;
  return first === 'features' && second !== undefined ? `features/${second}` : first.replace(/\.m?[jt]s$/, '');
}

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
  return isFeature
    ? 'A feature imports another one only through its *.callbacks.ts.'
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
