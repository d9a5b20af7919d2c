/** The file of a site's flow, read and not yet checked: what it may hold is known where flows are loaded. */
export interface SiteFlowFile {
  /** As the configuration names it. */
  readonly path: string;
  /** JSON from outside. */
  readonly content: unknown;
  /** Of the configuration, for errors. */
  readonly field: string;
}
