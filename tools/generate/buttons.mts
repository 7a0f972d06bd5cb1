import path from 'node:path';
import { pathToFileURL } from 'node:url';

interface Action {
  readonly on: string;
  readonly callback?: { readonly name: string };
  readonly command?: string;
}
interface Feature {
  readonly flows?: readonly {
    readonly name: string;
    readonly steps: Record<string, { readonly actions: readonly Action[] }>;
  }[];
  readonly actions?: readonly Action[];
}

/** The page of every button by its wire name, every command and every other input, with the steps in which they work. */
export async function buttonsPage(root: string): Promise<string> {
  const file = path.join(root, 'apps/bot-gateway/dist/features.js');
  const { features } = (await import(pathToFileURL(file).href)) as { features: readonly Feature[] };
  const rows: string[] = [];
  const inputs = (actions: readonly Action[]): string =>
    actions
      .map(({ on, callback, command }) => (callback ? `\`${callback.name}\`` : command ? `/${command}` : `(${on})`))
      .join(' ');
  for (const { flows = [], actions = [] } of features) {
    for (const flow of flows) {
      for (const [name, step] of Object.entries(flow.steps))
        rows.push(`| ${flow.name} | ${name} | ${inputs(step.actions)} |`);
    }
    if (actions.length > 0) rows.push(`| ${flows[0]?.name ?? '—'} | *anywhere* | ${inputs(actions)} |`);
  }
  return [
    '# Buttons and inputs',
    '',
    'What each step of each conversation answers to: buttons by their wire names (renaming one makes the buttons in every chat stale), other',
    'inputs in brackets. *anywhere*: works whatever conversation the person is in.',
    '',
    '| Conversation | Step | Answers to |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
