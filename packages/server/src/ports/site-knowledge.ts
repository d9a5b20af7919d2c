/** Where a site's articles are, read and checked when the server starts or, in the demonstration, when first needed. */
export interface SiteKnowledge {
  /** Absolute; holds `<locale>/<articleId>.md` and perhaps `synonyms.json`. */
  readonly folder: string;
  /** As the configuration names it, and its field there, for errors. */
  readonly name: string;
  readonly field: string;
  /** Whether an article answers a new chat while its customer waits for a person; `beside`: it does (M7). */
  readonly firstAnswer: 'off' | 'beside';
}
