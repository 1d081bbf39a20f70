-- For those who run gates: when each device was last heard by any node, and what each let in and
-- refused in an hour. No card and no person is in either.

create table device_heard (
  client     text        not null,
  checkpoint text        not null,
  venue      text        not null,
  heard_at   timestamptz not null,
  primary key (client, checkpoint)
);
comment on table device_heard is
  'When a device last sent a heartbeat or a scan: one row for a credential at a checkpoint, written at most once a minute';
create index device_heard_by_time on device_heard (heard_at);

create table scan_hour (
  hour       timestamptz not null,
  client     text        not null,
  checkpoint text        not null,
  venue      text        not null,
  passed     bigint      not null check (passed >= 0),
  refused    bigint      not null check (refused >= 0),
  degraded   bigint      not null check (degraded >= 0 and degraded <= passed + refused),
  primary key (client, hour, checkpoint)
);
comment on table scan_hour is 'Scans of each hour by device, kept as long as their records';
comment on column scan_hour.degraded is
  'of all: judged by one node''s memory, without a network, on a stale list, or with numbers that could not be looked up';
create index scan_hour_by_time on scan_hour (hour);

-- Counts in the transaction that records, and what it really records: a batch that comes twice counts
-- once. Runs as its owner, so that whoever may record need not write here. Rows in one order: two nodes
-- never wait for each other in a ring.
create function scan_count_hours() returns trigger
language plpgsql security definer set search_path from current as $$
begin
  insert into scan_hour as h (hour, client, checkpoint, venue, passed, refused, degraded)
    select date_trunc('hour', scanned_at, 'UTC'), client, checkpoint, min(venue),
           count(*) filter (where admit <> 'NO'), count(*) filter (where admit = 'NO'),
           count(*) filter (where flags & 10 <> 0
                            or result in ('LIST_STALE', 'LOOKUP_UNAVAILABLE', 'VALID_OFFLINE'))
      from fresh group by 2, 1, 3 order by 2, 1, 3
    on conflict (client, hour, checkpoint) do update
      set passed = h.passed + excluded.passed, refused = h.refused + excluded.refused,
          degraded = h.degraded + excluded.degraded;
  return null;
end $$;
comment on function scan_count_hours is 'Adds recorded scans to the counts of their hours';

create trigger scan_counted after insert on scan_record
  referencing new table as fresh for each statement execute function scan_count_hours();
