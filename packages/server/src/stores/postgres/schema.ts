/**
 * Forward migrations; the number of a migration is its place + 1 and stands in `beside_schema`. Never changed once released.
 * Every number is a bigint, because what is asked for may be any safe integer. Texts are compared by their bytes (`COLLATE "C"`), as SQLite does: the order of ids is the order of their making.
 */
export const MIGRATIONS: readonly string[] = [
  `CREATE TABLE beside_schema (version integer NOT NULL);
   CREATE TABLE conversation (
     conversation_id text COLLATE "C" PRIMARY KEY, site_id text COLLATE "C" NOT NULL, customer_id text COLLATE "C" NOT NULL,
     epoch text COLLATE "C" NOT NULL, last_seq bigint NOT NULL, last_entry_id text COLLATE "C", status text COLLATE "C" NOT NULL,
     queue_id text COLLATE "C" NOT NULL, queued_at bigint NOT NULL, priority bigint NOT NULL, agent_id text COLLATE "C",
     started_at bigint NOT NULL, ended_at bigint, customer_delivered bigint NOT NULL, customer_read bigint NOT NULL,
     agent_delivered bigint NOT NULL, agent_read bigint NOT NULL) WITH (fillfactor = 70);
   CREATE INDEX conversation_waiting ON conversation (site_id, status, priority DESC, queued_at, conversation_id) WHERE status <> 'ended';
   CREATE INDEX conversation_customer ON conversation (customer_id, site_id, started_at, conversation_id);
   CREATE TABLE entry (
     conversation_id text COLLATE "C" NOT NULL, seq bigint NOT NULL, id text COLLATE "C" NOT NULL, type text COLLATE "C" NOT NULL,
     at bigint NOT NULL, body bytea NOT NULL, command_id text COLLATE "C", command_hash text COLLATE "C", backend_id text COLLATE "C",
     PRIMARY KEY (conversation_id, seq));
   -- What is sealed cannot be pressed together.
   ALTER TABLE entry ALTER COLUMN body SET STORAGE EXTERNAL;
   CREATE UNIQUE INDEX entry_command ON entry (command_id, conversation_id) WHERE command_id IS NOT NULL;
   CREATE UNIQUE INDEX entry_backend ON entry (backend_id, conversation_id) WHERE backend_id IS NOT NULL;
   CREATE TABLE customer (
     customer_id text COLLATE "C" PRIMARY KEY, site_id text COLLATE "C" NOT NULL, wrapped_key bytea NOT NULL,
     token_hash text COLLATE "C" NOT NULL, token_issued_at bigint NOT NULL, previous_token_hash text COLLATE "C",
     subject_hash text COLLATE "C", sealed_identity bytea, created_at bigint NOT NULL);
   CREATE UNIQUE INDEX customer_token ON customer (token_hash);
   CREATE INDEX customer_previous_token ON customer (previous_token_hash) WHERE previous_token_hash IS NOT NULL;
   CREATE UNIQUE INDEX customer_subject ON customer (site_id, subject_hash) WHERE subject_hash IS NOT NULL;
   CREATE TABLE agent (
     agent_id text COLLATE "C" PRIMARY KEY, email text COLLATE "C" NOT NULL UNIQUE, name text NOT NULL, alias text NOT NULL,
     role text NOT NULL, password_hash text NOT NULL, queues text NOT NULL, capacity bigint NOT NULL, is_disabled integer NOT NULL);
   CREATE TABLE agent_session (
     token_hash text COLLATE "C" PRIMARY KEY, agent_id text COLLATE "C" NOT NULL, created_at bigint NOT NULL, seen_at bigint NOT NULL);
   CREATE INDEX agent_session_agent ON agent_session (agent_id, created_at);
   CREATE TABLE timer (
     timer_id text COLLATE "C" PRIMARY KEY, due_at bigint NOT NULL, payload jsonb NOT NULL, lease_until bigint NOT NULL,
     fence bigint NOT NULL) WITH (fillfactor = 70);
   CREATE INDEX timer_next ON timer (GREATEST(due_at, lease_until), due_at, timer_id);
   CREATE INDEX timer_customer ON timer ((payload ->> 'customerId')) WHERE payload ? 'customerId';
   CREATE INDEX timer_conversation ON timer ((payload ->> 'conversationId')) WHERE payload ? 'conversationId';
   -- One counter for all: a timer that was removed and set again must not begin with fences that were given out before.
   CREATE SEQUENCE timer_fence;
   CREATE TABLE outbox (
     outbox_id text COLLATE "C" PRIMARY KEY, site_id text COLLATE "C" NOT NULL, conversation_id text COLLATE "C" NOT NULL,
     state text COLLATE "C" NOT NULL, call bytea NOT NULL, attempts bigint NOT NULL, due_at bigint NOT NULL);
   CREATE INDEX outbox_open ON outbox (conversation_id, outbox_id) INCLUDE (due_at) WHERE state IN ('pending', 'unknown');
   CREATE INDEX outbox_conversation ON outbox (conversation_id);
   CREATE TABLE report (
     report_id text COLLATE "C" PRIMARY KEY, site_id text COLLATE "C" NOT NULL, customer_id text COLLATE "C" NOT NULL,
     at bigint NOT NULL, body bytea NOT NULL);
   CREATE INDEX report_site ON report (site_id, at, report_id);
   CREATE INDEX report_customer ON report (customer_id);
   CREATE TABLE value (name text COLLATE "C" PRIMARY KEY, value text NOT NULL) WITH (fillfactor = 70);
   CREATE TABLE callback (
     callback_id text COLLATE "C" PRIMARY KEY, conversation_id text COLLATE "C" NOT NULL, site_id text COLLATE "C" NOT NULL,
     customer_id text COLLATE "C" NOT NULL, queue_id text COLLATE "C" NOT NULL, status text COLLATE "C" NOT NULL,
     is_open integer NOT NULL, slot_start_at bigint, due_at bigint, queued_at bigint NOT NULL, priority bigint NOT NULL,
     agent_id text COLLATE "C", owner_id text COLLATE "C", requested_at bigint NOT NULL, ended_at bigint,
     number_hash text COLLATE "C", prefix_hash text COLLATE "C", address_hash text COLLATE "C");
   CREATE UNIQUE INDEX callback_open ON callback (conversation_id) WHERE is_open = 1;
   CREATE INDEX callback_conversation ON callback (conversation_id, requested_at);
   CREATE INDEX callback_status ON callback (site_id, status, priority DESC, queued_at, callback_id) WHERE is_open = 1;
   CREATE INDEX callback_slot ON callback (site_id, queue_id, slot_start_at) WHERE is_open = 1 AND slot_start_at IS NOT NULL;
   CREATE INDEX callback_number ON callback (site_id, number_hash, requested_at) WHERE number_hash IS NOT NULL;
   CREATE INDEX callback_prefix ON callback (site_id, prefix_hash, requested_at) WHERE prefix_hash IS NOT NULL;
   CREATE INDEX callback_address ON callback (site_id, address_hash, requested_at) WHERE address_hash IS NOT NULL;
   CREATE INDEX callback_customer ON callback (site_id, customer_id, requested_at);
   CREATE INDEX callback_site ON callback (site_id, requested_at);
   CREATE TABLE slot_hold (
     hold_id text COLLATE "C" PRIMARY KEY, site_id text COLLATE "C" NOT NULL, queue_id text COLLATE "C" NOT NULL,
     customer_id text COLLATE "C" NOT NULL, start_at bigint NOT NULL, expires_at bigint NOT NULL);
   CREATE INDEX slot_hold_slot ON slot_hold (site_id, queue_id, start_at);
   CREATE INDEX slot_hold_customer ON slot_hold (site_id, customer_id);
   CREATE INDEX slot_hold_expires ON slot_hold (expires_at);
   CREATE TABLE attempt (
     attempt_id text COLLATE "C" PRIMARY KEY, callback_id text COLLATE "C" NOT NULL, conversation_id text COLLATE "C" NOT NULL,
     site_id text COLLATE "C" NOT NULL, call_ref text COLLATE "C", call text, started_at bigint NOT NULL, is_open integer NOT NULL);
   CREATE INDEX attempt_open ON attempt (started_at, attempt_id) WHERE is_open = 1;
   CREATE INDEX attempt_callback ON attempt (callback_id);
   CREATE TABLE call_event (
     provider text COLLATE "C" NOT NULL, event_id text COLLATE "C" NOT NULL, at bigint NOT NULL, PRIMARY KEY (provider, event_id));
   CREATE TABLE blocked_number (
     site_id text COLLATE "C" NOT NULL, number_hash text COLLATE "C" NOT NULL, at bigint NOT NULL, PRIMARY KEY (site_id, number_hash));
   CREATE TABLE measure (
     measure_id text COLLATE "C" PRIMARY KEY, site_id text COLLATE "C" NOT NULL, queue_id text COLLATE "C" NOT NULL,
     channel text COLLATE "C" NOT NULL, kind text COLLATE "C" NOT NULL, ended_at bigint NOT NULL, took_ms bigint NOT NULL,
     from_ms bigint, to_ms bigint);
   CREATE INDEX measure_queue ON measure (site_id, queue_id, kind, ended_at, measure_id);`,
  // Flows: what is published, what is worked on, and what happened at each node.
  `CREATE TABLE flow_revision (
     site_id text COLLATE "C" NOT NULL, revision bigint NOT NULL, body text NOT NULL, author_id text COLLATE "C", note text NOT NULL,
     restores bigint, created_at bigint NOT NULL, published_at bigint NOT NULL, PRIMARY KEY (site_id, revision));
   CREATE TABLE flow_draft (
     site_id text COLLATE "C" PRIMARY KEY, version bigint NOT NULL, body text, base_revision bigint NOT NULL,
     author_id text COLLATE "C", saved_at bigint NOT NULL);
   CREATE TABLE flow_count (
     site_id text COLLATE "C" NOT NULL, revision bigint NOT NULL, day text COLLATE "C" NOT NULL, node_id text COLLATE "C" NOT NULL,
     measure text COLLATE "C" NOT NULL, count bigint NOT NULL, total_ms bigint NOT NULL,
     PRIMARY KEY (site_id, revision, day, node_id, measure)) WITH (fillfactor = 70);`,
  // How articles are used.
  `CREATE TABLE article_count (
     site_id text COLLATE "C" NOT NULL, day text COLLATE "C" NOT NULL, article_id text COLLATE "C" NOT NULL,
     measure text COLLATE "C" NOT NULL, count bigint NOT NULL,
     PRIMARY KEY (site_id, day, article_id, measure)) WITH (fillfactor = 70);`,
];
