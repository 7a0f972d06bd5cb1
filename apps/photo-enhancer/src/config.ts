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
   * docker/gfpgan) and its weights. Operators change it only while no restoration is under way.
   */
  @IsIn(BACKENDS, { message: `$property must be one of: ${BACKENDS.join(', ')}` })
  RESTORATION_BACKEND: (typeof BACKENDS)[number] = 'fal';

  /** The image that `docker` runs; docker never pulls it from a registry. */
  @IsString() GFPGAN_DOCKER_IMAGE = 'aisha-gfpgan:1.3.8';

  /** Where the script lies in the image that `docker` runs. */
  @Matches(/^\//, ABSOLUTE) GFPGAN_SCRIPT_PATH = '/app/inference_gfpgan.py';

  /** The folder on docker's host with GFPGANv1.4.pth, detection_Resnet50_Final.pth and parsing_parsenet.pth. */
  @ValidateIf(({ RESTORATION_BACKEND }: PhotoEnhancerConfig) => RESTORATION_BACKEND === 'docker')
  @Matches(/^\//, ABSOLUTE)
  GFPGAN_WEIGHTS_PATH?: string;

  /** The address of docker's daemon, if docker does not find the daemon itself. */
  @OptionalTextField() DOCKER_HOST?: string;

  /** The folders to search for programs. */
  @IsString() PATH = '';

  /**
   * The milliseconds after which a submission, or a run in a container, times out. FAL usually takes 2–5 s, and a cold start up to 90 s
   * more (fal.md §2.6); a run on our CPU takes some 30 s.
   */
  @IntField(1_000, 3_600_000) RESTORATION_TIMEOUT_MS = 300_000;

  /** The milliseconds between two polls of an order at FAL whose callback has not come. */
  @IntField(50, 600_000) RESTORATION_POLL_MS = 3_000;
}
