package org.goldcard.architecture.planted.web;

import com.google.zxing.BarcodeFormat;
import io.vertx.redis.client.Redis;
import io.vertx.sqlclient.Pool;
import org.goldcard.architecture.planted.redis.Nonces;
import picocli.CommandLine;

/** Planted: an adapter that knows another one, and the clients that belong to others. */
public record RouteOnRedis(
    Nonces nonces, Redis redis, Pool pool, CommandLine commands, BarcodeFormat format) {}
