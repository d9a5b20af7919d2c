const DESK = '/v1/agents/sites/:siteId/flow';

/** Where flows are served; apart from their schemas, which are loaded when one of them is asked for. */
export const FLOW_PATHS = {
  flow: '/v1/sites/:siteId/flow',
  first: '/v1/sites/:siteId/flow/first',
  facts: '/v1/sites/:siteId/facts',
  desk: DESK,
  revisions: `${DESK}/revisions`,
  revision: `${DESK}/revisions/:revision`,
  numbers: `${DESK}/numbers`,
  check: `${DESK}/check`,
  draft: `${DESK}/draft`,
  discard: `${DESK}/draft/discard`,
  publish: `${DESK}/publish`,
  rollBack: `${DESK}/roll-back`,
} as const;
