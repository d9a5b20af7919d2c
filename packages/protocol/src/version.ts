/** The protocol versions this code speaks, newest first. A peer picks the newest both have. */
export const PROTOCOL_VERSIONS = [1] as const;

/** One protocol version number. */
export type ProtocolVersion = (typeof PROTOCOL_VERSIONS)[number];

/**
 * The newest version both sides speak, or `undefined` when there is none (the server then closes with `version_unsupported`).
 *
 * @param offered versions the peer listed in its `hello`, in any order; unknown numbers are skipped.
 */
export function negotiateVersion(offered: readonly number[]): ProtocolVersion | undefined {
  return PROTOCOL_VERSIONS.find((version) => offered.includes(version));
}
