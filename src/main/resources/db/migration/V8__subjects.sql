-- Clients, devices, keys and rules through the feed. A subject has an index of the last list, which no
-- card or pass is ever given, and a word of its own kind there (org.goldcard.card.SubjectWord); what it
-- is stands here, written in the transaction that changes the word.

alter sequence status_index_counter maxvalue 267386879;
create sequence subject_index_counter as integer minvalue 267386880 maxvalue 268435455
  start 267386880 no cycle;

alter table status_change drop constraint status_change_kind_check;
alter table status_change add constraint status_change_kind_check
  check (kind between 1 and 6 and (kind >= 3) = (idx >= 267386880));
comment on column status_change.kind is '1 card, 2 pass, 3 client, 4 device, 5 key, 6 rules';
comment on column status_change.word is
  'the entry after the change, packed as in org.goldcard.card.StatusWord, of a subject as in SubjectWord';

create table feed_subject (
  idx         integer     primary key check (idx >= 267386880),
  kind        smallint    not null check (kind between 3 and 6),
  name        text        not null check (name <> ''),
  state       smallint    not null check (state between 1 and 3),
  version     integer     not null check (version >= 1),
  body        jsonb       not null,
  recorded_at timestamptz not null,
  changed_at  timestamptz not null,
  unique (kind, name)
);
comment on table feed_subject is 'What each subject of the feed is; its word in status_entry names the same version';
comment on column feed_subject.state is '1 active, 2 suspended, 3 withdrawn';
comment on column feed_subject.body is 'of a client with the SHA-256 in base64url of its secret, 256 random bits';

create function subject_word(state smallint, version integer) returns bigint language sql immutable as $$
  select 2 + (state::bigint << 2) + (version::bigint << 32)
$$;

create or replace view status_expected as
  select c.idx, 1::smallint as kind, card_word(c.state, c.class, c.last_day, c.codes_not_before) as word
    from card c
  union all
  select p.idx, 2::smallint, pass_word(p.superseded_at is not null, p.class, p.last_day, c.idx)
    from pass p join card c on c.number = p.card_number
  union all
  select s.idx, s.kind, subject_word(s.state, s.version) from feed_subject s;

-- The clients there are move into the feed; their table goes.

insert into feed_subject (idx, kind, name, state, version, body, recorded_at, changed_at)
  select nextval('subject_index_counter'), 3, c.id, 1, 1,
         jsonb_strip_nulls(jsonb_build_object(
           'name', c.name, 'scopes', to_jsonb(c.scopes), 'venue', c.venue_id,
           'checkpoint', c.checkpoint, 'attended', c.attended, 'secretHash', c.secret_hash,
           'expiresAt', to_char(c.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))),
         c.recorded_at, now()
    from client c order by c.id;
select record_changes(array_agg(s.kind), array_agg(s.idx), array_agg(subject_word(s.state, s.version)), now())
  from feed_subject s having count(*) > 0;
drop table client;

-- Texts that one node signs and others serve: status lists, bundles.

create table published_text (
  name text        primary key check (name <> ''),
  text text        not null,
  etag text        not null,
  at   timestamptz not null
);
comment on column published_text.at is 'when what it says was known to be complete; an older text never replaces a newer one';

-- What a node that may not migrate can still see.

create view schema_version as
  select max(version::integer) as version from flyway_schema_history where success and version is not null;
comment on view schema_version is 'The newest migration applied';
