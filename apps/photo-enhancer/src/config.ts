import { IsIn, IsString, Matches, ValidateIf } from 'class-validator';
import { WithOrders } from '@aisha/orders/config';
import { DatabaseAppConfig, IntField, OptionalTextField } from '@aisha/platform';
import { WithFal } from '@aisha/providers/fal';
import { WithStorage, WithUnownedFiles } from '@aisha/storage';

const BACKENDS = ['fal', 'docker'] as const;
const ABSOLUTE = { message: '$property must be an absolute path' };

const WithFiles = WithUnownedFiles(WithStorage(DatabaseAppConfig));

export class PhotoEnhancerConfig extends WithOrders(WithFal(WithFiles)) {
  /**
   * Where photos are restored: by the model at FAL, or by GFPGAN in containers on this machine, which needs docker, an image (see
   * docker/gfpgan) and its weights. Change it while no restoration is under way.
   */
  @IsIn(BACKENDS, { message: `$property must be one of: ${BACKENDS.join(', ')}` })
  RESTORATION_BACKEND: (typeof BACKENDS)[number] = 'fal';

  /** The image that `docker` runs; it is never pulled. */
  @IsString() GFPGAN_DOCKER_IMAGE = 'aisha-gfpgan:1.3.8';

  /** Where the script lies in the image that `docker` runs. */
  @Matches(/^\//, ABSOLUTE) GFPGAN_SCRIPT_PATH = '/app/inference_gfpgan.py';

  /** The folder on docker's host with GFPGANv1.4.pth, detection_Resnet50_Final.pth and parsing_parsenet.pth. */
  @ValidateIf(({ RESTORATION_BACKEND }: PhotoEnhancerConfig) => RESTORATION_BACKEND === 'docker')
  @Matches(/^\//, ABSOLUTE)
  GFPGAN_WEIGHTS_PATH?: string;

  /** Where docker's daemon is, if docker does not find it itself. */
  @OptionalTextField() DOCKER_HOST?: string;

  /** The folders to search for programs. */
  @IsString() PATH = '';

  /** After this a submission, or a run, has timed out. FAL usually takes 2–5 s, and a cold start up to 90 s more (fal.md §2.6); a CPU of ours some 30 s. */
  @IntField(1_000, 3_600_000) RESTORATION_TIMEOUT_MS = 300_000;

  /** Interval between two polls of an order at FAL without a callback. */
  @IntField(50, 600_000) RESTORATION_POLL_MS = 3_000;
}
