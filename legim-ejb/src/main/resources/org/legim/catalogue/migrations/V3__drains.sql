-- How nodes leave the tree; only the gateway knows it.

-- Each drain, as JSON. Times are milliseconds since 1970-01-01T00:00:00Z; ended is 0 until then.
create table drain (
  id       text   not null primary key,
  begun    bigint not null,
  ended    bigint not null,
  document text   not null
);

-- Which blobs a node was let drop in a drain, as others hold them. On PostgreSQL the column sha256
-- needs collate "C".
create table handed_over (
  drain  text   not null,
  sha256 text   not null,
  node   text   not null,
  bytes  bigint not null,
  primary key (drain, sha256, node)
);

-- How much that is of each node, kept by every change, as counting a million rows takes too long.
create table drain_tally (
  drain text   not null,
  node  text   not null,
  blobs bigint not null,
  bytes bigint not null,
  primary key (drain, node)
);
