-- On how many nodes an image asks to be kept; null leaves it to the system.
alter table image add column replicas integer;
create index image_replicas on image (sha256, replicas) where replicas is not null;

-- Writes of this gateway that other nodes may have heard of, and that are not committed: the row
-- goes with the commit, or with the record that is newer than the write.
create table prepared_write (
  id      text   not null primary key,
  epoch   bigint not null,
  counter bigint not null,
  sha256  text   not null
);
