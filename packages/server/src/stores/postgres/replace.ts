import { DRAFT_SCHEMA } from './load.ts';
import { underLock } from './migrate.ts';
import { VERSION_TABLE, listOwnRelations } from './own-relations.ts';
import { use, withPatience } from './patience.ts';
import type { Session } from './sessions.ts';

/** Whether a database holds tables of ours where its servers look. */
export function hasTables(url: string): Promise<boolean> {
  return withPatience({ url }, (sessions) =>
    use(sessions.take(), async (session) => {
      const { rows } = await session.run({
        text: `SELECT to_regclass('${VERSION_TABLE}') IS NOT NULL AS known`,
      });
      return rows[0]?.['known'] === true;
    }),
  );
}

/** How many connections of servers the database has, of whatever machine. */
export function countServers(url: string): Promise<number> {
  return withPatience({ url }, (sessions) => use(sessions.take(), countOthers));
}

/**
 * Puts what was loaded in the place of what is there, which goes to a schema of its own when it is named; all or nothing.
 * Resolves to `false`, with nothing changed, when a server has come meanwhile.
 */
export function putInPlace(url: string, movedTo: string | undefined): Promise<boolean> {
  return withPatience({ url }, (sessions) =>
    underLock(sessions, async (session) => {
      if ((await countOthers(session)) > 0) return false;
      const { rows } = await session.run({ text: 'SELECT current_schema() AS name' });
      const place = String(rows[0]?.['name']);
      if (movedTo !== undefined) {
        await session.run({ text: `CREATE SCHEMA ${quote(movedTo)}` });
        await move(session, place, movedTo);
      }
      await move(session, DRAFT_SCHEMA, place);
      await session.run({ text: `DROP SCHEMA ${DRAFT_SCHEMA}` });
      return true;
    }),
  );
}

/** Takes away what was loaded. */
export function dropDraft(url: string): Promise<void> {
  return withPatience({ url }, (sessions) =>
    use(
      sessions.take(),
      async (session) => void (await session.run({ text: `DROP SCHEMA IF EXISTS ${DRAFT_SCHEMA} CASCADE` })),
    ),
  );
}

/** Indexes go with their tables. */
async function move(session: Session, from: string, to: string): Promise<void> {
  const { tables, sequences } = await listOwnRelations(session, from);
  for (const table of [VERSION_TABLE, ...tables])
    await session.run({ text: `ALTER TABLE ${quote(from)}.${quote(table)} SET SCHEMA ${quote(to)}` });
  for (const sequence of sequences)
    await session.run({ text: `ALTER SEQUENCE ${quote(from)}.${quote(sequence)} SET SCHEMA ${quote(to)}` });
}

/** Programs of operators are `patient`; a restore's own store is closed by then. */
async function countOthers(session: Session): Promise<number> {
  const { rows } = await session.run({
    text: `SELECT count(*) AS count FROM pg_stat_activity
      WHERE datname = current_database() AND application_name IN ('beside-write', 'beside-read')`,
  });
  return Number(rows[0]?.['count']);
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
