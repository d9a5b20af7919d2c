import { after, before } from 'node:test';
import { storeConformance } from '../conformance/store-conformance.ts';
import { startPostgres, type Postgres } from '../testing/start-postgres.ts';
import { migratePostgres, openPostgresStore } from './store.ts';

let postgres: Postgres;
let url: string;

before(async () => {
  postgres = await startPostgres({ fsync: false });
  url = await postgres.createDatabase();
  await migratePostgres(url);
});
after(() => postgres.remove());

const asSuperuser = (text: string) => postgres.run(new URL(url).pathname.slice(1), text);

// Many times faster than a database for each test.
const EMPTY = `
  DROP FUNCTION IF EXISTS refuse CASCADE;
  DO $$ BEGIN EXECUTE (
    SELECT 'TRUNCATE ' || string_agg(relname, ', ') FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'beside_schema');
  END $$;`;

// As PostgreSQL itself would answer with a full disk, to every statement that writes.
const REFUSE = `
  CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
  DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' LOOP
      EXECUTE format('CREATE TRIGGER refuse BEFORE INSERT OR UPDATE OR DELETE ON %I EXECUTE FUNCTION refuse()', name);
    END LOOP;
  END $$;`;

storeConformance('postgres', {
  async createPlace() {
    await asSuperuser(EMPTY);
    return {
      open: (clock) => openPostgresStore({ url, clock }),
      openBeside: (clock) => openPostgresStore({ url, clock }),
      async refuseWrites() {
        await asSuperuser(REFUSE);
        return async () => void (await asSuperuser('DROP FUNCTION refuse CASCADE'));
      },
      remove: () => Promise.resolve(),
    };
  },
});
