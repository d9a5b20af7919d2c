CREATE TABLE conversation (
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
   CREATE TABLE value (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
