-- A restored copy, or a server that lost the newest changes, may go on only in a newer epoch, which an
-- operator begins. Numbers go on above every number known, so that a revision never stands for two
-- changes; the chain begins with the epoch, random bytes and where the record was left.

create function begin_status_epoch(known_epoch bigint, known_seq bigint, actor_kind text,
                                   actor_name text, reason text, at timestamptz,
                                   out epoch bigint, out seq bigint, out chain bytea)
language plpgsql as $$
declare
  h status_head;
begin
  select * into strict h from status_head for update;
  epoch := greatest(h.epoch, known_epoch) + 1;
  seq := greatest(h.seq, known_seq);
  chain := sha256(h.chain || int8send(epoch) || int8send(seq) || uuid_send(gen_random_uuid()));
  update status_head s set epoch = begin_status_epoch.epoch, seq = begin_status_epoch.seq,
                           chain = begin_status_epoch.chain;
  insert into audit_entry (at, actor_kind, actor_name, action, reason, before, after)
    values (begin_status_epoch.at, begin_status_epoch.actor_kind, begin_status_epoch.actor_name,
            'status.begin-epoch', begin_status_epoch.reason,
            jsonb_build_object('epoch', h.epoch, 'seq', h.seq),
            jsonb_build_object('epoch', begin_status_epoch.epoch, 'seq', begin_status_epoch.seq));
  perform pg_notify('status', epoch || '/' || seq);
end $$;
comment on function begin_status_epoch is
  'Confirms that the record may go on without changes known elsewhere: every node loads it anew';
