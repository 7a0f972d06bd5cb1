/**
 * The login of each app in Postgres, without the installation's name before it (decision 31). An app that owns tables has a schema
 * of the same name; the receiver owns none and reaches the queue alone.
 */
export const APP_LOGINS = {
  'bot-gateway': 'bot',
  'avatar-trainer': 'trainer',
  'image-generator': 'generator',
  transcriber: 'transcriber',
  'photo-enhancer': 'enhancer',
  billing: 'billing',
  console: 'console',
  'public-api': 'api',
  'webhook-receiver': 'receiver',
} as const;
export type Login = (typeof APP_LOGINS)[keyof typeof APP_LOGINS];
export const LOGINS: readonly Login[] = Object.values(APP_LOGINS);

export const DEFAULT_INSTALLATION = 'aisha';

/** The name of a login on its server, which other installations may share: `aisha_billing`. */
export const loginName = (installation: string, login: Login): string => `${installation}_${login}`;

/** The variable that gives a login its password when the migrations run: `DATABASE_PASSWORD_BILLING`. */
export const passwordVariable = (login: Login): string => `DATABASE_PASSWORD_${login.toUpperCase()}`;
