-- What was done with one key is found under its id.
create index audit_key on audit ((details ->> 'key'), seq) where details ->> 'key' is not null;
