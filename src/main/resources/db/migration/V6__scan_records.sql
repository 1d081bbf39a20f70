-- What remains of every scan: its record for 190 days, then counts only. A record names the card by a
-- keyed reference of its month; the key needs the month's secret here and the look-up key, which the
-- database never sees. When the secret is destroyed nobody can tell any longer whose scans they were.

create table scan_month (
  month  date  primary key check (extract(day from month) = 1),
  secret bytea not null check (octet_length(secret) = 32)
);
comment on table scan_month is 'The months of Jinan''s calendar that are recorded, with the secrets that name cards in them';

create table scan_record (
  verification_id text        not null,
  scanned_at      timestamptz not null,
  venue           text        not null,
  checkpoint      text        not null,
  client          text        not null,
  result          text        not null,
  admit           text        not null,
  item            text,
  shown           text        not null,
  flags           smallint    not null,
  rev             bigint      not null,
  age_ms          integer,
  reference       text,
  first_id        text,
  first_venue     text,
  first_point     text,
  first_at        timestamptz,
  primary key (verification_id, scanned_at)
) partition by range (scanned_at);
comment on column scan_record.flags is 'bits of org.goldcard.records.ScanRecord.Flag';
comment on column scan_record.reference is 'the card under the key of the month: HMAC-SHA-256, 128 bits';
comment on column scan_record.first_id is 'the verification that used the same code first, elsewhere';
create index scan_record_by_time on scan_record (scanned_at);
create index scan_record_by_card on scan_record (reference, scanned_at) where reference is not null;

create table scan_conflict (
  first_id     text        not null,
  first_at     timestamptz not null,
  first_venue  text        not null,
  first_point  text        not null,
  second_id    text        not null,
  second_at    timestamptz not null,
  second_venue text        not null,
  second_point text        not null,
  primary key (first_id, second_id, second_at)
);
comment on table scan_conflict is 'One code shown at two venues within its life: both scans, with gates and times';
create index scan_conflict_by_second on scan_conflict (second_id);
create index scan_conflict_by_time on scan_conflict (second_at);

create table scan_count (
  month  date   not null,
  venue  text   not null,
  item   text   not null,
  result text   not null,
  scans  bigint not null check (scans > 0),
  primary key (month, venue, item, result)
);
comment on table scan_count is
  'Scans by month once their records are gone; - where a cell of fewer than 10 was merged with others';

-- Makes room for a month. Runs as its owner, so that whoever may record may also call it, and reaches
-- no month but those from the oldest kept to five ahead.
create function scan_prepare(wanted date) returns void
language plpgsql security definer set search_path from current as $$
declare
  this date := date_trunc('month', now() at time zone 'Asia/Shanghai')::date;
  name text := 'scan_record_' || to_char(wanted, 'YYYY_MM');
begin
  if extract(day from wanted) <> 1 or wanted < this - interval '8 months' or wanted > this + interval '5 months' then
    raise exception 'not a month that is recorded';
  end if;
  if to_regclass(name) is null then
    perform pg_advisory_xact_lock(hashtextextended('scan_prepare', 0));
    if to_regclass(name) is null then
      -- A lock of this kind brings no news of tables made meanwhile: the second look may be an old one.
      execute format('create table if not exists %I partition of scan_record for values from (%L) to (%L)', name,
                     wanted::timestamp at time zone 'Asia/Shanghai',
                     (wanted + interval '1 month')::timestamp at time zone 'Asia/Shanghai');
    end if;
  end if;
  insert into scan_month (month, secret)
    values (wanted, sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())))
    on conflict (month) do nothing;
end $$;
comment on function scan_prepare is 'A partition and a secret for a month, unless they are there';

-- Ends a month whose records have all become counts: its partition and its secret go, and what is too
-- few to be told is merged, first within the venue, then within the city.
create function scan_close(past date) returns void
language plpgsql set search_path from current as $$
begin
  execute format('drop table if exists %I', 'scan_record_' || to_char(past, 'YYYY_MM'));
  delete from scan_month where month = past;
  with few as (
    delete from scan_count where month = past and scans < 10 and result <> '-' returning *)
  insert into scan_count as c (month, venue, item, result, scans)
    select month, venue, '-', '-', sum(scans) from few group by month, venue
    on conflict (month, venue, item, result) do update set scans = c.scans + excluded.scans;
  with few as (
    delete from scan_count where month = past and scans < 10 and result = '-' and venue <> '-' returning *)
  insert into scan_count as c (month, venue, item, result, scans)
    select month, '-', '-', '-', sum(scans) from few group by month
    on conflict (month, venue, item, result) do update set scans = c.scans + excluded.scans;
end $$;
comment on function scan_close is 'Drops a month of records and its secret; merges counts below 10';
