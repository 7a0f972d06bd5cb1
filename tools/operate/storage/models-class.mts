import { ClassRefused, everyLora, StorageClassRule, type StorageClass } from '@aisha/storage';
import { fail } from '../command/command-line.mts';
import { operatedStorageConfig } from '../command/operated-product.mts';

/** The storage class of a file that no rule has moved. */
const USUAL = 'STANDARD';
/** A file in one of these classes takes hours to be read, and an order cannot wait for it. */
const SLOW = ['GLACIER', 'DEEP_ARCHIVE'];
/** The fewest days after which S3 moves a file to STANDARD_IA. */
const AFTER_DAYS = 30;

interface Asked {
  /** The class to which models are to move. `STANDARD` removes the rule; undefined only shows the present one. */
  readonly name: string | undefined;
  readonly after: string | undefined;
  readonly isReal: boolean;
}

/**
 * Has the storage move trained models into a cheaper class. They take most of the space, and a provider keeps its own copy to draw with.
 * Unless `isReal`, only shows what would change; without a class, shows the present rule.
 */
export async function modelsClass({ name, after = `${AFTER_DAYS}d`, isReal }: Asked): Promise<void> {
  const [, days] = /^(\d+)d$/.exec(after) ?? [];
  if (!days) throw fail('--after: must be days, such as 30d');
  if (name !== undefined && !/^[A-Z][A-Z0-9_-]*$/.test(name))
    throw fail('--models-class: must be the name of a class, such as STANDARD_IA or INTELLIGENT_TIERING');
  if (SLOW.includes(name ?? ''))
    throw fail(`--models-class: ${name} gives a file back after hours. GLACIER_IR does at once, and costs little more`);
  const rule = new StorageClassRule(operatedStorageConfig());
  try {
    const now = await rule.of(everyLora);
    if (name === undefined) return console.log(`Trained models: ${said(now)}.`);
    const next = name === USUAL ? undefined : { name, afterDays: Number(days) };
    if (!isReal)
      return console.log(
        `would change trained models from ${said(now)} to ${said(next)}\nNothing was changed. Add --yes to do it.`,
      );
    await rule.set(everyLora, next);
    console.log(`Trained models: ${said(next)}.`);
  } catch (error) {
    if (!(error instanceof ClassRefused)) throw error;
    fail(`The storage does not do it: ${error.message}`);
  }
}

const said = (rule: StorageClass | undefined): string =>
  rule ? `${rule.name} after ${rule.afterDays} days` : 'the class they are stored in';
