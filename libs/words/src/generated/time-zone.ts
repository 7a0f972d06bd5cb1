// Made from ru/time-zone.ftl by `npm run docs`: change the words there.
import { messages } from '../texts';

export interface TimeZoneWords {
  readonly uTC: string;
  readonly kaliningrad: string;
  readonly moscow: string;
  readonly samara: string;
  readonly yekaterinburg: string;
  readonly omsk: string;
  readonly novosibirsk: string;
  readonly irkutsk: string;
  readonly yakutsk: string;
  readonly vladivostok: string;
  readonly kamchatka: string;
  readonly london: string;
  readonly berlin: string;
  readonly dubai: string;
  readonly kolkata: string;
  readonly singapore: string;
  readonly tokyo: string;
  readonly sydney: string;
  readonly newYork: string;
  readonly chicago: string;
  readonly losAngeles: string;
  /** The zones from west to east, those where readers of the language are likeliest to be (IANA names): no translation. */
  readonly offered: string;
  /** Where most people of the language are, until they say where they are; English is read everywhere, so its times are in UTC. */
  readonly usual: string;
}

export const timeZoneTexts = messages<TimeZoneWords>('time-zone', {
  uTC: 'plain',
  kaliningrad: 'plain',
  moscow: 'plain',
  samara: 'plain',
  yekaterinburg: 'plain',
  omsk: 'plain',
  novosibirsk: 'plain',
  irkutsk: 'plain',
  yakutsk: 'plain',
  vladivostok: 'plain',
  kamchatka: 'plain',
  london: 'plain',
  berlin: 'plain',
  dubai: 'plain',
  kolkata: 'plain',
  singapore: 'plain',
  tokyo: 'plain',
  sydney: 'plain',
  newYork: 'plain',
  chicago: 'plain',
  losAngeles: 'plain',
  offered: 'plain',
  usual: 'plain',
});
