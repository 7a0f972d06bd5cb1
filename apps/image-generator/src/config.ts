import { DatabaseAppConfig, IntField } from '@aisha/platform';
import { WithFal } from '@aisha/providers/fal';
import { WithLanguageModel, WithModerator, WithOpenAi } from '@aisha/providers/openai';
import { WithStorage } from '@aisha/storage';

export class ImageGeneratorConfig extends WithFal(
  WithModerator(WithLanguageModel(WithOpenAi(WithStorage(DatabaseAppConfig)))),
) {
  /** After it FAL counts as silent; pictures usually take 4–10 s, a cold start up to 90 s more (fal.md §2.6). */
  @IntField(1_000, 3_600_000) GENERATION_TIMEOUT_MS = 300_000;

  /** Between two looks at an order that waits at FAL; also how often its card may change. */
  @IntField(50, 600_000) GENERATION_LOOK_MS = 3_000;

  /** Between two looks into our own queue; work that arrives is taken at once. */
  @IntField(10, 60_000) GENERATION_DISPATCH_MS = 1_000;
}
