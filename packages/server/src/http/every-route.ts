import { API } from './api.ts';
import { CALLBACK_API } from './callback-api.ts';
import { FLOW_API } from './flow-api.ts';
import { KNOWLEDGE_API } from './knowledge-api.ts';

/** Every HTTP route that answers with data or acts, those too whose schemas are loaded when they are needed. */
export const EVERY_ROUTE = { ...API, ...CALLBACK_API, ...FLOW_API, ...KNOWLEDGE_API } as const;
