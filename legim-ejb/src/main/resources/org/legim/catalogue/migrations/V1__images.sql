-- Times are milliseconds since 1970-01-01T00:00:00Z. Text is compared byte by byte: on PostgreSQL
-- the columns id and sha256 need collate "C".

-- What exists under which id. (epoch, counter) is the revision that the gateway gave.
create table image (
  id       text   not null primary key,
  epoch    bigint not null,
  counter  bigint not null,
  name     text   not null,
  type     text   not null,
  bytes    bigint not null,
  width    integer,
  height   integer,
  sha256   text   not null,
  created  bigint not null,
  modified bigint not null
);
create index image_sha256 on image (sha256, id);

-- What no longer exists under which id: a record too, so that an older revision cannot come back.
create table deletion (
  id      text   not null primary key,
  epoch   bigint not null,
  counter bigint not null,
  deleted bigint not null
);

-- Which node holds which blob. Only the gateway knows it of others than itself.
create table holder (
  sha256 text not null,
  node   text not null,
  primary key (sha256, node)
);

-- What each node holds, kept by every change, as counting a million rows takes too long.
create table tally (
  node   text   not null primary key,
  images bigint not null,
  blobs  bigint not null,
  bytes  bigint not null
);

-- The last revision given: one row.
create table revision (
  epoch   bigint not null,
  counter bigint not null
);

-- What a client's Idempotency-Key has made, file by file.
create table upload_key (
  upload_key text    not null,
  part       integer not null,
  image      text    not null,
  sha256     text    not null,
  created    bigint  not null,
  primary key (upload_key, part)
);
create index upload_key_created on upload_key (created);
