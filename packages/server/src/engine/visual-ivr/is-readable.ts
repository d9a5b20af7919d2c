/**
 * Whether a flow that was published once, perhaps by a newer version, is one that this version understands (F10). What
 * reads it is loaded with the first one: many servers have none.
 */
export async function isReadable(body: string): Promise<boolean> {
  const { parseFlow } = await import('@beside/protocol/visual-ivr/lint');
  try {
    return 'flow' in parseFlow(JSON.parse(body));
  } catch {
    return false; // no JSON: as unreadable as any other
  }
}
