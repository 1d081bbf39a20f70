package org.goldcard.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.goldcard.card.StatusWord;
import org.goldcard.redis.link.Functions;
import org.goldcard.redis.link.RedisLink;
import org.goldcard.status.CardTable;
import org.goldcard.status.Position;
import org.goldcard.status.StatusCarrier;
import org.goldcard.status.StatusChange;
import org.goldcard.status.StatusListener;
import org.goldcard.status.StatusLog;
import org.jspecify.annotations.Nullable;

/**
 * The feed in Redis: entries in shards of 65,536 (8 bytes each, big-endian), the position in one
 * hash, the newest changes in a stream. Every change of it is one call of a Redis function.
 */
public final class RedisStatusCarrier implements StatusCarrier {
  /** About how many of the newest changes the stream keeps. */
  static final int STREAM_LENGTH = 100_000;

  private static final long TIMEOUT = 1000;
  private static final long SLOW_TIMEOUT = 10_000;
  private static final int WORD = Long.BYTES;
  private static final int CHUNK = 8192;
  private static final int IN_FLIGHT = 16;

  private final Vertx vertx;
  private final Functions functions;
  private final FeedSeal seal;
  private final List<Runnable> endings = new CopyOnWriteArrayList<>();

  RedisStatusCarrier(Vertx vertx, Functions functions, FeedSeal seal) {
    this.vertx = vertx;
    this.functions = functions;
    this.seal = seal;
  }

  @Override
  public Future<Optional<Position>> held() {
    return functions.call("gc_held", List.of(Keys.HEAD), TIMEOUT).map(this::position);
  }

  @Override
  public Future<Optional<Position>> apply(long term, Position from, List<StatusChange> changes) {
    List<String> keys = new ArrayList<>(List.of(Keys.HEAD, Keys.STREAM, Keys.SHARDS));
    List<Object> args = new ArrayList<>(List.of(term, from.epoch(), from.seq(), from.chain()));
    args.add(STREAM_LENGTH);
    args.add(seal.of(changes.get(changes.size() - 1).position()));
    for (StatusChange change : changes) {
      StatusWord word = change.word();
      boolean pass = change.kind() == StatusChange.Kind.PASS;
      keys.add(Keys.shard(change.index() / Keys.SHARD));
      keys.add(Keys.display(pass ? word.cardIndex() : change.index()));
      args.add(change.index() % Keys.SHARD * WORD);
      args.add(ByteBuffer.allocate(WORD).putLong(word.bits()).array());
      args.add(change.position().seq());
      args.add(change.position().chain());
      args.add(seal.close(StreamRecord.write(change)));
    }
    return functions.call("gc_apply", keys, TIMEOUT, args.toArray()).map(this::position);
  }

  @Override
  public Future<Void> rebuild(long term, CardTable whole) {
    Position position = whole.position().orElseThrow();
    String token = UUID.randomUUID().toString();
    List<String> keys = List.of(Keys.HEAD, Keys.STREAM, Keys.SHARDS);
    return functions
        .call("gc_reset", keys, SLOW_TIMEOUT, term, position.epoch(), token)
        .compose(begun -> taken(begun, "a later leader has written to redis"))
        .compose(begun -> fill(whole, token, 0))
        .compose(full -> seal(position, token));
  }

  @Override
  public Future<Void> forget() {
    return functions.send(Request.cmd(Command.UNLINK).arg(Keys.HEAD), TIMEOUT).mapEmpty();
  }

  @Override
  public Future<Void> entries(StatusLog.EntryConsumer consumer) {
    return functions
        .send(Request.cmd(Command.SMEMBERS).arg(Keys.SHARDS), TIMEOUT)
        .map(RedisStatusCarrier::shards)
        .compose(shards -> readShards(shards, 0, consumer));
  }

  @Override
  public Future<Boolean> beat(long term, Supplier<Future<Position>> proof) {
    String run = functions.link().runId().orElse("");
    return functions
        .send(Request.cmd(Command.TIME), TIMEOUT)
        .map(time -> ServerClock.micros(time.get(0).toLong(), time.get(1).toLong()))
        .compose(micros -> proof.get().map(at -> new StreamRecord.Beat(at, run, micros)))
        .compose(beat -> beat(term, beat));
  }

  private Future<Boolean> beat(long term, StreamRecord.Beat beat) {
    Position at = beat.position();
    return functions
        .call(
            "gc_beat",
            List.of(Keys.HEAD, Keys.STREAM),
            TIMEOUT,
            term,
            at.epoch(),
            at.seq(),
            STREAM_LENGTH,
            beat.micros(),
            PROMPT.toMillis() * 1000,
            seal.close(StreamRecord.write(beat)))
        .map(told -> told != null && told.toInteger() == 1);
  }

  @Override
  public Future<Void> follow(StatusListener listener) {
    RedisLink own = functions.link().sibling("status stream");
    StatusStream stream = new StatusStream(vertx, own, seal, listener);
    endings.add(stream::stop);
    endings.add(() -> own.close().onFailure(e -> {}));
    return stream.start();
  }

  /** Ends all following. */
  void close() {
    endings.forEach(Runnable::run);
  }

  private Future<Void> seal(Position position, String token) {
    return functions
        .call(
            "gc_seal",
            List.of(Keys.HEAD),
            TIMEOUT,
            token,
            position.epoch(),
            position.seq(),
            position.chain(),
            seal.of(position))
        .compose(done -> taken(done, "another rebuild of redis began"));
  }

  /** Sends some chunks at once and waits for them before the next ones. */
  private Future<Void> fill(CardTable whole, String token, int first) {
    List<Future<Void>> sent = new ArrayList<>();
    int index = chunkInUse(whole, first);
    while (index < CardTable.CAPACITY && sent.size() < IN_FLIGHT) {
      byte[] chunk = chunk(whole, index);
      if (chunk.length > 0) {
        sent.add(fillOne(token, index, chunk));
      }
      index = chunkInUse(whole, index + CHUNK);
    }
    int next = index;
    return Future.all(sent)
        .compose(
            all -> next < CardTable.CAPACITY ? fill(whole, token, next) : Future.succeededFuture());
  }

  /** The beginning of the first chunk from an index on in which anything may be in use. */
  private static int chunkInUse(CardTable whole, int from) {
    return whole.nextInUse(from) / CHUNK * CHUNK;
  }

  private Future<Void> fillOne(String token, int index, byte[] chunk) {
    List<String> keys = List.of(Keys.HEAD, Keys.SHARDS, Keys.shard(index / Keys.SHARD));
    return functions
        .call("gc_fill", keys, SLOW_TIMEOUT, token, index % Keys.SHARD * WORD, chunk)
        .compose(filled -> taken(filled, "another rebuild of redis began"));
  }

  /** The entries of a chunk without the absent ones at its end; empty when all are absent. */
  private static byte[] chunk(CardTable whole, int first) {
    ByteBuffer bytes = ByteBuffer.allocate(CHUNK * WORD);
    int used = 0;
    for (int i = 0; i < CHUNK; i++) {
      long bits = whole.bits(first + i);
      bytes.putLong(bits);
      used = bits == 0 ? used : bytes.position();
    }
    return Arrays.copyOf(bytes.array(), used);
  }

  private Future<Void> readShards(
      List<Integer> shards, int next, StatusLog.EntryConsumer consumer) {
    if (next == shards.size()) {
      return Future.succeededFuture();
    }
    int shard = shards.get(next);
    return functions
        .send(Request.cmd(Command.GET).arg(Keys.shard(shard)), SLOW_TIMEOUT)
        .map(bytes -> readShard(shard, bytes, consumer))
        .compose(read -> readShards(shards, next + 1, consumer));
  }

  private static int readShard(
      int shard, @Nullable Response bytes, StatusLog.EntryConsumer consumer) {
    ByteBuffer entries = ByteBuffer.wrap(bytes == null ? new byte[0] : bytes.toBytes());
    for (int i = 0; entries.remaining() >= WORD; i++) {
      long bits = entries.getLong();
      if (bits != 0) {
        consumer.accept(shard * Keys.SHARD + i, new StatusWord(bits));
      }
    }
    return shard;
  }

  private static List<Integer> shards(@Nullable Response names) {
    List<Integer> numbers = new ArrayList<>();
    if (names != null) {
      names.forEach(name -> numbers.add(Keys.shardNumber(name.toString())));
    }
    return numbers;
  }

  private static Future<Void> taken(@Nullable Response answer, String otherwise) {
    return answer != null && answer.toInteger() == 1
        ? Future.succeededFuture()
        : Future.failedFuture(otherwise);
  }

  private Optional<Position> position(@Nullable Response answer) {
    if (answer == null || answer.size() < 4) {
      return Optional.empty();
    }
    try {
      Position held =
          new Position(answer.get(0).toLong(), answer.get(1).toLong(), answer.get(2).toString());
      return Optional.of(held).filter(at -> seal.isOf(at, answer.get(3).toString()));
    } catch (IllegalArgumentException tampered) {
      return Optional.empty();
    }
  }
}
