-- How each scanner said it was, last: one row a device, written at most once a minute whatever node
-- hears it. What a device is stands in the feed; here is only how it is.

create table device_seen (
  client      text        primary key,
  venue       text        not null,
  checkpoint  text        not null,
  seen_at     timestamptz not null,
  list_age    integer check (list_age >= 0),
  list_rev    bigint  check (list_rev >= 0),
  app_version text,
  skew_ms     integer     not null,
  queued      integer     not null check (queued >= 0),
  battery     smallint check (battery between 0 and 100)
);
comment on table device_seen is 'The last heartbeat of each device that was written';
comment on column device_seen.list_age is 'seconds since the device''s own list was known to be complete';
comment on column device_seen.skew_ms is 'how far its clock is ahead, in milliseconds';
comment on column device_seen.queued is 'scans without a network that it has not sent yet';
