import catalogue from '@aisha/providers/catalogue';
import { cell } from './source-comments.mts';

type Model = catalogue.Model;

const takes = ({ takes: given, trains }: Model): string =>
  [
    given?.lora && `LoRA of ${given.lora}`,
    given?.references && `${given.references} references`,
    given?.facePhoto && 'a photo of a face',
    given?.mask && 'a mask',
    given?.startFrame && 'a first frame',
    trains && `photos; makes a LoRA of ${trains.family}`,
  ]
    .filter(Boolean)
    .join(', ');

const prices = ({ prices: listed, priceReadOn }: Model): string =>
  listed.length === 0
    ? 'free'
    : `${listed.map(({ unit, dollars, resolution }) => `$${dollars} / ${unit}${resolution ? ` at ${resolution}` : ''}`).join('; ')} (${priceReadOn})`;

const state = ({ state: told, endsOn, successor }: Model): string =>
  [told, endsOn && `ends on ${endsOn}`, successor && `then \`${successor}\``].filter(Boolean).join(', ');

/** Every model that the product knows, from the files of the catalogue. */
export const modelsPage = (): string =>
  [
    '# Models',
    '',
    'Each is a file in `libs/providers/src/catalogue/models/`, with the sources of its price and of its form. `active`: orders take it; `watched`: known and',
    'priced, taken only where it is named or as a successor. How an operator changes it: [models](../models.md).',
    '',
    '| Model | Provider | Does | Takes | Price (read on) | Seconds | State |',
    '|---|---|---|---|---|---|---|',
    ...catalogue
      .shippedCatalogue()
      .all.map((model) =>
        [
          `\`${model.id}\``,
          model.provider,
          model.does.join(', '),
          takes(model),
          cell(prices(model)),
          model.usualSeconds?.join('–') ?? '',
          state(model),
        ].join(' | '),
      )
      .map((line) => `| ${line} |`),
    '',
  ].join('\n');
