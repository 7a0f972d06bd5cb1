import { FluentBundle, FluentNumber, FluentResource, type FluentValue, type FluentVariable } from '@fluent/bundle';
import { DAY_MS, HOUR_MS, type Language } from '@aisha/domain';
import { timeInRecording } from '@aisha/kinds';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A number without grouping, for sizes, years and order numbers («4096», not «4 096»). */
export class PlainNumber extends FluentNumber {
  constructor(value: number, fractionDigits = 3) {
    super(value, { useGrouping: false, maximumFractionDigits: fractionDigits });
  }

  override toString(scope?: Parameters<FluentNumber['toString']>[0]): string {
    return super.toString(scope as never).replace('-', '−');
  }
}

const KB = 1024;

const numberOf = (value: FluentValue | undefined): number => {
  if (value instanceof FluentNumber) return value.value;
  throw new TypeError('A unit of measure takes a number');
};

/** Amounts with their unit, as `units.ftl` of the language writes them. */
const unitsOf = (language: Language) => {
  let units: FluentBundle | undefined;
  const said = (name: string, args: Record<string, FluentVariable>): string => {
    units ??= bundleOf(language, 'units');
    return formatted(units, name, args);
  };
  const inCase = (name: string, options: Record<string, FluentValue>): string =>
    options['case'] === undefined ? name : `${name}-${String(options['case'])}`;
  return {
    /** «12,5 кредита»: an amount of credits. */
    CREDITS: ([amount]: FluentValue[], options: Record<string, FluentValue>): FluentValue =>
      said(inCase('credits', options), { count: new PlainNumber(numberOf(amount), 2) }),
    /**
     * «около 5 мин»: seconds, rounded up to steps of five below 50 s, to minutes up to two hours, and then to hours. A finer figure would
     * claim more than is measured.
     */
    ABOUT: ([seconds]: FluentValue[], options: Record<string, FluentValue>): FluentValue => {
      const time = numberOf(seconds);
      const name = inCase('about', options);
      if (time < 50) return said(name, { unit: 'seconds', count: Math.max(5, Math.ceil(time / 5) * 5) });
      if (time <= 7_200) return said(name, { unit: 'minutes', count: Math.ceil(time / 60) });
      return said(name, { unit: 'hours', count: Math.ceil(time / 3_600) });
    },
    /** «сутки», «3 дня»: milliseconds, in days if these are whole, else in hours, rounded up. */
    SPAN: ([span]: FluentValue[], options: Record<string, FluentValue>): FluentValue => {
      const ms = numberOf(span);
      const isDays = ms % DAY_MS === 0;
      return said(inCase('span', options), {
        unit: isDays ? 'days' : 'hours',
        count: isDays ? ms / DAY_MS : Math.ceil(ms / HOUR_MS),
      });
    },
    /** «1 КБ», «1,5 ГБ»: bytes, never as zero. */
    SIZE: ([bytes]: FluentValue[]): FluentValue => {
      let [amount, unit] = [numberOf(bytes) / KB, 0];
      while (amount >= KB && unit < 2) [amount, unit] = [amount / KB, unit + 1];
      const count = new FluentNumber(Math.max(1, amount), { maximumFractionDigits: amount < 10 && unit > 0 ? 1 : 0 });
      return said('size', { unit: ['kb', 'mb', 'gb'][unit]!, count });
    },
    /** «12 345»: a number with its thousands grouped. */
    GROUPED: ([number]: FluentValue[]): FluentValue => new FluentNumber(numberOf(number)),
    /** «1:06», «1:02:03»: a length of sound, in seconds. */
    LENGTH: ([seconds]: FluentValue[]): FluentValue => timeInRecording(Math.round(numberOf(seconds))),
  };
};

/** «сутки», «3 дня»: milliseconds as SPAN() of a text says them, for words that stand in no message file. */
export const spanText = (language: Language, ms: number): string =>
  String(unitsOf(language).SPAN([new FluentNumber(ms)], {}));

const fileOf = (language: Language, file: string): string => path.join(__dirname, '..', language, `${file}.ftl`);

/** The messages of one file in one language; in English where the language lacks the file. */
export const bundleOf = (wanted: Language, file: string): FluentBundle => {
  const language = existsSync(fileOf(wanted, file)) ? wanted : 'en';
  const bundle = new FluentBundle(language, { useIsolating: false, functions: unitsOf(language) });
  const errors = bundle.addResource(new FluentResource(readFileSync(fileOf(language, file), 'utf8')));
  if (errors.length > 0) throw new Error(`${language}/${file}.ftl: ${errors.join('; ')}`);
  return bundle;
};

/**
 * Throws when the message is missing or lacks an argument. A spec formats every variant of every text in each language, so production does
 * not meet such a text.
 */
export const formatted = (bundle: FluentBundle, id: string, args: Record<string, FluentVariable>): string => {
  const pattern = bundle.getMessage(id)?.value;
  const errors: Error[] = [];
  const text = pattern ? bundle.formatPattern(pattern, args, errors) : '';
  if (!pattern) errors.push(new Error('no such message'));
  if (errors.length > 0) throw new Error(`The text ${id} cannot be said: ${errors.join('; ')}`);
  return text;
};
