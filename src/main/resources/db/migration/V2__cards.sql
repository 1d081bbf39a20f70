-- Talents, their documents and recognitions, cards, passes, and the record of who did what. What is
-- "sealed" is AES-GCM under a key the database never sees; a "key" beside it is the HMAC it is found by.

create table talent (
  id            bigint generated always as identity primary key,
  name          text        not null,
  nationality   text        not null,
  phone         bytea,
  phone_key     bytea,
  email         bytea,
  email_key     bytea,
  unit          text,
  unit_level    text        not null,
  district      text        not null,
  introduced    boolean     not null,
  introduced_on date,
  full_time     boolean     not null,
  withdrawn_at  timestamptz,
  recorded_at   timestamptz not null,
  changed_at    timestamptz not null,
  check ((phone is null) = (phone_key is null)),
  check ((email is null) = (email_key is null))
);
comment on column talent.phone is 'sealed';
comment on column talent.email is 'sealed';
comment on column talent.withdrawn_at is 'when a card was withdrawn (article 24(3)); null again after reinstatement';
create index talent_by_phone on talent (phone_key) where phone_key is not null;
create index talent_by_email on talent (email_key) where email_key is not null;

create table talent_document (
  talent_id  bigint   not null references talent,
  position   smallint not null,
  type       text     not null,
  number     bytea    not null,
  number_key bytea    not null check (octet_length(number_key) = 32),
  tail       text     not null,
  primary key (talent_id, position),
  unique (talent_id, number_key, type)
);
comment on column talent_document.number is 'sealed';
comment on column talent_document.position is 'the order in which the list names them';
create index document_by_number on talent_document (number_key);

create table recognition (
  id             bigint generated always as identity primary key,
  talent_id      bigint      not null references talent,
  class          smallint    not null check (class between 1 and 4),
  recognised_on  date        not null,
  effective_from date,
  ends_on        date,
  correction     text,
  recorded_at    timestamptz not null,
  replaced_at    timestamptz
);
comment on table recognition is 'All recognitions of a talent ever recorded; those not replaced are the standing';
comment on column recognition.class is 'rank: 4 is A, 1 is D';
comment on column recognition.effective_from is 'the first day of a lower class that waits for the old term''s end; null when in force at once';
comment on column recognition.correction is 'the evidence of the clerical correction that brought it';
create unique index recognition_current on recognition (talent_id)
  where replaced_at is null and effective_from is null;
create unique index recognition_pending on recognition (talent_id)
  where replaced_at is null and effective_from is not null;
create index recognition_of_talent on recognition (talent_id, id);

create table card (
  number           text        primary key check (number ~ '^9[0-9]{15}$'),
  talent_id        bigint      not null references talent,
  class            smallint    not null check (class between 1 and 4),
  first_day        date        not null,
  last_day         date        not null check (last_day >= first_day),
  state            smallint    not null check (state in (0, 1, 2, 3, 5, 6)),
  version          integer     not null check (version >= 1),
  idx              integer     not null unique,
  pass_idx         integer     not null unique,
  codes_not_before timestamptz not null,
  suspended_until  timestamptz,
  issued_at        timestamptz not null,
  changed_at       timestamptz not null,
  check ((state = 2) = (suspended_until is not null)),
  check (idx <> pass_idx)
);
comment on column card.state is 'org.goldcard.card.CardState; EXPIRED is never recorded';
create unique index card_in_use on card (talent_id) where state not in (5, 6);
create index card_suspended on card (suspended_until) where state = 2;

create table pass (
  idx           integer     primary key,
  card_number   text        not null references card,
  version       integer     not null,
  class         smallint    not null check (class between 1 and 4),
  first_day     date        not null,
  last_day      date        not null,
  issued_at     timestamptz not null,
  superseded_at timestamptz,
  unique (card_number, version)
);
comment on table pass is
  'Each pass has its row here before it is signed; card number and idx make its jti, which is derived';
create unique index pass_current on pass (card_number) where superseded_at is null;

create table retry (
  actor_kind   text        not null,
  actor_name   text        not null,
  key          text        not null,
  request_hash text        not null,
  receipt      jsonb,
  at           timestamptz not null,
  primary key (actor_kind, actor_name, key)
);
comment on table retry is 'What was answered under a caller''s Idempotency-Key; written with the change itself';

create table audit_entry (
  id          bigint generated always as identity primary key,
  at          timestamptz not null,
  actor_kind  text        not null,
  actor_name  text        not null,
  action      text        not null,
  card_number text,
  talent_id   bigint,
  reason      text        not null,
  before      jsonb,
  after       jsonb
);
comment on table audit_entry is 'Who did what, committed with what was done; holds no personal data';
create index audit_of_card on audit_entry (card_number, id);
create index audit_of_talent on audit_entry (talent_id, id);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit record only grows';
end $$;
create trigger audit_only_grows before update or delete or truncate on audit_entry
  for each statement execute function refuse_change();

-- What an entry should be by its card or pass row, to compare with the feed: the layout of StatusWord.

create function card_word(state smallint, class smallint, last_day date, codes_not_before timestamptz)
returns bigint language sql stable as $$
  select 1 + (state::bigint << 2) + (class::bigint << 5) + ((last_day - date '2000-01-01')::bigint << 8)
         + (floor(extract(epoch from codes_not_before))::bigint << 24)
$$;

create function pass_word(superseded boolean, class smallint, last_day date, card_idx integer)
returns bigint language sql stable as $$
  select 3 + (case when superseded then 6::bigint else 1::bigint end << 2) + (class::bigint << 5)
         + ((last_day - date '2000-01-01')::bigint << 8) + (card_idx::bigint << 24)
$$;

create view status_expected as
  select c.idx, 1::smallint as kind, card_word(c.state, c.class, c.last_day, c.codes_not_before) as word
    from card c
  union all
  select p.idx, 2::smallint, pass_word(p.superseded_at is not null, p.class, p.last_day, c.idx)
    from pass p join card c on c.number = p.card_number;
comment on view status_expected is 'What status_entry must hold; both are written in the same transactions';
