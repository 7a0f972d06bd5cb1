import { WithOrders } from '@aisha/orders/config';
import { DatabaseAppConfig, IntField } from '@aisha/platform';
import { WithFfmpeg } from '@aisha/platform/ffmpeg';
import { WithFal, WithFalBills } from '@aisha/providers/fal';
import { WithTextModel, WithModerator, WithVisionModel } from '@aisha/providers/models';
import { WithOpenAi } from '@aisha/providers/openai';
import { WithStorage, WithUnownedFiles } from '@aisha/storage';

export class ImageGeneratorConfig extends WithFfmpeg(
  WithOrders(
    WithFalBills(
      WithFal(
        WithModerator(WithVisionModel(WithTextModel(WithOpenAi(WithUnownedFiles(WithStorage(DatabaseAppConfig)))))),
      ),
    ),
  ),
) {
  /**
   * The time in milliseconds until a submission times out. Pictures usually take 4–15 s, those from several photos 15–40 s, and a cold start
   * up to 90 s more (fal.md §2.6, §7.5a).
   */
  @IntField(1_000, 3_600_000) GENERATION_TIMEOUT_MS = 300_000;

  /** The milliseconds between two polls of an order at FAL whose callback has not come. */
  @IntField(50, 600_000) GENERATION_POLL_MS = 3_000;

  /**
   * How long, at most, a delivery waits for the vision model to review its pictures, in milliseconds. A broken picture is drawn again once,
   * at our cost. With 0 no picture is reviewed; whether the result of an edit shows a minor is still asked.
   */
  @IntField(0, 60_000) PICTURE_REVIEW_MS = 12_000;
}
