export * from './desk-session.entity';
