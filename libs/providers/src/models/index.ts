export * from './models.config';
export * from './models.module';
