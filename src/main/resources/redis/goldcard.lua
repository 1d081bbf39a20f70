#!lua name=goldcard
-- version: 3
-- Loaded wherever an older version, or another text of this one, is found. Functions only change
-- between versions in ways that nodes of the version before can bear.
--
-- head (hash): term    the highest leadership term seen
--              epoch, seq, chain    the position held; absent while nothing whole is held
--              seal    by which nodes know that one of them wrote that position
--              building    the token of the rebuild under way
--              gen     the token of the rebuild that the present contents began with
--              visits  the gen of which today's visits from before it were brought back

local function position(h)
  if not h[2] or h[5] then
    return false
  end
  return {h[2], h[3], h[4], h[6] or ''}
end

local function read_head(head)
  return redis.call('HMGET', head, 'term', 'epoch', 'seq', 'chain', 'building', 'seal')
end

-- KEYS head. Answers {epoch, seq, chain, seal}, or nil when nothing whole is held.
local function gc_held(keys, args)
  return position(read_head(keys[1]))
end

-- KEYS head, stream, shards, then per change: shard, display record.
-- ARGV term, epoch, seq and chain of the position they follow, stream length, seal of the position
--      they lead to, then per change:
--      byte offset in the shard, entry (8 bytes, big-endian), seq, chain, record for the stream.
-- Answers the position held afterwards: the old one when the changes were not taken.
local function gc_apply(keys, args)
  local h = read_head(keys[1])
  local held = position(h)
  if not held then
    return false
  end
  local term = tonumber(args[1])
  if term < tonumber(h[1]) or held[1] ~= args[2] or held[2] ~= args[3] or held[3] ~= args[4] then
    return held
  end
  local seq = tonumber(held[2])
  for a = 7, #args, 5 do
    seq = seq + 1
    if tonumber(args[a + 2]) ~= seq then
      return redis.error_reply('ERR changes are not dense')
    end
  end
  local k = 4
  for a = 7, #args, 5 do
    redis.call('SETRANGE', keys[k], args[a], args[a + 1])
    redis.call('SADD', keys[3], keys[k])
    redis.call('DEL', keys[k + 1])
    redis.call('XADD', keys[2], 'MAXLEN', '~', args[5], '*', 'c', args[a + 4])
    k = k + 2
  end
  local last = #args
  redis.call('HSET', keys[1], 'term', args[1], 'seq', args[last - 2], 'chain', args[last - 1],
    'seal', args[6])
  return {held[1], args[last - 2], args[last - 1], args[6]}
end

-- KEYS head, stream. ARGV term, epoch and seq of the log's head, stream length, this server's clock
-- before that head was read (microseconds), how long that may be ago, record for the stream.
-- Answers 1; 0 when a higher term has been seen, that head is not held yet, or it took too long.
local function gc_beat(keys, args)
  local h = read_head(keys[1])
  local held = position(h)
  if not held or tonumber(args[1]) < tonumber(h[1]) or held[1] ~= args[2]
      or tonumber(held[2]) < tonumber(args[3]) then
    return 0
  end
  local time = redis.call('TIME')
  local took = tonumber(time[1]) * 1000000 + tonumber(time[2]) - tonumber(args[5])
  if took < 0 or took > tonumber(args[6]) then
    return 0
  end
  redis.call('HSET', keys[1], 'term', args[1])
  redis.call('XADD', keys[2], 'MAXLEN', '~', args[4], '*', 'c', args[7])
  return 1
end

-- KEYS head, stream, shards. ARGV term, epoch, token. Begins a rebuild: forgets entries and
-- stream. Answers 1, or 0 when a higher term has been seen and the epoch is not newer.
local function gc_reset(keys, args)
  local h = read_head(keys[1])
  local epoch = redis.call('HGET', keys[1], 'fence')
  if h[1] and tonumber(args[1]) < tonumber(h[1])
      and not (epoch and tonumber(args[2]) > tonumber(epoch)) then
    return 0
  end
  for _, shard in ipairs(redis.call('SMEMBERS', keys[3])) do
    redis.call('UNLINK', shard)
  end
  redis.call('UNLINK', keys[2], keys[3])
  redis.call('HDEL', keys[1], 'epoch', 'seq', 'chain', 'seal', 'gen')
  redis.call('HSET', keys[1], 'term', args[1], 'fence', args[2], 'building', args[3])
  return 1
end

-- KEYS head, shards, shard. ARGV token, byte offset, entries. Answers 0 when another rebuild began.
local function gc_fill(keys, args)
  if redis.call('HGET', keys[1], 'building') ~= args[1] then
    return 0
  end
  redis.call('SETRANGE', keys[3], args[2], args[3])
  redis.call('SADD', keys[2], keys[3])
  return 1
end

-- KEYS head. ARGV token, epoch, seq, chain, seal. Ends a rebuild: the position counts from now on.
local function gc_seal(keys, args)
  if redis.call('HGET', keys[1], 'building') ~= args[1] then
    return 0
  end
  redis.call('HSET', keys[1], 'epoch', args[2], 'seq', args[3], 'chain', args[4],
    'seal', args[5], 'gen', args[1])
  redis.call('HDEL', keys[1], 'building')
  return 1
end

-- Visits of a day: count, at (first, ms), cp (first checkpoint).
local function visit(key, args, counts)
  if counts then
    if redis.call('HSETNX', key, 'at', args[6]) == 1 then
      redis.call('HSET', key, 'cp', args[7])
      redis.call('PEXPIRE', key, args[8])
    end
    redis.call('HINCRBY', key, 'count', 1)
  end
  local v = redis.call('HMGET', key, 'count', 'at', 'cp')
  return v[1] and v or {'0', '', ''}
end

-- The display record: what it says, or the lease under which the reader may write it.
local function display(key, head, lease)
  local gen = redis.call('HGET', head, 'gen')
  if not gen then
    return '', ''
  end
  local shown = redis.call('GET', key)
  if shown and string.sub(shown, 1, 1) == '=' then
    local said = '=' .. gen .. '='
    if string.sub(shown, 1, #said) == said then
      return string.sub(shown, #said + 1), ''
    end
    shown = false
  end
  if not shown then
    shown = '?' .. lease
    redis.call('SET', key, shown, 'PX', 5000)
  end
  return '', string.sub(shown, 2)
end

-- KEYS nonce, request, visits, display record, head.
-- ARGV 1 fingerprint, 2 verificationId, 3 scanner, 4 nonce life (ms, 0: no nonce), 5 request life
--      (ms), 6 now (ms), 7 checkpoint, 8 visits' life (ms, 0: not counted), 9 admits (1 or 0).
-- Answers {conflict, use, visit count or 0, first at, first checkpoint, display, lease} and, of a
-- nonce used elsewhere, by whom first: {verificationId, at (ms), scanner};
-- use is 0 fresh, 1 same request, 2 same scanner, 3 elsewhere.
-- Request: ordinal of its visit (0: none), a blank, fingerprint. Nonce: ordinal, a blank,
-- verificationId, a blank, when (ms), a blank, scanner.
local function gc_scan(keys, args)
  local asked = redis.call('GET', keys[2])
  local ordinal, print
  if asked then
    ordinal, print = string.match(asked, '^(%d+) (.*)$')
    if print ~= args[1] then
      return {'1', '0', '0', '', '', '', ''}
    end
  end
  if args[9] ~= '1' then
    if not asked then
      redis.call('SET', keys[2], '0 ' .. args[1], 'PX', args[5])
    end
    return {'0', '0', '0', '', '', '', ''}
  end
  local use = '0'
  local first = {'', '', ''}
  local nonced = args[4] ~= '0'
  if nonced then
    local burnt = redis.call('GET', keys[1])
    if burnt then
      local o, id, at, scanner = string.match(burnt, '^(%d+) (%S+) (%d+) (.*)$')
      ordinal = o
      use = id == args[2] and '1' or scanner == args[3] and '2' or '3'
      if use == '3' then
        first = {id, at, scanner}
      end
    end
  elseif asked and ordinal ~= '0' then
    use = '1'
  end
  local v = {'0', '', ''}
  if args[8] ~= '0' and use ~= '3' then
    v = visit(keys[3], args, use == '0')
    if use ~= '0' then
      v[1] = ordinal
    end
  end
  if use == '0' then
    ordinal = v[1] == '0' and '1' or v[1]
    if nonced then
      local who = ordinal .. ' ' .. args[2] .. ' ' .. args[6] .. ' ' .. args[3]
      redis.call('SET', keys[1], who, 'PX', args[4])
    end
    redis.call('SET', keys[2], ordinal .. ' ' .. args[1], 'PX', args[5])
  elseif not asked then
    redis.call('SET', keys[2], '0 ' .. args[1], 'PX', args[5])
  end
  local shown, lease = '', ''
  if use ~= '3' then
    shown, lease = display(keys[4], keys[5], args[2])
  end
  return {'0', use, v[1], v[2], v[3], shown, lease, first[1], first[2], first[3]}
end

-- KEYS display record, head. ARGV lease, record, life (ms). Writes a record read under a lease,
-- unless a change of the card passed meanwhile. Answers 1 or 0.
local function gc_show(keys, args)
  local gen = redis.call('HGET', keys[2], 'gen')
  if not gen or redis.call('GET', keys[1]) ~= '?' .. args[1] then
    return 0
  end
  redis.call('SET', keys[1], '=' .. gen .. '=' .. args[2], 'PX', args[3])
  return 1
end

-- KEYS head. Answers the gen whose visits were not brought back yet, or nil.
local function gc_visits_due(keys, args)
  local h = redis.call('HMGET', keys[1], 'gen', 'visits')
  return h[1] and h[1] ~= h[2] and h[1]
end

-- KEYS visits of cards. ARGV life (ms), then of each key: count, first at (ms), first checkpoint.
-- A count only rises, a first visit is only moved back.
local function gc_visits_raise(keys, args)
  for i, key in ipairs(keys) do
    local a = 3 * i - 1
    local v = redis.call('HMGET', key, 'count', 'at')
    if not v[1] or tonumber(v[1]) < tonumber(args[a]) then
      redis.call('HSET', key, 'count', args[a])
    end
    if not v[2] or tonumber(args[a + 1]) < tonumber(v[2]) then
      redis.call('HSET', key, 'at', args[a + 1], 'cp', args[a + 2])
    end
    redis.call('PEXPIRE', key, args[1])
  end
  return 1
end

-- KEYS head. ARGV gen. Says that its visits are back; answers 1, or 0 where another began.
local function gc_visits_done(keys, args)
  if redis.call('HGET', keys[1], 'gen') ~= args[1] then
    return 0
  end
  redis.call('HSET', keys[1], 'visits', args[1])
  return 1
end

-- KEYS counter. ARGV the most it may reach, its life in milliseconds from the first one on.
-- Answers 1 and counts, or 0 when it has been reached.
local function gc_take(keys, args)
  local count = tonumber(redis.call('GET', keys[1]) or '0')
  if count >= tonumber(args[1]) then
    return 0
  end
  redis.call('SET', keys[1], count + 1, 'PX', args[2])
  return 1
end

-- KEYS counter. ARGV how much to add, its life in milliseconds from now on. Answers what it comes to.
local function gc_count(keys, args)
  local count = tonumber(redis.call('GET', keys[1]) or '0') + tonumber(args[1])
  redis.call('SET', keys[1], count, 'PX', args[2])
  return count
end

-- KEYS name. ARGV life (ms). Answers 1 for the first use of a name within its life, else 0.
local function gc_once(keys, args)
  return redis.call('SET', keys[1], '1', 'NX', 'PX', args[1]) and 1 or 0
end

redis.register_function{function_name = 'gc_held', callback = gc_held, flags = {'no-writes'}}
redis.register_function('gc_apply', gc_apply)
redis.register_function('gc_beat', gc_beat)
redis.register_function('gc_reset', gc_reset)
redis.register_function('gc_fill', gc_fill)
redis.register_function('gc_seal', gc_seal)
redis.register_function('gc_scan', gc_scan)
redis.register_function('gc_show', gc_show)
redis.register_function('gc_take', gc_take)
redis.register_function('gc_count', gc_count)
redis.register_function('gc_once', gc_once)
redis.register_function{function_name = 'gc_visits_due', callback = gc_visits_due, flags = {'no-writes'}}
redis.register_function('gc_visits_raise', gc_visits_raise)
redis.register_function('gc_visits_done', gc_visits_done)
