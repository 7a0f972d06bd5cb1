export * from './avatar.entity';
export * from './avatar-photo.entity';
export * from './training.entity';
export * from './avatar.reader';
