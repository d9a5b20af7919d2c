/** Where articles are served; apart from their schemas, which are loaded when one of them is asked for. */
export const KNOWLEDGE_PATHS = {
  search: '/v1/sites/:siteId/search',
  article: '/v1/sites/:siteId/articles/:articleId',
  suggestions: '/v1/agents/sites/:siteId/suggestions',
  numbers: '/v1/agents/sites/:siteId/articles/numbers',
} as const;
