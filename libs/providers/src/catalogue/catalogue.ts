import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { AppError, DAY_MS, type TrainingType } from '@aisha/domain';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { Model, type ModelProvider, type ModelWork } from './model';

/** What a model must do. */
export interface ModelNeed {
  readonly does: ModelWork;
  readonly provider?: ModelProvider;
  /** The family of LoRAs that a model must take, or that a trainer must make. */
  readonly lora?: string;
  /** The type of avatar that a trainer must train. */
  readonly trainingType?: TrainingType;
  /** The fewest references that a model must take. */
  readonly references?: number;
  /** Whether a model must take a mask. */
  readonly mask?: boolean;
}

/**
 * How a provider lists a model. A deprecated one still answers, until a day that the provider does not name; an unlisted one is not in the
 * provider's list.
 */
export type Listing = 'active' | 'deprecated' | 'unlisted';

/** What apps have learnt of a model. */
interface Learnt {
  /** Since when the provider has said that it has no such model any more; null while it serves the model. */
  readonly goneSince: Date | null;
  /** Null: the provider's list was not read yet. */
  readonly listed: Listing | null;
}

/** How long before a model's end an operator is warned of it. */
export const ENDS_SOON_MS = 60 * DAY_MS;

/** The models that the product knows, and what its apps have learnt of them. */
export class ModelCatalogue {
  private readonly byId: ReadonlyMap<string, Model>;
  private learnt = new Map<string, Learnt>();
  private listener: (id: string, isGone: boolean) => void = () => undefined;

  constructor(readonly all: readonly Model[]) {
    this.byId = new Map(all.map((model) => [model.id, model]));
    checkTogether(all, this.byId);
  }

  find(id: string): Model | undefined {
    return this.byId.get(id);
  }

  of(provider: ModelProvider): readonly Model[] {
    return this.all.filter((model) => model.provider === provider);
  }

  /** Every model that does what is needed and is not retired: the first choice first, models in the state `watched` at the end. */
  those(need: ModelNeed): readonly Model[] {
    return this.all
      .filter((model) => fits(model, need) && !this.isRetired(model))
      .toSorted((one, other) => rank(one) - rank(other));
  }

  /**
   * The model for what is needed: the first candidate that is not retired. For a retired candidate its successor counts, if that does what
   * is needed, too. Throws `model-gone` when there is none.
   */
  choose(need: ModelNeed, now: Date = new Date()): Model {
    const candidates = this.candidates(need);
    const serving = candidates.map((model) => this.serving(model, now)).find((model) => model && fits(model, need));
    if (serving) return serving;
    throw new AppError('model-gone', { facts: { does: need.does, model: candidates[0]?.id ?? null } });
  }

  /** The models that do what is needed, retired or not, the first choice first. Those that are only watched are left out. */
  candidates(need: ModelNeed): readonly Model[] {
    return this.all
      .filter((model) => fits(model, need) && model.state !== 'watched')
      .toSorted((one, other) => rank(one) - rank(other));
  }

  /** The families of LoRAs that the models for orders draw with, retired models included. */
  loraFamilies(): readonly string[] {
    return [...new Set(this.candidates({ does: 'draw-with-lora' }).flatMap(({ takes }) => takes?.lora ?? []))];
  }

  /** The model itself, or the first of its successors in turn that is not retired; undefined where there is none. */
  serving(model: Model, now: Date = new Date()): Model | undefined {
    return this.succession(model, now).find((one) => !this.isRetired(one, now));
  }

  /** The model and its successors in turn, up to the first that is not retired. */
  succession(model: Model, now: Date): readonly Model[] {
    const found: Model[] = [];
    for (let one: Model | undefined = model; one && !found.includes(one); one = this.find(one.successor ?? '')) {
      found.push(one);
      if (!this.isRetired(one, now)) break;
    }
    return found;
  }

  isRetired({ id, state, endsOn }: Model, now: Date = new Date()): boolean {
    return state === 'retired' || this.isGone(id) || (endsOn !== undefined && Date.parse(endsOn) <= now.getTime());
  }

  isGone(id: string): boolean {
    return this.learntOf(id).goneSince !== null;
  }

  learntOf(id: string): Learnt {
    return this.learnt.get(id) ?? { goneSince: null, listed: null };
  }

  /** Takes note that the provider no longer serves a model, or serves it again. */
  learn(id: string, isGone: boolean, now: Date = new Date()): void {
    if (this.isGone(id) === isGone) return;
    this.learnt.set(id, { ...this.learntOf(id), goneSince: isGone ? now : null });
    this.listener(id, isGone);
  }

  /** Sets the listener for what this process learns of a model; the listener writes that down for all apps. */
  onLearnt(listener: (id: string, isGone: boolean) => void): void {
    this.listener = listener;
  }

  /** Takes over what all apps have learnt of models. */
  takeOver(learnt: ReadonlyMap<string, Learnt>): void {
    this.learnt = new Map(learnt);
  }

  /** What an operator should know of a model: that it is gone, ends soon, or is listed by its provider as deprecated or not at all. */
  warningOf({ id, endsOn }: Model, now: Date = new Date()): string | undefined {
    const { goneSince, listed } = this.learntOf(id);
    if (goneSince) return `${id} is gone`;
    if (endsOn !== undefined && Date.parse(endsOn) - now.getTime() <= ENDS_SOON_MS) return `${id} ends on ${endsOn}`;
    return listed === 'deprecated' || listed === 'unlisted' ? `${id} is ${listed}` : undefined;
  }

  /** The warnings about the active models of a provider, which are those that orders take; undefined when there is none. */
  warningsAbout(provider: ModelProvider, now: Date = new Date()): string | undefined {
    const active = this.of(provider).filter(({ state }) => state === 'active');
    return active.flatMap((model) => this.warningOf(model, now) ?? []).join(', ') || undefined;
  }
}

const fits = ({ provider, does, takes, trains }: Model, need: ModelNeed): boolean =>
  does.includes(need.does) &&
  (need.provider === undefined || provider === need.provider) &&
  (need.lora === undefined || (takes?.lora ?? trains?.family) === need.lora) &&
  (need.trainingType === undefined || trains?.types.includes(need.trainingType) === true) &&
  (need.mask !== true || takes?.mask === true) &&
  (need.references === undefined || (takes?.references ?? 0) >= need.references);

const rank = ({ state, place = 0 }: Model): number => (state === 'watched' ? 1_000 : 0) + place;

const FOLDER = path.join(__dirname, 'models');

/** The entries of this release: a model is a file in `models/<provider>/`. */
const shippedEntries = (): Model[] =>
  readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .map((file) => entryFrom(JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')), `models/${file}`));

let shipped: readonly Model[] | undefined;

/** A catalogue of the models of this release. */
export const shippedCatalogue = (): ModelCatalogue => new ModelCatalogue((shipped ??= shippedEntries()));

/**
 * A catalogue of the models of this release, in which the file of an operator adds models and changes fields: a JSON
 * array of entries. An entry with the id of a shipped one has only the fields that change. Throws an error that names
 * the entry and the field, and no value.
 */
export function catalogueWith(file: string | undefined): ModelCatalogue {
  if (file === undefined) return shippedCatalogue();
  const known = new Map(shippedCatalogue().all.map((model) => [model.id, model]));
  for (const [at, entry] of entriesIn(file).entries()) {
    const id = String((entry as Partial<Model> | null)?.id ?? `entry ${at + 1}`);
    const base = known.get(id);
    known.set(id, entryFrom({ ...base, ...(entry as object) }, `${file}: ${id}`));
  }
  return new ModelCatalogue([...known.values()]);
}

function entriesIn(file: string): unknown[] {
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'it is no JSON';
    throw new Error(`${file} cannot be read: ${code}`);
  }
  if (!Array.isArray(read)) throw new Error(`${file} must be a JSON array of models`);
  return read;
}

/** An entry as its file holds it. Throws an error that names the entry and each field that is wrong. */
export function entryFrom(json: unknown, where: string): Model {
  if (typeof json !== 'object' || json === null) throw new Error(`${where} must be an object`);
  const model = plainToInstance(Model, json);
  const problems = problemsOf(validateSync(model, { whitelist: true, forbidNonWhitelisted: true }));
  if (problems.length > 0) throw new Error(`${where}: ${problems.join('; ')}`);
  return model;
}

const problemsOf = (errors: readonly ValidationError[], parent = ''): string[] =>
  errors.flatMap(({ property, constraints, children }) => [
    ...Object.values(constraints ?? {}).map((problem) => `${parent}${problem}`),
    ...problemsOf(children ?? [], `${parent}${property}.`),
  ]);

/**
 * Throws for two entries of one id, and for a successor that is unknown, is the model itself, or does not do the same work with the same
 * LoRAs.
 */
function checkTogether(all: readonly Model[], byId: ReadonlyMap<string, Model>): void {
  if (byId.size !== all.length) throw new Error('models: two entries of one id');
  for (const { id, does, takes, trains, successor } of all) {
    if (successor === undefined) continue;
    const next = byId.get(successor);
    const isOfSameWork =
      next !== undefined &&
      does.every((work) => next.does.includes(work)) &&
      next.takes?.lora === takes?.lora &&
      next.trains?.family === trains?.family;
    if (!isOfSameWork || successor === id) {
      throw new Error(`${id}: successor must be another model that does the same, with the same LoRAs`);
    }
  }
}
