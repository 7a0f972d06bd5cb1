/** Environment variables through which a test run tells its workers where its servers are. */
export const TEST_POSTGRES_URL = 'AISHA_TEST_POSTGRES_URL';
export const TEST_REDIS_URL = 'AISHA_TEST_REDIS_URL';
