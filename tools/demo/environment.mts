/**
 * The variables of the caller's environment that the demo keeps, because they lead to programs and folders. A list of variables to leave
 * out would miss one that is added later.
 */
const KEPT = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'LC_ALL', 'TZ'];

/**
 * With this factor a picture takes half a second, and the fast training of a portrait ten seconds. Without it, the fake FAL takes 160 s for
 * the 1,000 steps of a training.
 */
const TIME_SCALE = '0.06';

/**
 * The environment of the demo's product: fakes play all providers, and the demo touches no real queue, database or money. With `isGifted` a
 * newcomer has the credits that `npm start` gives, otherwise none.
 */
export const demoEnvironment = (
  caller: NodeJS.ProcessEnv,
  stateDir: string,
  { isGifted = false } = {},
): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(caller).filter(([name]) => KEPT.includes(name))),
  ENV_FILE: '',
  STATE_DIR: stateDir,
  PORTS: 'free',
  SANDBOX_TIME_SCALE: TIME_SCALE,
  TRAINING_POLL_MS: '1500',
  GENERATION_POLL_MS: '1000',
  ...(!isGifted && { WELCOME_CREDITS: '0' }),
  LOG_LEVEL: 'info',
});
