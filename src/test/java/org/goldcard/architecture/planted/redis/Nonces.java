package org.goldcard.architecture.planted.redis;

/** An adapter that others must not know. */
public final class Nonces {}
