export {
  SIGNATURE_HEADERS,
  SIGNATURE_WINDOW_MS,
  createSignatureCheck,
  signRequest,
  type SignatureCheck,
  type SignatureProblem,
  type SignedPurpose,
} from './signature.ts';
export {
  MAX_EXCHANGE_BODY_BYTES,
  dialAnswerSchema,
  dialBodySchema,
  eventBodySchema,
  hangUpBodySchema,
  lookupAnswerSchema,
  lookupBodySchema,
  refusalSchema,
  type DialBody,
  type EventBody,
} from './wire.ts';
