-- What scanners judged without a network and sent later. The names of codes are keyed hashes; nothing
-- here says whose card it was.

create table offline_scan (
  verification_id text        primary key,
  print           text        not null,
  code_ref        text,
  venue           text        not null,
  checkpoint      text        not null,
  client          text        not null,
  scanned_at      timestamptz not null,
  synced_at       timestamptz not null,
  result          text        not null,
  decision        text        not null,
  checks          text[]      not null,
  other_venue     text,
  other_point     text,
  other_at        timestamptz
);
comment on column offline_scan.print is 'keyed hash of what was sent, to tell a repetition from another scan';
comment on column offline_scan.code_ref is 'keyed hash of card and nonce, where somebody was let in on a live code';
comment on column offline_scan.other_venue is 'where the same code was used besides, as known when this was sent';
create index offline_scan_by_code on offline_scan (code_ref) where code_ref is not null;
create index offline_scan_by_time on offline_scan (scanned_at);

create index status_change_of_entry on status_change (idx, at);
