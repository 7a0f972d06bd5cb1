import { describe, expect, it } from '@jest/globals';
import { ModuleKind, transpile } from 'typescript';
import { saying } from '@aisha/testing/words';
import { balanceTexts, menuTexts } from '@aisha/words';
import { botHarness } from '../spec/bot-harness';

/** Runs a saved spec as its file would run, and resolves when it ends. */
const runs = async (file: string): Promise<void> => {
  const code = transpile(file, { module: ModuleKind.CommonJS, target: 9 });
  let body: (() => Promise<void>) | undefined;
  const modules: Readonly<Record<string, object>> = {
    '@jest/globals': { it: (_title: string, run: () => Promise<void>) => void (body = run) },
    '../spec/bot-harness': { botHarness },
  };
  new Function('require', 'exports', code)((name: string) => modules[name], {});
  await body?.();
};

/** A chat of a person, saved as the sandbox's page saves it. */
const saved = async (): Promise<string> => {
  const bot = await botHarness();
  await bot.replica();
  const anna = await bot.joins('Анна');
  await anna.sends('/start');
  await anna.presses(saying(menuTexts.ru.storey, { storey: 'settings' }));
  await anna.presses(balanceTexts.ru.entryBalance);
  // Waits for each answer, because a message that comes only after the next act is saved as the answer to that act.
  await anna.sees(/Доступно: 0/);
  for (const text of ['/help', 'what is this?']) await anna.seesMessage(() => true, { after: await anna.sends(text) });
  const file = await fetch(`${bot.telegram.url}/person/people/${anna.id}/saved-test`);
  expect(file.headers.get('content-disposition')).toContain('saved-chat.medium.spec.ts');
  return file.text();
};

describe('a chat that was saved as a test', () => {
  it('a chat that was saved as a test repeats what its person sent and pressed, and sees the same answers', async () => {
    const file = await saved();
    expect(file).toContain('await person.sends("/start");');
    expect(file).toContain(`await person.presses(${JSON.stringify(balanceTexts.ru.entryBalance)});`);
    expect(file.match(/person\.sees\(/g)?.length).toBeGreaterThan(3);
    await runs(file);
  }, 300_000);

  it('a chat that was saved as a test fails when one of the bot’s texts has changed', async () => {
    const file = await saved();
    const altered = file.replace(/person\.sees\("(.)/, 'person.sees("¡$1');
    expect(altered).not.toBe(file);
    await expect(runs(altered)).rejects.toThrow('did not see');
  }, 300_000);
});
