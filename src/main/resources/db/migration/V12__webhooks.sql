-- Partners that are told of changes of cards as they happen. What is to be told stands in the status log
-- already: a webhook keeps its place there, and rows only for what was taken from the log and is not
-- acknowledged yet.

create table webhook (
  id              bigint generated always as identity primary key,
  client_id       text        not null check (client_id <> ''),
  url             text        not null check (url <> ''),
  covers          text        not null check (covers in ('all', 'known')),
  state           text        not null check (state in ('active', 'paused', 'failed')),
  epoch           bigint      not null,
  seq             bigint      not null,
  registered_at   timestamptz not null,
  lease_holder    text,
  lease_until     timestamptz not null default '-infinity',
  lease_term      bigint      not null default 0,
  fails           integer     not null default 0,
  failing_since   timestamptz,
  next_try_at     timestamptz not null default now(),
  last_success_at timestamptz,
  problem         text,
  unique (client_id, url)
);
comment on column webhook.covers is 'all: every card; known: cards the client issued or introspected';
comment on column webhook.state is 'failed: nothing was taken for 72 hours; nothing is tried until it is resumed';
comment on column webhook.seq is 'with epoch: everything up to here is acknowledged or in webhook_event';
comment on column webhook.lease_term is 'rises with every lease: what a former holder learnt counts no more';

create table webhook_event (
  webhook_id     bigint      not null references webhook on delete cascade,
  epoch          bigint      not null,
  seq            bigint      not null,
  idx            integer     not null,
  word_before    bigint,
  word_after     bigint      not null,
  at             timestamptz not null,
  attempts       integer     not null default 0,
  first_tried_at timestamptz,
  next_try_at    timestamptz not null default now(),
  problem        text,
  failed_at      timestamptz,
  primary key (webhook_id, epoch, seq)
);
comment on table webhook_event is 'Taken from the log for a webhook and not acknowledged by its receiver yet';
comment on column webhook_event.failed_at is 'when it was given up after 72 hours; kept until it is replayed';
create index webhook_event_of_card on webhook_event (webhook_id, idx, epoch, seq) where failed_at is null;

-- Which cards concern a client: those it has introspected. A card is named by the reference that client
-- knows it by, a keyed hash, so that this table alone tells nobody whose card it was.

create table card_interest (
  client_id text not null,
  holder    text not null,
  seen_on   date not null,
  primary key (client_id, holder)
);
comment on table card_interest is 'Holders that clients have asked about, for 190 days';
create index card_interest_by_day on card_interest (seen_on);

create function note_interests(clients text[], holders text[]) returns void
language sql security definer set search_path from current as $$
  insert into card_interest as i (client_id, holder, seen_on)
    select distinct n.client, n.holder, current_date from unnest(clients, holders) as n (client, holder)
    on conflict (client_id, holder) do update set seen_on = excluded.seen_on
      where i.seen_on < excluded.seen_on
$$;
comment on function note_interests is 'Runs as its owner, so that whoever introspects may also call it';
