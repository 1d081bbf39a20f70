-- How a talent comes to the card by itself: claims under way with their one-time codes, accounts with
-- passcodes, what was consented to, and the browsers that stay signed in. What opens anything is kept as
-- a hash or a keyed hash; who is looked for is sealed under a key the database never sees.

create table code_count (
  kind  text          not null,
  key   text          not null,
  times timestamptz[] not null default '{}',
  seen  timestamptz   not null,
  primary key (kind, key)
);
comment on table code_count is 'When something limited was last done, by keyed hash of whom it is limited for';
create index code_count_seen on code_count (seen);

create function count_code(a_kind text, a_key text, a_now timestamptz, span interval, most integer, gap interval)
returns interval language plpgsql as $$
declare
  recent timestamptz[];
  n      integer;
begin
  insert into code_count as c (kind, key, seen) values (a_kind, a_key, a_now)
    on conflict (kind, key) do update set seen = greatest(c.seen, excluded.seen);
  select array(select t from unnest(c.times) t where t > a_now - span order by t) into strict recent
    from code_count c where c.kind = a_kind and c.key = a_key;
  n := cardinality(recent);
  if n > 0 and recent[n] > a_now - gap then
    return recent[n] + gap - a_now;
  end if;
  if n >= most then
    return recent[n - most + 1] + span - a_now;
  end if;
  update code_count c set times = recent || a_now where c.kind = a_kind and c.key = a_key;
  return interval '0';
end $$;
comment on function count_code is
  'Counts once more and answers zero, or answers how long to wait: at most so often in any such span. Its
   row is locked to the commit, so those who come at once are counted one by one';

create table code_day (
  day date    primary key,
  n   integer not null
);
comment on table code_day is 'How many codes were sent on a day, to everyone together';

create table holder_claim (
  handle     text        primary key,
  sought     bytea       not null,
  channel    text        not null,
  way        text        not null,
  language   text        not null,
  notice     text        not null,
  opened_at  timestamptz not null,
  ends_at    timestamptz not null,
  send_due   timestamptz,
  lease_end  timestamptz not null default '-infinity',
  talent_id  bigint references talent,
  code       text,
  code_end   timestamptz not null,
  tries_left integer     not null check (tries_left >= 0),
  proven_at  timestamptz
);
comment on table holder_claim is 'Claims under way, of known and unknown people alike; half an hour each';
comment on column holder_claim.handle is 'SHA-256 of what the browser holds';
comment on column holder_claim.sought is 'sealed: who is looked for, as typed';
comment on column holder_claim.notice is 'the version of the notice that was agreed to';
comment on column holder_claim.send_due is 'from when a code is to be sent; null when none is waiting';
comment on column holder_claim.code is 'keyed hash of the one current code; null until one was made';
create index holder_claim_due on holder_claim (send_due) where send_due is not null;
create index holder_claim_of_talent on holder_claim (talent_id) where talent_id is not null;
create index holder_claim_ends on holder_claim (ends_at);

create table holder_account (
  talent_id  bigint      primary key references talent,
  passcode   text        not null,
  channel    text        not null,
  language   text        not null,
  claimed_at timestamptz not null,
  changed_at timestamptz not null
);
comment on column holder_account.passcode is 'Argon2id with its parameters and salt (RFC 9106)';
comment on column holder_account.channel is 'where the card was first claimed (article 24(1))';

create table holder_consent (
  id        bigint generated always as identity primary key,
  talent_id bigint      not null references talent,
  notice    text        not null,
  channel   text        not null,
  agreed_at timestamptz not null
);
comment on table holder_consent is 'Which version of the notice a talent agreed to, and when';
create index consent_of_talent on holder_consent (talent_id, id);

create table holder_session (
  talent_id   bigint      primary key references holder_account,
  token       text        not null unique,
  next_token  text        unique,
  next_at     timestamptz not null default '-infinity',
  former      text        unique,
  former_end  timestamptz not null default '-infinity',
  channel     text        not null,
  enrolled_at timestamptz not null,
  rotated_at  timestamptz not null,
  ends_at     timestamptz not null
);
comment on table holder_session is 'The one browser or phone of each holder that presents the card';
comment on column holder_session.token is 'SHA-256 of what the browser holds';
comment on column holder_session.next_token is 'given out to follow; takes over when it is first shown';
comment on column holder_session.former is 'what was replaced: shown again after its end, somebody else has it';
