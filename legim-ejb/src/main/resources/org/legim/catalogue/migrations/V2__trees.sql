-- What a node tells its gateway, and what a gateway knows of its nodes.

-- seq is the number of a row's last change in the log of this node's own holdings. It is null for
-- what was not on this node's own disk at that time.
alter table image add column seq bigint;
alter table deletion add column seq bigint;
alter table holder add column seq bigint;
alter table holder add column bytes bigint not null default 0;

update image set seq = numbered.seq
  from (select id, row_number() over (order by id) as seq from image) as numbered
  where numbered.id = image.id;
update holder set bytes = known.bytes, seq = known.seq
  from (select sha256, max(bytes) as bytes, min(seq) as seq from image group by sha256) as known
  where known.sha256 = holder.sha256;

create index image_seq on image (seq) where seq is not null;
create index deletion_seq on deletion (seq) where seq is not null;
create index holder_seq on holder (seq) where seq is not null;
create index holder_node on holder (node, sha256);

-- Of all blobs that a node holds and their records, as in org.legim.catalogue.Digests.
alter table tally add column digest bigint not null default 0;

-- Single facts about this catalogue, as in org.legim.catalogue.Fact.
create table state (
  fact  text not null primary key,
  value text not null
);
insert into state (fact, value) select 'NEWEST', cast(count(*) as text) from image;

-- How far each node's reports have come: all changes of its log up to acked are known.
create table reported (
  node  text   not null primary key,
  tree  text   not null,
  log   text   not null,
  acked bigint not null
);

-- What nodes have not yet been told, or have not yet said that they did: the truth about an image
-- (kind IMAGE, subject is its id), or to drop a blob (kind BLOB, subject is its hash).
create table node_order (
  node    text   not null,
  kind    text   not null,
  subject text   not null,
  number  bigint not null,
  primary key (node, kind, subject)
);
create index node_order_number on node_order (node, number);

-- The roster of the tree, as JSON: one row.
create table roster (
  document text not null
);
