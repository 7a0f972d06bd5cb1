import 'reflect-metadata'; // read by class-transformer
import { ASPECT_RATIOS, TRAINING_TYPES, type AspectRatio, type TrainingType } from '@aisha/domain';
import { Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';

/** The work that models do. A model may do several kinds: one that edits from references also draws from references. */
const MODEL_WORK = [
  'draw',
  'draw-with-lora',
  'draw-from-photo',
  'draw-from-references',
  'edit',
  'train',
  'upscale',
  'animate',
  'read-aloud',
  'write-down',
  'write',
  'look',
  'moderate',
] as const;
export type ModelWork = (typeof MODEL_WORK)[number];

/** The providers that the catalogue names. Models of other servers are named by configuration (decision 138). */
export const MODEL_PROVIDERS = ['fal', 'openai'] as const;
export type ModelProvider = (typeof MODEL_PROVIDERS)[number];

/**
 * The units of prices, as providers' lists name them. A megapixel is a megapixel of the result, unless the model's shape also counts the
 * input; the shape also says which references count.
 */
const PRICE_UNITS = [
  'picture',
  'megapixel',
  'reference',
  'step',
  'video',
  'second',
  'minute',
  '1000 characters',
  '1M input tokens',
  '1M output tokens',
] as const;
export type PriceUnit = (typeof PRICE_UNITS)[number];

/**
 * `active`: orders take it. `watched`: it is known, priced and watched, and taken only where it is named or as a
 * successor. `retired`: no request is sent to it. An active model that ends has a date, `endsOn`.
 */
export const MODEL_STATES = ['active', 'watched', 'retired'] as const;
type ModelState = (typeof MODEL_STATES)[number];

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const IsDay = () => Matches(DATE, { message: '$property must be a day, YYYY-MM-DD' });

/** The price of one unit. */
export class ModelPrice {
  @IsIn(PRICE_UNITS) unit!: PriceUnit;
  @IsNumber() @Min(0) dollars!: number;
  /** The resolution that has this price; absent: every resolution without a price of its own. */
  @IsOptional() @IsString() resolution?: string;
}

/** What a model takes besides words. */
export class ModelInputs {
  /** The family of LoRAs that fit: one that was trained for another family does not. */
  @IsOptional() @Matches(/^[a-z0-9-]+$/) lora?: string;
  /** How many pictures of a person, or of anything else, one request takes. */
  @IsOptional() @IsInt() @Min(1) @Max(100) references?: number;
  /** Which references count when a request has too many; absent: the model refuses such a request. */
  @IsOptional() @IsIn(['first', 'last']) keeps?: 'first' | 'last';
  /** One photo of a face. */
  @IsOptional() @IsBoolean() facePhoto?: boolean;
  /** A mask that says which part of a picture changes. */
  @IsOptional() @IsBoolean() mask?: boolean;
  /** The picture with which a video begins. */
  @IsOptional() @IsBoolean() startFrame?: boolean;
  /** A seed, with which the same request draws the same picture. */
  @IsOptional() @IsBoolean() seed?: boolean;
}

/** What a trainer makes. */
export class TrainedLora {
  /** The family of the LoRA. A model can load the LoRA when its `lora` is the same family. */
  @Matches(/^[a-z0-9-]+$/) family!: string;
  @IsIn(TRAINING_TYPES, { each: true }) types!: TrainingType[];
}

/** The bounds of a request; a pair is the least and the most. */
export class ModelLimits {
  @IsOptional() @IsInt() @Min(1) pictures?: number;
  @IsOptional() @IsInt() @Min(1) characters?: number;
  @IsOptional() @IsInt() @Min(1) megabytes?: number;
  @IsOptional() @IsInt({ each: true }) steps?: [number, number];
  @IsOptional() @IsNumber({}, { each: true }) guidanceScale?: [number, number];
  /** The seconds of a recording, least and most. A recording below the least costs less at another model. */
  @IsOptional() @IsNumber({}, { each: true }) seconds?: [number, number];
  /** The pixels of a side. */
  @IsOptional() @IsInt({ each: true }) side?: [number, number];
}

type Field = string | number | boolean;

/** A model of a provider: everything that differs between models of one shape. */
export class Model {
  /** FAL's endpoint, or the model's name in requests to OpenAI. Rows keep it: a released entry is never renamed. */
  @Matches(/^[\w.-]+(\/[\w.-]+)*$/) id!: string;
  @IsIn(MODEL_PROVIDERS) provider!: ModelProvider;
  /** The company to which the provider passes requests on; the consent names this company. Absent: the provider runs the model itself. */
  @IsOptional() @IsString() maker?: string;
  @IsIn(MODEL_WORK, { each: true }) does!: ModelWork[];
  /** The name of the form of its requests and answers; each form has an adapter. */
  @Matches(/^[a-z0-9-]+$/) shape!: string;
  @IsIn(MODEL_STATES) state!: ModelState;
  /** Among active models that do what is needed, the one with the lowest place is taken; absent: 0. */
  @IsOptional() @IsInt() @Min(0) place?: number;
  /** The day of the end, by the provider's announcement. From the beginning of this day (UTC) the model counts as retired. */
  @IsOptional() @IsDay() endsOn?: string;
  /** The model that takes over: of the same work, and for the same LoRAs. */
  @IsOptional() @IsString() successor?: string;
  @IsOptional() @ValidateNested() @Type(() => ModelInputs) takes?: ModelInputs;
  @IsOptional() @ValidateNested() @Type(() => TrainedLora) trains?: TrainedLora;
  /** The pixels of each ratio, for a model whose requests name pixels. */
  @IsOptional() @IsObject() sizes?: Readonly<Record<AspectRatio, readonly [width: number, height: number]>>;
  /** The ratios that the model takes, for a model whose requests name a ratio; absent: any. */
  @IsOptional() @IsIn([...ASPECT_RATIOS, 'auto'], { each: true }) ratios?: (AspectRatio | 'auto')[];
  @IsOptional() @IsString({ each: true }) resolutions?: string[];
  @IsOptional() @ValidateNested() @Type(() => ModelLimits) limits?: ModelLimits;
  /** Fields of moderation that go with each request, as the provider names them. */
  @IsOptional() @IsObject() moderation?: Readonly<Record<string, Field>>;
  /** Other fields that go with each request. */
  @IsOptional() @IsObject() settings?: Readonly<Record<string, Field>>;
  /** Empty: the provider charges nothing. */
  @IsArray() @ValidateNested({ each: true }) @Type(() => ModelPrice) prices!: ModelPrice[];
  /** The page that has the price, and whether that page is second-hand. */
  @IsString() priceFrom!: string;
  @IsDay() priceReadOn!: string;
  /** The shortest and the longest time of a usual request in seconds, without the wait in the provider's queue. */
  @IsOptional() @IsNumber({}, { each: true }) usualSeconds?: [number, number];
  /** The page from which the model's adapter was written. */
  @IsUrl() page!: string;
  @IsDay() pageReadOn!: string;
  @IsOptional() @IsString() note?: string;
}

/** How much of each unit a request uses. */
export type Quantities = Partial<Record<PriceUnit, number>>;

/**
 * The list price of a request, in US dollars: an estimate, because a list changes and only the bill is the truth. Units
 * without a price cost nothing.
 */
export const listPrice = ({ prices }: Pick<Model, 'prices'>, used: Quantities, resolution?: string): number =>
  (Object.keys(used) as PriceUnit[]).reduce(
    (sum, unit) => sum + (priceBy(prices, unit, resolution)?.dollars ?? 0) * (used[unit] ?? 0),
    0,
  );

const priceBy = (prices: readonly ModelPrice[], unit: PriceUnit, resolution?: string): ModelPrice | undefined =>
  prices.find((price) => price.unit === unit && price.resolution === resolution) ??
  prices.find((price) => price.unit === unit && price.resolution === undefined);
