import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The variables that the configuration class of an app names, read from the page that is generated from the classes. */
function configuredNames(app: string): string[] {
  const page = readFileSync(path.resolve(__dirname, '../../docs/generated/configuration.md'), 'utf8');
  return [...page.matchAll(/^\| `(\w+)`\s*\|.*\| ([\w, -]+?)\s*\|$/gm)]
    .filter(([, , apps]) => apps?.split(', ').includes(app))
    .map(([, name]) => name!);
}

/** Variables that a container sets itself, and variables that only a developer's machine has. */
const NOT_IN_CONTAINER =
  /^(BUILD_\w+|SANDBOX_\w+|LISTEN_HOST|LOG_DIR|FFMPEG_\w+|FFPROBE_PATH|RESTORATION_BACKEND|GFPGAN_\w+|DOCKER_HOST|AVATAR_TEST_MODE|FAL_TRAINING_TEST_MODE)$/;

/** The variables that compose and Kubernetes give to an app. */
export const toldInContainer = (app: string): string[] =>
  configuredNames(app).filter(
    // Where there is a Redis, the receiver logs in to no Postgres.
    (name) => !NOT_IN_CONTAINER.test(name) && !(app === 'webhook-receiver' && name === 'DATABASE_URL'),
  );
