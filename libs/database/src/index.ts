export * from './database';
export * from './database.module';
export { ENTITIES } from './entities';
export { migrate } from './migrate';
export { MIGRATIONS } from './migrations';
export * from './schemas';
export * from './fal-slots';
