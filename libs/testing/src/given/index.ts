/** Rows to start from, for who is no Jest test: nothing here knows Jest. */
export { Admin } from '../postgres/admin';
export { Given } from '../postgres/given';
