-- On how many nodes an image asks to be kept; null leaves it to the system.
alter table image add column replicas integer;
create index image_replicas on image (sha256, replicas) where replicas is not null;
