import { parseConfig } from '@aisha/platform';
import { falAccount, type FalAccount, WithFalAddresses } from '@aisha/providers/fal';

/** Where FAL, or its fake, is reached, and with which key. */
export interface FalAddress extends FalAccount {
  readonly hosts: readonly string[];
}

/** The variables with FAL's addresses, which apps read, too; the key is not among them. */
class FalPlace extends WithFalAddresses(Object) {}

/** The account with this key, at the place that the environment names. */
export function accountAt(env: NodeJS.ProcessEnv, key: string): FalAddress {
  const place = parseConfig(FalPlace, env);
  return { ...falAccount({ ...place, FAL_API_KEY: key }), hosts: place.FAL_ALLOWED_HOSTS };
}
