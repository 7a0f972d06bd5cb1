import { listAttacks } from '../attack/list.mts';
import { NOT_ATTACKED } from '../attack/not-attacked.mts';
import { cell } from './source-comments.mts';

/** The page of the attacks that `npm run attack` tries, and of those that other checks cover. */
export async function attacksPage(): Promise<string> {
  const attacks = await listAttacks();
  return [
    '# Attacks',
    '',
    '`npm run attack` starts the product on loopback and does this to it; it ends with 1 when anything gets through. An attack is one file',
    'in `tools/attack/attacks/`. Those that are quick run in CI.',
    '',
    '| Attack | Quick | What is tried | What holds |',
    '|---|---|---|---|',
    ...attacks.map(
      ({ name, isQuick, about, holds }) =>
        `| \`${name}\` | ${isQuick ? 'yes' : ''} | ${cell(about)} | ${cell(holds)} |`,
    ),
    '',
    '## Not in the list',
    '',
    '| What has once hurt | Why not, and what holds it |',
    '|---|---|',
    ...Object.entries(NOT_ATTACKED).map(([what, why]) => `| ${cell(what)} | ${cell(why)} |`),
    '',
  ].join('\n');
}
