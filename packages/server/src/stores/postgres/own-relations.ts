import type { Session } from './sessions.ts';
import { MIGRATIONS } from './schema.ts';

/** What of a schema is ours; another program's tables beside them are left alone. */
export interface OwnRelations {
  /** Without the one of the version; sorted. */
  readonly tables: readonly string[];
  readonly sequences: readonly string[];
}

/** Holds the version of the others. */
export const VERSION_TABLE = 'beside_schema';

/** Names that any version has given to a table or sequence. */
const NAMES = [...MIGRATIONS.join('\n').matchAll(/\bCREATE (?:TABLE|SEQUENCE) (\w+)/g)].map(
  ([, name = '']) => name,
);

/** Lists what of ours is in a schema; in the one where the session looks first when none is named. */
export async function listOwnRelations(session: Session, schema?: string): Promise<OwnRelations> {
  const statement = {
    name: 'own-relations',
    text: `SELECT relname AS name, relkind AS kind FROM pg_class
      WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = coalesce($1, current_schema()))
        AND relkind IN ('r', 'S') AND relname = ANY ($2) ORDER BY relname`,
  };
  const { rows } = await session.run(statement, schema ?? null, NAMES);
  const ofKind = (kind: string): string[] =>
    rows.filter((row) => row['kind'] === kind).map((row) => String(row['name']));
  return { tables: ofKind('r').filter((name) => name !== VERSION_TABLE), sequences: ofKind('S') };
}
