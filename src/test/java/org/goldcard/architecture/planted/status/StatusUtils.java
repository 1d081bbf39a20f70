package org.goldcard.architecture.planted.status;

/** Planted: a name that says nothing. */
public final class StatusUtils {}
