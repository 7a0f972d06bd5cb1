/** For each column of an order's row (ORDER_COLUMNS) that holds a moment: what happened to the order then. */
export const ORDER_MOMENTS = {
  created_at: 'taken-in',
  started_at: 'started',
  ready_at: 'prepared',
  slot_taken_at: 'slot-taken',
  submit_started_at: 'submitted',
  cancel_requested_at: 'cancel-asked',
  finished_at: 'ended',
} as const;
