import { describe, expect, it } from '@jest/globals';

describe('warnings while everything starts', () => {
  it('what an app misses while everything starts is shown only if it is still missing once everything runs', async () => {
    const { StartWarnings } = await import('./start-warnings.mts');
    const said: string[] = [];
    const warnings = new StartWarnings((name, text) => said.push(`${name} ${text}`));

    warnings.take('billing', 'dependency.away: bot-gateway');
    warnings.take('billing', 'dependency.away: telegram');
    warnings.take('console', 'app.hello');
    warnings.take('billing', 'dependency.back: bot-gateway');
    expect(said).toEqual(['console app.hello']);

    warnings.isUp();
    warnings.take('billing', 'dependency.away: redis');
    warnings.take('billing', 'dependency.back: redis');
    expect(said.slice(1)).toEqual([
      'billing dependency.away: telegram',
      'billing dependency.away: redis',
      'billing dependency.back: redis',
    ]);
  });
});
