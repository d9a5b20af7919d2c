/** Forward migrations; the number of a migration is its place + 1 and stands in `user_version`. Never changed once released. */
export const MIGRATIONS: readonly string[] = [
  `CREATE TABLE conversation (
     conversation_id TEXT PRIMARY KEY, site_id TEXT NOT NULL, customer_id TEXT NOT NULL, epoch TEXT NOT NULL,
     last_seq INTEGER NOT NULL, status TEXT NOT NULL, queue_id TEXT NOT NULL, queued_at INTEGER NOT NULL,
     priority INTEGER NOT NULL, agent_id TEXT, started_at INTEGER NOT NULL, ended_at INTEGER,
     customer_delivered INTEGER NOT NULL, customer_read INTEGER NOT NULL,
     agent_delivered INTEGER NOT NULL, agent_read INTEGER NOT NULL) STRICT, WITHOUT ROWID;
   CREATE INDEX conversation_waiting ON conversation (site_id, status, priority DESC, queued_at, conversation_id) WHERE status <> 'ended';
   CREATE INDEX conversation_customer ON conversation (site_id, customer_id, started_at);
   CREATE TABLE entry (
     conversation_id TEXT NOT NULL, seq INTEGER NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL, at INTEGER NOT NULL,
     body BLOB NOT NULL, command_id TEXT, command_hash TEXT, backend_id TEXT,
     PRIMARY KEY (conversation_id, seq)) STRICT, WITHOUT ROWID;
   CREATE UNIQUE INDEX entry_command ON entry (conversation_id, command_id) WHERE command_id IS NOT NULL;
   CREATE UNIQUE INDEX entry_backend ON entry (conversation_id, backend_id) WHERE backend_id IS NOT NULL;
   CREATE TABLE customer (
     customer_id TEXT PRIMARY KEY, site_id TEXT NOT NULL, wrapped_key BLOB NOT NULL, token_hash TEXT NOT NULL,
     token_issued_at INTEGER NOT NULL, previous_token_hash TEXT, subject_hash TEXT, sealed_identity BLOB,
     created_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
   CREATE UNIQUE INDEX customer_token ON customer (token_hash);
   CREATE INDEX customer_previous_token ON customer (previous_token_hash) WHERE previous_token_hash IS NOT NULL;
   CREATE UNIQUE INDEX customer_subject ON customer (site_id, subject_hash) WHERE subject_hash IS NOT NULL;
   CREATE TABLE agent (
     agent_id TEXT PRIMARY KEY, email TEXT NOT NULL UNIQUE, name TEXT NOT NULL, alias TEXT NOT NULL, role TEXT NOT NULL,
     password_hash TEXT NOT NULL, queues TEXT NOT NULL, capacity INTEGER NOT NULL, is_disabled INTEGER NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE agent_session (
     token_hash TEXT PRIMARY KEY, agent_id TEXT NOT NULL, created_at INTEGER NOT NULL, seen_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
   CREATE INDEX agent_session_agent ON agent_session (agent_id, created_at);
   CREATE TABLE timer (
     timer_id TEXT PRIMARY KEY, due_at INTEGER NOT NULL, payload TEXT NOT NULL, lease_until INTEGER NOT NULL, fence INTEGER NOT NULL) STRICT, WITHOUT ROWID;
   CREATE INDEX timer_due ON timer (due_at);
   CREATE TABLE outbox (
     outbox_id TEXT PRIMARY KEY, site_id TEXT NOT NULL, conversation_id TEXT NOT NULL, state TEXT NOT NULL, call BLOB NOT NULL,
     attempts INTEGER NOT NULL, due_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
   CREATE INDEX outbox_open ON outbox (conversation_id, outbox_id) WHERE state IN ('pending', 'unknown');
   CREATE TABLE report (
     report_id TEXT PRIMARY KEY, site_id TEXT NOT NULL, customer_id TEXT NOT NULL, at INTEGER NOT NULL, body BLOB NOT NULL) STRICT, WITHOUT ROWID;
   CREATE INDEX report_site ON report (site_id, at);
   CREATE TABLE value (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;`,
  // Entries in the order in which they came: what many conversations append at once fills few pages instead of one or
  // more of each. The same for the commands' ids, which begin with their time. Measured: a third less work per commit.
  `ALTER TABLE conversation ADD COLUMN last_entry_id TEXT;
   UPDATE conversation SET last_entry_id =
     (SELECT id FROM entry WHERE entry.conversation_id = conversation.conversation_id AND seq = last_seq);
   DROP INDEX entry_command;
   DROP INDEX entry_backend;
   ALTER TABLE entry RENAME TO entry_before;
   CREATE TABLE entry (
     conversation_id TEXT NOT NULL, seq INTEGER NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL, at INTEGER NOT NULL,
     body BLOB NOT NULL, command_id TEXT, command_hash TEXT, backend_id TEXT) STRICT;
   INSERT INTO entry SELECT * FROM entry_before ORDER BY conversation_id, seq;
   DROP TABLE entry_before;
   CREATE UNIQUE INDEX entry_seq ON entry (conversation_id, seq);
   CREATE UNIQUE INDEX entry_command ON entry (command_id, conversation_id) WHERE command_id IS NOT NULL;
   CREATE UNIQUE INDEX entry_backend ON entry (conversation_id, backend_id) WHERE backend_id IS NOT NULL;`,
  // Callbacks: what lists, limits and slots are made from; the rest is in the timeline.
  `CREATE TABLE callback (
     callback_id TEXT PRIMARY KEY, conversation_id TEXT NOT NULL, site_id TEXT NOT NULL, customer_id TEXT NOT NULL,
     queue_id TEXT NOT NULL, status TEXT NOT NULL, is_open INTEGER NOT NULL, slot_start_at INTEGER, due_at INTEGER,
     queued_at INTEGER NOT NULL, priority INTEGER NOT NULL, agent_id TEXT, owner_id TEXT, requested_at INTEGER NOT NULL,
     ended_at INTEGER, number_hash TEXT, prefix_hash TEXT, address_hash TEXT) STRICT, WITHOUT ROWID;
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
     hold_id TEXT PRIMARY KEY, site_id TEXT NOT NULL, queue_id TEXT NOT NULL, customer_id TEXT NOT NULL,
     start_at INTEGER NOT NULL, expires_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
   CREATE INDEX slot_hold_slot ON slot_hold (site_id, queue_id, start_at);
   CREATE INDEX slot_hold_customer ON slot_hold (site_id, customer_id);
   CREATE INDEX slot_hold_expires ON slot_hold (expires_at);
   CREATE TABLE attempt (
     attempt_id TEXT PRIMARY KEY, callback_id TEXT NOT NULL, conversation_id TEXT NOT NULL, site_id TEXT NOT NULL,
     call_ref TEXT, call TEXT, started_at INTEGER NOT NULL, is_open INTEGER NOT NULL) STRICT, WITHOUT ROWID;
   CREATE INDEX attempt_open ON attempt (started_at, attempt_id) WHERE is_open = 1;
   CREATE INDEX attempt_callback ON attempt (callback_id);
   CREATE TABLE call_event (
     provider TEXT NOT NULL, event_id TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (provider, event_id)) STRICT, WITHOUT ROWID;
   CREATE TABLE blocked_number (
     site_id TEXT NOT NULL, number_hash TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (site_id, number_hash)) STRICT, WITHOUT ROWID;
   CREATE TABLE measure (
     measure_id TEXT PRIMARY KEY, site_id TEXT NOT NULL, queue_id TEXT NOT NULL, channel TEXT NOT NULL, kind TEXT NOT NULL,
     ended_at INTEGER NOT NULL, took_ms INTEGER NOT NULL, from_ms INTEGER, to_ms INTEGER) STRICT, WITHOUT ROWID;
   CREATE INDEX measure_queue ON measure (site_id, queue_id, kind, ended_at);`,
  // Flows: what is published, what is worked on, and what happened at each node.
  `CREATE TABLE flow_revision (
     site_id TEXT NOT NULL, revision INTEGER NOT NULL, body TEXT NOT NULL, author_id TEXT, note TEXT NOT NULL, restores INTEGER,
     created_at INTEGER NOT NULL, published_at INTEGER NOT NULL, PRIMARY KEY (site_id, revision)) STRICT;
   CREATE TABLE flow_draft (
     site_id TEXT PRIMARY KEY, version INTEGER NOT NULL, body TEXT, base_revision INTEGER NOT NULL, author_id TEXT,
     saved_at INTEGER NOT NULL) STRICT;
   CREATE TABLE flow_count (
     site_id TEXT NOT NULL, revision INTEGER NOT NULL, day TEXT NOT NULL, node_id TEXT NOT NULL, measure TEXT NOT NULL,
     count INTEGER NOT NULL, total_ms INTEGER NOT NULL, PRIMARY KEY (site_id, revision, day, node_id, measure)) STRICT, WITHOUT ROWID;`,
  // How articles are used.
  `CREATE TABLE article_count (
     site_id TEXT NOT NULL, day TEXT NOT NULL, article_id TEXT NOT NULL, measure TEXT NOT NULL, count INTEGER NOT NULL,
     PRIMARY KEY (site_id, day, article_id, measure)) STRICT, WITHOUT ROWID;`,
];
