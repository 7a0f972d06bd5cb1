/** Columns of every order's row (ORDER_COLUMNS) that say when something happened to it, and what that was. */
export const ORDER_MOMENTS = {
  created_at: 'taken-in',
  started_at: 'started',
  ready_at: 'prepared',
  slot_taken_at: 'slot-taken',
  submit_started_at: 'submitted',
  cancel_requested_at: 'cancel-asked',
  finished_at: 'ended',
} as const;
