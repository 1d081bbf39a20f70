-- A code used twice is found however late the second use is told: an online scan that let somebody in
-- keeps a keyed reference of the code, of the month's key like the card's, and so does a scan without a
-- network. Whichever of the two arrives last finds the other.

alter table scan_record add column nonce_ref text;
comment on column scan_record.nonce_ref is
  'card and nonce under the key of the month, where somebody was let in on a live code';
create index scan_record_by_nonce on scan_record (nonce_ref) where nonce_ref is not null;

alter table offline_scan add column nonce_refs text[] not null default '{}';
comment on column offline_scan.nonce_refs is 'the same, of each month in which the code may have been used';
create index offline_scan_by_nonce on offline_scan using gin (nonce_refs);

-- A code lives for minutes: an hour on either side is more than any clock may be off. Runs as its owner,
-- so that whoever files scans learns of one whose code it has, and of no other.
create function scan_uses(refs text[], around timestamptz, out id text, out venue text, out point text,
                          out at timestamptz) returns setof record
language sql stable security definer set search_path from current as $$
  select r.verification_id, r.venue, r.checkpoint, r.scanned_at from scan_record r
   where r.nonce_ref = any(refs)
     and r.scanned_at between around - interval '1 hour' and around + interval '1 hour'
$$;
comment on function scan_uses is 'The online scans that let somebody in on a code';

-- Scans without a network become counts like all others.

create table offline_count (
  month    date   not null,
  venue    text   not null,
  result   text   not null,
  decision text   not null,
  scans    bigint not null check (scans > 0),
  primary key (month, venue, result, decision)
);
comment on table offline_count is
  'Scans without a network by month once they are gone; - where a cell of fewer than 10 was merged';

-- Turns some of the oldest into counts; merges what is too few to be told in months that are complete.
create function offline_fold(before timestamptz, most integer) returns bigint
language plpgsql set search_path from current as $$
declare
  folded bigint;
  past date := date_trunc('month', before at time zone 'Asia/Shanghai')::date;
begin
  with gone as (
    delete from offline_scan where verification_id in (
      select o.verification_id from offline_scan o where o.scanned_at < before order by o.scanned_at limit most)
      returning scanned_at, venue, result, decision),
  counted as (
    insert into offline_count as c (month, venue, result, decision, scans)
      select date_trunc('month', scanned_at at time zone 'Asia/Shanghai')::date, venue, result, decision, count(*)
        from gone group by 1, 2, 3, 4
      on conflict (month, venue, result, decision) do update set scans = c.scans + excluded.scans)
  select count(*) into folded from gone;
  if folded > 0 then
    return folded;
  end if;
  with few as (
    delete from offline_count where month < past and scans < 10 and venue <> '-' returning *)
  insert into offline_count as c (month, venue, result, decision, scans)
    select month, '-', '-', '-', sum(scans) from few group by month
    on conflict (month, venue, result, decision) do update set scans = c.scans + excluded.scans;
  return 0;
end $$;
comment on function offline_fold is 'Turns up to so many old scans without a network into counts; how many';
