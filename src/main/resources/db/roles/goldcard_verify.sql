-- The database role of nodes that only verify (ROLE=verify): it reads the feed and what is published,
-- records scans, and reaches no talent, card, pass, audit row or retry key. Run this as the owner of the
-- database after every new version; done again it changes nothing. The role's password is set apart:
--   psql … -c "\password goldcard_verify"

do $$ begin
  if not exists (select from pg_roles where rolname = 'goldcard_verify') then
    create role goldcard_verify login nosuperuser nocreatedb nocreaterole noinherit connection limit 500;
  end if;
end $$;

revoke all on all tables in schema public from goldcard_verify;
revoke all on all sequences in schema public from goldcard_verify;
revoke create on schema public from public;
revoke execute on all functions in schema public from public;

grant usage on schema public to goldcard_verify;
grant select on schema_version to goldcard_verify;
grant select on status_head, status_change, status_entry, feed_subject to goldcard_verify;
grant select on published_text to goldcard_verify;

-- Scans: it adds records and sees of them no more than whether one is there already.
grant select on scan_month to goldcard_verify;
grant insert on scan_record, scan_conflict to goldcard_verify;
grant select (verification_id, scanned_at) on scan_record to goldcard_verify;
grant execute on function scan_prepare(date) to goldcard_verify;

-- What scanners judged without a network: filed here, marked where a code was used twice.
grant select, insert on offline_scan to goldcard_verify;
grant update (other_venue, other_point, other_at) on offline_scan to goldcard_verify;
grant execute on function scan_uses(text[], timestamptz) to goldcard_verify;

-- Devices: how each was last.
grant select, insert, update on device_seen, device_heard to goldcard_verify;

-- What each device let in and refused, by the hour: counted as scans are recorded, told to the device's
-- own client.
grant select on scan_hour to goldcard_verify;

-- Introspection is answered here too: whom a client asked about is noted, and never read here.
grant execute on function note_interests(text[], text[]) to goldcard_verify;
