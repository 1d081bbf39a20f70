package org.goldcard.cli.port;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.goldcard.card.Actor;
import org.goldcard.cli.terminal.Screen;

/**
 * Everything the commands need from the rest of the program. Suppliers are asked only by commands
 * that need the thing, and may throw {@link CommandRefused}.
 *
 * @param servers runs the service
 * @param stores opens the stores
 * @param keys opens the keys
 * @param pictures draws and reads QR codes
 * @param operator who types, as audit rows name them
 * @param clock what time it is
 * @param explain how failures of adapters are said to people; empty for those it does not know
 * @param screen where commands speak
 */
public record CommandPorts(
    Servers servers,
    Supplier<Stores> stores,
    Supplier<Keys> keys,
    Pictures pictures,
    Actor operator,
    InstantSource clock,
    Function<Throwable, Optional<CommandRefused>> explain,
    Screen screen) {}
