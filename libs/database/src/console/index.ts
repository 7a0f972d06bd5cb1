export * from '../entities/console/desk-session.entity';
