export { eventually, type Patience } from './eventually';
export { testPostgresUrl, testRedisUrl } from './servers/addresses';
