/** A row as a driver gives it: column name → value. */
export type Row = Record<string, unknown>;
