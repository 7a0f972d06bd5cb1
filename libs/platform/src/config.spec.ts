import { describe, expect, it } from '@jest/globals';
import { IsString, MinLength } from 'class-validator';
import { DatabaseAppConfig } from './app.config';
import { ConfigError, parseConfig } from './config';
import { BooleanField, IntField, ListField, UrlField } from './config-fields';
import { mistypedVariables, variablesOf } from './variable-names';

class ShopConfig extends DatabaseAppConfig {
  @IntField(1, 100) SHOP_LANES = 2;
  @BooleanField() SHOP_OPEN = false;
  @UrlField(['https']) SHOP_URL = 'https://shop.example';
  @ListField() SHOP_HOSTS: string[] = ['one'];
  @IsString() @MinLength(16) SHOP_SECRET!: string;
}

const USABLE = { DATABASE_URL: 'postgres://a:b@db/c', SHOP_SECRET: 'sixteen letters!' };

const problemsOf = (env: NodeJS.ProcessEnv): readonly string[] => {
  try {
    parseConfig(ShopConfig, env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
};

describe('the configuration of an app', () => {
  it('the configuration of an app is read from text into numbers, booleans and lists', () => {
    const config = parseConfig(ShopConfig, {
      ...USABLE,
      SHOP_LANES: '7',
      SHOP_OPEN: '1',
      SHOP_HOSTS: ' a:1, b ,,',
      PATH: '/bin',
    });

    expect(config).toMatchObject({ SHOP_LANES: 7, SHOP_OPEN: true, SHOP_HOSTS: ['a:1', 'b'], LOG_LEVEL: 'info' });
  });

  it('the configuration of an app treats an empty variable as one that is not set', () => {
    expect(parseConfig(ShopConfig, { ...USABLE, SHOP_LANES: '', REDIS_URL: '' })).toMatchObject({ SHOP_LANES: 2 });
  });

  it('the configuration of an app reports all problems at once, each with its variable and rule', () => {
    const problems = problemsOf({ SHOP_LANES: 'lots', SHOP_OPEN: 'maybe', SHOP_URL: 'http://x', REDIS_URL: 'nowhere' });

    expect(problems.map((problem) => problem.split(':')[0]).sort()).toEqual([
      'DATABASE_URL',
      'REDIS_URL',
      'SHOP_LANES',
      'SHOP_OPEN',
      'SHOP_SECRET',
      'SHOP_URL',
    ]);
    expect(problems).toContain('SHOP_URL: must be a https URL');
    expect(problems).toContain('DATABASE_URL: must be a postgres:// URL');
  });

  it('the configuration of an app reports a variable once, however many of its rules are broken', () => {
    const problems = problemsOf({ DATABASE_URL: USABLE.DATABASE_URL, SHOP_LANES: 'lots' });

    expect(problems).toEqual([
      'SHOP_LANES: must be a whole number from 1 to 100',
      'SHOP_SECRET: must be longer than or equal to 16 characters, must be a string',
    ]);
  });

  it('the configuration of an app never reports a value, be it wrong or right', () => {
    const env = {
      DATABASE_URL: 'mysql://root:hunter2@db/x',
      REDIS_URL: 'hunter2',
      SHOP_LANES: 'hunter2',
      SHOP_OPEN: 'hunter2',
      SHOP_URL: 'hunter2',
      SHOP_SECRET: 'hunter2',
      LOG_LEVEL: 'hunter2',
    };

    expect(problemsOf(env).length).toBe(7);
    expect(new ConfigError(problemsOf(env)).message).not.toContain('hunter2');
  });

  it.each(['0', '101', '1.5', 'NaN', 'Infinity', '0x10', '1e1', ' '])(
    'the configuration of an app does not accept «%s» where it needs a whole number from 1 to 100',
    (SHOP_LANES) => {
      expect(problemsOf({ ...USABLE, SHOP_LANES }).length).toBeGreaterThan(0);
    },
  );

  it.each([
    ['DATABASE_HOST', 'DATABASE_URL'],
    ['DATABASE_PASSWORD', 'DATABASE_URL'],
    ['REDIS_HOST', 'REDIS_URL'],
  ])('the configuration of an app refuses a variable under its old name, %s, and reports the new name', (old, name) => {
    expect(problemsOf({ ...USABLE, [old]: 'hunter2' })).toEqual([`${old}: is not read any more, set ${name} instead`]);
    expect(problemsOf({ ...USABLE, [old]: '' })).toEqual([]);
  });

  it('the configuration of an app reports mistyped variables together with missing ones', () => {
    expect(problemsOf({ SHOP_SECRET: USABLE.SHOP_SECRET, DATABASE_ULR: 'hunter2' })).toEqual([
      'DATABASE_URL: must be a postgres:// URL',
      'DATABASE_ULR: nobody reads it, is DATABASE_URL meant?',
    ]);
  });

  it('the configuration of an app ignores an old name when the app does not read the new one', () => {
    expect(problemsOf({ ...USABLE, TELEGRAM_TOKEN: '1:a' })).toEqual([]);
  });
});

describe('a variable that nobody reads', () => {
  const mistyped = (env: NodeJS.ProcessEnv) => mistypedVariables(env, variablesOf(ShopConfig));

  it.each([
    ['SHOP_LANE', 'SHOP_LANES'],
    ['SHPO_LANES', 'SHOP_LANES'],
    ['SHOP-LANES', 'SHOP_LANES'],
    ['shop_lanes', 'SHOP_LANES'],
    ['DATABASE_ULR', 'DATABASE_URL'],
    ['REDIS_URI', 'REDIS_URL'],
  ])(
    'an unread variable counts as mistyped when its name looks like that of a variable that is read: %s',
    (name, meant) => {
      expect(mistyped({ ...USABLE, [name]: 'hunter2' })).toEqual([{ name, meant }]);
    },
  );

  it.each(['PATH', 'HOME', 'SHOP_KEEPER', 'HOSTNAME', 'REDIS_PORT', 'KUBERNETES_PORT', 'npm_config_cache'])(
    'an unread variable is not reported when it may be another program’s: %s',
    (name) => {
      expect(mistyped({ ...USABLE, [name]: 'hunter2' })).toEqual([]);
    },
  );

  it('an unread variable does no harm while it is empty', () => {
    expect(mistyped({ ...USABLE, SHOP_LANE: '' })).toEqual([]);
  });
});
