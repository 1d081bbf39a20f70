-- The status feed: one dense, chained list of acknowledged changes in the order of their commits, and
-- the table it leads to. Whoever changes a card calls record_changes() as the last step of the same
-- transaction.

create table status_head (
  single boolean primary key default true check (single),
  epoch bigint  not null check (epoch >= 1),
  seq   bigint  not null check (seq >= 0),
  chain bytea   not null check (octet_length(chain) = 32)
);
comment on table status_head is 'Where the feed stands; its one row is locked by every change until commit';
insert into status_head (epoch, seq, chain) values (1, 0, decode(repeat('00', 32), 'hex'));

create table status_change (
  epoch bigint      not null,
  seq   bigint      not null,
  kind  smallint    not null check (kind between 1 and 2),
  idx   integer     not null check (idx between 0 and 268435455),
  word  bigint      not null,
  at    timestamptz not null,
  chain bytea       not null check (octet_length(chain) = 32),
  primary key (epoch, seq)
);
comment on column status_change.kind is '1 card, 2 pass';
comment on column status_change.word is 'the entry after the change, packed as in org.goldcard.card.StatusWord';
comment on column status_change.chain is 'SHA-256 over the hash before it, epoch, seq, kind, idx, word and at';

create table status_entry (
  idx  integer  primary key,
  kind smallint not null,
  word bigint   not null
);
comment on table status_entry is 'The newest word of every index in use, kept by record_changes()';

create function record_changes(kinds smallint[], idxs integer[], words bigint[], at timestamptz,
                               out epoch bigint, out seq bigint)
language plpgsql as $$
declare
  hash    bytea;
  hashes  bytea[] := '{}';
  first   bigint;
  written bigint;
  micros  bytea := int8send((extract(epoch from at) * 1000000)::bigint);
begin
  select h.epoch, h.seq, h.chain into strict epoch, first, hash from status_head h for update;
  seq := first;
  for i in 1 .. cardinality(idxs) loop
    seq := seq + 1;
    hash := sha256(hash || int8send(epoch) || int8send(seq) || int2send(kinds[i])
                    || int4send(idxs[i]) || int8send(words[i]) || micros);
    hashes := hashes || hash;
  end loop;
  insert into status_change (epoch, seq, kind, idx, word, at, chain)
    select record_changes.epoch, first + c.n, c.kind, c.idx, c.word, record_changes.at, c.chain
      from unnest(kinds, idxs, words, hashes) with ordinality as c (kind, idx, word, chain, n);
  insert into status_entry as e (idx, kind, word)
    select c.idx, c.kind, c.word from unnest(kinds, idxs, words) as c (kind, idx, word)
    on conflict (idx) do update set word = excluded.word where e.kind = excluded.kind;
  get diagnostics written = row_count;
  if written <> cardinality(idxs) then
    raise exception 'an index changed its kind';
  end if;
  update status_head h set seq = record_changes.seq, chain = hash;
  perform pg_notify('status', epoch || '/' || seq);
end $$;
comment on function record_changes is
  'Numbers, chains and records changes, each index once; holds the feed until commit, so call it last';

-- Indexes are drawn without replacement: a counter goes through a permutation of each list of 2^20
-- entries, keyed by 32 random bytes, so that an index tells neither order nor number of cards and is
-- never given twice.

create sequence status_index_counter as integer minvalue 0 maxvalue 268435455 start 0 no cycle;

create table status_list (
  list integer primary key check (list between 0 and 255),
  key  bytea   not null check (octet_length(key) = 32)
);
comment on table status_list is 'The keys that scatter indexes; secret, as they tell the order of issue';
insert into status_list (list, key)
  select l, sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))
    from generate_series(0, 255) l;

create function scattered(key bytea, n integer) returns integer
language plpgsql immutable strict as $$
declare
  l integer := n >> 10;
  r integer := n & 1023;
  t integer;
  h bytea;
begin
  for round in 1 .. 6 loop
    h := sha256(key || int4send(round) || int4send(r));
    t := l # (((get_byte(h, 0) << 8) | get_byte(h, 1)) & 1023);
    l := r;
    r := t;
  end loop;
  return (l << 10) | r;
end $$;
comment on function scattered is 'A keyed permutation of 0 to 2^20 - 1: a Feistel network of six rounds';

create function next_status_index() returns integer
language plpgsql volatile as $$
declare
  n integer := nextval('status_index_counter');
begin
  return (n & ~1048575) | scattered((select s.key from status_list s where s.list = n >> 20), n & 1048575);
end $$;
comment on function next_status_index is 'A status index nobody was ever given';
