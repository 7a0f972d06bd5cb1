// Made from ru/time-zone.ftl by `npm run docs`: change the words there.
import { messages } from '../text/texts';

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
  /** The time zones where readers of the language are likeliest to be, from west to east (IANA names). A translation chooses its own. */
  readonly offered: string;
  /** The time zone of a person who has not chosen one: that of most readers of the language. English is read everywhere, so its times are in UTC. */
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
