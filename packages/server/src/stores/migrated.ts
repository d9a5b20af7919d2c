/** Which version a schema was of, 0 of none, and which it is of now. */
export interface Migrated {
  readonly from: number;
  readonly to: number;
}
