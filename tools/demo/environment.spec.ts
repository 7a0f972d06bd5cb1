import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const page = readFileSync(path.join(__dirname, '../../docs/generated/configuration.md'), 'utf8');
const READ_BY_APPS = [...page.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name ?? '');

describe('the demo', () => {
  it('the demo keeps its caller’s secrets and settings of the product from the product that it starts', async () => {
    const { demoEnvironment } = await import('./environment.mts');
    const theirs = [...READ_BY_APPS, 'AWS_SECRET_ACCESS_KEY', 'NODE_OPTIONS', 'DATABASE_HOST', 'VARIABLE_OF_TOMORROW'];
    expect(theirs.length).toBeGreaterThan(50);

    const told = demoEnvironment(
      { ...Object.fromEntries(theirs.map((name) => [name, 'the caller’s'])), PATH: '/bin', HOME: '/home/anna' },
      '/state',
    );

    expect(Object.values(told)).not.toContain('the caller’s');
    expect(told).toMatchObject({ PATH: '/bin', HOME: '/home/anna', STATE_DIR: '/state', ENV_FILE: '' });
  });
});
